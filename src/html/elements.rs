//! What HTML says about the names of elements.

/// The name of an element: in lower case where HTML knows it, otherwise as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    text: &'a str,
    traits: u32,
    kind: Kind,
}

/// What is kept of a name: its place in the table. Those that HTML does not know are all alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind(u16);

/// Has no content.
pub(crate) const VOID: u32 = 1;
/// Begins and ends a line. All others, unknown ones such as Word's `o:p` too, stand inside a line.
pub(crate) const LINE: u32 = 1 << 1;
/// Holds text that nobody sees.
pub(crate) const UNSEEN: u32 = 1 << 2;
/// Is one in which paragraphs may stand.
pub(crate) const HOLDS_PARAGRAPHS: u32 = 1 << 3;
/// Is one in which only its own kind of content may stand, or one that ends where a paragraph begins.
pub(crate) const HOLDS_NO_PARAGRAPHS: u32 = 1 << 4;
/// "Special" in HTML, tree construction, "the stack of open elements".
pub(crate) const SPECIAL: u32 = 1 << 5;
/// "Formatting" in the same place.
pub(crate) const FORMATTING: u32 = 1 << 6;
/// Its start tag ends an open paragraph, and its end tag ends it with whatever is open inside.
pub(crate) const BLOCK: u32 = 1 << 7;
/// Bounds the search for an open element: "has an element in scope".
pub(crate) const SCOPE: u32 = 1 << 8;
/// Ends without an end tag: "generate implied end tags".
pub(crate) const IMPLIED_END: u32 = 1 << 9;
/// A part of a table, whose start tag has no meaning outside of one.
pub(crate) const TABLE_PART: u32 = 1 << 10;
/// A heading of rank 1 to 6.
pub(crate) const HEADING: u32 = 1 << 11;
/// Holds characters only, up to its own end tag.
pub(crate) const RAW: u32 = 1 << 12;
/// Its start tag leaves SVG and MathML.
pub(crate) const BREAKOUT: u32 = 1 << 13;
/// Its end tag may be left out.
pub(crate) const ENDS_BY_ITSELF: u32 = 1 << 14;
/// Shows something though no text may stand in it.
pub(crate) const EMBEDDED: u32 = 1 << 15;
/// A paragraph.
pub(crate) const PARAGRAPH: u32 = 1 << 16;
/// Holds lines as they are written.
pub(crate) const PREFORMATTED: u32 = 1 << 17;
/// Holds what somebody else wrote.
pub(crate) const QUOTATION: u32 = 1 << 18;
/// What stands inside is not followed.
pub(crate) const OPAQUE: u32 = 1 << 19;

const TRAITS: [(u32, &str); 20] = [
    (
        EMBEDDED,
        "audio button canvas embed iframe img input math meter object progress select svg textarea video",
    ),
    (ENDS_BY_ITSELF, "p li dt dd tr td th tbody thead tfoot option body html"),
    (
        VOID,
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr",
    ),
    (
        LINE,
        "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt \
         fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main \
         menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul",
    ),
    (UNSEEN, "head style script title noscript template"),
    (
        HOLDS_PARAGRAPHS,
        "body html div td th li dd blockquote section article main center header footer form fieldset span font b \
         i u em strong",
    ),
    (HOLDS_NO_PARAGRAPHS, "p a button select option svg math textarea h1 h2 h3 h4 h5 h6 pre"),
    (
        SPECIAL,
        "address applet area article aside base basefont bgsound blockquote body br button caption center col \
         colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 \
         h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed \
         noframes noscript object ol p param plaintext pre script search section select source style summary table \
         tbody td template textarea tfoot th thead title tr track ul wbr xmp",
    ),
    (FORMATTING, "a b big code em font i nobr s small strike strong tt u"),
    (
        BLOCK,
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header \
         hgroup listing main menu nav ol pre search section summary ul",
    ),
    (SCOPE, "applet caption html table td th marquee object template"),
    (IMPLIED_END, "dd dt li optgroup option p rb rp rt rtc"),
    (TABLE_PART, "caption col colgroup tbody td tfoot th thead tr"),
    (HEADING, "h1 h2 h3 h4 h5 h6"),
    (RAW, "iframe noembed noframes noscript plaintext script style textarea title xmp"),
    (
        BREAKOUT,
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu \
         meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
    ),
    (PARAGRAPH, "p"),
    (PREFORMATTED, "pre"),
    (QUOTATION, "blockquote"),
    (OPAQUE, "select template"),
];

/// Names that appear in no list and yet have rules of their own.
const OTHERS: &str = "annotation-xml desc foreignobject image malignmark math mglyph mi mn mo ms mtext svg";

const SLOTS: usize = 512;

/// All names by a hash of their letters, built by the compiler.
static TABLE: [(&str, u32); SLOTS] = table();

const fn slot(hash: u32) -> usize {
    (hash ^ (hash >> 9)) as usize % SLOTS
}

const fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

const fn table() -> [(&'static str, u32); SLOTS] {
    let mut table = [("", 0); SLOTS];
    let mut list = 0;
    while list < TRAITS.len() {
        table = with_list(table, TRAITS[list].1.as_bytes(), TRAITS[list].0);
        list += 1;
    }
    with_list(table, OTHERS.as_bytes(), 0)
}

const fn with_list(
    mut table: [(&'static str, u32); SLOTS],
    list: &'static [u8],
    traits: u32,
) -> [(&'static str, u32); SLOTS] {
    let mut rest = list;
    while !rest.is_empty() {
        let (mut end, mut hash) = (0, 0);
        while end < rest.len() && rest[end] != b' ' {
            hash = mix(hash, rest[end]);
            end += 1;
        }
        let (name, after) = rest.split_at(end);
        rest = if after.is_empty() { after } else { after.split_at(1).1 };
        let mut at = slot(hash);
        while !table[at].0.is_empty() && !equal(table[at].0.as_bytes(), name) {
            at = (at + 1) % SLOTS;
        }
        if let Ok(name) = std::str::from_utf8(name) {
            table[at] = (name, table[at].1 | traits);
        }
    }
    table
}

const fn equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

impl<'a> Name<'a> {
    pub(crate) fn of(written: &'a str) -> Self {
        let mut at = slot(written.bytes().fold(0, mix));
        while let Some((name, traits)) = TABLE.get(at).filter(|(name, _)| !name.is_empty()) {
            if name.eq_ignore_ascii_case(written) {
                return Self { text: name, traits: *traits, kind: Kind(at as u16) };
            }
            at = (at + 1) % SLOTS;
        }
        Self { text: written, traits: 0, kind: Kind::UNKNOWN }
    }

    pub(crate) fn as_str(&self) -> &'a str {
        self.text
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn traits(&self) -> u32 {
        self.traits
    }

    /// Whether it has one of these traits.
    pub(crate) fn is(&self, traits: u32) -> bool {
        self.traits & traits != 0
    }
}

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && (self.kind != Kind::UNKNOWN || self.text.eq_ignore_ascii_case(other.text))
    }
}

impl Eq for Name<'_> {}

impl PartialEq<str> for Name<'_> {
    fn eq(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other)
    }
}

impl Kind {
    /// Of names that HTML does not know, and of what has no name.
    pub(crate) const UNKNOWN: Self = Self(u16::MAX);

    /// The name in lower case; nothing where it is unknown.
    pub(crate) fn as_str(self) -> &'static str {
        TABLE.get(usize::from(self.0)).map_or("", |(name, _)| name)
    }

    /// Whether it has one of these traits.
    pub(crate) fn is(self, traits: u32) -> bool {
        TABLE.get(usize::from(self.0)).is_some_and(|(_, its)| its & traits != 0)
    }

    /// Whether it stands inside a line.
    pub(crate) fn is_inline(self) -> bool {
        !self.is(LINE)
    }
}

impl PartialEq<str> for Kind {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_name_is_found_whatever_its_case() {
        for (traits, list) in TRAITS {
            for name in list.split_ascii_whitespace() {
                assert!(Name::of(name).is(traits), "{name}");
                let kind = Name::of(&name.to_ascii_uppercase()).kind();
                assert!(kind.is(traits) && kind == *name, "{name}");
            }
        }
    }

    #[test]
    fn unknown_names_are_equal_whatever_their_case() {
        assert_eq!(Name::of("o:p"), Name::of("O:P"));
        assert_ne!(Name::of("o:p"), Name::of("o:q"));
        assert_ne!(Name::of("o:p"), Name::of("p"));
        assert_eq!(Name::of("o:p").kind(), Kind::UNKNOWN);
        assert!(Name::of("P") == *"p");
    }
}
