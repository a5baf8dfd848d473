//! What the page says when something goes wrong: which part failed, and what to do.

use redial::block::{MeetingKind, Refusal};
use redial::calendar::CalendarError;
use redial::dialin::DialInError;
use redial::form::UpdateError;
use redial::meeting::{AddError, ComposeError, OnlineLoss};
use redial::migration::{AssessmentError, Failure, VisitError};
use redial::ports::StoreError;
use redial::rules::Invalid;
use redial::wire::{MayBeBusy as _, TransportError};
use time::OffsetDateTime;

use super::date::time_of;
use super::key::Key;
use super::reason::reason;
use super::text::Message;
use crate::browser::{OpenError, RunRequestError};

/// The page cannot work here.
pub(crate) fn open(error: &OpenError) -> Message {
    match error {
        OpenError::Outlook(error) => compose(error),
        OpenError::NotOutlook => Key::NotOutlook.into(),
        OpenError::NoConfiguration(error) => no_answer(error, &CONFIGURATION),
        OpenError::ConfigurationMissing { status } => Key::ConfigurationMissing.with("status", *status),
        OpenError::Configuration(error) => configuration(error),
    }
}

/// The look at dial-in data and calendar failed.
pub(crate) fn assessment(error: &AssessmentError) -> Message {
    match error {
        AssessmentError::DialIn(of) => busy_or(Key::DialInBusyUntil, error.busy_until(), || dial_in(of)),
        AssessmentError::Calendar(of) => busy_or(Key::CalendarBusyUntil, error.busy_until(), || calendar(of)),
        AssessmentError::Store(error) => store(error),
    }
}

/// A run was not begun.
pub(crate) fn visit(error: &VisitError) -> Message {
    match error {
        VisitError::DialIn(of) => busy_or(Key::DialInBusyUntil, error.busy_until(), || dial_in(of)),
        VisitError::Calendar(of) => busy_or(Key::CalendarBusyUntil, error.busy_until(), || calendar(of)),
        VisitError::UnknownForm => Key::OpenFormUnknown.into(),
        VisitError::Store(error) => store(error),
    }
}

/// Until when whoever was asked is busy, where that is known.
fn busy_or(busy: Key, until: Option<OffsetDateTime>, otherwise: impl FnOnce() -> Message) -> Message {
    until.map_or_else(otherwise, |until| busy.with("time", time_of(until)))
}

/// It is not known whether the administrator asked for a run.
pub(crate) fn request(error: &RunRequestError) -> Message {
    match error {
        RunRequestError::NoAnswer(_) | RunRequestError::Refused { .. } => Key::RequestsUnavailable.into(),
        RunRequestError::Invalid(Invalid { file: _, field, rule }) => {
            Key::RequestsInvalid.with("field", field.as_str()).with("detail", rule.as_str())
        }
    }
}

/// A meeting was not updated.
pub(crate) fn failure(error: &Failure) -> Message {
    match error {
        Failure::Calendar(error) => calendar(error),
        Failure::Journal(error) => store(error),
        Failure::OnlineMeeting(error) => dial_in(error),
        Failure::OnlineLost(loss) => online_lost(*loss).into(),
        Failure::OnlineUnclear => Key::OnlineUnclear.into(),
    }
}

/// A meeting was updated, and what Outlook knew of its online meeting did not outlive that.
pub(crate) fn online_lost(loss: OnlineLoss) -> Key {
    match loss {
        OnlineLoss::Gone => Key::OnlineLostGone,
        OnlineLoss::Replaced => Key::OnlineLostReplaced,
    }
}

/// No online meeting was added to the appointment in compose mode, or taken out of it.
pub(crate) fn add(error: &AddError, kind: MeetingKind) -> Message {
    match error {
        AddError::OtherMeeting => Key::AppointmentOther.into(),
        AddError::DialIn(error) => dial_in(error),
        AddError::Compose(error) => compose(error),
        AddError::TooDeep => Key::AddTooDeep.into(),
        AddError::NotKept => Key::AddNotKept.into(),
        AddError::LeftInText => Key::AddLeftInText.into(),
        AddError::NewerTag => Key::AddNewerTag.into(),
        AddError::Refused(refusal) => unsafe_removal(*refusal).with("kind", kind),
    }
}

/// The open appointment was not brought up to date.
pub(crate) fn update(error: &UpdateError) -> Message {
    match error {
        UpdateError::NotThere => Key::UpdateNotThere.into(),
        UpdateError::NewLink => Key::UpdateNewLink.into(),
        UpdateError::Left(why) => reason(why.clone()),
        UpdateError::NotKept => Key::UpdateNotKept.into(),
        UpdateError::DialIn(error) => dial_in(error),
        UpdateError::Compose(ComposeError::Pictures) => Key::UpdatePictures.into(),
        UpdateError::Compose(error) => compose(error),
        UpdateError::Store(error) => store(error),
    }
}

fn unsafe_removal(refusal: Refusal) -> Key {
    match refusal {
        Refusal::Incomplete => Key::RemoveUnsafeIncomplete,
        Refusal::SharedMarkup => Key::RemoveUnsafeSharedMarkup,
        // A removal reads no digits and writes nothing that would have to be read back.
        Refusal::Unbalanced | Refusal::UnclearDigits | Refusal::NotReadBack => Key::RemoveUnsafeUnbalanced,
        Refusal::NoRoom => Key::RemoveUnsafeNoRoom,
        Refusal::TooDeep => Key::RemoveUnsafeTooDeep,
    }
}

/// Outlook did not do what was asked.
pub(crate) fn compose(error: &ComposeError) -> Message {
    match error {
        ComposeError::TimedOut { call } => Key::OutlookTimedOut.with("call", *call),
        ComposeError::Refused { call, reason } => {
            Key::OutlookRefused.with("call", *call).with("detail", reason.as_str())
        }
        ComposeError::Changed => Key::OutlookChanged.into(),
        ComposeError::Pictures => Key::OutlookPictures.into(),
        ComposeError::RestChanged => Key::OutlookRestChanged.into(),
    }
}

/// Something could not be kept or read back.
pub(crate) fn store(StoreError { place, reason }: &StoreError) -> Message {
    Key::StoreFailed.with("place", *place).with("detail", reason.as_str())
}

/// There is no dial-in data, or no online meeting.
pub(crate) fn dial_in(error: &DialInError) -> Message {
    match error {
        DialInError::NoAnswer(error) => no_answer(error, &DIAL_IN),
        DialInError::Refused { what, status } => {
            Key::DialInRefused.with("what", *what).with("status", *status)
        }
        DialInError::Throttled { .. } => {
            busy_or(Key::DialInBusyLater, error.busy_until(), || Key::DialInBusy.into())
        }
        DialInError::OriginRefused { host } => Key::DialInOriginRefused.with("host", host.as_str()),
        DialInError::RedirectedTooOften { host } => Key::DialInRedirectedTooOften.with("host", host.as_str()),
        DialInError::SignInPage { host, page: _ } => Key::DialInSignInPage.with("host", host.as_str()),
        DialInError::NoSignIn { host } => Key::DialInNoSignIn.with("host", host.as_str()),
        DialInError::TooManyOnlineMeetings => Key::DialInTooManyMeetings.into(),
        DialInError::UserAgentNotAllowed { what: _ } => Key::DialInUserAgent.into(),
        DialInError::CannotRedirect => Key::DialInCannotRedirect.into(),
        DialInError::MobilityNotAllowed => Key::DialInMobility.into(),
        DialInError::MovedToTeams => Key::DialInMovedToTeams.into(),
        DialInError::NotJson { what } => Key::DialInNotJson.with("what", *what),
        DialInError::NoJoinUrl { what: _ } => Key::DialInNoJoinUrl.into(),
        DialInError::Missing { what, field } => Key::DialInMissing.with("what", *what).with("field", *field),
        DialInError::NoFile { file, status } => {
            Key::DialInNoFile.with("file", file.as_str()).with("status", *status)
        }
        DialInError::Invalid(Invalid { file, field, rule }) => Key::DialInInvalid
            .with("file", file.as_str())
            .with("field", field.as_str())
            .with("detail", rule.as_str()),
        DialInError::FormerAddress => Key::DialInFormerAddress.into(),
        DialInError::NoMeetingYet => Key::DialInNoMeetingYet.into(),
    }
}

pub(crate) fn calendar(error: &CalendarError) -> Message {
    match error {
        CalendarError::NoAnswer(error) => no_answer(error, &CALENDAR),
        CalendarError::Conflict => Key::CalendarConflict.into(),
        CalendarError::SignedOut => Key::CalendarSignedOut.into(),
        CalendarError::NotFound => Key::CalendarNotFound.into(),
        CalendarError::NoMailbox => Key::CalendarNoMailbox.into(),
        CalendarError::Throttled { .. } | CalendarError::NotSent { .. } => {
            busy_or(Key::CalendarBusyLater, error.busy_until(), || Key::CalendarBusy.into())
        }
        CalendarError::Forbidden { answer } => Key::CalendarForbidden.with("status", answer.as_str()),
        CalendarError::Refused { answer, code, certain: _ } => {
            Key::CalendarRefused.with("status", answer.as_str()).with("code", code.as_str())
        }
        CalendarError::Unreadable(detail) => Key::CalendarUnreadable.with("detail", detail.as_str()),
    }
}

fn configuration(Invalid { file: _, field, rule }: &Invalid) -> Message {
    Key::ConfigurationInvalid.with("field", field.as_str()).with("detail", rule.as_str())
}

/// What to say where one server gives no answer.
struct NoAnswerText {
    unreachable: Key,
    timed_out: Key,
    not_signed_in: Key,
}

const DIAL_IN: NoAnswerText = NoAnswerText {
    unreachable: Key::DialInUnreachable,
    timed_out: Key::DialInTimedOut,
    not_signed_in: Key::DialInNotSignedIn,
};
const CALENDAR: NoAnswerText = NoAnswerText {
    unreachable: Key::CalendarUnreachable,
    timed_out: Key::CalendarTimedOut,
    not_signed_in: Key::CalendarNotSignedIn,
};
const CONFIGURATION: NoAnswerText = NoAnswerText {
    unreachable: Key::ConfigurationUnreachable,
    timed_out: Key::ConfigurationTimedOut,
    not_signed_in: Key::ConfigurationNotSignedIn,
};

fn no_answer(error: &TransportError, of: &NoAnswerText) -> Message {
    match error {
        TransportError::Unreachable { host } | TransportError::Interrupted { host } => {
            of.unreachable.with("host", host.as_str())
        }
        TransportError::TimedOut { host } => of.timed_out.with("host", host.as_str()),
        TransportError::NotAllowed { host } => Key::HostNotAllowed.with("host", host.as_str()),
        TransportError::NotSignedIn { reason } => of.not_signed_in.with("detail", reason.as_str()),
    }
}
