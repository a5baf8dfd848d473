//! Whose message a block is: what stands below the header of another message, in any layout and language, or below the
//! line that introduces a quotation, is not the body's own; below a journey, a memo or an agenda it is.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;

use blocks::{skype, teams};
use redial::block::recognise;
use redial::html::{Document, Format};
use redial::link::escape;

const ROWS: [&str; 3] = ["Join by phone", "+44 20 7946 0100 (London)", "Conference ID: 79261"];

fn text_blocks() -> [String; 2] {
    [skype(Format::Text, &ROWS), teams(Format::Text, &[])]
}

fn html_blocks() -> [String; 2] {
    [skype(Format::Html, &ROWS), teams(Format::Html, &[])]
        .map(|body| body.replace("<html><body>\n", "").replace("</body></html>\n", ""))
}

fn are_quoted(format: Format, body: &str) -> Vec<bool> {
    recognise(&Document::parse(format, body), &[]).iter().map(|block| block.quoted).collect()
}

/// Every text above a block of text, with what stands above it, makes the block quoted or not.
fn wrong_in_text(above: &[String], quoted: bool) -> Vec<String> {
    let wrong = above.iter().filter(|above| {
        let is_wrong = |block: &String| {
            let body = format!("Hi Ana,\n\n{above}\n\n{block}");
            are_quoted(Format::Text, &body) != [quoted]
                || are_quoted(Format::Text, &body.replace('\n', "\r\n")) != [quoted]
        };
        text_blocks().iter().any(is_wrong)
    });
    wrong.cloned().collect()
}

fn wrong_in_html(above: &[String], quoted: bool) -> Vec<String> {
    let wrong = above.iter().filter(|above| {
        let is_wrong = |block: &String| {
            let body = format!("<html><body><p>Hi Ana,</p>\n{above}\n{block}</body></html>");
            are_quoted(Format::Html, &body) != [quoted]
        };
        html_blocks().iter().any(is_wrong)
    });
    wrong.cloned().collect()
}

fn none_of(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}

fn in_rows(text: &str) -> String {
    text.lines().map(|line| format!("<p>{}</p>\n", escape(line))).collect()
}

/// Labels of sender, sent, recipient, subject in the order in which Outlook shows them.
const LABELS: [[&str; 4]; 62] = [
    ["From", "Sent", "To", "Subject"],
    ["FROM", "SENT", "TO", "SUBJECT"],
    ["*From", "*Sent", "*To", "*Subject"],
    ["Von", "Gesendet", "An", "Betreff"],
    ["Von", "Gesendet am", "An", "Betreff"],
    ["De ", "Envoyé ", "À ", "Objet "],
    ["De", "Envoyé le", "À", "Objet"],
    ["De", "Envoye\u{301}", "A\u{300}", "Objet"],
    ["De", "Enviado", "Para", "Asunto"],
    ["De", "Enviado el", "Para", "Asunto"],
    ["De", "Enviada em", "Para", "Assunto"],
    ["De", "Enviado em", "Para", "Assunto"],
    ["Da", "Inviato", "A", "Oggetto"],
    ["Da", "Inviato il", "A", "Oggetto"],
    ["Från", "Skickat", "Till", "Ämne"],
    ["Fra\u{30A}n", "Skickat", "Till", "A\u{308}mne"],
    ["Fra", "Sendt", "Til", "Emne"],
    ["Frá", "Sent", "Til", "Efni"],
    ["Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"],
    ["La\u{308}hetta\u{308}ja\u{308}", "La\u{308}hetetty", "Vastaanottaja", "Aihe"],
    ["Van", "Verzonden", "Aan", "Onderwerp"],
    ["Od", "Wysłano", "Do", "Temat"],
    ["Od", "Odesláno", "Komu", "Předmět"],
    ["Od", "Odesla\u{301}no", "Komu", "Pr\u{30C}edme\u{30C}t"],
    ["Od", "Odoslané", "Komu", "Predmet"],
    ["Feladó", "Elküldve", "Címzett", "Tárgy"],
    ["De la", "Trimis", "Către", "Subiect"],
    ["De la", "Expediat", "Către", "Subiect"],
    ["Kimden", "Gönderildi", "Kime", "Konu"],
    ["Gönderen", "Gönderme Tarihi", "Kime", "Konu"],
    ["От", "Отправлено", "Кому", "Тема"],
    ["От", "Изпратено", "До", "Относно"],
    ["Від", "Надіслано", "Кому", "Тема"],
    ["Από", "Στάλθηκε", "Προς", "Θέμα"],
    ["差出人", "送信日時", "宛先", "件名"],
    ["发件人", "发送时间", "收件人", "主题"],
    ["寄件者", "寄件日期", "收件者", "主旨"],
    ["보낸 사람", "보낸 날짜", "받는 사람", "제목"],
    ["מאת", "נשלח", "אל", "נושא"],
    ["\u{200F}מאת", "\u{200F}נשלח", "\u{200F}אל", "\u{200F}נושא"],
    ["من", "تاريخ الإرسال", "إلى", "الموضوع"],
    ["\u{200F}من", "\u{200F}تاريخ الإرسال", "\u{200F}إلى", "\u{200F}الموضوع"],
    ["از", "ارسال شده", "به", "موضوع"],
    ["प्रेषक", "भेजा गया", "प्रति", "विषय"],
    ["จาก", "ส่ง", "ถึง", "เรื่อง"],
    ["Từ", "Đã gửi", "Đến", "Chủ đề"],
    ["Tu\u{31B}\u{300}", "Đa\u{303} gu\u{31B}\u{309}i", "Đe\u{302}\u{301}n", "Chu\u{309} đe\u{302}\u{300}"],
    ["Nuo", "Išsiųsta", "Kam", "Tema"],
    ["No", "Nosūtīts", "Kam", "Tēma"],
    ["Saatja", "Saadetud", "Adressaat", "Teema"],
    ["Šalje", "Poslato", "Za", "Tema"],
    ["Од", "Послато", "За", "Тема"],
    ["De", "Enviat el", "Per a", "Tema"],
    ["Dari", "Dikirim", "Kepada", "Subjek"],
    ["Daripada", "Dihantar", "Kepada", "Subjek"],
    ["Od", "Poslano", "Prima", "Predmet"],
    ["Od", "Poslano", "Za", "Zadeva"],
    // Programs mix languages.
    ["From", "Gesendet", "To", "Subject"],
    ["Von", "Sent", "An", "Subject"],
    ["De", "Sent", "Para", "Assunto"],
    ["From", "Enviado", "To", "Betreff"],
    ["\u{200E}From", "\u{200E}Sent", "\u{200E}To", "\u{200E}Subject"],
];

/// What may stand behind the labels: short, as in an answer to an answer, or empty.
const VALUES: [[&str; 4]; 6] = [
    ["A", "Monday", "B", "x"],
    ["Ines Moreau <ines@contoso.example>", "Monday, 11 January 2027 10:00", "Ana Costa", "Budget: part 2"],
    ["A", "Monday", "", "x"],
    ["A", "Monday", "B", ""],
    ["A", "Monday", "", ""],
    ["A", "2027-01-11 10:00", "B; C; D;\nE; F", "x"],
];

fn header(labels: [&str; 4], values: [&str; 4]) -> String {
    let lines = labels.iter().zip(values).map(|(label, value)| format!("{label}: {value}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_header_of_another_message_is_known_in_any_language_also_with_empty_lines() {
    let mut headers = Vec::new();
    for labels in LABELS {
        for values in VALUES {
            let header = header(labels, values);
            headers.push(format!("{}\n{header}", "_".repeat(32)));
            headers.push(header);
        }
    }
    none_of(&wrong_in_text(&headers, true));
    let rows: Vec<String> = headers.iter().map(|header| in_rows(header)).collect();
    none_of(&wrong_in_html(&rows, true));
}

/// Sender, date, recipient, subject, of programs that say "date".
const DATED: [[&str; 4]; 8] = [
    ["From", "Date", "To", "Subject"],
    ["Von", "Datum", "An", "Betreff"],
    ["De", "Date", "À", "Objet"],
    ["Da", "Data", "A", "Oggetto"],
    ["De", "Fecha", "Para", "Asunto"],
    ["Fra", "Dato", "Til", "Emne"],
    ["От", "Дата", "Кому", "Тема"],
    ["发件人", "日期", "收件人", "主题"],
];

#[test]
fn the_header_of_every_program_is_known_by_its_order_its_hour_or_what_introduces_it() {
    let line = |label: &str, value: &str| format!("{label}: {value}");
    let mut headers = Vec::new();
    for [from, date, to, subject] in DATED {
        let [who, when, whom, what] =
            [line(from, "A"), line(date, "lundi"), line(to, "B"), line(subject, "x")];
        let timed = line(date, "23.11.2026 09:00");
        let address = line(from, "Ines Moreau <ines@contoso.example>");
        for lines in [
            [&who, &when, &whom, &what],
            // Apple Mail, Thunderbird, Gmail.
            [&who, &what, &when, &whom],
            [&what, &when, &who, &whom],
            [&who, &when, &what, &whom],
            // Notes.
            [&who, &whom, &timed, &what],
            // Programs alone write an address so.
            [&address, &whom, &when, &what],
        ] {
            headers.push(lines.map(String::as_str).join("\n"));
        }
        for introduction in [
            "Begin forwarded message:",
            "Anfang der weitergeleiteten Nachricht:",
            "Début du message transféré :",
            "Inizio messaggio inoltrato:",
            "Vidarebefordrat brev:",
            "________________________________",
            "--------",
        ] {
            headers.push(format!("{introduction}\n{who}\n{whom}\n{what}"));
            headers.push(format!("{introduction}\n\n{who}\n{what}\n{when}\n{whom}"));
        }
    }
    none_of(&wrong_in_text(&headers, true));
    let rows: Vec<String> = headers.iter().map(|header| in_rows(header)).collect();
    none_of(&wrong_in_html(&rows, true));
}

#[test]
fn long_lists_of_people_belong_to_the_header() {
    let people = |count: usize| {
        let names = (0..count).map(|one| format!("Person {one} <p{one}@contoso.example>; "));
        let names: Vec<String> = names.collect();
        names.chunks(2).map(|pair| pair.concat().trim().to_owned()).collect::<Vec<_>>().join("\n")
    };
    let mut headers = Vec::new();
    for count in [3, 4, 9, 40] {
        headers.push(format!("From: A\nSent: Monday\nTo: {}\nSubject: x", people(count)));
        headers.push(format!("From: A\nDate: Monday\nTo: {}\nCc: {}\nSubject: x", people(count), people(2)));
        headers.push(format!("From: A\nTo: {}\nCc: {}\nSent: Monday\nSubject: x", people(3), people(count)));
    }
    none_of(&wrong_in_text(&headers, true));
}

/// Headers as HTML of desktop clients, of browsers that wrote them again, and of others, with labels.
fn html_headers(labels: [&str; 4], values: [&str; 4]) -> Vec<String> {
    let lines: Vec<String> = labels
        .iter()
        .zip(values)
        .map(|(label, value)| format!("<b>{}:</b> {}", escape(label), escape(value)))
        .collect();
    let breaks = lines.join("<br>\n");
    let drawn = |style: &str| {
        format!("<div><div style=\"{style}\"><p class=\"MsoNormal\">{breaks}<o:p></o:p></p></div></div>")
    };
    vec![
        drawn("border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"),
        drawn("border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"),
        drawn(
            "border-right: none; border-bottom: none; border-left: none; border-image: initial; border-top: 1pt solid rgb(225, 225, 225); padding: 3pt 0cm 0cm;",
        ),
        drawn(
            "border-width: 1pt medium medium; border-style: solid none none; border-color: rgb(225, 225, 225) currentcolor currentcolor; padding: 3pt 0cm 0cm",
        ),
        format!(
            "<hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div dir=\"ltr\"><font face=\"Calibri\">{breaks}</font><div>&nbsp;</div></div>"
        ),
        format!("<hr id=\"stopSpelling\">{breaks}"),
    ]
}

#[test]
fn what_outlook_draws_above_a_header_tells_it_in_any_language() {
    let mut headers = Vec::new();
    let unknown = [
        ["ვისგან", "გაგზავნილია", "ვის", "თემა"],
        ["Mula kay", "Naipadala", "Para kay", "Paksa"],
        ["Ó", "Seolta", "Chuig", "Ábhar"],
    ];
    let values = VALUES.iter().filter(|values| !values[2].contains('\n'));
    for values in values {
        for labels in LABELS.into_iter().filter(|labels| !labels[0].starts_with('*')).chain(unknown) {
            headers.extend(html_headers(labels, *values));
        }
    }
    none_of(&wrong_in_html(&headers, true));
}

#[test]
fn a_header_whose_labels_stand_in_cells_of_their_own_is_one() {
    let row = |name: &str, (label, value): &(&str, &str)| {
        format!("<tr><{name}>{label}: </{name}><td>{value}</td></tr>")
    };
    let table = |class: &str, name: &str, rows: &[(&str, &str)]| {
        let rows: String = rows.iter().map(|cells| row(name, cells)).collect();
        format!("<table{class}><tbody>{rows}</tbody></table>")
    };
    let thunderbird = " class=\"moz-email-headers-table\"";
    let headers = [
        table(thunderbird, "th", &[("Subject", "x"), ("Date", "y"), ("From", "z"), ("To", "w")]),
        table(thunderbird, "th", &[("Betreff", "x"), ("Datum", "y"), ("Von", "z"), ("An", "w")]),
        table(
            thunderbird,
            "th",
            &[("თემა", "x"), ("თარიღი", "Mon, 23 Nov 2026"), ("ვისგან", "z"), ("ვის", "w")],
        ),
        table("", "th", &[("Subject", "x"), ("Date", "y"), ("From", "z"), ("To", "w")]),
        table("", "td", &[("From", "A/Org"), ("To", "B"), ("Date", "23/11/2026"), ("Subject", "x")]),
        table(
            "",
            "td",
            &[("From", "A/Org"), ("To", "B"), ("Cc", "C"), ("Date", "23/11/2026 09:00"), ("Subject", "x")],
        ),
        table(
            "",
            "td",
            &[("Von", "A/Org"), ("An", "B"), ("Kopie", ""), ("Datum", "23.11.2026"), ("Betreff", "x")],
        ),
        table("", "td", &[("From", "A"), ("Sent", "Monday"), ("To", ""), ("Subject", "")]),
    ];
    none_of(&wrong_in_html(&headers, true));
}

const INTRODUCTIONS: [&str; 32] = [
    "On Mon, Nov 23, 2026 at 9:00 AM Ines Moreau <ines@contoso.example> wrote:",
    "On 23 Nov 2026, at 09:00, Ines Moreau wrote:",
    "On 11/23/2026 9:00 AM, Ines Moreau wrote:",
    "On 11/23/26 9:00 AM, Ines Moreau wrote:",
    "On 2026/11/23 9:00, Ines Moreau wrote:",
    "Am 23.11.2026 um 09:00 schrieb Ines Moreau:",
    "Am 23.11.26 um 09:00 schrieb Ines Moreau:",
    "Le 23/11/2026 à 09:00, Ines Moreau a écrit :",
    "Le 23/11/2026 à 9h00, Ines Moreau a écrit\u{A0}:",
    "Il 23/11/2026 09:00, Ines Moreau ha scritto:",
    "Il 23 nov 2026 alle 09.00 Ines Moreau <ines@contoso.example> ha scritto:",
    "El lun, 23 nov 2026 a las 9:00, Ines Moreau (<ines@contoso.example>) escribió:",
    "Em 23/11/2026 09:00, Ines Moreau escreveu:",
    "Op 23-11-2026 om 09:00 schreef Ines Moreau:",
    "Den 2026-11-23 kl. 09:00, skrev Ines Moreau:",
    "Den man. 23. nov. 2026 kl. 09.00 skrev Ines Moreau <ines@contoso.example>:",
    "Den mån 23 nov. 2026 kl 09:00 skrev Ines Moreau:",
    "ma 23. marrask. 2026 klo 9.00 Ines Moreau (ines@contoso.example) kirjoitti:",
    "pon., 23 lis 2026 o 09:00 Ines Moreau napisał(a):",
    "po 23. 11. 2026 v 9:00 odesílatel Ines Moreau napsal:",
    "23.11.2026 9:00, Ines Moreau пишет:",
    "在 2026/11/23 9:00, Ines Moreau 写道:",
    "Ines Moreau 于2026年11月23日周一 09:00写道：",
    "2026년 11월 23일 (월) 오전 9:00, Ines Moreau님이 작성:",
    "2026年11月23日(月) 9:00 Ines <ines@contoso.example>:",
    "Ines Moreau/Contoso wrote on 23/11/2026 09:00:00:",
    ">>> Ines Moreau <ines@contoso.example> 23.11.2026 09:00 >>>",
    "On Mon, Nov 23, 2026 at 9:00 AM Ines Moreau <\nines@contoso.example> wrote:",
    "On Mon, Nov 23, 2026 at 9:00 AM Ines Moreau\n<ines@contoso.example> wrote:",
    "On 11/23/2026 9:00 AM, Ines Moreau-Somebody With A Long Name\nwrote:",
    "Am Montag, 23. November 2026 um 09:00 Uhr schrieb Ines\nMoreau <ines@contoso.example>:",
    "Le lun. 23 nov. 2026 à 09:00, Ines Moreau <ines.moreau@contoso.example>\na écrit :",
];

#[test]
fn what_a_line_introduces_is_quoted_without_address_and_without_marks() {
    let introductions = INTRODUCTIONS.map(str::to_owned);
    none_of(&wrong_in_text(&introductions, true));
    none_of(&wrong_in_html(&introductions.map(|text| in_rows(&text)), true));
}

const OWN: [&str; 34] = [
    "Travel:\nFrom: Berlin\nTo: Paris\nDate: Monday",
    "Travel:\nFrom: Berlin\nTo: Paris\nDate: 24.11.2026 09:00",
    "--------\nFrom: Berlin\nTo: Paris\nDate: Monday",
    "________________________________\nFrom: Berlin\nTo: Paris\nDate: Monday",
    "________________________________\nFrom: Berlin\nTo: Paris\nDate: 24.11.2026\nTime: 9:00\nSeats: 3",
    "Reise:\nVon: Berlin\nNach: Paris\nAn: 10:00\nDatum: Montag",
    "Voyage :\nDe : Berlin\nÀ : Paris\nDate : lundi",
    "Viaggio:\nDa: Roma\nA: Milano\nData: lunedì",
    "Viaje:\nDe: Madrid\nPara: Lima\nFecha: lunes",
    "Pickup from: hotel\nFrom: Berlin\nTo: Paris\nDate: Monday\nContact: ines@contoso.example",
    "From: 9:00\nTo: 10:00\nDate: 24 Nov\nSubject: Budget",
    "--------\nFrom: 9:00\nTo: 10:00\nSubject: Budget",
    "From: Ines Moreau, Head of Finance\nTo: all\nDate: 24 November 2026\nSubject: Budget 2027",
    "MEMO\nFrom: Ines Moreau\nTo: all\nDate: Monday\nSubject: Budget",
    "Memo:\nTo: all\nFrom: Ines Moreau\nDate: 24 November 2026\nSubject: Budget 2027",
    "Date: 24 November 2026\nTo: all\nFrom: Ines Moreau\nSubject: Budget 2027",
    "Date: 24 November 2026\nFrom: Ines Moreau\nTo: all\nSubject: Budget 2027",
    "Von: Ines Moreau\nAn: alle\nDatum: 24. November 2026\nBetreff: Budget",
    "Von: Ines (ines@contoso.example)\nAn: Team\nBetreff: Budget",
    "De: Ines (ines@contoso.example)\nPara: Todos\nAsunto: Budget",
    "De: Ines Moreau\nPara: Todos\nFecha: lunes\nAsunto: Budget",
    "From: Ines Moreau\nTo: all\nSubject: Budget",
    "To: all\nDate: Monday\nSubject: Budget",
    "Questions until 24.11.2026 12:00 to ines@contoso.example:",
    "Questions until 24.11.2026 12:00 to Ines <ines@contoso.example>:",
    "Contact ines@contoso.example, 24.11.2026 9:00 sharp, agenda:",
    "Agenda for Tuesday, 24 November 2026, 9:00, Ines:",
    "Please answer by 24.11.2026 at 12:00\nto ines@contoso.example:",
    "Am 24.11.2026 um 9:00 treffen wir uns hier:",
    "Ines wrote:",
    "As Ines wrote on 24.11.2026, the new details are these:",
    "Looking forward to it,\nInes",
    "Agenda:\nBudget: 10 min\nTravel: 5 min",
    "From: Ines\nGreetings",
];

#[test]
fn journeys_memos_agendas_and_deadlines_are_no_header() {
    let own = OWN.map(str::to_owned);
    none_of(&wrong_in_text(&own, false));
    none_of(&wrong_in_html(&own.clone().map(|text| in_rows(&text)), false));
    let ruled = OWN.iter().filter(|own| own.starts_with("Travel") || own.starts_with("--------"));
    let ruled: Vec<String> =
        ruled.map(|own| format!("<hr>{}", in_rows(own.trim_start_matches('-')))).collect();
    none_of(&wrong_in_html(&ruled, false));
}

#[test]
fn what_is_drawn_around_something_else_is_no_header() {
    let drawn = |inside: &str| {
        format!(
            "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\">{inside}</div>"
        )
    };
    none_of(&wrong_in_html(
        &[
            drawn("<p><b>Agenda:</b> Budget<br><b>Room:</b> 5</p>"),
            drawn("<p><b>Agenda:</b> Budget<br><b>Room:</b> 5<br><b>Host:</b> A<br><b>Time:</b> 9:00</p>"),
            drawn("<p><b>Time:</b> 9:00<br><b>Room:</b> 5<br><b>Host:</b> A</p>"),
            drawn("<p>From: Berlin<br>To: Paris<br>Date: Monday</p>"),
            drawn("<p>Hello</p>"),
            "<hr><p>From: 9:00<br>To: 10:00<br>Subject: Budget</p>".to_owned(),
        ],
        false,
    ));
}
