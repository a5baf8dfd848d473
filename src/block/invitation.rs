//! What an information block says.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::link::{JoinUrl, safe_url};

/// The service behind an online meeting. A run never changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MeetingKind {
    /// Skype for Business, server or online.
    SkypeForBusiness,
    /// Microsoft Teams.
    Teams,
    /// A third-party bridge described by a hosted profile.
    Hosted,
}

/// The number callers key in: digits only, 1 to 20 of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ConferenceId(String);

impl ConferenceId {
    /// Takes an ID as shown: blanks, hyphens and `#` are removed. `None` if anything but digits is left.
    pub fn new(shown: &str) -> Option<Self> {
        let digits: String =
            shown.chars().filter(|c| !c.is_whitespace() && !matches!(c, '#' | '-' | '\u{A0}')).collect();
        let valid = (1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        valid.then_some(Self(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ConferenceId {
    type Error = String;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        Self::new(&value).ok_or_else(|| "a conference ID has 1 to 20 digits and nothing else".to_owned())
    }
}

impl From<ConferenceId> for String {
    fn from(id: ConferenceId) -> Self {
        id.0
    }
}

impl fmt::Display for ConferenceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One number people can dial.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DialInNumber {
    /// The number as shown, e.g. `+1 323 555 0100`.
    pub number: String,
    /// The region it belongs to, e.g. `Redmond`; may be empty.
    pub region: String,
    /// The languages its announcements speak, as shown, e.g. `English (United States)`; may be empty.
    pub languages: String,
    /// Whether the callee pays.
    pub toll_free: bool,
}

impl DialInNumber {
    /// The number as it is dialled: digits, with a leading plus where one is shown.
    pub fn dialled(&self) -> String {
        let plus = if self.is_international() { "+" } else { "" };
        format!("{plus}{}", self.digits())
    }

    /// The digits alone: two ways of writing one number compare equal.
    pub fn digits(&self) -> String {
        let number = number_in(&self.number);
        // Whoever dials the country code leaves out the zero that callers inside the country dial.
        let dialled = if self.is_international() { number.replacen("(0)", "", 1) } else { number.to_owned() };
        dialled.chars().filter(char::is_ascii_digit).collect()
    }

    fn is_international(&self) -> bool {
        self.number.split(|c: char| c.is_ascii_digit()).next().is_some_and(|before| before.contains('+'))
    }
}

/// What is dialled of a number as it is shown: up to a word such as `ext`, what is dialled after a pause (`,,12345#`),
/// or a remark in parentheses. Parentheses with digits and what parts them may stand inside it.
fn number_in(shown: &str) -> &str {
    let first = shown.find(|c: char| c.is_ascii_digit()).unwrap_or(shown.len());
    let start = shown.get(..first).unwrap_or_default().trim_end_matches(['(', '+']).len();
    let (mut end, mut inside) = (start, false);
    for (at, c) in shown.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '(' if !inside => inside = true,
            ')' if inside => inside = false,
            '0'..='9' if !inside => end = at + 1,
            '0'..='9' | ' ' | '\u{A0}' | '.' | '-' => {}
            '/' if !inside => {}
            '+' if at < first => {}
            _ => break,
        }
    }
    shown.get(start..end).unwrap_or_default()
}

/// How to join by phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneAccess {
    /// The conference ID; `None` only in blocks that do not show one.
    pub conference_id: Option<ConferenceId>,
    /// The numbers, default region first.
    pub numbers: Vec<DialInNumber>,
    /// The page that lists all local numbers.
    pub directory_url: Option<String>,
    /// The page where the organizer resets the dial-in PIN.
    pub pin_url: Option<String>,
}

/// What an organization adds to its invitations (UCWA `onlineMeetingInvitationCustomization`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Branding {
    /// A logo, `https` only.
    pub logo_url: Option<String>,
    /// A help page in place of Microsoft's.
    pub help_url: Option<String>,
    /// A page of legal terms.
    pub legal_url: Option<String>,
    /// Lines below the help row.
    pub footer: Option<String>,
}

/// Everything an information block says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// The service.
    pub kind: MeetingKind,
    /// The join link.
    pub join_url: JoinUrl,
    /// The phone part; absent without audio conferencing.
    pub phone: Option<PhoneAccess>,
    /// The organization's additions.
    pub branding: Branding,
    /// The link to the meeting's shared notes, kept as long as the join URL is.
    pub shared_notes: Option<String>,
}

impl PhoneAccess {
    /// Whether both show the same numbers, whatever their order and the way they are written.
    pub fn same_numbers(&self, other: &Self) -> bool {
        let default = |phone: &Self| phone.numbers.first().map(DialInNumber::digits);
        default(self) == default(other) && sorted_digits(&self.numbers) == sorted_digits(&other.numbers)
    }

    /// Whether both link to the same directory of numbers.
    pub fn same_directory(&self, other: &Self) -> bool {
        page(self.directory_url.as_deref()) == page(other.directory_url.as_deref())
    }

    /// Whether both link to the same page for the PIN, where both have one.
    pub fn same_pin_page(&self, other: &Self) -> bool {
        let both_have_one = self.pin_url.is_some() && other.pin_url.is_some();
        !both_have_one || page(self.pin_url.as_deref()) == page(other.pin_url.as_deref())
    }
}

fn sorted_digits(numbers: &[DialInNumber]) -> Vec<String> {
    let mut digits: Vec<String> = numbers.iter().map(DialInNumber::digits).collect();
    digits.sort();
    digits.dedup();
    digits
}

/// A page without its query, which may carry the conference ID. One that could not be written is none.
fn page(link: Option<&str>) -> Option<String> {
    let page = link.and_then(safe_url)?.split(['?', '#']).next()?;
    Some(page.trim_end_matches('/').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conference_id_is_its_digits() {
        assert_eq!(ConferenceId::new("735 728 42#").unwrap().as_str(), "73572842");
        assert_eq!(ConferenceId::new("12a"), None);
        assert_eq!(ConferenceId::new("# "), None);
        assert_eq!(ConferenceId::new(&"1".repeat(21)), None);
    }

    fn number(shown: &str) -> DialInNumber {
        let (region, languages) = (String::new(), String::new());
        DialInNumber { number: shown.to_owned(), region, languages, toll_free: false }
    }

    #[test]
    fn a_number_ends_before_a_pause_a_word_and_a_remark() {
        for (shown, digits) in [
            ("+46 8 405 40 00,,27999194#", "4684054000"),
            ("+1 425 555 0100;ext=123", "14255550100"),
            ("+1 425 555 0100 ext 123", "14255550100"),
            ("+1 425 555 0100 x123", "14255550100"),
            ("+46850521034 (24/7)", "46850521034"),
            ("+46850521034 (option 2)", "46850521034"),
            ("+46850521034 (2)", "46850521034"),
            ("+46850521034 (2", "46850521034"),
            ("+1 (425) 555-0100", "14255550100"),
            ("(0-800) 555 0136", "08005550136"),
            ("call 5000", "5000"),
        ] {
            assert_eq!(number(shown).digits(), digits, "{shown}");
        }
    }

    #[test]
    fn a_plus_is_dialled_where_one_is_shown_and_then_no_trunk_zero() {
        for (shown, dialled) in [
            ("+44 20 7946 0121", "+442079460121"),
            ("+44 (0)20 7946 0121", "+442079460121"),
            ("(+44) (0)20 7946 0121", "+442079460121"),
            ("(0)20 7946 0121", "02079460121"),
            ("0800 555 0136", "08005550136"),
            ("5000", "5000"),
        ] {
            assert_eq!(number(shown).dialled(), dialled, "{shown}");
        }
    }
}
