//! What a reader of the body sees: lines, with the links in them and the bytes they occupy.

use std::ops::Range;

/// A link inside a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written, entities decoded; Safe Links are not yet unwrapped.
    pub href: String,
    /// The visible text, white space collapsed.
    pub text: String,
    /// The bytes of the target as it is written.
    pub href_span: Range<usize>,
}

/// One visible line of a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The visible text, entities decoded, white space (NBSP too) collapsed, ends trimmed; in plain text
    /// without the targets of links.
    pub text: String,
    /// Links in document order.
    pub links: Vec<Link>,
    /// Names of `<a name>` bookmarks in the row.
    pub anchors: Vec<String>,
    /// The `lang` of the elements around it, innermost first.
    pub languages: Vec<String>,
    /// Whether an image stands in the row.
    pub image: bool,
    /// Whether the row is a drawn line (`hr`).
    pub rule: bool,
    /// Whether the row is inside a quotation.
    pub quoted: bool,
    /// The bytes of the row with the markup that belongs to it alone.
    pub span: Range<usize>,
}

/// What a row of an information block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The line of dots or underscores that opens the block.
    Opening,
    /// The service's name above the join link (Teams).
    Title,
    /// The join link.
    Join,
    /// "Trouble joining?" and the link to the web app, or the sentence in its place.
    WebApp,
    /// Meeting ID and passcode (Teams); not the phone's conference ID.
    MeetingId,
    /// The short line inside a block (Teams).
    InnerRule,
    /// The heading over the phone part.
    PhoneHeading,
    /// One dial-in number.
    Number,
    /// The link to all local numbers, alone or with the PIN page.
    Directory,
    /// The conference ID.
    ConferenceId,
    /// How video systems join.
    Video,
    /// Links to help, the PIN page, meeting options.
    Help,
    /// Logo, footer and legal link of the organization.
    Branding,
    /// The hidden language marker `[!OC([1033])!]`.
    Marker,
    /// The line that closes the block.
    Closing,
}

/// Collapses white space, NBSP and invisible joiners to single blanks and trims the ends.
pub(crate) fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
        .filter(|word| !word.is_empty())
    {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    normal
}
