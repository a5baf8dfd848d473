//! What looks judged, kept in memory.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use async_trait::async_trait;

use crate::migration::Memory;
use crate::ports::StoreError;

/// What looks judged, kept in memory; `broken` makes it of no use.
#[derive(Debug, Default)]
pub struct KeptLooks {
    /// What is kept, by mailbox and name.
    pub kept: RefCell<BTreeMap<(String, String), String>>,
    /// How many texts were kept, again or for the first time.
    pub writes: Cell<usize>,
    /// Whether nothing can be kept or read.
    pub broken: Cell<bool>,
}

impl KeptLooks {
    fn check(&self) -> Result<(), StoreError> {
        match self.broken.get() {
            true => Err(StoreError { place: "memory", reason: "the disk is full".into() }),
            false => Ok(()),
        }
    }
}

#[async_trait(?Send)]
impl Memory for KeptLooks {
    async fn recall(&self, owner: &str, each: &mut dyn FnMut(String)) -> Result<(), StoreError> {
        self.check()?;
        let kept = self.kept.borrow().clone();
        for (_, text) in kept.iter().filter(|((of, _), _)| of == owner) {
            each(text.clone());
        }
        Ok(())
    }

    async fn keep(&self, owner: &str, texts: &[(String, String)], gone: &[String]) -> Result<(), StoreError> {
        self.check()?;
        let mut kept = self.kept.borrow_mut();
        self.writes.set(self.writes.get() + texts.len());
        kept.extend(texts.iter().map(|(name, text)| ((owner.to_owned(), name.clone()), text.clone())));
        gone.iter().for_each(|name| drop(kept.remove(&(owner.to_owned(), name.clone()))));
        Ok(())
    }
}
