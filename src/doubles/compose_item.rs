//! An appointment in compose mode, in memory.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use crate::dialin::Times;
use crate::meeting::{ComposeError, ComposeItem, CustomProperties};

/// What becomes of a body on its way.
type Rewriting = fn(&str) -> String;

/// An appointment in compose mode, in memory.
#[derive(Debug, Default)]
pub struct MemoryItem {
    /// Its body.
    pub body: RefCell<String>,
    /// Its location.
    pub location: RefCell<String>,
    /// Its custom properties.
    pub custom_properties: RefCell<CustomProperties>,
    /// When it takes place.
    pub times: Cell<Option<Times>>,
    /// The call that fails.
    pub failing: Cell<Option<&'static str>>,
    /// Whether the body is written though the call fails.
    pub writes_late: Cell<bool>,
    /// What Outlook makes of a body that is written.
    pub rewrites: Cell<Option<Rewriting>>,
}

impl MemoryItem {
    fn allow(&self, call: &'static str) -> Result<(), ComposeError> {
        if self.failing.get() == Some(call) { Err(ComposeError::TimedOut { call }) } else { Ok(()) }
    }
}

impl ComposeItem for MemoryItem {
    async fn subject(&self) -> Result<String, ComposeError> {
        Ok("Budget".into())
    }

    async fn times(&self) -> Option<Times> {
        self.times.get()
    }

    async fn body(&self) -> Result<String, ComposeError> {
        Ok(self.body.borrow().clone())
    }

    async fn splice_body(&self, expected: &str, span: Range<usize>, html: &str) -> Result<(), ComposeError> {
        let allowed = self.allow("splice_body");
        if allowed.is_err() && !self.writes_late.get() {
            return allowed;
        }
        if *self.body.borrow() != expected {
            return Err(ComposeError::Changed);
        }
        let units: Vec<u16> = expected.encode_utf16().collect();
        let part = |range: Range<usize>| String::from_utf16_lossy(units.get(range).unwrap_or_default());
        let written = format!("{}{html}{}", part(0..span.start), part(span.end..units.len()));
        *self.body.borrow_mut() = self.rewrites.get().map_or(written.clone(), |rewrites| rewrites(&written));
        allowed
    }

    async fn location(&self) -> Result<String, ComposeError> {
        Ok(self.location.borrow().clone())
    }

    async fn set_location(&self, location: &str) -> Result<(), ComposeError> {
        self.allow("set_location")?;
        *self.location.borrow_mut() = location.into();
        Ok(())
    }

    async fn custom_properties(&self) -> Result<CustomProperties, ComposeError> {
        Ok(self.custom_properties.borrow().clone())
    }

    async fn save_custom_properties(&self, custom_properties: &CustomProperties) -> Result<(), ComposeError> {
        self.allow("save_custom_properties")?;
        *self.custom_properties.borrow_mut() = custom_properties.clone();
        Ok(())
    }
}
