//! Why a meeting is rewritten or left. `meeting::judge` says whether it is the organizer's own, and `meeting::adopt`
//! which block of a text is, where nothing is stored beside it; here stands what its block needs.

use crate::block::{Edits, InfoBlock, Language, Provider, Splice, rewrite};
use crate::html::Document;
use crate::meeting::{Ours, Reason};

use super::target::Wanted;
use crate::policy::{Policy, UserEdits};

/// What a block needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What it is to say.
    pub wanted: Wanted,
    /// Its language.
    pub language: Language,
    /// Whether lines of the organizer's stand in it.
    pub has_edits: bool,
    edits: Edits,
}

impl Need {
    /// What the block of `ours` needs, or why it stays. `wanted` is `None` where the conference ID that belongs to new
    /// numbers is not known; `language` is for a block that shows none of ours.
    pub fn of(
        ours: &Ours,
        wanted: Option<Wanted>,
        policy: &Policy,
        language: Language,
    ) -> Result<Self, Reason> {
        let block = &ours.block;
        let wanted = wanted.ok_or(Reason::NoConferenceId)?;
        if wanted.changes.is_empty() {
            return Err(Reason::AlreadyTrue);
        }
        if block.provider == Provider::Teams && !ours.tagged && policy.coexist_with_mms {
            return Err(Reason::ServiceUpdates);
        }
        let has_edits = !ours.unedited && block.roles.iter().any(Option::is_none);
        let edits = match policy.user_edits {
            UserEdits::Skip if has_edits => return Err(Reason::Edited),
            UserEdits::Keep | UserEdits::Skip => Edits::Keep,
            UserEdits::Overwrite => Edits::Overwrite,
        };
        Ok(Self { wanted, language: block.language().unwrap_or(language), has_edits, edits })
    }

    /// The exchange of the block, or why it stays.
    pub fn splice(&self, document: &Document<'_>, block: &InfoBlock) -> Result<Splice, Reason> {
        let splice = rewrite(document, block, &self.wanted.invitation, self.language, self.edits)
            .map_err(|refusal| Reason::Unsafe { refusal })?;
        if splice.changes_nothing(document.source()) { Err(Reason::AlreadyTrue) } else { Ok(splice) }
    }
}
