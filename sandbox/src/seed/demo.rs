//! Plants the demo calendar.

use serde_json::json;
use time::{Date, Duration, OffsetDateTime};

use super::block::{ENGLISH, FRENCH, Words, block, document, paragraph};
use super::program::{Joining, Meeting, PROGRAM};
use super::working_day;
use crate::mailbox::appointment::{Appointment, Attendee, AttendeeType, Body, ContentType, Location, Person};
use crate::mailbox::property::PropertyId;
use crate::mailbox::recurrence::{Day, Pattern, PatternType, Range, RangeType, Recurrence};
use crate::mailbox::{NewAppointment, Notify, Patch, UpdateError, sanitise};
use crate::online_meetings::NewMeeting;
use crate::world::World;

const TEAM: [(&str, &str); 6] = [
    ("Anna Berg", "anna.berg@contoso.example"),
    ("Jonas Keller", "jonas.keller@contoso.example"),
    ("Priya Nair", "priya.nair@contoso.example"),
    ("Tomas Lind", "tomas.lind@contoso.example"),
    ("Yuki Tanaka", "yuki.tanaka@fabrikam.example"),
    ("Marc Dubois", "marc.dubois@fabrikam.example"),
];

/// The online meeting of another organizer at Contoso.
const TOMAS_JOIN_URL: &str = "https://meet.contoso.example/tomas.lind/7QW2KD9F";

/// Fills the calendar around `now`.
pub fn plant(world: &mut World, now: OffsetDateTime) -> Result<(), UpdateError> {
    let today = now.date();
    let mut first_join_url = None;
    for meeting in PROGRAM {
        let planted = single(world, meeting, today, first_join_url.as_deref())?;
        first_join_url = first_join_url.or(planted);
    }
    weekly_project_meeting(world, today)?;
    daily_stand_up(world, today)?;
    monthly_report(world, today)?;
    of_somebody_else(world, today)?;
    cancelled(world, today)
}

/// Plants one meeting of the program, and returns its join URL.
fn single(
    world: &mut World,
    meeting: &Meeting,
    today: Date,
    pasted_url: Option<&str>,
) -> Result<Option<String>, UpdateError> {
    let direction = if meeting.day < 0 { -1 } else { 1 };
    let day = working_day(today + Duration::days(meeting.day), direction);
    let start = day.midnight().assume_utc() + Duration::minutes(meeting.minute);
    let mut new = blank(world, meeting.subject, start, meeting.length, meeting.attendees);
    let (joining, join_url) = match meeting.joining {
        Joining::Skype => online(world, &mut new, &ENGLISH, None),
        Joining::SkypeInFrench => online(world, &mut new, &FRENCH, None),
        Joining::SkypeEdited(line) => online(world, &mut new, &ENGLISH, Some(line)),
        Joining::Pasted => (block(&ENGLISH, &world.dial_in, pasted_url.unwrap_or_default(), None), None),
        Joining::OtherProvider => (other_provider(), None),
        Joining::InPerson => (String::new(), None),
    };
    new.locations.extend(meeting.place.map(Location::named));
    if let Some(room) = &meeting.room {
        new.locations.push(location_of(room));
        new.attendees.push(Attendee { person: person(*room), r#type: AttendeeType::Resource });
    }
    new.body = body(&format!("{}{joining}{}", text(meeting.above), text(meeting.below)));
    store(world, new)?;
    Ok(join_url)
}

/// A weekly series since five weeks, with two occurrences that were edited and one that was deleted.
fn weekly_project_meeting(world: &mut World, today: Date) -> Result<(), UpdateError> {
    let first = working_day(today + Duration::days(1), 1) - Duration::weeks(5);
    let start = first.midnight().assume_utc() + Duration::hours(12);
    let mut new = blank(world, "Project meeting harbour extension", start, 60, 5);
    let (joining, _) = online(world, &mut new, &ENGLISH, None);
    new.body = body(&format!("{}{joining}", text("Every week: progress, risks, next steps.")));
    new.recurrence = Some(weekly(first, &[day_of(first)], 20));
    let series = store(world, new)?;
    let occurrence = |weeks: i64| series.occurrence(start + Duration::weeks(weeks));
    let guests = Patch {
        subject: Some("Project meeting harbour extension (with the authority)".to_owned()),
        body: Some(body(&format!("{}{joining}", text("The authority joins for the first half hour.")))),
        ..Patch::default()
    };
    change(world, &occurrence(6), guests)?;
    let later = Patch {
        start: Some(occurrence(8).start + Duration::hours(2)),
        end: Some(occurrence(8).end + Duration::hours(2)),
        body: Some(body(&format!(
            "{}{joining}{}",
            text("Two hours later this time."),
            text("Lunch is provided.")
        ))),
        ..Patch::default()
    };
    change(world, &occurrence(8), later)?;
    world.mailbox_mut().delete(&occurrence(9).id)
}

fn daily_stand_up(world: &mut World, today: Date) -> Result<(), UpdateError> {
    let first = working_day(today - Duration::days(10), 1);
    let start = first.midnight().assume_utc() + Duration::hours(8);
    let mut new = blank(world, "Stand-up", start, 15, 3);
    let (joining, _) = online(world, &mut new, &ENGLISH, None);
    new.body = body(&joining);
    let weekdays = [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday];
    new.recurrence = Some(weekly(first, &weekdays, 60));
    store(world, new)?;
    Ok(())
}

fn monthly_report(world: &mut World, today: Date) -> Result<(), UpdateError> {
    let first = working_day(today - Duration::days(25), 1);
    let start = first.midnight().assume_utc() + Duration::hours(15);
    let mut new = blank(world, "Monthly report", start, 45, 4);
    let (joining, _) = online(world, &mut new, &ENGLISH, None);
    new.body = body(&format!("{}{joining}", text("Figures by noon, please.")));
    let mut recurrence = weekly(first, &[], 6);
    recurrence.pattern.r#type = PatternType::AbsoluteMonthly;
    recurrence.pattern.day_of_month = first.day();
    new.recurrence = Some(recurrence);
    new.lacks_ical_uid = true;
    store(world, new)?;
    Ok(())
}

/// A meeting in which Ines is an attendee; its dial-in data are the other organizer's.
fn of_somebody_else(world: &mut World, today: Date) -> Result<(), UpdateError> {
    let day = working_day(today + Duration::days(4), 1);
    let start = day.midnight().assume_utc() + Duration::hours(11);
    let mut new = blank(world, "Logistics workshop", start, 90, 0);
    let ines = std::mem::replace(&mut new.organizer, person(TEAM[3]));
    new.attendees = vec![Attendee { person: ines, r#type: AttendeeType::Required }];
    let mut dial_in = world.dial_in.clone();
    dial_in.conference_id = "70551284".to_owned();
    new.locations = vec![Location::named("Skype Meeting")];
    new.body = body(&block(&ENGLISH, &dial_in, TOMAS_JOIN_URL, None));
    set(&mut new, "OnlineMeetingExternalLink", TOMAS_JOIN_URL.to_owned());
    store(world, new)?;
    Ok(())
}

fn cancelled(world: &mut World, today: Date) -> Result<(), UpdateError> {
    let day = working_day(today + Duration::days(11), 1);
    let start = day.midnight().assume_utc() + Duration::hours(10);
    let mut new = blank(world, "Canceled: Site visit", start, 60, 4);
    let (joining, _) = online(world, &mut new, &ENGLISH, None);
    new.body = body(&joining);
    new.is_cancelled = true;
    store(world, new)?;
    Ok(())
}

fn blank(
    world: &World,
    subject: &str,
    start: OffsetDateTime,
    minutes: i64,
    attendees: usize,
) -> NewAppointment {
    let end = start + Duration::minutes(minutes);
    NewAppointment {
        attendees: TEAM
            .into_iter()
            .take(attendees)
            .map(|member| Attendee { person: person(member), r#type: AttendeeType::Required })
            .collect(),
        ..NewAppointment::new(world.mailbox().owner.clone(), subject, start, end, body(""))
    }
}

/// Stores an appointment as one client or another has made it.
fn store(world: &mut World, new: NewAppointment) -> Result<Appointment, UpdateError> {
    let random = world.random.about("meetings of the demo");
    let new = new.made_elsewhere(&world.mailbox().owner, world.clock.now(), &random);
    world.mailbox_mut().create(new)
}

/// Changes one date of a series, in one client or another.
fn change(world: &mut World, date: &Appointment, patch: Patch) -> Result<(), UpdateError> {
    let random = world.random.about("meetings of the demo");
    world.mailbox_mut().update(&date.id, None, patch.made_elsewhere(&random), Notify::Nobody)?;
    Ok(())
}

/// Gives an appointment an online meeting, as the Skype button does: location and named properties. Returns
/// the block and the join URL.
fn online(
    world: &mut World,
    new: &mut NewAppointment,
    words: &Words,
    extra: Option<&str>,
) -> (String, Option<String>) {
    let described = NewMeeting { subject: new.subject.clone(), ..NewMeeting::default() };
    let meeting = world.online_meetings.create(described, &world.dial_in);
    let id = &meeting.id;
    let dial_in = &world.dial_in;
    let join_url = meeting.join_url(dial_in).unwrap_or_default();
    let number = dial_in.regions.first().map_or("", |region| region.number.as_str());
    set(new, "OnlineMeetingExternalLink", join_url.clone());
    set(new, "OnlineMeetingConfLink", format!("conf:{}?conversation-id={id}", dial_in.focus_uri(id)));
    set(new, "UCOpenedConferenceID", world.random.about("conferences of the demo").uuid().to_string());
    set(new, "ConferenceTelURI", format!("{number},,{}", dial_in.conference_id));
    new.locations.push(Location::named("Skype Meeting"));
    (block(words, dial_in, &join_url, extra), Some(join_url))
}

/// A room, as a form puts it into an appointment that books it.
fn location_of((name, address): &(&str, &str)) -> Location {
    let mut location = Location::named(name);
    location.details.insert("locationType".to_owned(), json!("conferenceRoom"));
    location.details.insert("locationEmailAddress".to_owned(), json!(address));
    location
}

fn set(new: &mut NewAppointment, name: &str, value: String) {
    new.properties.insert(PropertyId::public_string(name), value);
}

fn other_provider() -> String {
    [
        "Association of Harbour Engineers is inviting you to a scheduled video meeting.",
        "Join: <a href=\"https://video.association.example/j/83920174465\">https://video.association.example/j/83920174465</a>",
        "Meeting ID: 839 2017 4465",
        "One tap mobile<br>+13125550187,,83920174465# US (Chicago)",
    ]
    .map(paragraph)
    .concat()
}

fn text(html: &str) -> String {
    match html {
        "" => String::new(),
        html if html.starts_with("<table") => format!("{html}\n"),
        html => paragraph(html) + &paragraph("&nbsp;"),
    }
}

/// A body as it is after Outlook on the web saved it.
fn body(paragraphs: &str) -> Body {
    Body { content_type: ContentType::Html, content: sanitise::outlook_form(&document(paragraphs)) }
}

fn weekly(first: Date, days: &[Day], occurrences: u32) -> Recurrence {
    Recurrence {
        pattern: Pattern {
            r#type: PatternType::Weekly,
            interval: 1,
            month: 0,
            day_of_month: 0,
            days_of_week: days.to_vec(),
            first_day_of_week: Day::Monday,
            index: Default::default(),
        },
        range: Range {
            r#type: RangeType::Numbered,
            start_date: first,
            end_date: Range::no_end_date(),
            number_of_occurrences: occurrences,
            recurrence_time_zone: "UTC".to_owned(),
        },
    }
}

fn day_of(date: Date) -> Day {
    Day::from(date.weekday())
}

fn person((name, address): (&str, &str)) -> Person {
    Person { name: name.to_owned(), address: address.to_owned() }
}
