//! What stands in an event beside its text for programs to read: what they dial, and where the meeting is.
//!
//! No page of Microsoft's lists these properties; they are as Exchange writes them.

use std::ops::Range;

use crate::block::{ConferenceId, DialInNumber, Invitation, PhoneAccess};
use crate::link::JoinUrl;

use super::line::{ByteSplice, ContentLine, escape, folded, lines_of_events};

/// A property of which Redial knows the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// `tel:` number, pauses, conference ID: what one-touch clients dial.
    TelUri,
    /// `CONFERENCE` (RFC 7986, 5.11) where it is a `tel:` URI.
    Conference,
    /// The place in words, which is the organizer's.
    Location,
    /// The number that costs the caller.
    TollNumber,
    /// The number that costs the caller nothing.
    TollFreeNumber,
    /// The conference ID.
    ConferenceId,
    /// The join URL of a Skype meeting.
    ExternalLink,
    /// The join URL of a Teams meeting.
    TeamsUrl,
}

/// Every property and its name.
const NAMES: [(Property, &str); 8] = [
    (Property::Conference, "CONFERENCE"),
    (Property::Location, "LOCATION"),
    (Property::TelUri, "X-MICROSOFT-CONFERENCETELURI"),
    (Property::TollNumber, "X-MICROSOFT-ONLINEMEETINGTOLLNUMBER"),
    (Property::TollFreeNumber, "X-MICROSOFT-ONLINEMEETINGTOLLFREENUMBER"),
    (Property::ConferenceId, "X-MICROSOFT-ONLINEMEETINGCONFERENCEID"),
    (Property::ExternalLink, "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
    (Property::TeamsUrl, "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
];

/// What a property's value is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mending {
    /// Another value.
    Value(String),
    /// Nothing: there is nothing to dial any more.
    Gone,
}

/// A property of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventProperty {
    /// The event in the file, counted from 0.
    pub event: usize,
    /// Which property.
    pub property: Property,
    /// Its value, unfolded and unescaped.
    pub value: String,
    /// Whether it is written as a URI, in which a comma stands for itself (RFC 5545, 3.3.13).
    is_uri: bool,
    /// Where the value stands in the file.
    span: Range<usize>,
    /// Where the whole line stands, its folds and its line break included.
    line: Range<usize>,
}

/// The known properties of all events of a calendar that hold a value, in the order they stand.
pub fn event_properties(source: &[u8]) -> Vec<EventProperty> {
    let found = lines_of_events(source).filter_map(|(event, line)| property(event, &line));
    found.collect()
}

fn property(event: usize, line: &ContentLine) -> Option<EventProperty> {
    let (name, value) = line.name_and_value();
    let name = name.split(|byte| *byte == b';').next().unwrap_or_default();
    let (property, _) = NAMES.iter().find(|(_, known)| name.eq_ignore_ascii_case(known.as_bytes()))?;
    let raw = line.bytes.get(value.clone()).unwrap_or_default();
    let (text, _) = line.unescape(value.clone());
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    let is_link = *property == Property::Conference && !has_tel_scheme(&text);
    (!text.is_empty() && !line.is_cut && !is_link).then(|| EventProperty {
        event,
        property: *property,
        value: text,
        is_uri: match property {
            Property::Conference => true,
            Property::TelUri => raw.contains(&b',') && !raw.contains(&b'\\'),
            _ => false,
        },
        span: line.origins.of(&value),
        line: line.span.clone(),
    })
}

impl Property {
    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }
}

impl EventProperty {
    /// The online meeting it leads to; `None` for one that leads to none.
    pub fn join_url(&self) -> Option<JoinUrl> {
        match self.property {
            Property::ExternalLink | Property::TeamsUrl => JoinUrl::new(&self.value),
            _ => None,
        }
    }

    /// Whether it is about the phone.
    pub fn is_dialled(&self) -> bool {
        !matches!(self.property, Property::ExternalLink | Property::TeamsUrl | Property::Location)
    }

    /// Whether it is words of the organizer's that show a number or the conference ID of `said`, and `today` has other
    /// ones: Redial changes no such words.
    pub fn is_outdated(&self, said: &Invitation, today: &Invitation) -> bool {
        let shown = digits(&self.value);
        let of_today = dialled_in(today);
        self.property == Property::Location
            && dialled_in(said).iter().any(|old| shown.contains(old.as_str()) && !of_today.contains(old))
    }

    /// What makes it say what `invitation` says; `None` where it does, or is not about the phone.
    pub fn mending(&self, invitation: &Invitation) -> Option<Mending> {
        let Some(phone) = &invitation.phone else {
            return self.is_dialled().then_some(Mending::Gone);
        };
        let wanted = match self.property {
            Property::ExternalLink | Property::TeamsUrl | Property::Location => return None,
            Property::TelUri | Property::Conference => tel_uri(&self.value, phone),
            Property::TollNumber => number(&self.value, phone, false),
            Property::TollFreeNumber => number(&self.value, phone, true),
            Property::ConferenceId => conference_id(&self.value, phone),
        };
        match wanted {
            Some(value) => (value != self.value).then_some(Mending::Value(value)),
            None => Some(Mending::Gone),
        }
    }

    /// The exchange in `source`, the file this property was read from, that makes it so. Every other line stays.
    pub fn splice(&self, source: &[u8], mending: &Mending) -> ByteSplice {
        let Mending::Value(value) = mending else {
            return ByteSplice { span: self.line.clone(), bytes: Vec::new() };
        };
        let value = if self.is_uri { value.clone().into_bytes() } else { escape(value) };
        let bytes = folded(source, self.span.start, &[&value]);
        ByteSplice { span: self.span.clone(), bytes }
    }
}

/// The digits of all numbers and of the conference ID that are long enough to be told from others.
fn dialled_in(invitation: &Invitation) -> Vec<String> {
    let phone = invitation.phone.iter();
    let dialled = phone.flat_map(|phone| {
        let id = phone.conference_id.as_ref().map(|id| id.as_str().to_owned());
        phone.numbers.iter().map(|number| digits(&number.dialled())).chain(id)
    });
    dialled.filter(|digits| digits.len() >= 4).collect()
}

fn has_tel_scheme(value: &str) -> bool {
    value.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"))
}

/// What is dialled: its number where the bridge still has it, else the default one. Pauses and `#` stay as they are.
fn tel_uri(old: &str, phone: &PhoneAccess) -> Option<String> {
    let dialled =
        old.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:")).and(old.get(4..)).unwrap_or(old);
    let (number, rest) = dialled.split_at(dialled.find([',', ';', 'p', 'w']).unwrap_or(dialled.len()));
    let known = phone.numbers.iter().any(|known| is_of(number, known));
    let id = phone.conference_id.as_ref().map(ConferenceId::as_str).unwrap_or_default();
    if known && digits(rest) == id {
        return Some(old.to_owned());
    }
    let default = phone.numbers.first()?.dialled();
    let number = if known { number } else { &default };
    if id.is_empty() {
        return Some(format!("tel:{number}"));
    }
    let pauses = rest
        .split(|c: char| c.is_ascii_digit())
        .next()
        .filter(|pauses| !pauses.is_empty() && pauses.chars().all(|c| c == ','));
    let end = if rest.ends_with('#') { "#" } else { "" };
    Some(format!("tel:{number}{}{id}{end}", pauses.unwrap_or(",,")))
}

/// The number itself where the bridge still has it, else the first of its sort.
fn number(old: &str, phone: &PhoneAccess, toll_free: bool) -> Option<String> {
    let mut of_sort = phone.numbers.iter().filter(|number| number.toll_free == toll_free);
    if of_sort.clone().any(|known| is_of(old, known)) {
        return Some(old.to_owned());
    }
    of_sort.next().map(|number| number.number.clone())
}

fn conference_id(old: &str, phone: &PhoneAccess) -> Option<String> {
    let id = phone.conference_id.as_ref()?;
    Some(if ConferenceId::new(old).as_ref() == Some(id) { old.to_owned() } else { id.to_string() })
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether it is a number of the bridge, however it is written.
fn is_of(number: &str, known: &DialInNumber) -> bool {
    DialInNumber { number: number.to_owned(), ..known.clone() }.digits() == known.digits()
}
