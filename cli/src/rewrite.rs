//! `redial rewrite`: the same file with its online meeting information made true.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context;
use redial::block::{
    Confidence, InfoBlock, Invitation, JoinUrlForm, Language, Refusal, Splice, may_hold_block, recognise,
    unusable_join_link,
};
use redial::calendar::icalendar::Mending;
use redial::dialin::{DialInProfile, OwnAddresses};
use redial::html::Document;
use redial::link::{JoinUrl, Wrapper};
use redial::meeting::{Ours, Reason, adopt};
use redial::migration::{Need, Policy, UserEdits, Wanted};
use similar::TextDiff;
use thiserror::Error;

use crate::file;
use crate::profile;
use crate::source::{Body, Detail, Source, Splices, WriteError};
use crate::{Edits, End};

/// Why a file stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum LeftAlone {
    #[error("it holds no online meeting information")]
    NoBlock,
    #[error("{} hides where its links lead, so no online meeting information can be recognised", .0.name())]
    Hidden(Wrapper),
    #[error("the online meeting information is of a service that Redial never changes")]
    Foreign,
    #[error("the online meeting information stands in quoted text, so it is another message's")]
    Quoted,
    #[error(
        "the online meeting information stands in an attached mail, which is another message; save that mail as a file of its own"
    )]
    Attached,
    #[error("it holds online meeting information several times, so which is the meeting's cannot be told")]
    Several,
    #[error("its texts are of different online meetings, so which is the meeting's cannot be told")]
    Disagreeing,
    #[error("the profile is of another service than the online meeting information")]
    OtherKind,
    #[error(
        "its link leads to an online meeting of {person}, and the details of nobody else belong beside it"
    )]
    AnotherPersons { person: String },
    #[error(
        "nobody can tell whose online meeting {address} is; where it is yours, let meetingBase in the profile say what \
         your join URLs begin with (in Teams: the whole of one)"
    )]
    UnknownAddress { address: String },
    #[error("its link {address} is no address that an online meeting can have")]
    UnusableAddress { address: String },
    #[error("too little speaks for it that this is online meeting information")]
    Unsure,
    #[error("somebody wrote lines inside the online meeting information, and --edits skip leaves such alone")]
    Edited,
    #[error("{0}")]
    Unsafe(#[from] Refusal),
    #[error("the online meeting information says already what the profile says")]
    AlreadyTrue,
    #[error("{0} leads to another online meeting, so what is dialled stays as it is beside it")]
    LeadsElsewhere(String),
    #[error("it shows the old number or conference ID in the organizer's own words; change it by hand")]
    OwnWords,
    #[error("no text of its event holds online meeting information")]
    NoTextBeside,
    #[error("the mail is signed, and a change would break the signature")]
    Signed,
    #[error(
        "a file shows no tag, so nothing tells that the meeting is yours; if you organize it, say --adopt"
    )]
    NotAdopted,
    #[error(transparent)]
    Unwritable(#[from] WriteError),
}

/// What of the core's reasons a file can give.
impl From<Reason> for LeftAlone {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Foreign => Self::Foreign,
            Reason::OtherKind => Self::OtherKind,
            Reason::AnotherPersons { person } => Self::AnotherPersons { person },
            Reason::UnknownAddress { address } => Self::UnknownAddress { address },
            Reason::UnusableAddress { address } => Self::UnusableAddress { address },
            Reason::LinkHidden { by } => Self::Hidden(by),
            Reason::Edited => Self::Edited,
            Reason::Unsafe { refusal } => Self::Unsafe(refusal),
            Reason::AlreadyTrue => Self::AlreadyTrue,
            Reason::BlockMissing => Self::NoBlock,
            Reason::Unsure => Self::Several,
            // A calendar or a service tells these.
            Reason::Past
            | Reason::OpenInForm
            | Reason::Deleted
            | Reason::Cancelled
            | Reason::Draft
            | Reason::UnsentChanges
            | Reason::NotOrganizer
            | Reason::TooManyAttendees { .. }
            | Reason::Copied
            | Reason::ServiceUpdates
            | Reason::Contested
            | Reason::NewerTag
            | Reason::UnknownFormat
            | Reason::Protected
            | Reason::EmbeddedObjects
            | Reason::RichText
            | Reason::PlainText
            | Reason::NoConferenceId => Self::Unsure,
        }
    }
}

impl From<Edits> for UserEdits {
    fn from(edits: Edits) -> Self {
        match edits {
            Edits::Keep => Self::Keep,
            Edits::Overwrite => Self::Overwrite,
            Edits::Skip => Self::Skip,
        }
    }
}

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
        file::check_inputs([self.profile, file])?;
        let profile = profile::read(self.profile).with_context(|| self.profile.display().to_string())?;
        let name = file.display().to_string();
        let source = Source::read(file).with_context(|| name.clone())?;
        let forms = profile::join_url_forms(Some(&profile));
        let policy = Policy { user_edits: self.edits.into(), ..Policy::default() };
        let rewriter = Rewriter { own: OwnAddresses::of(&profile, &forms), forms, profile, policy };
        match self.changed(&source, &rewriter, &name) {
            Ok((splices, written)) => {
                if self.diff {
                    print_differences(&source, &splices, &name)?;
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

    fn changed(
        &self,
        source: &Source,
        rewriter: &Rewriter,
        name: &str,
    ) -> Result<(Splices, Vec<u8>), LeftAlone> {
        let splices = rewriter.splices(source, name)?;
        if source.signed {
            return Err(LeftAlone::Signed);
        }
        if !self.adopt {
            return Err(LeftAlone::NotAdopted);
        }
        let written = source.with(&splices)?;
        Ok((splices, written))
    }
}

/// Rewrites the blocks of one organizer.
struct Rewriter {
    profile: DialInProfile,
    own: OwnAddresses,
    forms: Vec<JoinUrlForm>,
    policy: Policy,
}

impl Rewriter {
    /// The splices of all meetings in the file. One that is left alone stops no other; the versions of one text are
    /// changed all or not at all.
    fn splices(&self, source: &Source, name: &str) -> Result<Splices, LeftAlone> {
        let own: Vec<(usize, &Body)> =
            source.bodies.iter().enumerate().filter(|(_, body)| !body.attached).collect();
        let mut splices = Splices::default();
        let mut refused: Vec<(String, LeftAlone)> = Vec::new();
        let mut known: Vec<usize> = Vec::new();
        for versions in own.chunk_by(|(_, one), (_, next)| one.meeting == next.meeting) {
            match self.meeting(versions) {
                Ok(found) => {
                    let Beside { mended, left } = beside(source, &found);
                    if mended.is_empty() && left.is_empty() && found.splices.is_empty() {
                        refused.push((found.place, LeftAlone::AlreadyTrue));
                    }
                    splices.bodies.extend(found.splices);
                    splices.details.extend(mended);
                    refused.extend(left);
                    known.push(found.meeting);
                }
                Err((place, reason)) => {
                    if reason != LeftAlone::NoBlock {
                        known.extend(versions.first().map(|(_, body)| body.meeting));
                    }
                    refused.push((place, reason));
                }
            }
        }
        if splices.is_empty() {
            let telling =
                refused.iter().position(|(_, reason)| *reason != LeftAlone::NoBlock).unwrap_or_default();
            let reason = refused.into_iter().nth(telling).map_or(LeftAlone::NoBlock, |(_, reason)| reason);
            let is_attached = reason == LeftAlone::NoBlock && self.is_in_attached_mail(source);
            return Err(if is_attached { LeftAlone::Attached } else { reason });
        }
        let alone = source.details.iter().filter(|detail| {
            detail.property.is_dialled() && !detail.attached && !known.contains(&detail.meeting)
        });
        refused.extend(alone.map(|detail| (detail.name.clone(), LeftAlone::NoTextBeside)));
        for (place, reason) in refused.iter().filter(|(_, reason)| *reason != LeftAlone::NoBlock) {
            eprintln!("redial: {name}: {place} stays as it is: {reason}");
        }
        Ok(splices)
    }

    /// Whether an attached mail holds online meeting information.
    fn is_in_attached_mail(&self, source: &Source) -> bool {
        source.bodies.iter().filter(|body| body.attached).any(|body| {
            let document = Document::parse(body.format, &body.text);
            !recognise(&document, &self.forms).is_empty()
        })
    }

    /// The splices in the versions of one text, or the place of the first that is refused.
    fn meeting(&self, versions: &[(usize, &Body)]) -> Result<Found, (String, LeftAlone)> {
        let mut splices = Vec::new();
        let mut said: Vec<Invitation> = Vec::new();
        let mut hidden = None;
        let mut without_block: Vec<(&Body, Vec<JoinUrl>)> = Vec::new();
        for (index, body) in versions {
            let refused = |reason| (body.name.clone(), reason);
            let document = Document::parse(body.format, &body.text);
            let blocks = recognise(&document, &self.forms);
            if blocks.is_empty() {
                if let Some(refusal) = Refusal::of(&document)
                    && may_hold_block(&body.text, &self.forms)
                {
                    return Err(refused(refusal.into()));
                }
                if let Some(address) = unusable_join_link(&document) {
                    return Err(refused(LeftAlone::UnusableAddress { address }));
                }
                hidden = hidden.or_else(|| Wrapper::hiding_in(&document));
                let links = document.rows().iter().flat_map(|row| &row.links);
                let led_to = links.filter_map(|link| JoinUrl::new(&link.href)).collect();
                without_block.push((*body, led_to));
                continue;
            }
            let ours = self.own(blocks).map_err(refused)?;
            let invitation = &ours.block.invitation;
            match self.change(&document, &ours) {
                Ok(splice) => splices.push((*index, splice)),
                Err(LeftAlone::AlreadyTrue) => {}
                Err(reason) => return Err(refused(reason)),
            }
            if said.iter().any(|said| !said.join_url.agrees_with(&invitation.join_url)) {
                return Err(refused(LeftAlone::Disagreeing));
            }
            said.push(invitation.clone());
        }
        // A version that has lost its lines would go on saying what is old.
        let leads_there = |url: &JoinUrl| said.iter().any(|said| said.join_url.agrees_with(url));
        let lost = without_block.iter().find(|(_, links)| links.iter().any(leads_there));
        if let Some((body, _)) = lost.filter(|_| !splices.is_empty()) {
            return Err((body.name.clone(), Refusal::Incomplete.into()));
        }
        let (place, meeting) =
            versions.first().map(|(_, body)| (body.name.clone(), body.meeting)).unwrap_or_default();
        match said.first() {
            Some(said) => {
                let today = self.profile.invitation_today(said, None);
                Ok(Found { place, meeting, splices, said: said.clone(), today })
            }
            None => Err((place, hidden.map_or(LeftAlone::NoBlock, LeftAlone::Hidden))),
        }
    }

    /// The one block that can be the meeting's own.
    fn own(&self, blocks: Vec<InfoBlock>) -> Result<Ours, LeftAlone> {
        let unquoted: Vec<InfoBlock> = blocks.into_iter().filter(|block| !block.quoted).collect();
        if unquoted.is_empty() {
            return Err(LeftAlone::Quoted);
        }
        Ok(adopt(&unquoted, self.profile.kind, &self.own)?)
    }

    fn change(&self, document: &Document<'_>, ours: &Ours) -> Result<Splice, LeftAlone> {
        let wanted = Wanted::by_profile(&self.profile, &ours.block.invitation);
        let need = Need::of(ours, Some(wanted), &self.policy, Language::English)?;
        let splice = need.splice(document, &ours.block)?;
        if ours.block.confidence() == Confidence::Unsure { Err(LeftAlone::Unsure) } else { Ok(splice) }
    }
}

/// The online meeting information of one meeting.
struct Found {
    /// Where it stands first.
    place: String,
    meeting: usize,
    /// The splices of its texts.
    splices: Vec<(usize, Splice)>,
    /// What they say.
    said: Invitation,
    /// What they say afterwards.
    today: Invitation,
}

/// What becomes of the details beside the texts of a meeting.
#[derive(Default)]
struct Beside {
    /// Those that change, by their index.
    mended: Vec<(usize, Mending)>,
    /// Those that are not true and stay, by their name.
    left: Vec<(String, LeftAlone)>,
}

fn beside(source: &Source, found: &Found) -> Beside {
    let of_it = |detail: &Detail| !detail.attached && detail.meeting == found.meeting;
    let elsewhere: Vec<&Detail> =
        source.details.iter().filter(|detail| leads_elsewhere(detail, found)).collect();
    let mut beside = Beside::default();
    for (index, detail) in source.details.iter().enumerate().filter(|(_, detail)| of_it(detail)) {
        if detail.property.is_outdated(&found.said, &found.today) {
            beside.left.push((detail.name.clone(), LeftAlone::OwnWords));
        }
        let Some(mending) = detail.property.mending(&found.today) else { continue };
        match elsewhere.iter().find(|link| link.is_beside(detail)) {
            Some(link) => {
                beside.left.push((detail.name.clone(), LeftAlone::LeadsElsewhere(link.name.clone())))
            }
            None => beside.mended.push((index, mending)),
        }
    }
    beside
}

fn leads_elsewhere(detail: &Detail, found: &Found) -> bool {
    detail.property.join_url().is_some_and(|url| !url.agrees_with(&found.today.join_url))
}

/// The differences as unified diffs of the decoded bodies.
fn print_differences(source: &Source, splices: &Splices, name: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut print = |part: &str, before: &str, after: &str| {
        let place = if part.is_empty() { name.to_owned() } else { format!("{name} ({part})") };
        let difference = TextDiff::from_lines(before, after);
        write!(out, "{}", difference.unified_diff().header(&place, &format!("{place}, rewritten")))
    };
    for (index, splice) in &splices.bodies {
        let Some(body) = source.bodies.get(*index) else { continue };
        print(&body.name, &body.text, &splice.apply(&body.text))?;
    }
    for (index, mending) in &splices.details {
        let Some(detail) = source.details.get(*index) else { continue };
        let line = |value: &str| format!("{value}\n");
        let after = match mending {
            Mending::Value(value) => line(value),
            Mending::Gone => String::new(),
        };
        print(&detail.name, &line(&detail.property.value), &after)?;
    }
    Ok(())
}
