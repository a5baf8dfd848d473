//! The invitation that Teams writes, in the service's structure and the sandbox's words.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::dial_in::DialIn;
use crate::teams_meetings::TeamsMeeting;

/// What forms leave as it is; a blank becomes a plus.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'*').remove(b' ');

const UNDERSCORES: usize = 80;

struct Words {
    tag: &'static str,
    how: &'static str,
    join: &'static str,
    call: &'static str,
    conference_id: &'static str,
    local_number: &'static str,
    pin: &'static str,
    more: &'static str,
    options: &'static str,
}

const ENGLISH: Words = Words {
    tag: "en-US",
    how: "Take part from a computer, a phone or a room",
    join: "Join this meeting",
    call: "Or dial in",
    conference_id: "Phone conference ID:",
    local_number: "Other numbers",
    pin: "Another PIN",
    more: "About meetings",
    options: "Options of this meeting",
};

const SWEDISH: Words = Words {
    tag: "sv-SE",
    how: "Delta från en dator, en telefon eller ett rum",
    join: "Anslut till det här mötet",
    call: "Eller ring in",
    conference_id: "Telefonkonferens-ID:",
    local_number: "Andra nummer",
    pin: "Ny PIN-kod",
    more: "Om möten",
    options: "Alternativ för det här mötet",
};

/// How both encodings begin.
const DATA: &str = "data:text/html,";

/// `joinInformation` in the language that was asked for, encoded in one of the two ways of the service: as a whole, or
/// behind `data:text/html,` with small letters.
pub fn join_information(dial_in: &DialIn, meeting: &TeamsMeeting, language: &str) -> Value {
    let words = if language.starts_with("sv") { SWEDISH } else { ENGLISH };
    let html = block(&words, dial_in, meeting).replace('\n', "\r\n");
    if meeting.telling.encodes_all {
        let content = encoded(&format!("{DATA}{html}"), str::to_owned);
        return json!({"content": content, "contentType": "Html"});
    }
    json!({"content": format!("{DATA}{}", encoded(&html, str::to_ascii_lowercase)), "contentType": "html"})
}

/// A text as forms encode it, with `write` for the encoded bytes.
fn encoded(text: &str, write: fn(&str) -> String) -> String {
    let parts = utf8_percent_encode(text, FORM);
    parts.map(|part| if part.starts_with('%') { write(part) } else { part.replace(' ', "+") }).collect()
}

fn block(words: &Words, dial_in: &DialIn, meeting: &TeamsMeeting) -> String {
    let line = separator();
    let Words { tag, how, join, more, options, .. } = words;
    let phone = if dial_in.audio_conferencing { phone(words, dial_in, meeting) } else { String::new() };
    format!(
        "{line}<div class=\"me-email-text\" style=\"color:#252424;\" lang=\"{tag}\">\n\
         <div><span style=\"font-size: 24px;\">Microsoft Teams</span></div>\n\
         <div><span style=\"font-size: 14px;\">{how}</span></div>\n\
         <a class=\"me-email-headline\" style=\"font-size: 14px;\" href=\"{}\" target=\"_blank\" \
         rel=\"noreferrer noopener\">{join}</a>\n{phone}\
         <div><a class=\"me-email-link\" target=\"_blank\" href=\"https://aka.ms/JoinTeamsMeeting\" \
         rel=\"noreferrer noopener\">{more}</a> | <a class=\"me-email-link\" target=\"_blank\" \
         href=\"https://teams.microsoft.com/meetingOptions/?organizerId=1&language={tag}\" \
         rel=\"noreferrer noopener\">{options}</a></div>\n</div>\n{line}",
        meeting.shown_url()
    )
}

fn phone(words: &Words, dial_in: &DialIn, meeting: &TeamsMeeting) -> String {
    let Words { call, conference_id, local_number, pin, .. } = words;
    let id = &meeting.conference_id;
    let number = dial_in.numbers().first().map_or(String::new(), |region| {
        let number = region.shown_number();
        format!(
            "<div><a class=\"me-email-link\" href=\"tel:{number},,{id}#\">{number},,{id}#</a>&nbsp;&nbsp; {}</div>\n",
            escaped(&region.name)
        )
    });
    format!(
        "<div><span style=\"font-weight: bold;\">{call}</span></div>\n{number}\
         <div>{conference_id} <span>{id}#</span></div>\n\
         <div><a class=\"me-email-link\" target=\"_blank\" \
         href=\"https://dialin.teams.microsoft.com/sandbox?id={id}\">{local_number}</a> | \
         <a class=\"me-email-link\" target=\"_blank\" \
         href=\"https://dialin.teams.microsoft.com/usp/pstnconferencing\">{pin}</a></div>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn separator() -> String {
    format!(
        "<div style=\"width:100%;height: 20px;\"><span style=\"white-space:nowrap;color:#5F5F5F;opacity:.36;\">{}\
         </span></div>\n",
        "_".repeat(UNDERSCORES)
    )
}
