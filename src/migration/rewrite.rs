//! How a meeting is rewritten, from its text as it was just read.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::block::{InfoBlock, Invitation, JoinUrlForm, Language, Role, Splice, recognise, visible_text};
use crate::calendar::Manners;
use crate::dialin::Change;
use crate::html::{Document, Format};
use crate::link::JoinUrl;
use crate::meeting::{
    Appointment, Body, BodyFormat, Claims, Criteria, Ours, Ownership, Reason, Standing, Tag, TextHash,
    Update, judge,
};

use super::cause::Cause;
use super::target::{Link, Target, Wanted};
use super::verdict::Need;
use crate::policy::{Conversion, Policy, Scope};

/// The rewriting of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// The exchange of the block.
    pub splice: Splice,
    /// What people read in the block as it is.
    pub before: Vec<String>,
    /// What people will read in it.
    pub after: Vec<String>,
    /// In what it differs from the target.
    pub changes: Vec<Change>,
    /// Why.
    pub cause: Cause,
    /// What the block will say.
    pub invitation: Invitation,
    /// The tag that goes with it.
    pub tag: Tag,
    /// The online meeting it leads to.
    pub link: Link,
    /// Whether lines of the organizer's stand in the block.
    pub has_edits: bool,
    /// Whether its text is no HTML, and is once it is written: its formatting may change a little.
    pub becomes_html: bool,
    /// How many update mails the write causes.
    pub mails: usize,
    /// To how many people these go, each counted for every mail.
    pub deliveries: usize,
}

/// What a plan keeps of the rewriting of a meeting. The whole [`Rewrite`] is made from the text as it is when it is shown or
/// written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlannedRewrite {
    /// In what the meeting differs from the target.
    pub changes: Vec<Change>,
    /// Why.
    pub cause: Cause,
    /// The online meeting it leads to.
    pub link: Link,
    /// Whether its conference ID is known only once its online meeting is made.
    pub gets_new_id: bool,
    /// Whether lines of the organizer's stand in the block.
    pub has_edits: bool,
    /// Whether its text is no HTML, and is once it is written: its formatting may change a little.
    pub becomes_html: bool,
    /// How many update mails the write causes.
    pub mails: usize,
    /// To how many people these go, each counted for every mail.
    pub deliveries: usize,
}

/// What a plan says of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict<R = PlannedRewrite> {
    /// Its block is rewritten.
    Rewrite(Box<R>),
    /// It differs from the target in nothing that the policy counts, and stays. This is what the organizer may ask for.
    LeftByPolicy(Box<R>),
    /// It is left alone.
    LeftAlone(Reason),
}

impl Verdict<Rewrite> {
    /// What a plan keeps of it.
    pub fn planned(&self) -> Verdict {
        match self {
            Self::Rewrite(rewrite) => Verdict::Rewrite(Box::new(rewrite.planned())),
            Self::LeftByPolicy(rewrite) => Verdict::LeftByPolicy(Box::new(rewrite.planned())),
            Self::LeftAlone(reason) => Verdict::LeftAlone(reason.clone()),
        }
    }
}

/// The terms under which plans are made: what stays the same from one to the next.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The administrator's settings.
    pub policy: &'a Policy,
    /// The forms of join URLs of third-party bridges.
    pub forms: &'a [JoinUrlForm],
    /// The language of a block that shows none of ours.
    pub language: Language,
    /// What the calendar does by itself.
    pub manners: Manners,
}

impl Terms<'_> {
    /// To how many people the mailbox sends mails in a day: what the policy says, where the calendar allows that.
    pub fn daily_deliveries(&self) -> Option<NonZeroU32> {
        [self.policy.deliveries_per_day, self.manners.daily_deliveries].into_iter().flatten().min()
    }
}

/// What the verdict on a meeting is given by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planner<'a> {
    pub(crate) target: &'a Target,
    pub(crate) scope: Scope,
    pub(crate) ownership: &'a Ownership,
    pub(crate) terms: Terms<'a>,
    pub(crate) now: OffsetDateTime,
}

impl<'a> Planner<'a> {
    pub(crate) fn criteria(&self) -> Criteria<'a> {
        Criteria {
            kind: self.target.profile.kind,
            forms: self.terms.forms,
            max_attendees: self.terms.policy.max_attendees,
            now: self.now,
            ownership: self.ownership,
        }
    }

    /// The same where every difference counts.
    pub(crate) fn of_everything(self) -> Self {
        Self { scope: Scope::EVERYTHING, ..self }
    }

    fn wanted(&self, block: &Invitation) -> Option<Wanted> {
        self.target.wanted(block, self.scope)
    }
}

/// The verdict on an appointment; `None` if it holds no online meeting.
pub(crate) fn verdict(
    appointment: &Appointment,
    series: &Claims,
    planner: Planner<'_>,
) -> Option<Verdict<Rewrite>> {
    match judge(appointment, series, planner.criteria()) {
        Standing::NoOnlineMeeting => None,
        Standing::LeftAlone(reason) => Some(Verdict::LeftAlone(reason)),
        Standing::Ours(ours, document) => {
            let wanted = planner.wanted(&ours.block.invitation);
            Some(verdict_on(appointment, &ours, &document, wanted, planner))
        }
    }
}

/// The verdict on an appointment by the policy, and, where it is another, the one that the organizer may ask for: every
/// difference counts.
pub(crate) fn verdicts(
    appointment: &Appointment,
    series: &Claims,
    planner: Planner<'_>,
) -> Option<(Verdict, Option<Verdict>)> {
    let (ours, document) = match judge(appointment, series, planner.criteria()) {
        Standing::NoOnlineMeeting => return None,
        Standing::LeftAlone(reason) => return Some((Verdict::LeftAlone(reason), None)),
        Standing::Ours(ours, document) => (ours, document),
    };
    let given = |wanted, planner| verdict_on(appointment, &ours, &document, wanted, planner).planned();
    let (wanted, full) = (planner.wanted(&ours.block.invitation), planner.of_everything());
    let all = full.wanted(&ours.block.invitation);
    if wanted == all {
        return Some((given(wanted, planner), None));
    }
    let says_the_same =
        |one: &Wanted, other: &Wanted| one.link == other.link && one.invitation == other.invitation;
    let is_same = wanted.as_ref().zip(all.as_ref()).is_some_and(|(wanted, all)| says_the_same(wanted, all));
    let by_policy = given(wanted, planner);
    let asked_for = match &by_policy {
        Verdict::LeftByPolicy(rewrite) | Verdict::Rewrite(rewrite) if is_same => {
            Verdict::Rewrite(rewrite.clone())
        }
        Verdict::LeftAlone(_) if is_same => return Some((by_policy, None)),
        _ => given(all, full),
    };
    Some((by_policy, Some(asked_for)))
}

fn verdict_on(
    appointment: &Appointment,
    ours: &Ours,
    document: &Document<'_>,
    wanted: Option<Wanted>,
    planner: Planner<'_>,
) -> Verdict<Rewrite> {
    rewrite_of(appointment, ours, document, wanted, planner).unwrap_or_else(Verdict::LeftAlone)
}

fn rewrite_of(
    Appointment { header, body }: &Appointment,
    ours: &Ours,
    document: &Document<'_>,
    wanted: Option<Wanted>,
    planner: Planner<'_>,
) -> Result<Verdict<Rewrite>, Reason> {
    let (block, Terms { policy, forms, language, manners }) = (&ours.block, planner.terms);
    let need = Need::of(ours, wanted, policy, language)?;
    let splice = need.splice(document, block)?;
    let becomes_html = becomes_html(body.format, policy)?;
    let Need { wanted: Wanted { link, invitation, changes, is_stale }, language, has_edits, .. } = need;
    let (after, text) = read_back(document.format(), &splice.replacement, forms);
    let (old, today) = (TextHash::of(&visible_text(document, block)), planner.target.profile.fingerprint());
    let cause = Cause::of(header, ours, &old, &today);
    let mut tag = Tag::new(&invitation, today, language, text);
    tag.old = Some(old);
    tag.uid.clone_from(&header.identity.uid);
    tag.was = link.former().cloned();
    let tag = match &ours.tag {
        Some(former) => tag.after(former),
        None => tag,
    };
    let rewrite = Box::new(Rewrite {
        before: shown(document, block),
        after,
        changes,
        cause,
        link,
        splice,
        invitation,
        tag,
        has_edits,
        becomes_html,
        mails: manners.mails(header),
        deliveries: manners.deliveries(header),
    });
    Ok(if is_stale { Verdict::Rewrite(rewrite) } else { Verdict::LeftByPolicy(rewrite) })
}

/// Whether a body that is written back becomes HTML, or why it is not written.
fn becomes_html(format: BodyFormat, policy: &Policy) -> Result<bool, Reason> {
    let (conversion, reason) = match format {
        BodyFormat::Html | BodyFormat::Text => return Ok(false),
        BodyFormat::RichText => (policy.rich_text_bodies, Reason::RichText),
        BodyFormat::PlainText => (policy.plain_text_bodies, Reason::PlainText),
        BodyFormat::RichTextWithObjects => return Err(Reason::EmbeddedObjects),
        BodyFormat::Unknown => return Err(Reason::UnknownFormat),
        BodyFormat::Protected => return Err(Reason::Protected),
    };
    match conversion {
        Conversion::Update => Ok(true),
        Conversion::Leave => Err(reason),
    }
}

impl Rewrite {
    /// What a plan keeps of it.
    pub fn planned(&self) -> PlannedRewrite {
        let phone = self.invitation.phone.as_ref();
        PlannedRewrite {
            changes: self.changes.clone(),
            cause: self.cause,
            link: self.link.clone(),
            gets_new_id: self.link.is_to_be_made()
                && phone.is_some_and(|phone| phone.conference_id.is_none()),
            has_edits: self.has_edits,
            becomes_html: self.becomes_html,
            mails: self.mails,
            deliveries: self.deliveries,
        }
    }

    /// The write that makes it so.
    pub fn update(&self, appointment: &Appointment) -> Update {
        Update {
            id: appointment.header.id.clone(),
            change_key: appointment.header.change_key.clone(),
            body: Body {
                content: self.splice.apply(&appointment.body.content),
                format: appointment.body.format,
            },
            custom_properties: self.tag.write(&appointment.header.custom_properties),
            external_link: appointment.header.named.external_link.as_ref().and_then(|_| self.new_join_url()),
            tel_uri: appointment.header.named.tel_uri.as_ref().and_then(|_| self.tel_uri()),
        }
    }

    fn new_join_url(&self) -> Option<JoinUrl> {
        self.link.former().map(|_| self.invitation.join_url.clone())
    }

    /// `tel:` number, two pauses, conference ID: what one-touch clients dial.
    fn tel_uri(&self) -> Option<String> {
        let phone = self.invitation.phone.as_ref()?;
        let number = phone.numbers.first()?.dialled();
        Some(match &phone.conference_id {
            Some(id) => format!("tel:{number},,{id}"),
            None => format!("tel:{number}"),
        })
    }
}

/// A rewritten block as it will be read: what people see, and the hash of it.
fn read_back(format: Format, block: &str, forms: &[JoinUrlForm]) -> (Vec<String>, TextHash) {
    let document = Document::parse(format, block);
    let blocks = recognise(&document, forms);
    let block = blocks.first();
    let text = block.map(|block| visible_text(&document, block)).unwrap_or_default();
    (block.map(|block| shown(&document, block)).unwrap_or_default(), TextHash::of(&text))
}

/// What people read in a block that stands by itself.
pub(super) fn rows_shown(format: Format, block: &str, forms: &[JoinUrlForm]) -> Vec<String> {
    read_back(format, block, forms).0
}

/// The rows of a block without its separators and its hidden marker, links by their texts.
fn shown(document: &Document<'_>, block: &InfoBlock) -> Vec<String> {
    let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
    let texts = rows.iter().zip(&block.roles).filter_map(|(row, role)| match role {
        Some(Role::Opening | Role::Closing | Role::Marker) => None,
        Some(Role::Join | Role::Help) => {
            Some(row.links.iter().map(|link| link.text.as_str()).collect::<Vec<_>>().join(" | "))
        }
        _ => Some(row.text.to_string()),
    });
    texts.collect()
}
