//! The organizer's mailbox: one calendar, and the mails that go out when its meetings change.

pub mod appointment;
pub mod calendar_view;
mod change_keys;
mod entered;
pub mod keeping;
mod made_elsewhere;
pub mod mails;
pub mod plain_text;
mod processing;
pub mod property;
pub mod recurrence;
pub mod rooms;
pub mod sanitise;
pub mod store;

use thiserror::Error;
use time::OffsetDateTime;

use appointment::{Appointment, Kind, Person, immutable, parse_occurrence_id};
use calendar_view::Page;
use keeping::Answer;
use mails::{MailKind, SentMail};
use processing::{Processing, What};
use rooms::Booking;
use store::{Condition, Extent, Store, StoreError};

use crate::clock::Clock;
use crate::random::{Random, Stream};
pub use change_keys::ChangeKeys;
pub use entered::{NewAppointment, Notify, Patch};

/// The start of every global object id
/// (<https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/1d3aac05-a7b9-45cc-a213-47f0a0a2c5c1>).
const GLOBAL_OBJECT_ID: &str = "040000008200E00074C5B7101A82E008";

/// The charsets of mailboxes.
const CHARSETS: [&str; 3] = ["utf-8", "us-ascii", "iso-8859-1"];

/// Why an appointment was not changed.
#[derive(Debug, Error)]
pub enum UpdateError {
    /// There is none with this id.
    #[error("The specified object was not found in the store.")]
    NotFound,
    /// Somebody else wrote in between.
    #[error("The change key passed in the request does not match the current change key for the item.")]
    Conflict,
    /// It would end before it starts.
    #[error("The end of the appointment is before its start.")]
    EndsBeforeStart,
    /// The sandbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The mailbox.
pub struct Mailbox {
    /// Whose mailbox it is.
    pub owner: Person,
    /// The charset that it declares in what is written.
    pub charset: &'static str,
    clock: Clock,
    ids: Stream,
    change_keys: ChangeKeys,
    store: Store,
    processing: Processing,
    outgoing: Vec<SentMail>,
    sent: Vec<SentMail>,
    bookings: Vec<Booking>,
}

impl Mailbox {
    /// An empty mailbox.
    pub fn open(
        owner: Person,
        clock: Clock,
        random: Random,
        change_keys: ChangeKeys,
    ) -> Result<Self, StoreError> {
        let ids = random.about(&format!("ids in the mailbox of {}", owner.address));
        let (store, processing) = (Store::open()?, Processing::new(random.clone()));
        let (outgoing, sent, bookings) = (Vec::new(), Vec::new(), Vec::new());
        let charset = random.about(&format!("charset of {}", owner.address)).one_of(&CHARSETS);
        let charset = charset.copied().unwrap_or_default();
        Ok(Self { owner, charset, clock, ids, change_keys, store, processing, outgoing, sent, bookings })
    }

    /// Creates an appointment. Mails are the caller's to ask for with [`Self::invite`].
    pub fn create(&mut self, new: NewAppointment) -> Result<Appointment, UpdateError> {
        if new.end < new.start {
            return Err(UpdateError::EndsBeforeStart);
        }
        let now = self.clock.now();
        let kind = match new.recurrence {
            Some(recurrence) => Kind::Master { recurrence, cancelled: Vec::new() },
            None => Kind::Single,
        };
        let appointment = Appointment {
            id: item_id(&self.ids),
            global_object_id: format!(
                "{GLOBAL_OBJECT_ID}{:016X}{}",
                0,
                self.ids.uuid().simple().to_string().to_uppercase()
            ),
            lacks_ical_uid: new.lacks_ical_uid,
            change_key: self.change_keys.next(),
            created: now,
            modified: now,
            subject: new.subject,
            start: new.start,
            end: new.end,
            is_all_day: new.is_all_day,
            body: new.body,
            organizer: new.organizer,
            attendees: new.attendees,
            locations: new.locations,
            kind,
            is_cancelled: new.is_cancelled,
            is_draft: new.is_draft,
            keeping: new.keeping,
            properties: new.properties,
        };
        self.store.put(&appointment)?;
        for attendee in appointment.attendees.iter().filter(|attendee| attendee.is_room()) {
            let address = &attendee.person.address;
            if let Some(answer) = appointment.keeping.answers.get(address) {
                self.note_booking(address, answer.response, &appointment);
            }
        }
        Ok(appointment)
    }

    /// Sends the invitation of a new meeting of the owner's.
    pub fn invite(&mut self, meeting: &Appointment) {
        if self.owns(meeting) {
            let now = self.clock.now();
            self.outgoing.extend(SentMail::about(meeting, MailKind::Invitation, now));
            self.processing.after_write(&meeting.id, now);
            self.processing.after_mail(meeting, now);
        }
    }

    /// Whether the owner organizes this meeting.
    pub fn owns(&self, meeting: &Appointment) -> bool {
        self.owner.is(&meeting.organizer)
    }

    /// Whether attendees know of this meeting by the owner.
    fn is_sent(&self, meeting: &Appointment) -> bool {
        self.owns(meeting) && !meeting.is_draft && !meeting.is_cancelled && !meeting.attendees.is_empty()
    }

    /// The appointment with this id, immutable or as forms have it; a date of a series that was never changed is made up from its series.
    pub fn get(&self, id: &str) -> Result<Option<Appointment>, StoreError> {
        let id = immutable(id);
        if let Some(stored) = self.store.get(id, Extent::Whole)? {
            return Ok(Some(stored));
        }
        let Some((master, date)) = parse_occurrence_id(id) else { return Ok(None) };
        let Some(master) = self.store.get(master, Extent::Whole)? else { return Ok(None) };
        let Kind::Master { recurrence, cancelled } = &master.kind else { return Ok(None) };
        let exists = recurrence.includes(date) && !cancelled.contains(&date);
        Ok(exists.then(|| master.occurrence(date.with_time(master.start.time()).assume_utc())))
    }

    /// Everything stored: single appointments, series, exceptions.
    pub fn all(&self) -> Result<Vec<Appointment>, StoreError> {
        self.store.all()
    }

    /// The exceptions of a series.
    pub fn exceptions(&self, master: &str) -> Result<Vec<Appointment>, StoreError> {
        self.store.exceptions(master, Extent::Whole)
    }

    /// Single appointments and series that satisfy a condition, in the order of their starts.
    pub fn singles_and_masters(
        &self,
        condition: &Condition,
        page: Page,
    ) -> Result<Vec<Appointment>, StoreError> {
        self.store.singles_and_masters(condition, page.skip, page.top, page.extent)
    }

    /// Changes an appointment, if `expected` is still its change key, and tells the attendees.
    ///
    /// A date of a series becomes an exception. A series and its exceptions are one item in the store: a
    /// write to either gives the other a new change key, but its content stays.
    pub fn update(
        &mut self,
        id: &str,
        expected: Option<&str>,
        patch: Patch,
        notify: Notify,
    ) -> Result<Appointment, UpdateError> {
        let mut appointment = self.get(id)?.ok_or(UpdateError::NotFound)?;
        if expected.is_some_and(|expected| expected != appointment.change_key) {
            return Err(UpdateError::Conflict);
        }
        let (writes_body, as_rich_text) = (patch.body.is_some(), patch.as_rich_text);
        let before = appointment.clone();
        patch.apply(&mut appointment);
        if notify == Notify::NotYet && self.is_sent(&before) {
            appointment.note_unsent_since(&before);
        }
        if appointment.end < appointment.start {
            return Err(UpdateError::EndsBeforeStart);
        }
        if let Kind::Occurrence { master, original_start } = appointment.kind {
            appointment.kind = Kind::Exception { master, original_start };
            appointment.keeping.inherits_body = !writes_body;
        }
        if writes_body {
            appointment.keeping.rich_text = as_rich_text;
            appointment.keeping.has_lost_online_meeting |= !appointment.tells_online_meeting();
        }
        appointment.change_key = self.change_keys.next();
        appointment.modified = self.clock.now();
        if notify != Notify::Nobody {
            self.processing.after_write(&appointment.id, appointment.modified);
        }
        self.send_mails(&mut appointment, notify)?;
        self.store.put(&appointment)?;
        self.renew_relatives(&appointment)?;
        Ok(appointment)
    }

    /// Does with the appointments what has happened to them by now of itself.
    pub fn pass_time(&mut self, now: OffsetDateTime) -> Result<(), StoreError> {
        for step in self.processing.due(now) {
            let Some(mut appointment) = self.store.get(&step.id, Extent::Whole)? else { continue };
            if let What::Answered { address, response } = step.what {
                if appointment.attendees.iter().any(|one| one.is_room() && one.person.address == address) {
                    self.note_booking(&address, response, &appointment);
                }
                appointment.keeping.answers.insert(address, Answer { response, at: step.at });
            }
            appointment.change_key = self.change_keys.next();
            appointment.modified = step.at;
            self.store.put(&appointment)?;
            self.renew_relatives(&appointment)?;
        }
        Ok(())
    }

    /// Deletes an appointment; a date of a series is taken out of its pattern.
    pub fn delete(&mut self, id: &str) -> Result<(), UpdateError> {
        let appointment = self.get(id)?.ok_or(UpdateError::NotFound)?;
        self.store.remove(&appointment.id)?;
        let (Some(master), Some(original_start)) =
            (appointment.kind.master(), appointment.kind.original_start())
        else {
            return Ok(());
        };
        if let Some(mut series) = self.store.get(master, Extent::Whole)? {
            if let Kind::Master { cancelled, .. } = &mut series.kind {
                cancelled.push(original_start.date());
            }
            series.change_key = self.change_keys.next();
            self.store.put(&series)?;
        }
        Ok(())
    }

    /// The mails that the owner sent off and that did not leave the mailbox yet.
    pub fn take_outgoing(&mut self) -> Vec<SentMail> {
        std::mem::take(&mut self.outgoing)
    }

    /// Keeps mails that left the mailbox, and what came back.
    pub fn keep_sent(&mut self, mails: impl Iterator<Item = SentMail>) {
        self.sent.extend(mails);
    }

    /// The mails that left the mailbox so far and what came back, oldest first.
    pub fn sent(&self) -> &[SentMail] {
        &self.sent
    }

    /// Forgets the mails sent so far.
    pub fn forget_sent(&mut self) {
        self.sent.clear();
    }

    /// One mail for the meeting, and one more for each exception of a series, as Exchange does
    /// (<https://learn.microsoft.com/graph/api/event-update>).
    fn send_mails(&mut self, meeting: &mut Appointment, notify: Notify) -> Result<(), StoreError> {
        let sends_draft = meeting.is_draft && notify == Notify::AndSendDrafts;
        let silent = matches!(notify, Notify::Nobody | Notify::NotYet) || (meeting.is_draft && !sends_draft);
        if silent || meeting.is_cancelled || !self.owns(meeting) {
            return Ok(());
        }
        let kind = if sends_draft { MailKind::Invitation } else { MailKind::Update };
        meeting.keeping.was_draft |= meeting.is_draft;
        meeting.keeping.has_unsent_changes = false;
        meeting.is_draft = false;
        let now = self.clock.now();
        self.outgoing.extend(SentMail::about(meeting, kind, now));
        self.processing.after_mail(meeting, now);
        for exception in self.store.exceptions(&meeting.id, Extent::Whole)? {
            self.outgoing.extend(SentMail::about(&exception, kind, now));
        }
        Ok(())
    }

    fn renew_relatives(&mut self, written: &Appointment) -> Result<(), StoreError> {
        let relatives = match written.kind.master() {
            Some(master) => self.store.get(master, Extent::Whole)?.into_iter().collect(),
            None => self.store.exceptions(&written.id, Extent::Whole)?,
        };
        for mut relative in relatives {
            relative.change_key = self.change_keys.next();
            relative.modified = written.modified;
            if relative.keeping.inherits_body {
                relative.body = written.body.clone();
                relative.keeping.rich_text = written.keeping.rich_text;
                relative.keeping.has_lost_online_meeting |= !relative.tells_online_meeting();
            }
            self.store.put(&relative)?;
        }
        Ok(())
    }
}

fn item_id(random: &Stream) -> String {
    format!("AAMkAGRlbW8{}AA=", random.uuid().simple())
}
