//! What a run writes down: what is begun, what has ended, and what of that could not be kept yet.

use crate::migration::journal::JournalEntry;
use crate::ports::StoreError;

/// Entries that are kept in one step.
#[derive(Debug, Clone, Default)]
pub(super) struct Append {
    /// Of writes that are to follow, by their meetings' places in the plan's order.
    pub(super) begun: Vec<(usize, JournalEntry)>,
    /// Of writes of which the end is known.
    pub(super) ended: Vec<JournalEntry>,
}

impl Append {
    /// The entries; what begins takes the place of what ended before.
    pub(super) fn entries(&self) -> Vec<JournalEntry> {
        self.ended.iter().chain(self.begun.iter().map(|(_, entry)| entry)).cloned().collect()
    }
}

/// The entries of which the end is known and not kept yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Journalling {
    ended: Vec<JournalEntry>,
    /// Those that could not be kept. They are tried again with the next ones.
    unkept: Vec<JournalEntry>,
    /// Why.
    error: Option<StoreError>,
    /// Whether entries are kept one by one: one that is refused must not keep the others from being kept.
    singly: bool,
}

impl Journalling {
    /// The end of a write is known.
    pub(super) fn ended(&mut self, entry: JournalEntry) {
        self.ended.push(entry);
    }

    /// What is to be kept now, with the writes that are about to begin.
    pub(super) fn next(&mut self, mut begun: Vec<(usize, JournalEntry)>) -> Option<Append> {
        if begun.is_empty() && self.ended.is_empty() {
            self.singly = false;
            return None;
        }
        if !self.singly {
            let mut ended = std::mem::take(&mut self.unkept);
            ended.append(&mut self.ended);
            return Some(Append { begun, ended });
        }
        if self.ended.is_empty() {
            begun.truncate(1);
            return Some(Append { begun, ended: Vec::new() });
        }
        Some(Append { begun: Vec::new(), ended: vec![self.ended.remove(0)] })
    }

    /// What could not be kept once is to be tried a last time.
    pub(super) fn try_again(&mut self) {
        self.ended.append(&mut self.unkept);
    }

    /// Entries were kept. What was not of an earlier write of the same meeting is outdated.
    pub(super) fn kept(&mut self, append: &Append) {
        self.unkept.retain(|entry| append.begun.iter().all(|(_, begun)| begun.id != entry.id));
    }

    /// Entries could not be kept. Gives the meeting whose write may not begin therefore: where there were several
    /// entries, each is tried by itself first.
    pub(super) fn not_kept(&mut self, mut append: Append, error: StoreError) -> Option<usize> {
        self.error = Some(error);
        if append.begun.len() + append.ended.len() > 1 {
            self.singly = true;
            append.ended.append(&mut self.ended);
            self.ended = append.ended;
            return None;
        }
        self.unkept.append(&mut append.ended);
        append.begun.first().map(|(index, _)| *index)
    }

    /// Why entries are lost, where any is.
    pub(super) fn lost(&self) -> Option<StoreError> {
        self.error.clone().filter(|_| !self.unkept.is_empty())
    }
}
