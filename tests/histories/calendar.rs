//! The calendars that histories begin with: every way in which a meeting can be, or not be, the organizer's.

use redial::block::{Branding, ConferenceId, Invitation, Language, MeetingKind};
use redial::dialin::{DialInProfile, OnlineMeeting};
use redial::link::JoinUrl;
use redial::meeting::{
    Appointment, CustomProperties, ItemId, NamedProperties, SeriesRole, TAG_KEY, Tag, TextHash, Uid,
};
use serde_json::{Value, json};
use time::Duration;

use crate::meetings::{join_url, meeting, now};
use crate::random::Random;

/// The conference ID that all of the organizer's meetings show at first.
pub const FIRST_ID: &str = "1001";

/// What stands around the blocks.
const AROUND: [(&str, &str); 4] = [
    ("<html><body>\r\n<p>Agenda – 予算 🎯</p>\r\n", "<p>Regards<br>Ines</p></body></html>"),
    ("<div>Agenda &amp; notes</div>\n", "\r\n<p>PS: bring the plans</p>\r\n\r\n"),
    ("<body><!--[if mso]><p>x</p><![endif]--><p>Hello", "<p>unclosed <b>bold"),
    ("", ""),
];

/// The online meeting behind a meeting of the organizer's, with an ID of its own or none.
pub fn online_meeting(join_url: JoinUrl, conference_id: Option<&str>) -> OnlineMeeting {
    let conference_id = conference_id.and_then(ConferenceId::new);
    OnlineMeeting { join_url, conference_id, others: Vec::new(), times: None, conf_link: None, block: None }
}

/// Appointments, and the online meetings behind those of the organizer.
pub fn planted(random: &Random, profile: &DialInProfile) -> (Vec<Appointment>, Vec<OnlineMeeting>) {
    let mut appointments = Vec::new();
    for number in 0..=random.below(4) {
        let id = format!("MEET{number}AAA");
        let days = i64::try_from(random.below(30)).unwrap_or_default() + 1;
        let mut planted = meeting(&id, days, profile);
        surround(random, &mut planted);
        planted.header.attendees = random.below(4);
        appointments.extend(variant(random, planted));
    }
    appointments.push(of_paul(profile));
    let private = |own: &OnlineMeeting| own.join_url.as_str().ends_with("MEET1AAA");
    let mut online = Vec::new();
    for number in 0..5 {
        online.push(online_meeting(join_url(&format!("MEET{number}AAA")), None));
    }
    if random.once_in(2) {
        for own in online.iter_mut().filter(|own| private(own)) {
            own.conference_id = ConferenceId::new("77001");
        }
        for appointment in &mut appointments {
            if appointment.body.content.contains("MEET1AAA") {
                appointment.body.content = appointment.body.content.replace(FIRST_ID, "77001");
            }
        }
    }
    (appointments, online)
}

fn surround(random: &Random, appointment: &mut Appointment) {
    let (before, after) = random.one_of(&AROUND);
    let body = &appointment.body.content;
    let start = body.find("<p style").unwrap_or_default();
    let end = body.rfind("<p>Regards").unwrap_or(body.len());
    appointment.body.content = format!("{before}{}{after}", &body[start..end]);
}

/// One of the ways in which a meeting can be stored.
fn variant(random: &Random, mut planted: Appointment) -> Vec<Appointment> {
    match random.below(8) {
        0 | 1 => vec![planted],
        2 => vec![by_the_button(planted)],
        3 => {
            let original = by_the_button(planted);
            vec![copy(&original, "copy"), original]
        }
        4 | 5 => series(planted),
        6 => {
            planted.header.custom_properties.0.insert(TAG_KEY.to_owned(), json!(r#"{"v":9,"of":"later"}"#));
            vec![planted]
        }
        _ => {
            planted.header.start = now() - Duration::days(3);
            planted.header.end = planted.header.start + Duration::hours(1);
            vec![planted]
        }
    }
}

/// As the button leaves it: a tag without uid, and none of Microsoft's properties.
fn by_the_button(mut planted: Appointment) -> Appointment {
    let link = planted.header.named.external_link.take();
    planted.header.named = NamedProperties::default();
    if let Some(tag) = link.and_then(|link| tag(&link)) {
        planted.header.custom_properties = tag.write(&CustomProperties::default());
    }
    planted
}

fn tag(join_url: &JoinUrl) -> Option<Tag> {
    let invitation = Invitation {
        kind: MeetingKind::SkypeForBusiness,
        join_url: join_url.clone(),
        phone: None,
        branding: Branding::default(),
        shared_notes: None,
    };
    let fingerprint = serde_json::from_value(Value::from("0011223344556677")).ok()?;
    Some(Tag::new(&invitation, fingerprint, Language::English, TextHash::of("")))
}

/// The same in another place of the calendar, as a person copies it.
pub fn copy(original: &Appointment, name: &str) -> Appointment {
    let mut copy = original.clone();
    copy.header.id = ItemId::new(format!("{}-{name}", original.header.id));
    copy.header.identity.uid = Some(Uid::new(format!("uid-{}", copy.header.id)));
    copy.header.start += Duration::days(1);
    copy.header.end += Duration::days(1);
    copy
}

fn series(mut master: Appointment) -> Vec<Appointment> {
    let mut exception = copy(&master, "exception");
    exception.header.identity = master.header.identity.clone();
    exception.header.identity.original_start = Some(exception.header.start);
    exception.header.custom_properties = CustomProperties::default();
    exception.header.named = NamedProperties::default();
    exception.header.series_role = SeriesRole::Exception { master: master.header.id.clone() };
    master.header.series_role = SeriesRole::Master { until: None, exceptions: 1 };
    vec![master, exception]
}

/// What Paul's link begins with.
pub const OF_PAUL: &str = "https://meet.contoso.example/paul.weber/";

/// An appointment of the organizer's in which Paul's online meeting stands.
fn of_paul(profile: &DialInProfile) -> Appointment {
    let mut appointment = meeting("PAUL9999", 4, profile);
    let link = format!("{OF_PAUL}PAUL9999");
    let body = appointment.body.content.replace(join_url("PAUL9999").as_str(), &link);
    appointment.body.content = body.replace(FIRST_ID, "88001");
    appointment.header.named.external_link = JoinUrl::new(&link);
    appointment
}
