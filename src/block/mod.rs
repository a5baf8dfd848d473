//! The online meeting information block: recognise, read, render and replace it.
//!
//! Recognition rests on structure (separator lines, the join URL, `tel:` rows, named anchors, the hidden
//! language marker), because clients rewrite attributes and most languages have no known strings.

mod amend;
mod candidate;
mod confidence;
mod directory;
mod edit;
mod frame;
mod grouping;
mod harmless;
mod invitation;
mod join;
mod label;
mod language;
mod layout;
mod locale;
mod marks;
mod pause;
mod phone_claim;
mod phone_part;
mod phone_row;
mod plain;
mod read;
mod recognise;
mod refusal;
mod render;
mod replace;
mod role;
mod service;
mod splice;
mod wording;

pub use candidate::may_hold_block;
pub use confidence::{Confidence, Evidence};
pub use harmless::is_harmless;
pub use invitation::{Branding, ConferenceId, DialInNumber, Invitation, MeetingKind, PhoneAccess};
pub use language::{Language, Texts};
pub use layout::Layout;
pub use plain::in_plain_text;
pub use recognise::{InfoBlock, recognise, visible_text};
pub use refusal::Refusal;
pub use render::{RenderedRow, render};
pub use replace::{Edits, insertion_point, removal, rewrite, utf16_range};
pub use role::Role;
pub use service::{JoinUrlForm, Provider, unusable_join_link};
pub use splice::Splice;
