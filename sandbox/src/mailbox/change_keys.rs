//! The change keys of all mailboxes: none is given twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where change keys come from. Copies give from the same.
#[derive(Clone, Debug, Default)]
pub struct ChangeKeys {
    writes: Arc<AtomicU64>,
}

impl ChangeKeys {
    /// A key that nobody has seen.
    pub fn next(&self) -> String {
        let writes = self.writes.fetch_add(1, Ordering::Relaxed) + 1;
        format!("DwAAABYAAAB{writes:012X}")
    }
}
