//! Locks in memory.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::ports::Lock;

/// Locks in memory; clones share them, as the pages of a browser do.
#[derive(Debug, Clone, Default)]
pub struct MemoryLocks {
    held: Rc<RefCell<BTreeSet<String>>>,
}

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct MemoryLock {
    name: String,
    held: Rc<RefCell<BTreeSet<String>>>,
}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        self.held.borrow_mut().remove(&self.name);
    }
}

impl Lock for MemoryLocks {
    type Guard = MemoryLock;

    async fn try_acquire(&self, name: &str) -> Option<MemoryLock> {
        let is_free = self.held.borrow_mut().insert(name.to_owned());
        is_free.then(|| MemoryLock { name: name.to_owned(), held: Rc::clone(&self.held) })
    }
}
