//! An appointment in compose mode, in memory.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use crate::dialin::Times;
use crate::html::Format;
use crate::meeting::{ComposeBody, ComposeError, ComposeItem, CustomProperties, Place};

/// What becomes of a body on its way.
type Rewriting = fn(&str) -> String;

/// An appointment in compose mode, in memory.
#[derive(Debug, Default)]
pub struct MemoryItem {
    /// Its body.
    pub body: RefCell<String>,
    /// Whether that is plain text.
    pub is_text: Cell<bool>,
    /// Where the cursor stands in it, if it does: in front of this.
    pub cursor: Cell<Option<&'static str>>,
    /// Its location.
    pub location: RefCell<String>,
    /// Its custom properties.
    pub custom_properties: RefCell<CustomProperties>,
    /// When it takes place.
    pub times: Cell<Option<Times>>,
    /// The call that fails.
    pub failing: Cell<Option<&'static str>>,
    /// The call that is refused.
    pub refused: Cell<Option<&'static str>>,
    /// Whether the body is written though the call fails.
    pub writes_late: Cell<bool>,
    /// What Outlook makes of a body that is written.
    pub rewrites: Cell<Option<Rewriting>>,
    /// What somebody types at the end before the next splice is made.
    pub types: Cell<Option<&'static str>>,
    /// How often all of the body was written.
    pub rewritten: Cell<usize>,
}

impl MemoryItem {
    fn allow(&self, call: &'static str) -> Result<(), ComposeError> {
        if self.failing.get() == Some(call) {
            return Err(ComposeError::TimedOut { call });
        }
        if self.refused.get() == Some(call) {
            return Err(ComposeError::Refused { call, reason: "InvalidFormatError".into() });
        }
        Ok(())
    }

    fn read(&self) -> ComposeBody {
        let format = if self.is_text.get() { Format::Text } else { Format::Html };
        ComposeBody { format, content: self.body.borrow().clone() }
    }

    fn write(&self, span: Range<usize>, part: &str) {
        let mut body = self.body.borrow_mut();
        body.replace_range(span, part);
        if let Some(rewrites) = self.rewrites.get() {
            *body = rewrites(&body);
        }
    }
}

impl ComposeItem for MemoryItem {
    async fn subject(&self) -> Result<String, ComposeError> {
        Ok("Budget".into())
    }

    async fn times(&self) -> Option<Times> {
        self.times.get()
    }

    async fn body(&self) -> Result<ComposeBody, ComposeError> {
        Ok(self.read())
    }

    async fn insert(&self, part: &str, format: Format, place: Place) -> Result<(), ComposeError> {
        let allowed = self.allow("insert");
        if allowed.is_err() && !self.writes_late.get() {
            return allowed;
        }
        assert_eq!(format, self.read().format, "a form takes its own format alone");
        let body = self.body.borrow().clone();
        let cursor =
            self.cursor.get().filter(|_| place == Place::Cursor).and_then(|before| body.find(before));
        let top = body.find("<body>").map_or(0, |at| at + "<body>".len());
        let at = cursor.unwrap_or(top);
        self.write(at..at, part);
        allowed
    }

    async fn splice_body(
        &self,
        expected: &ComposeBody,
        span: Range<usize>,
        part: &str,
    ) -> Result<(), ComposeError> {
        let allowed = self.allow("splice_body");
        if allowed.is_err() && !self.writes_late.get() {
            return allowed;
        }
        if let Some(typed) = self.types.take() {
            self.body.borrow_mut().push_str(typed);
        }
        if self.read() != *expected {
            return Err(ComposeError::Changed);
        }
        let bytes = |units: usize| -> usize {
            let mut left = units;
            let taken = expected.content.chars().take_while(|character| {
                let takes = left > 0;
                left = left.saturating_sub(character.len_utf16());
                takes
            });
            taken.map(char::len_utf8).sum()
        };
        self.rewritten.set(self.rewritten.get() + 1);
        self.write(bytes(span.start)..bytes(span.end), part);
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
