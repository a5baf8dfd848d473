//! Our own words for the rows of a block: where structure leaves several possibilities, they say which it is. They are
//! never needed to recognise a block.

use std::sync::LazyLock;

use crate::html::is_colon;

use super::language::{Language, Texts};

/// A text of a block that Redial writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    /// The heading over the phone part.
    PhoneHeading,
    /// The label of a number that the callee pays for.
    TollFree,
    /// The label of a conference ID.
    ConferenceId,
    /// The link to the page for the PIN.
    Pin,
    /// The link to help.
    Help,
}

impl Wording {
    /// Whether a text says this in one of our languages, colons and case aside.
    pub(crate) fn is(self, text: &str) -> bool {
        static KNOWN: LazyLock<[Vec<String>; 5]> = LazyLock::new(|| {
            [Wording::PhoneHeading, Wording::TollFree, Wording::ConferenceId, Wording::Pin, Wording::Help]
                .map(Wording::texts)
        });
        let text = plain(text);
        KNOWN.get(self as usize).is_some_and(|texts| texts.contains(&text))
    }

    fn texts(self) -> Vec<String> {
        let keys: &[&str] = match self {
            Self::PhoneHeading => &["join-by-phone", "dial-in-by-phone"],
            Self::TollFree => &["toll-free"],
            Self::ConferenceId => &["conference-id", "phone-conference-id"],
            Self::Pin => &["forgot-pin"],
            Self::Help => &["help"],
        };
        let in_language = |language| {
            let texts = Texts::new(language);
            keys.iter().map(|key| plain(&texts.with(key, "id", ""))).collect::<Vec<_>>()
        };
        Language::ALL.into_iter().flat_map(in_language).collect()
    }
}

fn plain(text: &str) -> String {
    let end = |c: char| is_colon(c) || c.is_whitespace() || c == '#';
    text.trim_end_matches(end).trim_start().to_lowercase()
}
