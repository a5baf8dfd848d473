//! What the rows of a block are for.

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
    /// Digits that may be a number or the conference ID: never written over.
    Unclear,
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
