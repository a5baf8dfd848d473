//! What an information block says.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::html::{digit, is_hyphen, is_unseen};
use crate::link::{JoinUrl, safe_url};
use crate::telephone::Number;

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
    /// Takes an ID as shown: digits of any script; blanks, hyphens, marks of direction and `#` are removed. `None` if
    /// anything but digits is left.
    pub fn new(shown: &str) -> Option<Self> {
        let parts =
            |c: &char| c.is_whitespace() || is_hyphen(*c) || is_unseen(*c) || matches!(c, '#' | '＃' | '.');
        let digits = shown.chars().filter(|c| !parts(c)).map(digit).collect::<Option<String>>()?;
        (1..=20).contains(&digits.len()).then_some(Self(digits))
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
    /// The number as it is dialled: digits, letters as the keypad has them, with a leading plus where one is shown.
    pub fn dialled(&self) -> String {
        let number = Number::first_in(&self.number);
        let plus = if number.as_ref().is_some_and(|number| number.is_international) { "+" } else { "" };
        format!("{plus}{}", number.map_or_else(String::new, |number| number.digits))
    }

    /// The digits alone: two ways of writing one number compare equal.
    pub fn digits(&self) -> String {
        Number::first_in(&self.number).map_or_else(String::new, |number| number.digits)
    }
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

impl Invitation {
    /// The phone part, where it shows anything.
    pub fn shown_phone(&self) -> Option<&PhoneAccess> {
        self.phone.as_ref().filter(|phone| {
            !phone.numbers.is_empty() || phone.conference_id.is_some() || phone.directory_page().is_some()
        })
    }

    /// Whether both tell the same way in: join link, numbers, conference ID and pages.
    pub fn leads_where(&self, other: &Self) -> bool {
        self.join_url.agrees_with(&other.join_url)
            && match (self.shown_phone(), other.shown_phone()) {
                (None, None) => true,
                (Some(one), Some(other)) => {
                    one.conference_id == other.conference_id
                        && one.same_numbers(other)
                        && one.same_directory(other)
                        && one.same_pin_page(other)
                }
                _ => false,
            }
    }
}

impl PhoneAccess {
    /// Whether both show the same numbers, whatever their order and the way they are written.
    pub fn same_numbers(&self, other: &Self) -> bool {
        let default = |phone: &Self| phone.numbers.first().map(DialInNumber::digits);
        default(self) == default(other) && sorted_digits(&self.numbers) == sorted_digits(&other.numbers)
    }

    /// The directory of numbers, if it may be linked to, told the conference ID where it is told one (`?id=…`).
    pub fn directory_page(&self) -> Option<String> {
        self.directory_url.as_deref().and_then(safe_url).map(|page| self.with_own_id(page))
    }

    /// The page for the PIN, if it may be linked to, told the conference ID where it is told one.
    pub fn pin_page(&self) -> Option<String> {
        self.pin_url.as_deref().and_then(safe_url).map(|page| self.with_own_id(page))
    }

    fn with_own_id(&self, page: &str) -> String {
        let (Some(id), Some((before, rest))) = (&self.conference_id, page.split_once("?id=")) else {
            return page.to_owned();
        };
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        format!("{before}?id={id}{after}")
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
        assert_eq!(ConferenceId::new("111-222-333#").unwrap().as_str(), "111222333");
        assert_eq!(ConferenceId::new("\u{202A}٧٩٢٦١\u{202C}").unwrap().as_str(), "79261");
        assert_eq!(ConferenceId::new("12a"), None);
        assert_eq!(ConferenceId::new("# "), None);
        assert_eq!(ConferenceId::new(&"1".repeat(21)), None);
    }

    fn number(shown: &str) -> DialInNumber {
        let (region, languages) = (String::new(), String::new());
        DialInNumber { number: shown.to_owned(), region, languages, toll_free: false }
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
            ("1-800-FLOWERS", "18003569377"),
            ("+٤٩ ٦٩ ٥٠٥٠ ٠١٩٩", "+496950500199"),
        ] {
            assert_eq!(number(shown).dialled(), dialled, "{shown}");
        }
    }
}
