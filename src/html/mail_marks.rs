//! The marks in HTML that mail programs set above the header of a message that is answered or forwarded.

/// What a tag says about what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Another message follows.
    Message,
    /// If a header follows, whatever language it speaks, it is another message's.
    Line,
}

/// The mark that a tag is, by its name and its attributes as they are written.
pub(super) fn mark(name: &str, attributes: &str) -> Option<Mark> {
    match name {
        // Outlook on the web.
        "div" if attributes.contains("divRplyFwdMsg") => Some(Mark::Message),
        "div" if attributes.contains("solid") && is_outlooks_line(attributes) => Some(Mark::Line),
        // Outlook on the web, Hotmail, Zimbra.
        "hr" => {
            let has = |part: &str| attributes.contains(part);
            (has("tabindex") && has("98%") || has("stopSpelling") || has("zwchr")).then_some(Mark::Line)
        }
        // Thunderbird.
        "table" if attributes.contains("moz-email-headers-table") => Some(Mark::Line),
        _ => None,
    }
}

/// Outlook on the desktop draws a line over a division with 3 points of room, as browsers write it again, too.
fn is_outlooks_line(attributes: &str) -> bool {
    let style: String = attributes.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let draws = style.contains("border-top:") || style.contains("border-style:solidnonenone");
    draws
        && ["padding:3pt0", "padding:3.0pt0", "padding-top:3pt", "padding-top:3.0pt"]
            .iter()
            .any(|room| style.contains(room))
}
