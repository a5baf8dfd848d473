//! The block of another message is not the body's own: what reply and forward headers of the usual clients stand above
//! is quoted.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;

use blocks::{SKYPE, TEAMS, skype, teams};
use redial::block::recognise;
use redial::html::{Document, Format};
use redial::link::escape;

const ROWS: [&str; 3] = ["Join by phone", "+44 20 7946 0100 (London)", "Conference ID: 79261"];

/// From, sent, to, subject as Outlook's header says them.
const WORDS: [[&str; 4]; 22] = [
    ["From:", "Sent:", "To:", "Subject:"],
    ["From:", "Date:", "To:", "Subject:"],
    ["Von:", "Gesendet:", "An:", "Betreff:"],
    ["De :", "Envoyé :", "À :", "Objet :"],
    ["De\u{A0}:", "Envoyé\u{A0}:", "À\u{A0}:", "Objet\u{A0}:"],
    ["De:", "Enviado:", "Para:", "Asunto:"],
    ["De:", "Enviada em:", "Para:", "Assunto:"],
    ["Da:", "Inviato:", "A:", "Oggetto:"],
    ["Från:", "Skickat:", "Till:", "Ämne:"],
    ["Van:", "Verzonden:", "Aan:", "Onderwerp:"],
    ["Fra:", "Sendt:", "Til:", "Emne:"],
    ["Lähettäjä:", "Lähetetty:", "Vastaanottaja:", "Aihe:"],
    ["Od:", "Wysłano:", "Do:", "Temat:"],
    ["Od:", "Odesláno:", "Komu:", "Předmět:"],
    ["Feladó:", "Elküldve:", "Címzett:", "Tárgy:"],
    ["От:", "Отправлено:", "Кому:", "Тема:"],
    ["Kimden:", "Gönderildi:", "Kime:", "Konu:"],
    ["发件人:", "发送时间:", "收件人:", "主题:"],
    ["发件人：", "发送时间：", "收件人：", "主题："],
    ["寄件者:", "寄件日期:", "收件者:", "主旨:"],
    ["差出人:", "送信日時:", "宛先:", "件名:"],
    ["보낸 사람:", "보낸 날짜:", "받는 사람:", "제목:"],
];

fn values(words: [&str; 4]) -> [String; 4] {
    let said = ["Ines Moreau <ines.moreau@contoso.example>", "11 January 2027 10:00", "Ana Costa", "Budget"];
    let mut lines = words.iter().zip(said).map(|(word, said)| format!("{word} {said}"));
    std::array::from_fn(|_| lines.next().unwrap_or_default())
}

/// Headers of text, each with what stands above it.
fn text_headers() -> Vec<String> {
    let mut headers = Vec::new();
    for words in WORDS {
        let lines = values(words).join("\n");
        headers.push(format!("{}\n{lines}\n\n", "_".repeat(32)));
        headers.push(format!("{lines}\n\n"));
        headers.push(format!("-----\n{lines}\n\n"));
        headers.push(format!("{}\nCc: Tomas Lind\nImportance: High\n\n", lines));
    }
    for title in [
        "-----Original Message-----",
        "----- Original Message -----",
        "-----Original Appointment-----",
        "-----Ursprüngliche Nachricht-----",
        "-----Message d'origine-----",
        "-----Messaggio originale-----",
        "-----Oorspronkelijk bericht-----",
        "-----Ursprungligt meddelande-----",
        "-----Mensagem original-----",
        "-----邮件原件-----",
        "-------- Forwarded Message --------",
        "-------- Weitergeleitete Nachricht --------",
        "---------- Forwarded message ---------",
        "---------- Forwarded message ----------",
        "---------- Weitergeleitete Nachricht ---------",
        "---------- Message transféré ---------",
    ] {
        headers.push(format!("{title}\n{}\n\n", values(WORDS[1]).join("\n")));
        headers.push(format!("{title}\n\n"));
    }
    for title in
        ["Begin forwarded message:", "Anfang der weitergeleiteten Nachricht:", "Début du message réexpédié :"]
    {
        headers.push(format!("{title}\n\n{}\n\n", values(WORDS[1]).join("\n")));
    }
    headers
}

fn quoted(format: Format, body: &str) -> Vec<bool> {
    recognise(&Document::parse(format, body), &[]).iter().map(|block| block.quoted).collect()
}

fn none_of(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} are wrong, such as\n{}",
        wrong.len(),
        wrong.iter().take(8).cloned().collect::<Vec<_>>().join("\n\n")
    );
}

fn text_blocks() -> [String; 2] {
    [skype(Format::Text, &ROWS), teams(Format::Text, &[])]
}

fn html_blocks() -> [String; 2] {
    [skype(Format::Html, &ROWS), teams(Format::Html, &[])]
        .map(|body| body.replace("<html><body>\n", "").replace("</body></html>\n", ""))
}

#[test]
fn what_stands_below_a_header_in_plain_text_is_quoted() {
    let mut wrong = Vec::new();
    for header in text_headers() {
        for block in text_blocks() {
            for above in ["", "Ana, please see below.\n\n"] {
                for end in ["\n", "\r\n"] {
                    let body = format!("{above}{header}{block}").replace('\n', end);
                    if quoted(Format::Text, &body) != [true] {
                        wrong.push(format!("{:?} below\n{above}{header}", quoted(Format::Text, &body)));
                    }
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn what_stands_above_a_header_in_plain_text_is_the_bodys_own() {
    for header in text_headers() {
        for block in text_blocks() {
            assert_eq!(quoted(Format::Text, &format!("{block}\n{header}Hello\n")), [false], "{header}");
            let both = format!("{block}\n{header}{block}");
            assert_eq!(quoted(Format::Text, &both), [false, true], "{header}");
        }
    }
}

#[test]
fn a_reply_that_marks_lines_quotes_those_lines_alone() {
    let marked = |text: &str| text.lines().map(|line| format!("> {line}\n")).collect::<String>();
    for header in text_headers() {
        for block in text_blocks() {
            assert_eq!(quoted(Format::Text, &marked(&format!("{header}{block}"))), [true], "{header}");
            let answered = format!("{}\nHere is the new one:\n\n{block}", marked(&format!("{header}Hello")));
            assert_eq!(quoted(Format::Text, &answered), [false], "{header}");
        }
    }
    for line in [
        "On Mon, 11 Jan 2027 at 10:00, Ines Moreau <ines.moreau@contoso.example> wrote:",
        "Am 11.01.2027 um 10:00 schrieb Ines Moreau:",
        "Le 11/01/2027 à 10:00, Ines Moreau a écrit :",
    ] {
        for block in text_blocks() {
            assert_eq!(
                quoted(Format::Text, &format!("Fine.\n\n{line}\n{}", marked(&block))),
                [true],
                "{line}"
            );
        }
    }
}

#[test]
fn an_agenda_is_no_header() {
    for agenda in [
        "From: Stuttgart\nTo: Frankfurt\n\n",
        "To: everybody\nSubject: Budget\n\n",
        "From 10:00 to 11:00: budget\nSent to: all\n",
        "Subject: Budget 2027\n\n",
        "________________________________\nAgenda\n1. Budget\n\n",
        "________________________________\n\n",
        "-----\nAgenda\n-----\n",
        "From: Ines Moreau wrote the minutes last time.\nThanks!\n\n",
        "Date: Monday\nRoom: 46100\nTopic: Budget\n\n",
        "Von 10 bis 11 Uhr: Budget\nAn alle: bitte lesen\n\n",
    ] {
        for block in text_blocks() {
            assert_eq!(quoted(Format::Text, &format!("{agenda}{block}")), [false], "{agenda}");
        }
        let lines: String = agenda.lines().map(|line| format!("<p>{}</p>\n", escape(line))).collect();
        for block in html_blocks() {
            let body = format!("<html><body>{lines}{block}</body></html>");
            assert_eq!(quoted(Format::Html, &body), [false], "{agenda}");
        }
    }
}

/// Headers of HTML as clients write them, with the four lines.
fn html_headers(words: [&str; 4]) -> Vec<String> {
    let lines = values(words).map(|line| escape(&line));
    let bold = |line: &String| {
        let (word, said) = line.split_once(' ').unwrap_or((line, ""));
        format!("<b>{word}</b> {said}")
    };
    let bold: Vec<String> = lines.iter().map(bold).collect();
    let [breaks, bold_breaks] = [lines.join("<br>\n"), bold.join("<br>\n")];
    let cells: String = bold.iter().map(|line| format!("<tr><td>{line}</td></tr>")).collect();
    vec![
        // Outlook on the desktop.
        format!(
            r#"<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">{bold_breaks}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>"#
        ),
        format!(
            r#"<div style="border:none; border-top:solid #B5C4DF 1.0pt; padding:3.0pt 0in 0in 0in"><p class="x_MsoNormal">{bold_breaks}</p></div>"#
        ),
        // Outlook on the web.
        format!(
            r#"<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt; color:black">{bold_breaks}</font><div>&nbsp;</div></div>"#
        ),
        format!(
            r#"<hr tabindex="-1" style="display:inline-block; width:98%"><div id="x_divRplyFwdMsg" dir="ltr">{bold_breaks}<div>&nbsp;</div></div>"#
        ),
        // Outlook on a phone.
        format!(
            r#"<hr style="display:inline-block;width:98%"><div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message">{bold_breaks}<br></div></div>"#
        ),
        // Lines without any mark of their own.
        format!("<p>{}</p>", bold_breaks),
        format!("<p>-----Original Message-----<br>\n{breaks}</p>"),
        bold.iter().map(|line| format!("<p>{line}</p>\n")).collect(),
        bold.iter().map(|line| format!("<div>{line}</div>\n")).collect(),
        format!("<table>{cells}</table>"),
    ]
}

#[test]
fn what_stands_below_a_header_in_html_is_quoted() {
    let mut wrong = Vec::new();
    for words in WORDS {
        for header in html_headers(words) {
            for block in html_blocks() {
                let body = format!("<html><body><p>Ana, see below.</p>\n{header}\n{block}</body></html>");
                if quoted(Format::Html, &body) != [true] {
                    wrong.push(format!("{:?} below\n{header}", quoted(Format::Html, &body)));
                }
            }
        }
    }
    none_of(&wrong);
}

#[test]
fn what_stands_above_a_header_in_html_is_the_bodys_own() {
    for words in [WORDS[0], WORDS[2], WORDS[18]] {
        for header in html_headers(words) {
            for block in html_blocks() {
                let body = format!("<html><body>{block}\n{header}\n<p>Hello</p>{block}</body></html>");
                assert_eq!(quoted(Format::Html, &body), [false, true], "{header}");
            }
        }
    }
}

#[test]
fn what_clients_wrap_a_message_in_quotes_it() {
    for (open, close) in [
        ("<blockquote>", "</blockquote>"),
        (r#"<blockquote type="cite" cite="mid:1@contoso.example">"#, "</blockquote>"),
        (
            r#"<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 11 Jan 2027 at 10:00, Ines Moreau wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">"#,
            "</blockquote></div>",
        ),
        (
            r#"<div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Ines Moreau</b><br>Date: Mon, 11 Jan 2027<br>Subject: Budget<br>To: Ana Costa<br></div><br>"#,
            "</div>",
        ),
        (
            r#"<div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tbody><tr><th>Subject: </th><td>Budget</td></tr><tr><th>Date: </th><td>Mon, 11 Jan 2027</td></tr><tr><th>From: </th><td>Ines Moreau</td></tr><tr><th>To: </th><td>Ana Costa</td></tr></tbody></table><br>"#,
            "</div>",
        ),
        (
            r#"<div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Ines Moreau<br></div><div><b>Subject: </b>Budget<br></div><div><b>Date: </b>11 January 2027<br></div><div><b>To: </b>Ana Costa<br></div><br>"#,
            "</blockquote></div>",
        ),
        (
            r#"<div style="border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt"><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Ines Moreau<br><b>Sent:</b> Monday<br><b>To:</b> Ana Costa<br><b>Subject:</b> Budget</p></div></div>"#,
            "</div>",
        ),
    ] {
        for block in html_blocks() {
            let body = format!("<html><body><p>Fine.</p>{open}\n{block}{close}</body></html>");
            assert_eq!(quoted(Format::Html, &body), [true], "{open}");
        }
    }
}

#[test]
fn a_block_behind_a_quotation_is_the_bodys_own() {
    for quotation in [
        "<blockquote><p>-----Original Message-----<br>From: A<br>Sent: B<br>To: C<br>Subject: D</p></blockquote>",
        r#"<blockquote type="cite"><p><b>From:</b> A<br><b>Sent:</b> B<br><b>To:</b> C<br><b>Subject:</b> D</p><p>Text</p></blockquote>"#,
    ] {
        for block in html_blocks() {
            let body = format!("<html><body>{quotation}<p>The new one:</p>{block}</body></html>");
            assert_eq!(quoted(Format::Html, &body), [false], "{quotation}");
        }
    }
}

#[test]
fn a_header_behind_a_short_line_takes_no_line_of_the_block() {
    let header = "________________________________\nFrom: A\nSent: Monday\nTo: B\nSubject: x\n\n";
    for (block, join) in text_blocks().into_iter().zip([SKYPE, TEAMS]) {
        let body = format!("{header}{block}");
        let blocks = recognise(&Document::parse(Format::Text, &body), &[]);
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].invitation.join_url.as_str(), join);
        assert!(blocks[0].quoted && blocks[0].complete, "{body}");
    }
}
