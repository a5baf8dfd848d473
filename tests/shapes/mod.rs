//! Bodies of many shapes and of any size, each around a block or inside of one: what somebody could send.

use redial::html::Format;

/// A kind of body.
pub struct Shape {
    /// What it is full of.
    pub name: &'static str,
    place: Place,
    fill: fn(usize) -> String,
}

/// Where that stands.
#[derive(Clone, Copy)]
enum Place {
    /// Half of it above the block, half of it below.
    Around,
    /// Above the block and still open there.
    Above,
    /// Among the rows of the block.
    Inside,
    /// The same in plain text.
    AroundText,
    InsideText,
}

use Place::{Above, Around, AroundText, Inside, InsideText};

const fn shape(name: &'static str, place: Place, fill: fn(usize) -> String) -> Shape {
    Shape { name, place, fill }
}

/// All of them.
pub const SHAPES: [Shape; 70] = [
    shape("nested font", Around, |bytes| nested(bytes, "<font color=\"#\">", "x</font>")),
    shape("nested b", Around, |bytes| nested(bytes, "<b>", "x</b>")),
    shape("nested i with attributes", Around, |bytes| nested(bytes, "<i id=\"#\">", "x</i>")),
    shape("nested links", Around, |bytes| nested(bytes, "<a href=\"https://a.example/#\">x", "</a>")),
    shape("nested div", Around, |bytes| nested(bytes, "<div>", "x</div>")),
    shape("nested div with a language", Around, |bytes| nested(bytes, "<div lang=\"sv\">x", "</div>")),
    shape("nested span", Around, |bytes| nested(bytes, "<span>", "x</span>")),
    shape("nested tables", Around, |bytes| nested(bytes, "<table><tr><td>", "x</td></tr></table>")),
    shape("nested blockquote", Around, |bytes| nested(bytes, "<blockquote>", "x</blockquote>")),
    shape("nested lists", Around, |bytes| nested(bytes, "<ul><li>", "x</li></ul>")),
    shape("nested object", Around, |bytes| nested(bytes, "<object>", "x</object>")),
    shape("nested svg", Around, |bytes| nested(bytes, "<svg><g>", "</g></svg>")),
    shape("nested template", Around, |bytes| nested(bytes, "<template>", "</template>")),
    shape("font never closed", Above, |bytes| many(bytes, "<font color=\"#\">x")),
    shape("b never closed", Above, |bytes| many(bytes, "<b>x")),
    shape("div never closed", Above, |bytes| many(bytes, "<div>x")),
    shape("links never closed", Above, |bytes| many(bytes, "<a href=\"https://a.example/#\">x<br>")),
    shape("paragraphs never closed", Around, |bytes| many(bytes, "<p>x")),
    shape("ul and li never closed", Above, |bytes| many(bytes, "<ul><li>x")),
    shape("li never closed", Around, |bytes| many(bytes, "<li>x")),
    shape("dt closed by dd", Above, |bytes| many(bytes, "<dl><dt>x</dd>")),
    shape("dt and dd never closed", Around, |bytes| many(bytes, "<dt>x<dd>y")),
    shape("tables", Around, |bytes| many(bytes, "<table><tr><td>x</td><td>y</td></tr></table>")),
    shape("rows of one table", Around, |bytes| format!("<table>{}</table>", many(bytes, "<tr><td>x<td>y"))),
    shape("text between the parts of tables", Around, |bytes| many(bytes, "<table>x<tr>y<td>z</table>")),
    shape("misnested b and p", Around, |bytes| many(bytes, "<b><p>x</b>y</p>")),
    shape("misnested a and div", Around, |bytes| many(bytes, "<a href=x><div>x</a>y</div>")),
    shape("misnested b and form", Above, |bytes| format!("<b>{}", many(bytes, "<form></b>x</form>"))),
    shape("misnested fonts and blocks", Around, |bytes| {
        chunks(bytes, 60, "<font color=\"#\"><div>", "</font></font>x</div>")
    }),
    shape("fonts that go on in paragraphs", Above, |bytes| {
        format!(
            "<p>{}</p>{}",
            times(40, "<font color=\"#\">"),
            many(bytes, "<p>Please read the draft first.</p>")
        )
    }),
    shape("paragraphs 400 div deep", Above, |bytes| {
        format!("{}{}", times(400, "<div>"), many(bytes, "<p>x</p>"))
    }),
    shape("lines 400 spans deep", Above, |bytes| format!("{}{}", times(400, "<span>"), many(bytes, "x<br>"))),
    shape("unknown end tags 400 spans deep", Above, |bytes| {
        format!("{}{}", times(400, "<span>"), many(bytes, "</x>"))
    }),
    shape("again and again 300 deep", Around, |bytes| chunks(bytes, 300, "<div>", "x</div>")),
    shape("again and again 200 fonts", Around, |bytes| chunks(bytes, 200, "<font color=\"#\">", "x</font>")),
    shape("pieces of one row", Around, |bytes| format!("<p>{}</p>", many(bytes, "<b>x</b>"))),
    shape("pieces of one row in spans", Around, |bytes| {
        format!("<p>{}{}</p>", times(100, "<span>"), many(bytes, "<b>x</b>"))
    }),
    shape("images in one row", Around, |bytes| format!("<p>{}</p>", many(bytes, "<span>x<img></span>"))),
    shape("line breaks", Around, |bytes| many(bytes, "x<br>\n")),
    shape("links", Around, |bytes| many(bytes, "<a href=\"https://a.example/#\">x</a><br>")),
    shape("links in one row", Around, |bytes| many(bytes, "<a href=\"https://a.example/#\">x</a> ")),
    shape("a link through many rows", Around, |bytes| {
        format!("<a href=\"https://a.example/{}\">{}</a>", "x".repeat(bytes / 2), many(bytes / 2, "x<br>"))
    }),
    shape("blocks", Around, |bytes| many(bytes, &html("#", ""))),
    shape("lines of dots", Around, |bytes| many(bytes, &format!("<p>{}</p>", dots()))),
    shape("lines of underscores", Around, |bytes| many(bytes, &format!("<p>{}</p>", "_".repeat(80)))),
    shape("join links", Around, |bytes| {
        many(bytes, "<p><a href=\"https://meet.contoso.example/ines/AB#CD34\">x</a></p>")
    }),
    shape("join links and lines", Around, |bytes| {
        let line = "_".repeat(80);
        many(bytes, &format!("<p><a href=\"https://meet.contoso.example/ines/AB#CD34\">x</a><p>{line}</p>"))
    }),
    shape("join links of another service", Around, |bytes| {
        many(bytes, "<p><a href=\"https://zoom.us/j/#\">x</a></p>")
    }),
    shape("long text", Around, |bytes| many(bytes, "Please read the draft before we meet. ")),
    shape("entities", Around, |bytes| many(bytes, "&nbsp;&eacute;&#233;&amp;")),
    shape("ampersands", Around, |bytes| many(bytes, "&")),
    shape("less-than signs", Around, |bytes| many(bytes, "< ")),
    shape("attributes of one tag", Around, |bytes| format!("<p {}>x</p>", many(bytes, "a#=\"b\" "))),
    shape("one attribute", Around, |bytes| format!("<p title=\"{}\">x</p>", many(bytes, "x "))),
    shape("comments", Around, |bytes| many(bytes, "<!-- x -->")),
    shape("comments in comments", Around, |bytes| format!("{}-->", many(bytes, "<!-- x "))),
    shape("conditional comments", Around, |bytes| {
        many(bytes, "<!--[if mso]><p>x</p><![endif]--><![if !mso]>y<![endif]>")
    }),
    shape("lines as they are", Around, |bytes| format!("<pre>{}</pre>", many(bytes, "x\n"))),
    shape("styles", Around, |bytes| many(bytes, "<style>p{}</style>")),
    shape("choices", Around, |bytes| many(bytes, "<select><option>x<option>y</select>")),
    shape("the organizer's lines in the block", Inside, |bytes| {
        many(bytes, "<p>Please read the draft.</p>\n")
    }),
    shape("numbers in the block", Inside, |bytes| many(bytes, "<p>+44 20 7946 # (London)</p>\n")),
    shape("conference IDs in the block", Inside, |bytes| many(bytes, "<p>Conference ID: 4410278</p>\n")),
    shape("links in the block", Inside, |bytes| {
        many(bytes, "<p><a href=\"https://dialin.contoso.example/?#\">x</a></p>\n")
    }),
    shape("one row in the block", Inside, |bytes| format!("<p>{}</p>", many(bytes, "<b>x</b> "))),
    shape("text in one line", AroundText, |bytes| many(bytes, "Please read the draft before we meet. ")),
    shape("brackets in one line", AroundText, |bytes| many(bytes, "<abc: http://a.example [b](x:http://c<")),
    shape("quoted lines", AroundText, |bytes| many(bytes, "> Please read the draft.\n")),
    shape("blocks in text", AroundText, |bytes| many(bytes, &text("#", ""))),
    shape("numbers in a block in text", InsideText, |bytes| many(bytes, "+44 20 7946 # (London)\n")),
];

impl Shape {
    /// How the body is written.
    pub fn format(&self) -> Format {
        match self.place {
            Around | Above | Inside => Format::Html,
            AroundText | InsideText => Format::Text,
        }
    }

    /// A body of about this many bytes.
    pub fn body(&self, bytes: usize) -> String {
        let filling = |bytes: usize| (self.fill)(bytes);
        match self.place {
            Around => format!("<body>{}{}{}</body>", filling(bytes / 2), html("0", ""), filling(bytes / 2)),
            Above => format!("<body>{}{}</body>", filling(bytes), html("0", "")),
            Inside => format!("<body>{}</body>", html("0", &filling(bytes))),
            AroundText => format!("{}\n\n{}\n{}", filling(bytes / 2), text("0", ""), filling(bytes / 2)),
            InsideText => text("0", &filling(bytes)),
        }
    }
}

fn dots() -> String {
    ".".repeat(137)
}

/// A block of the meeting `id`, with `inside` among its rows.
pub fn html(id: &str, inside: &str) -> String {
    let line = dots();
    let join = format!("https://meet.contoso.example/ines.moreau/K7Q2M{id}XD");
    format!(
        "<p>{line}</p>\n<p><a name=\"OutJoinLink\"></a><a href=\"{join}\">Join Skype Meeting</a></p>\n\
         <p>Trouble Joining? <a href=\"{join}?sl=1\">Try Skype Web App</a></p>\n<p>Join by phone</p>\n\
         <p><a href=\"tel:+442079460100\">+44 20 7946 0100</a> (London)</p>\n{inside}\
         <p><a href=\"https://dialin.contoso.example\">Find a local number</a></p>\n\
         <p>Conference ID: 4410278</p>\n<p>[!OC([1033])!]</p>\n<p>{line}</p>\n"
    )
}

fn text(id: &str, inside: &str) -> String {
    let line = dots();
    let join = format!("https://meet.contoso.example/ines.moreau/K7Q2M{id}XD");
    format!(
        "{line}\nJoin Skype Meeting <{join}>\nJoin by phone\n+44 20 7946 0100 (London)\n{inside}\
         Find a local number <https://dialin.contoso.example>\nConference ID: 4410278\n[!OC([1033])!]\n{line}\n"
    )
}

/// `unit` until there are so many bytes, a number in the place of each `#`.
fn many(bytes: usize, unit: &str) -> String {
    let mut filling = String::with_capacity(bytes + unit.len());
    let mut number = 10_000;
    while filling.len() < bytes {
        filling.push_str(&unit.replace('#', &number.to_string()));
        number += 1;
    }
    filling
}

fn times(count: usize, unit: &str) -> String {
    (0..count).map(|number| unit.replace('#', &number.to_string())).collect()
}

/// As many `begin` inside each other as make so many bytes with their `end`.
fn nested(bytes: usize, begin: &str, end: &str) -> String {
    let count = bytes / (begin.len() + end.len());
    times(count, begin) + &end.repeat(count)
}

/// So many inside each other, again and again.
fn chunks(bytes: usize, depth: usize, begin: &str, end: &str) -> String {
    many(bytes, &(times(depth, begin) + &end.repeat(depth)))
}
