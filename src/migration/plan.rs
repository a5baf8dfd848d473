//! What a run will do: every meeting considered, with before and after, or the reason it is left alone.

use std::collections::{BTreeSet, HashMap, HashSet};

use time::OffsetDateTime;

use crate::block::{InfoBlock, Invitation, JoinUrlForm, Language, Role, Splice, recognise, visible_text};
use crate::calendar::Manners;
use crate::dialin::{Change, OwnAddresses};
use crate::html::{Document, Format};
use crate::link::JoinUrl;
use crate::meeting::{
    Appointment, Body, Claims, Criteria, ItemId, Ours, Ownership, Reason, SeriesRole, Standing, Tag,
    TextHash, Update, judge,
};

use super::policy::{Policy, Scope};
use super::target::{Link, Target, Wanted};
use super::verdict::Need;

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
    /// What the block will say.
    pub invitation: Invitation,
    /// The tag that goes with it.
    pub tag: Tag,
    /// The online meeting it leads to.
    pub link: Link,
    /// Whether lines of the organizer's stand in the block.
    pub has_edits: bool,
    /// How many update mails the write causes.
    pub mails: usize,
}

/// What a plan says of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its block is rewritten.
    Rewrite(Box<Rewrite>),
    /// It differs from the target in nothing that the policy counts, and stays. This is what the organizer may ask for.
    LeftByPolicy(Box<Rewrite>),
    /// It is left alone.
    LeftAlone(Reason),
}

/// A meeting that was considered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMeeting {
    /// The meeting as read.
    pub appointment: Appointment,
    /// What the plan says of it.
    pub verdict: Verdict,
}

/// Every meeting considered, soonest first, a series master before its exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What they are brought to.
    pub target: Target,
    /// Whose online meetings are whose.
    pub ownership: Ownership,
    /// The meetings.
    pub meetings: Vec<PlannedMeeting>,
}

impl Plan {
    /// The meetings that will be rewritten.
    pub fn rewrites(&self) -> impl Iterator<Item = (&Appointment, &Rewrite)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::Rewrite(rewrite) => Some((&meeting.appointment, rewrite.as_ref())),
            Verdict::LeftByPolicy(_) | Verdict::LeftAlone(_) => None,
        })
    }

    /// The meetings that the policy leaves.
    pub fn left_by_policy(&self) -> impl Iterator<Item = (&Appointment, &Rewrite)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::LeftByPolicy(rewrite) => Some((&meeting.appointment, rewrite.as_ref())),
            Verdict::Rewrite(_) | Verdict::LeftAlone(_) => None,
        })
    }

    /// The meetings that are left alone, and why.
    pub fn left_alone(&self) -> impl Iterator<Item = (&Appointment, &Reason)> {
        self.meetings.iter().filter_map(|meeting| match &meeting.verdict {
            Verdict::LeftAlone(reason) => Some((&meeting.appointment, reason)),
            Verdict::Rewrite(_) | Verdict::LeftByPolicy(_) => None,
        })
    }

    /// Those of them that show old details all the same.
    pub fn outdated(&self) -> impl Iterator<Item = (&Appointment, &Reason)> {
        self.left_alone().filter(|(_, reason)| reason.shows_old_details())
    }

    /// The meetings that show what they should.
    pub fn already_true(&self) -> impl Iterator<Item = &Appointment> {
        let right = self.left_alone().filter(|(_, reason)| **reason == Reason::AlreadyTrue);
        right.map(|(meeting, _)| meeting)
    }

    /// Plans anew as if the policy counted every difference.
    pub fn include_everything(&mut self, terms: Terms<'_>, now: OffsetDateTime) {
        self.target.scope = Scope::EVERYTHING;
        let appointments = std::mem::take(&mut self.meetings).into_iter().map(|meeting| meeting.appointment);
        let planner = Planner { target: &self.target, ownership: &self.ownership, terms, now };
        self.meetings = planned(appointments.collect(), planner);
    }

    /// How many online meetings are made anew.
    pub fn new_online_meetings(&self) -> usize {
        let made = self.rewrites().filter_map(|(_, rewrite)| match &rewrite.link {
            Link::ToBeMade { from } => Some(from),
            Link::Kept | Link::Moved { .. } => None,
        });
        made.collect::<HashSet<_>>().len()
    }

    /// In what meetings differ from the target: the stale ones, or, where there is none, those that the policy leaves.
    pub fn changes(&self) -> Vec<Change> {
        let of = |rewrite: &Rewrite| rewrite.changes.clone();
        let stale: BTreeSet<Change> = self.rewrites().flat_map(|(_, rewrite)| of(rewrite)).collect();
        let left = || self.left_by_policy().flat_map(|(_, rewrite)| of(rewrite)).collect();
        let changes: BTreeSet<Change> = if stale.is_empty() { left() } else { stale };
        changes.into_iter().collect()
    }

    /// How many update mails the run causes.
    pub fn mails(&self) -> usize {
        self.rewrites().map(|(_, rewrite)| rewrite.mails).sum()
    }

    /// The claims on the series master of `appointment`, for an exception.
    pub fn series_of(&self, appointment: &Appointment) -> Claims {
        let SeriesRole::Exception { master } = &appointment.header.series_role else {
            return Claims::default();
        };
        let found =
            self.meetings.iter().map(|meeting| &meeting.appointment).find(|other| other.header.id == *master);
        found.map(|known| Claims::on(&known.header)).unwrap_or_default()
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

/// What the verdict on a meeting is given by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planner<'a> {
    pub(crate) target: &'a Target,
    pub(crate) ownership: &'a Ownership,
    pub(crate) terms: Terms<'a>,
    pub(crate) now: OffsetDateTime,
}

impl<'a> Planner<'a> {
    fn criteria(&self) -> Criteria<'a> {
        Criteria {
            kind: self.target.profile.kind,
            forms: self.terms.forms,
            max_attendees: self.terms.policy.max_attendees,
            now: self.now,
            ownership: self.ownership,
        }
    }
}

/// Plans for all of `appointments`.
pub fn plan(
    appointments: Vec<Appointment>,
    mut target: Target,
    terms: Terms<'_>,
    now: OffsetDateTime,
) -> Plan {
    let own = OwnAddresses::of(&target.profile, terms.forms);
    let ownership = Ownership::new(target.online.addresses(own, &appointments), &appointments);
    target.online.keep_own(&ownership);
    let meetings = planned(appointments, Planner { target: &target, ownership: &ownership, terms, now });
    Plan { target, ownership, meetings }
}

fn planned(appointments: Vec<Appointment>, planner: Planner<'_>) -> Vec<PlannedMeeting> {
    let series: HashMap<ItemId, Claims> = appointments
        .iter()
        .filter(|appointment| matches!(appointment.header.series_role, SeriesRole::Master { .. }))
        .map(|master| (master.header.id.clone(), Claims::on(&master.header)))
        .collect();
    let mut meetings: Vec<PlannedMeeting> = appointments
        .into_iter()
        .filter_map(|appointment| {
            let claims = match &appointment.header.series_role {
                SeriesRole::Exception { master } => series.get(master).cloned().unwrap_or_default(),
                SeriesRole::Single | SeriesRole::Master { .. } => Claims::default(),
            };
            let verdict = verdict(&appointment, &claims, planner)?;
            Some(PlannedMeeting { appointment, verdict })
        })
        .collect();
    sort(&mut meetings, planner.now);
    meetings
}

/// The verdict on one appointment; `None` if it holds no online meeting.
pub(crate) fn verdict(appointment: &Appointment, series: &Claims, planner: Planner<'_>) -> Option<Verdict> {
    match judge(appointment, series, planner.criteria()) {
        Standing::NoOnlineMeeting => None,
        Standing::LeftAlone(reason) => Some(Verdict::LeftAlone(reason)),
        Standing::Ours(ours, document) => Some(match rewrite_of(appointment, &ours, &document, planner) {
            Ok(verdict) => verdict,
            Err(reason) => Verdict::LeftAlone(reason),
        }),
    }
}

fn rewrite_of(
    appointment: &Appointment,
    ours: &Ours,
    document: &Document<'_>,
    planner: Planner<'_>,
) -> Result<Verdict, Reason> {
    let (block, Terms { policy, forms, language, manners }) = (&ours.block, planner.terms);
    let need = Need::of(ours, planner.target.wanted(&block.invitation), policy, language)?;
    let splice = need.splice(document, block)?;
    let Need { wanted: Wanted { link, invitation, changes, is_stale }, language, has_edits, .. } = need;
    let (after, text) = read_back(document.format(), &splice, forms);
    let mut tag = Tag::new(&invitation, planner.target.profile.fingerprint(), language, text);
    tag.uid.clone_from(&appointment.header.identity.uid);
    tag.was = link.former().cloned();
    let tag = match &ours.tag {
        Some(former) => tag.after(former),
        None => tag,
    };
    let rewrite = Box::new(Rewrite {
        before: shown(document, block),
        after,
        changes,
        link,
        splice,
        invitation,
        tag,
        has_edits,
        mails: manners.mails(appointment),
    });
    Ok(if is_stale { Verdict::Rewrite(rewrite) } else { Verdict::LeftByPolicy(rewrite) })
}

impl Rewrite {
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
fn read_back(format: Format, splice: &Splice, forms: &[JoinUrlForm]) -> (Vec<String>, TextHash) {
    let document = Document::parse(format, &splice.replacement);
    let blocks = recognise(&document, forms);
    let block = blocks.first();
    let text = block.map(|block| visible_text(&document, block)).unwrap_or_default();
    (block.map(|block| shown(&document, block)).unwrap_or_default(), TextHash::of(&text))
}

/// The rows of a block without its separators and its hidden marker, links by their texts.
fn shown(document: &Document<'_>, block: &InfoBlock) -> Vec<String> {
    let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
    let texts = rows.iter().zip(&block.roles).filter_map(|(row, role)| match role {
        Some(Role::Opening | Role::Closing | Role::Marker) => None,
        Some(Role::Join | Role::Help) => {
            Some(row.links.iter().map(|link| link.text.as_str()).collect::<Vec<_>>().join(" | "))
        }
        _ => Some(row.text.clone()),
    });
    texts.collect()
}

/// Soonest first, what is over last; a series counts from its next day on, its exceptions right behind it.
fn sort(meetings: &mut [PlannedMeeting], now: OffsetDateTime) {
    let masters: HashMap<ItemId, OffsetDateTime> = meetings
        .iter()
        .map(|meeting| (meeting.appointment.header.id.clone(), meeting.appointment.header.start.max(now)))
        .collect();
    meetings.sort_by_key(|meeting| {
        let appointment = &meeting.appointment;
        let over = appointment.header.over_at().is_some_and(|over| over <= now);
        let due = match &appointment.header.series_role {
            SeriesRole::Exception { master } => {
                masters.get(master).copied().unwrap_or(appointment.header.start)
            }
            SeriesRole::Single | SeriesRole::Master { .. } => appointment.header.start.max(now),
        };
        (
            over,
            due,
            matches!(appointment.header.series_role, SeriesRole::Exception { .. }),
            appointment.header.start,
        )
    });
}
