//! `redial rewrite`: the same file with its online meeting information made true.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context;
use redial::block::{
    Confidence, Document, Edits as BlockEdits, InfoBlock, JoinUrl, JoinUrlForm, Language, Provider, Refusal,
    Splice, may_hold_block, recognise, rewrite,
};
use redial::dialin::DialInProfile;
use similar::TextDiff;
use thiserror::Error;

use crate::comparison::Comparison;
use crate::file;
use crate::profile;
use crate::source::{Body, Source, WriteError};
use crate::{Edits, End};

/// Why a file stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum LeftAlone {
    #[error("it holds no online meeting information")]
    NoBlock,
    #[error("the online meeting information is of a service that Redial never changes")]
    Foreign,
    #[error("the online meeting information stands in quoted text, so it is another message's")]
    Quoted,
    #[error("it holds online meeting information several times, so which is the meeting's cannot be told")]
    Several,
    #[error("its texts are of different online meetings, so which is the meeting's cannot be told")]
    Disagreeing,
    #[error("the profile is of another service than the online meeting information")]
    OtherKind,
    #[error("too little speaks for it that this is online meeting information")]
    Unsure,
    #[error("somebody wrote lines inside the online meeting information, and --edits skip leaves such alone")]
    Edited,
    #[error("{0}")]
    Unsafe(#[from] Refusal),
    #[error("the online meeting information says already what the profile says")]
    AlreadyTrue,
    #[error("the mail is signed, and a change would break the signature")]
    Signed,
    #[error(
        "a file shows no tag, so nothing tells that the meeting is yours; if you organize it, say --adopt"
    )]
    NotAdopted,
    #[error(transparent)]
    Unwritable(#[from] WriteError),
}

/// Changes, each of the body with that index.
type Changes = Vec<(usize, Splice)>;

/// How a file is rewritten.
pub struct Order<'a> {
    /// The file of the profile.
    pub profile: &'a Path,
    /// Although no tag tells whose meeting it is.
    pub adopt: bool,
    /// What becomes of lines somebody wrote.
    pub edits: Edits,
    /// Where to write.
    pub output: Option<PathBuf>,
    /// Print the difference instead.
    pub diff: bool,
}

impl Order<'_> {
    /// Rewrites one file.
    pub fn run(&self, file: &Path) -> anyhow::Result<End> {
        let profile = profile::read(self.profile).with_context(|| self.profile.display().to_string())?;
        let name = file.display().to_string();
        let source = Source::read(file).with_context(|| name.clone())?;
        let terms = Terms { forms: profile::join_url_forms(Some(&profile)), profile, edits: self.edits };
        match self.changed(&source, &terms, &name) {
            Ok((changes, written)) => {
                if self.diff {
                    print_differences(&source, &changes, &name)?;
                } else {
                    file::write(self.output.as_deref(), &written)?;
                }
                Ok(End::Done)
            }
            Err(reason) => {
                eprintln!("redial: {name}: {reason}; nothing was written");
                Ok(End::Refused)
            }
        }
    }

    fn changed(&self, source: &Source, terms: &Terms, name: &str) -> Result<(Changes, Vec<u8>), LeftAlone> {
        let changes = terms.changes(source, name)?;
        if source.signed {
            return Err(LeftAlone::Signed);
        }
        if !self.adopt {
            return Err(LeftAlone::NotAdopted);
        }
        let written = source.with(&changes)?;
        Ok((changes, written))
    }
}

/// The terms under which blocks are rewritten.
struct Terms {
    profile: DialInProfile,
    forms: Vec<JoinUrlForm>,
    edits: Edits,
}

impl Terms {
    /// The changes of all meetings in the file. One that is left alone stops no other; the versions of one text are
    /// changed all or not at all.
    fn changes(&self, source: &Source, name: &str) -> Result<Changes, LeftAlone> {
        let own: Vec<(usize, &Body)> =
            source.bodies.iter().enumerate().filter(|(_, body)| !body.attached).collect();
        let mut changes = Vec::new();
        let mut refused: Vec<(String, LeftAlone)> = Vec::new();
        for versions in own.chunk_by(|(_, one), (_, next)| one.meeting == next.meeting) {
            match self.meeting(versions) {
                Ok(found) => changes.extend(found),
                Err((place, reason)) => refused.push((place, reason)),
            }
        }
        if changes.is_empty() {
            let telling =
                refused.iter().position(|(_, reason)| *reason != LeftAlone::NoBlock).unwrap_or_default();
            return Err(refused.into_iter().nth(telling).map_or(LeftAlone::NoBlock, |(_, reason)| reason));
        }
        for (place, reason) in refused.iter().filter(|(_, reason)| *reason != LeftAlone::NoBlock) {
            eprintln!("redial: {name}: {place} stays as it is: {reason}");
        }
        Ok(changes)
    }

    /// The changes in the versions of one text, or the place of the first that is refused.
    fn meeting(&self, versions: &[(usize, &Body)]) -> Result<Changes, (String, LeftAlone)> {
        let mut changes = Vec::new();
        let mut joins: Vec<JoinUrl> = Vec::new();
        for (index, body) in versions {
            let refused = |reason| (body.name.clone(), reason);
            let document = Document::parse(body.format, &body.text);
            let blocks = recognise(&document, &self.forms);
            let block = match own_block(&blocks) {
                Err(LeftAlone::NoBlock) => match document.refusal() {
                    Some(refusal) if may_hold_block(&body.text, &self.forms) => {
                        return Err(refused(refusal.into()));
                    }
                    _ => continue,
                },
                found => found.map_err(refused)?,
            };
            match self.change(&document, block) {
                Ok(splice) => changes.push((*index, splice)),
                Err(LeftAlone::AlreadyTrue) => {}
                Err(reason) => return Err(refused(reason)),
            }
            if joins.iter().any(|join| !join.agrees_with(&block.invitation.join_url)) {
                return Err(refused(LeftAlone::Disagreeing));
            }
            joins.push(block.invitation.join_url.clone());
        }
        let nothing = if joins.is_empty() { LeftAlone::NoBlock } else { LeftAlone::AlreadyTrue };
        let place = versions.first().map_or_else(String::new, |(_, body)| body.name.clone());
        if changes.is_empty() { Err((place, nothing)) } else { Ok(changes) }
    }

    fn change(&self, document: &Document<'_>, block: &InfoBlock) -> Result<Splice, LeftAlone> {
        let comparison = Comparison::of(block, &self.profile).ok_or(LeftAlone::OtherKind)?;
        if comparison.is_current() {
            return Err(LeftAlone::AlreadyTrue);
        }
        let edits = match self.edits {
            Edits::Skip if block.roles.iter().any(Option::is_none) => return Err(LeftAlone::Edited),
            Edits::Keep | Edits::Skip => BlockEdits::Keep,
            Edits::Overwrite => BlockEdits::Overwrite,
        };
        let language = block.language().unwrap_or(Language::English);
        let today = self.profile.invitation_today(&block.invitation, None);
        let splice = rewrite(document, block, &today, language, edits)?;
        if block.confidence() == Confidence::Unsure { Err(LeftAlone::Unsure) } else { Ok(splice) }
    }
}

/// The one block that can be the meeting's own.
fn own_block(blocks: &[InfoBlock]) -> Result<&InfoBlock, LeftAlone> {
    let untouched = |block: &InfoBlock| matches!(block.provider, Provider::Foreign | Provider::SkypeConsumer);
    if blocks.is_empty() {
        return Err(LeftAlone::NoBlock);
    }
    let unquoted: Vec<&InfoBlock> = blocks.iter().filter(|block| !block.quoted).collect();
    if unquoted.is_empty() {
        return Err(LeftAlone::Quoted);
    }
    let own: Vec<&InfoBlock> = unquoted.into_iter().filter(|block| !untouched(block)).collect();
    let agrees =
        |one: &InfoBlock, other: &InfoBlock| one.invitation.join_url.agrees_with(&other.invitation.join_url);
    // A lone link in somebody's text is no second block.
    let complete: Vec<&InfoBlock> = own.iter().copied().filter(|block| block.complete).collect();
    match (complete.as_slice(), own.as_slice()) {
        (_, []) => Err(LeftAlone::Foreign),
        ([one], all) if all.iter().filter(|other| agrees(one, other)).count() == 1 => Ok(one),
        ([], [one]) => Ok(one),
        _ => Err(LeftAlone::Several),
    }
}

/// The differences as unified diffs of the decoded bodies.
fn print_differences(source: &Source, changes: &[(usize, Splice)], name: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (index, splice) in changes {
        let Some(body) = source.bodies.get(*index) else { continue };
        let place = if body.name.is_empty() { name.to_owned() } else { format!("{name} ({})", body.name) };
        let after = splice.apply(&body.text);
        let difference = TextDiff::from_lines(body.text.as_str(), after.as_str());
        write!(out, "{}", difference.unified_diff().header(&place, &format!("{place}, rewritten")))?;
    }
    Ok(())
}
