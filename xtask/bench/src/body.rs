//! Bodies as Outlook writes them: Word's head and paragraphs, lists, tables, links, an answered mail.

use wasm_bindgen::prelude::wasm_bindgen;

/// The conference ID that the block in a body shows.
pub(crate) const CONFERENCE_ID: &str = "4410278";

const WORD: &str = include_str!("../../../tests/corpus/word.html");

const HEAD: &str = r##"<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\:* {behavior:url(#default#VML);}
o\:* {behavior:url(#default#VML);}
</style><![endif]-->
<style><!--
/* Font Definitions */
@font-face
	{font-family:Wingdings;
	panose-1:5 0 0 0 0 0 0 0 0 0;}
@font-face
	{font-family:Calibri;
	panose-1:2 15 5 2 2 2 4 3 2 4;}
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal
	{margin:0cm;
	font-size:11.0pt;
	font-family:"Calibri",sans-serif;
	mso-fareast-language:EN-US;}
a:link, span.MsoHyperlink
	{mso-style-priority:99;
	color:#0563C1;
	text-decoration:underline;}
@page WordSection1
	{size:612.0pt 792.0pt;
	margin:72.0pt 72.0pt 72.0pt 72.0pt;}
div.WordSection1
	{page:WordSection1;}
--></style>
<!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]-->
</head>
<body lang="EN-GB" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">
<div class="WordSection1">
"##;

const SENTENCES: [&str; 12] = [
    "Please read the draft before we meet; the figures for the second quarter are not final yet.",
    "It’s the third time the supplier has moved the date, so we need a decision on Thursday.",
    "Anna will bring the contract and the list of open points from last week’s review.",
    "För er som är i Göteborg: rummet är bokat från klockan nio, kaffe finns utanför.",
    "The plan – as far as it is agreed – covers the first two sites only.",
    "Costs went up by 4.5&nbsp;% against the budget, mostly because of freight &amp; customs.",
    "Could somebody check whether the old agreement still binds us after 30 June?",
    "Agenda: 1. minutes, 2. budget, 3. staffing, 4. any other business.",
    "予算案は添付のとおりです。ご確認をお願いいたします。",
    "We should not decide this by mail; fifteen minutes together are enough.",
    "The room has a screen &quot;of sorts&quot;, bring an adapter.",
    "Thanks to all who stayed late on Friday 🎯, the release went out without a hitch.",
];

/// A body of about this many bytes, with a block in its midst or without one; the same for the same size.
#[wasm_bindgen]
pub fn body(bytes: usize, with_block: bool) -> String {
    let mut body = HEAD.to_owned();
    let mut random = Random(0x9E37_79B9);
    let mut block = with_block.then(block);
    while body.len() < bytes {
        if body.len() > bytes / 2
            && let Some(block) = block.take()
        {
            body.push_str(block);
        }
        body.push_str(&random.passage());
    }
    body + "</div>\n</body>\n</html>\n"
}

/// The rows of the sample from one separator line to the other.
fn block() -> &'static str {
    let row = |at: Option<usize>| at.and_then(|at| WORD.get(..at)?.rfind("<p "));
    let dots = "..........</span></p>";
    let start = row(WORD.find(dots)).unwrap_or_default();
    let end = WORD.rfind(dots).map_or(WORD.len(), |at| at + dots.len());
    WORD.get(start..end).unwrap_or_default()
}

struct Random(u32);

impl Random {
    /// Xorshift: the same bodies on every machine.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % limit
    }

    fn sentence(&mut self) -> &'static str {
        let at = self.below(SENTENCES.len());
        SENTENCES.get(at).copied().unwrap_or_default()
    }

    fn passage(&mut self) -> String {
        match self.below(16) {
            0..=5 => self.paragraph(),
            6..=8 => self.division(),
            9 | 10 => self.items(),
            11 => self.link(),
            12 => self.table(),
            13 => self.answered(),
            _ => "<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n".to_owned(),
        }
    }

    fn paragraph(&mut self) -> String {
        let (one, two, three) = (self.sentence(), self.sentence(), self.sentence());
        format!(
            "<p class=\"MsoNormal\"><span lang=\"EN-US\" style=\"mso-fareast-language:EN-US\">{one} <b>{two}</b> \
             {three}<o:p></o:p></span></p>\n"
        )
    }

    /// As Outlook on the web writes paragraphs.
    fn division(&mut self) -> String {
        let (one, two) = (self.sentence(), self.sentence());
        format!(
            "<div style=\"font-family: Calibri, Arial, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);\">\
             {one}<br>\r\n{two}</div>\n"
        )
    }

    fn items(&mut self) -> String {
        let mut items = String::new();
        for _ in 0..2 + self.below(3) {
            let text = self.sentence();
            items.push_str(&format!(
                "<p class=\"MsoListParagraph\" style=\"text-indent:-18.0pt;mso-list:l0 level1 lfo1\">\
                 <![if !supportLists]><span style=\"font-family:Symbol\"><span style=\"mso-list:Ignore\">·<span \
                 style=\"font:7.0pt &quot;Times New Roman&quot;\">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; \
                 </span></span></span><![endif]>{text}<o:p></o:p></p>\n"
            ));
        }
        items
    }

    fn link(&mut self) -> String {
        let (text, number) = (self.sentence(), self.below(90_000));
        format!(
            "<p class=\"MsoNormal\">{text} <a href=\"https://contoso.sharepoint.example/sites/budget/Shared%20Documents/\
             Plan%20{number}.xlsx?web=1&amp;e={number}\"><span style=\"color:#0563C1\">Plan {number}</span></a> and \
             <a href=\"mailto:anna@contoso.example\">Anna</a><o:p></o:p></p>\n"
        )
    }

    fn table(&mut self) -> String {
        let mut rows = String::new();
        for _ in 0..2 + self.below(4) {
            let (text, amount) = (self.sentence(), self.below(10_000));
            rows.push_str(&format!(
                "<tr><td width=\"301\" valign=\"top\" style=\"width:225.4pt;border:solid windowtext 1.0pt;padding:0cm \
                 5.4pt 0cm 5.4pt\"><p class=\"MsoNormal\">{text}<o:p></o:p></p></td><td width=\"301\" \
                 style=\"width:225.4pt;padding:0cm 5.4pt 0cm 5.4pt\"><p class=\"MsoNormal\" align=\"right\">{amount} \
                 €<o:p></o:p></p></td></tr>\n"
            ));
        }
        format!(
            "<table class=\"MsoNormalTable\" border=\"0\" cellspacing=\"0\" cellpadding=\"0\" \
             style=\"border-collapse:collapse\"><tbody>\n{rows}</tbody></table>\n"
        )
    }

    fn answered(&mut self) -> String {
        let (one, two) = (self.sentence(), self.sentence());
        format!(
            "<blockquote style=\"border:none;border-left:solid #CCCCCC 1.0pt\"><p class=\"MsoNormal\"><b>From:</b> Ines \
             Moreau &lt;ines@contoso.example&gt;<br><b>Sent:</b> Friday, 8 March 09:12<o:p></o:p></p>\n\
             <p class=\"MsoNormal\">{one}<o:p></o:p></p>\n<p class=\"MsoNormal\">{two}<o:p></o:p></p></blockquote>\n"
        )
    }
}
