//! Bodies of mails and appointments, in HTML and plain text: what a reader sees, line by line, and the bytes each line is
//! written in. It knows no invitation.
//!
//! Nothing is ever serialised again: `construction/` follows HTML's own tree construction, so that `gap.rs` can tell
//! whether the rest of a body is read as before when a stretch of it is exchanged.

mod attributes;
mod characters;
mod construction;
mod document;
mod elements;
mod gap;
mod header_words;
mod introduction;
mod mail_marks;
mod message_header;
mod moment;
mod parse;
mod parse_html;
mod parse_text;
mod pictures;
mod places;
mod quotation;
mod residue;
mod row;
mod shown;
mod span;
#[cfg(feature = "states")]
pub mod states;
mod stretch;
mod text_row;
mod tokens;
mod written;

pub use document::{Document, Format};
pub use pictures::holds_inline_pictures;
pub use row::{Link, Row};

pub(crate) use attributes::values;
pub(crate) use characters::{digit, is_colon, is_hyphen, is_mark, is_unseen, without_marks};
pub(crate) use document::{Element, End, Tag};
pub(crate) use elements::Kind;
pub(crate) use gap::{Gap, has_same_markup};
pub(crate) use residue::with_residue;
pub(crate) use shown::Shown;
pub(crate) use stretch::{holds_paragraphs, holds_text, stretch};
pub(crate) use tokens::Tokens;
