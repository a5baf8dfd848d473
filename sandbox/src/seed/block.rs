//! Writes bodies the way Outlook for Windows writes them with the Skype Meeting add-in: Word's markup, an
//! information block between two lines of dots.

use crate::dial_in::{DialIn, Region};

const DOTS: usize = 137;

/// The words of a block in one language.
pub struct Words {
    lcid: u32,
    join: &'static str,
    trouble: &'static str,
    web_app: &'static str,
    by_phone: &'static str,
    local_number: &'static str,
    conference_id: &'static str,
    pin: &'static str,
    help: &'static str,
}

/// A block in English.
pub const ENGLISH: Words = Words {
    lcid: 1033,
    join: "Join Skype Meeting",
    trouble: "Trouble Joining?",
    web_app: "Try Skype Web App",
    by_phone: "Join by phone",
    local_number: "Find a local number",
    conference_id: "Conference ID:",
    pin: "Forgot your dial-in PIN?",
    help: "Help",
};

/// A block in French; the words are the sandbox's own.
pub const FRENCH: Words = Words {
    lcid: 1036,
    join: "Participer \u{e0} la r\u{e9}union Skype",
    trouble: "Un probl\u{e8}me pour participer ?",
    web_app: "Essayez Skype Web App",
    by_phone: "Participer par t\u{e9}l\u{e9}phone",
    local_number: "Trouver un num\u{e9}ro local",
    conference_id: "ID de conf\u{e9}rence\u{a0}:",
    pin: "Vous avez oubli\u{e9} votre code PIN\u{a0}?",
    help: "Aide",
};

/// The block of one online meeting. `extra` is a line the organizer wrote into it, below the conference ID.
pub fn block(words: &Words, dial_in: &DialIn, join_url: &str, extra: Option<&str>) -> String {
    let mut html = separator();
    html.push_str(&join(words, join_url));
    if dial_in.audio_conferencing {
        html.push_str(&phone(words, dial_in, extra));
    }
    html.push_str(&help(words, dial_in));
    html.push_str(&marker(words));
    html + &separator()
}

/// A whole body: Word's frame around paragraphs, lines ended as Exchange ends them.
pub fn document(paragraphs: &str) -> String {
    let html = format!(
        "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n\
         <meta name=\"Generator\" content=\"Microsoft Word 15 (filtered medium)\">\n<style>\n<!--\n\
         p.MsoNormal\n\t{{margin:0cm;\n\tfont-size:11.0pt;\n\tfont-family:\"Calibri\",sans-serif}}\n\
         a:link, span.MsoHyperlink\n\t{{color:#0563C1;\n\ttext-decoration:underline}}\n-->\n</style>\n</head>\n\
         <body lang=\"EN-US\" link=\"#0563C1\" vlink=\"#954F72\">\n<div class=\"WordSection1\">\n\
         {paragraphs}</div>\n</body>\n</html>\n"
    );
    html.replace('\n', "\r\n")
}

/// A paragraph of Word's.
pub fn paragraph(html: &str) -> String {
    format!("<p class=\"MsoNormal\">{html}</p>\n")
}

fn separator() -> String {
    format!(
        "<p class=\"MsoNormal\" style=\"text-autospace:none\"><span style=\"font-size:8.0pt; \
         color:#404040\">{}</span></p>\n",
        ".".repeat(DOTS)
    )
}

fn join(words: &Words, join_url: &str) -> String {
    let Words { join, trouble, web_app, .. } = words;
    format!(
        "<p class=\"MsoNormal\" style=\"text-autospace:none\"><a name=\"OutJoinLink\"><span \
         style=\"font-size:14.0pt; font-family:Wingdings; color:#0066CC\">\u{e0}</span></a><span \
         style=\"font-size:14.0pt; color:#0066CC\">\n</span><a href=\"{join_url}\"><span style=\"font-size:16.0pt; \
         color:#0066CC\">{join}</span></a><span style=\"font-size:14.0pt\">&nbsp;\n<a \
         name=\"OutSharedNoteBorder\">&nbsp;</a>&nbsp;&nbsp;<a name=\"OutSharedNoteLink\">&nbsp;</a></span></p>\n\
         <p class=\"MsoNormal\" style=\"margin-right:0cm; margin-bottom:12.0pt; margin-left:16.0pt; \
         line-height:125%; text-autospace:none\">\n<span style=\"font-size:10.0pt; line-height:125%\">{trouble} \
         <u><a href=\"{join_url}?sl=1\"><span style=\"color:#0066CC\">{web_app}</span></a>\n</u></span></p>\n"
    )
}

fn phone(words: &Words, dial_in: &DialIn, extra: Option<&str>) -> String {
    let mut html = format!(
        "<p class=\"MsoNormal\" style=\"text-autospace:none\"><span lang=\"EN\" style=\"font-size:13.0pt; \
         color:black\">{}</span></p>\n",
        words.by_phone
    );
    for region in &dial_in.regions {
        html.push_str(&number(region));
    }
    html.push_str(&row(&format!(
        "<u><a href=\"{}\"><span style=\"color:#0066CC\">{}</span></a></u>",
        dial_in.external_directory_uri, words.local_number
    )));
    html.push_str(&row("&nbsp;"));
    html.push_str(&row(&format!("{} {}", words.conference_id, dial_in.conference_id)));
    html.extend(extra.map(row));
    html
}

fn number(region: &Region) -> String {
    let number = region.number.trim_start_matches("tel:");
    let language = region.languages.first().map_or("", |tag| language_name(tag));
    row(&format!(
        "<a href=\"tel:{number}\"><span style=\"color:#0066CC\">{number}</span></a> ({}){}{language}",
        region.name,
        "&nbsp;".repeat(6)
    ))
}

fn help(words: &Words, dial_in: &DialIn) -> String {
    let Words { pin, help, lcid, .. } = words;
    let pin = if dial_in.audio_conferencing {
        format!(
            "<a href=\"{}\"><span style=\"color:#0066CC\">{pin}</span></a>&nbsp;|",
            dial_in.external_directory_uri
        )
    } else {
        String::new()
    };
    row(&format!(
        "{pin}<a href=\"https://o15.officeredir.microsoft.com/r/rlidLync15?clid={lcid}&amp;p1=5&amp;p2=2009\">\
         <span style=\"color:#0066CC\">{help}</span></a>"
    ))
}

/// The hidden mark that tells the block's language.
fn marker(words: &Words) -> String {
    format!(
        "<p class=\"MsoNormal\" style=\"text-autospace:none\"><sub><span lang=\"EN\" \
         style=\"font-size:1.0pt; color:white\">[!OC([{}])!]</span></sub></p>\n",
        words.lcid
    )
}

fn row(html: &str) -> String {
    format!(
        "<p class=\"MsoNormal\" style=\"margin-bottom:2.0pt; text-autospace:none\"><span lang=\"EN\" \
         style=\"font-size:10.0pt\">{html}</span></p>\n"
    )
}

/// Names of languages as invitations show them.
fn language_name(tag: &str) -> &str {
    match tag {
        "en-US" => "English (United States)",
        "en-GB" => "English (United Kingdom)",
        "fr-FR" => "fran\u{e7}ais (France)",
        "de-DE" => "Deutsch (Deutschland)",
        "sv-SE" => "svenska (Sverige)",
        other => other,
    }
}
