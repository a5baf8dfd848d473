//! What the attachments of an event tell of its text.
//!
//! <https://learn.microsoft.com/graph/api/event-list-attachments>

use serde::Deserialize;
use serde_json::Value;

use crate::calendar::CalendarError;
use crate::meeting::{Appointment, BodyFormat, Claims, SeriesRole, is_marked};
use crate::wire::Response;

use super::answer::{good, unreadable};

/// What Exchange attaches an encrypted text as.
const PROTECTED: [&str; 2] = ["message.rpmsg", "application/x-microsoft-rpmsg-message"];

/// The only type of attachment that is never an object in a text.
const FILE: &str = "#microsoft.graph.fileAttachment";

/// What types of OLE objects contain.
const OLE: [&str; 2] = ["oleobject", "x-ole"];

#[derive(Deserialize)]
struct Attachments {
    value: Vec<Attachment>,
    /// Where there are more than any text has.
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

/// An attachment, without what it holds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attachment {
    #[serde(rename = "@odata.type", default)]
    kind: Value,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    content_type: Value,
    #[serde(default)]
    is_inline: Value,
}

impl Attachment {
    fn is_protected_text(&self) -> bool {
        let names = [&self.name, &self.content_type].map(|name| name.as_str().unwrap_or_default());
        names.iter().any(|name| PROTECTED.iter().any(|known| name.eq_ignore_ascii_case(known)))
    }

    /// Whether it stands in the text: Graph tells an OLE object as an item, or as a file that is inline.
    fn is_in_the_text(&self) -> bool {
        let holds = self.content_type.as_str().unwrap_or_default().to_ascii_lowercase();
        self.is_inline.as_bool() == Some(true)
            || self.kind.as_str().is_some_and(|kind| kind != FILE)
            || OLE.iter().any(|kind| holds.contains(kind))
    }
}

/// Whether the attachments of an appointment are of interest: of one that may be written, where rich text may hold
/// objects, or what is attached may be the text itself. Graph does not count inline attachments as any.
pub(super) fn matter(appointment: &Appointment, has_attachments: bool) -> bool {
    let header = &appointment.header;
    let is_exception = matches!(header.series_role, SeriesRole::Exception { .. });
    let may_be_written = header.is_organizer && (is_exception || is_marked(header, &Claims::default()));
    may_be_written && (has_attachments || appointment.body.format == BodyFormat::RichText)
}

/// How a text is kept beside the attachments that an answer lists.
pub(super) fn kept(format: BodyFormat, answer: &Response) -> Result<BodyFormat, CalendarError> {
    let list: Attachments =
        serde_json::from_str(good(answer)?).map_err(|_| unreadable("list of attachments"))?;
    let may_stand_in_the_text = list.next.is_some() || list.value.iter().any(Attachment::is_in_the_text);
    Ok(if list.value.iter().any(Attachment::is_protected_text) {
        BodyFormat::Protected
    } else if format == BodyFormat::RichText && may_stand_in_the_text {
        BodyFormat::RichTextWithObjects
    } else {
        format
    })
}
