//! What HTML says about the names of elements.

/// Elements that have no content.
const VOID: &str = "area base br col embed hr img input link meta param source track wbr";

/// Elements that begin and end lines. All others, unknown ones such as Word's `o:p` too, stand inside a line.
const LINES: &str = "address article aside blockquote body br caption center col colgroup dd details dialog dir div \
    dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main \
    menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul";

/// Elements that end an open paragraph (HTML, tree construction, "in body").
const END_PARAGRAPHS: &str = "address article aside blockquote center dd details dialog dir div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre \
    search section summary table ul";

/// Elements whose text nobody sees.
const UNSEEN: &str = "head style script title noscript template";

/// Elements that HTML closes without an end tag.
const CLOSE_THEMSELVES: &str = "p li dt dd tr td th tbody thead tfoot option body html";

/// Elements in which paragraphs may stand.
const HOLD_PARAGRAPHS: &str = "body html div td th li dd blockquote section article main center header footer form \
    fieldset span font b i u em strong";

/// Elements in which nothing but their own kind of content may stand, or which end where a paragraph begins.
const HOLD_NO_PARAGRAPHS: &str = "p a button select option svg math textarea h1 h2 h3 h4 h5 h6 pre";

fn listed(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == name)
}

pub(crate) fn is_void(name: &str) -> bool {
    listed(VOID, name)
}

pub(crate) fn is_inline(name: &str) -> bool {
    !listed(LINES, name)
}

pub(crate) fn is_unseen(name: &str) -> bool {
    listed(UNSEEN, name)
}

pub(crate) fn closes_itself(name: &str) -> bool {
    listed(CLOSE_THEMSELVES, name)
}

pub(crate) fn holds_paragraphs(name: &str) -> bool {
    name.is_empty() || listed(HOLD_PARAGRAPHS, name)
}

pub(crate) fn holds_no_paragraphs(name: &str) -> bool {
    listed(HOLD_NO_PARAGRAPHS, name)
}

/// Whether the start tag `opening` ends an open element `open` (HTML, "optional tags").
pub(crate) fn ends_open(opening: &str, open: &str) -> bool {
    match open {
        "p" => listed(END_PARAGRAPHS, opening),
        "li" => opening == "li",
        "dt" | "dd" => matches!(opening, "dt" | "dd"),
        "td" | "th" => matches!(opening, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(opening, "tr" | "tbody" | "tfoot" | "thead"),
        "tbody" | "thead" | "tfoot" => matches!(opening, "tbody" | "tfoot" | "thead"),
        "option" => opening == "option",
        "head" => opening == "body",
        _ => false,
    }
}
