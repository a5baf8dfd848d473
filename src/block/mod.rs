//! The online meeting information block: recognise, read, render and replace it.
//!
//! Recognition rests on structure (separator lines, the join URL, `tel:` rows, named anchors, the hidden
//! language marker), because clients rewrite attributes and most languages have no known strings.

mod balance;
mod html;
mod invitation;
mod language;
mod link;
mod read;
mod recognise;
mod render;
mod replace;
mod row;

pub use html::Document;
pub use invitation::{Branding, ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};
pub use language::{Language, Texts};
pub use link::{JoinUrl, escape, original_url, safe_url};
pub use read::visible_text;
pub use recognise::{InfoBlock, Provider, recognise};
pub use render::{RenderedRow, render};
pub use replace::{Edits, Refusal, Splice, insertion_point, removal, rewrite, utf16_range};
pub use row::{Link, Role, Row};
