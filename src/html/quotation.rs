//! Where the text of another message begins: the headers that mail programs put above what is answered or forwarded.

use super::characters::{digit, is_colon, is_hyphen};
use super::row::Row;

/// What header lines are called, in the order sender, date, recipient, subject, as Outlook, Gmail, Apple Mail and
/// Thunderbird write them. Several names are parted by bars.
const HEADERS: [[&str; 4]; 26] = [
    ["from", "sent|date", "to", "subject"],
    ["von", "gesendet|datum", "an", "betreff"],
    ["de", "envoyé|envoyé le|date", "à|a", "objet|sujet"],
    ["de", "enviado|enviado el|fecha", "para", "asunto"],
    ["da", "inviato|data", "a", "oggetto"],
    ["de", "enviado|enviada em|enviado em|data", "para", "assunto"],
    ["van", "verzonden|datum", "aan", "onderwerp"],
    ["från", "skickat|datum", "till", "ämne"],
    ["fra", "sendt|dato", "til", "emne"],
    ["lähettäjä", "lähetetty|päivämäärä|päiväys", "vastaanottaja", "aihe"],
    ["od", "wysłano|wysłane|data", "do", "temat"],
    ["od", "odesláno|odoslané|datum|dátum", "komu|pro", "předmět|predmet"],
    ["feladó", "elküldve|dátum", "címzett", "tárgy"],
    ["de la", "trimis|data|dată", "către", "subiect"],
    ["kimden|gönderen", "gönderildi|tarih|gönderilme tarihi", "kime", "konu"],
    ["от", "отправлено|дата|изпратено", "кому|до", "тема|относно"],
    ["від", "надіслано|дата", "кому", "тема"],
    ["από", "στάλθηκε|ημερομηνία|αποστολή", "προς", "θέμα"],
    ["差出人|送信者", "送信日時|日付|日時", "宛先|to", "件名"],
    ["发件人", "发送时间|日期|发送日期", "收件人", "主题"],
    ["寄件者|寄件人", "寄件日期|傳送時間|日期", "收件者|收件人", "主旨"],
    ["보낸 사람|보낸사람", "보낸 날짜|날짜|보낸날짜", "받는 사람|받는사람", "제목"],
    ["من", "تاريخ الإرسال|التاريخ|تم الإرسال", "إلى", "الموضوع"],
    ["מאת", "נשלח|תאריך", "אל", "נושא"],
    ["प्रेषक", "भेजा गया|दिनांक", "प्रति|प्राप्तकर्ता", "विषय"],
    ["od", "poslano|datum", "za|prima", "zadeva|predmet"],
];

/// Follows rows and tells where another message begins. A mark behind `>`, or in a quotation, governs nothing outside.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    /// Whether what follows belongs to another message.
    is_below: bool,
    /// Which header lines, of which languages, the rows right above are.
    header: Vec<(usize, u8)>,
    /// Whether a drawn line, or words that introduce a header, stand above it, or it names an address.
    is_led: bool,
    /// What stands above that may go on with `wrote:`.
    introduction: bool,
}

/// All lines of a header, but for those that name who else got it.
const WHOLE: u32 = 4;

impl Quotations {
    /// Whether a row belongs to another message. The rows of a header itself may be told to be only from its third on.
    pub(crate) fn take(&mut self, row: &Row, is_marked: bool) -> bool {
        if is_marked {
            return true;
        }
        self.is_below |= is_original_message(&row.text) || self.is_header(row) || self.is_introduction(row);
        self.is_below
    }

    /// Whether what follows the rows so far belongs to another message.
    pub(crate) fn is_below(&self) -> bool {
        self.is_below
    }

    /// What follows belongs to another message.
    pub(crate) fn begin(&mut self) {
        self.is_below = true;
    }

    /// Whether a row is the third of a header's lines, whatever stands between their first and it.
    fn is_header(&mut self, row: &Row) -> bool {
        let text = row.text.as_str();
        let label = text.split_once(is_colon).filter(|(_, value)| !value.trim().is_empty());
        let Some(label) = label.map(|(label, _)| plain(label)).filter(|label| label.chars().count() <= 24)
        else {
            self.header.clear();
            self.is_led = row.rule || is_drawn(text) || text.ends_with(is_colon);
            return false;
        };
        self.is_led |= text.contains('@');
        for (language, names) in HEADERS.iter().enumerate() {
            let place = names.iter().position(|names| names.split('|').any(|name| name == label));
            let Some(line) = place.map(|place| 1_u8 << place) else { continue };
            match self.header.iter_mut().find(|(known, _)| *known == language) {
                Some((_, lines)) => *lines |= line,
                // Every header begins with the sender, or, forwarded, with the subject or the date.
                None => self.header.push((language, line)),
            }
        }
        // From, to and a date may be a journey's.
        let fewest = if self.is_led { WHOLE - 1 } else { WHOLE };
        self.header.iter().any(|(_, lines)| lines & 1 != 0 && lines.count_ones() >= fewest)
    }

    /// `On Mon, 23 Nov 2026 at 09:00, Ines <ines@contoso.example> wrote:`, in one line or two.
    fn is_introduction(&mut self, row: &Row) -> bool {
        let text = row.text.as_str();
        let ends = text.ends_with(is_colon);
        let names_sender =
            text.contains('@') || row.links.iter().any(|link| link.href.starts_with("mailto:"));
        let is_dated = has_year(text) && has_time(text);
        let begun = std::mem::replace(&mut self.introduction, names_sender && is_dated && !ends);
        ends && (names_sender && is_dated || begun && text.split_whitespace().count() <= 2)
    }
}

/// A line of dashes, underscores or the like.
fn is_drawn(text: &str) -> bool {
    text.len() >= 8 && text.chars().all(|c| matches!(c, '_' | '-' | '=' | '*') || is_hyphen(c))
}

/// `-----Original Appointment-----` in any language: what follows is quoted.
fn is_original_message(text: &str) -> bool {
    let inner = text.trim_matches('-');
    let dashes = text.len() - inner.len();
    dashes >= 10
        && text.starts_with("-----")
        && text.ends_with("-----")
        && inner.chars().any(char::is_alphabetic)
}

/// A label without the marks that programs set it in bold with, in small letters.
fn plain(label: &str) -> String {
    label.trim_matches(|c: char| c.is_whitespace() || c == '*').to_lowercase()
}

fn has_year(text: &str) -> bool {
    let digits = text.split(|c: char| digit(c).is_none());
    digits
        .map(|run| run.chars().filter_map(digit).collect::<String>())
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

/// `9:00`, `9h00`.
fn has_time(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(4).any(|window| match window {
        [hour, mark, one, two] => {
            digit(*hour).is_some()
                && (is_colon(*mark) || *mark == 'h')
                && digit(*one).is_some_and(|one| one < '6')
                && digit(*two).is_some()
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(rows: &[&str]) -> Vec<bool> {
        let mut quotations = Quotations::default();
        let row = |text: &&str| Row { text: (*text).to_owned(), ..Row::default() };
        rows.iter().map(|text| quotations.take(&row(text), false)).collect()
    }

    #[test]
    fn what_stands_below_a_header_belongs_to_another_message() {
        for header in [
            ["From: A", "Sent: Monday", "To: B", "Subject: x"],
            ["*From:* A", "*Date:* Monday", "*To:* B", "*Subject:* x"],
            ["Von: A", "Gesendet: Montag", "An: B", "Betreff: x"],
            ["De : A", "Envoyé : lundi", "À : B", "Objet : x"],
            ["Från: A", "Skickat: måndag", "Till: B", "Ämne: x"],
            ["发件人: A", "发送时间: 星期一", "收件人: B", "主题: x"],
            ["差出人: A", "送信日時: 月曜日", "宛先: B", "件名: x"],
            ["From: A", "Subject: x", "Date: Monday", "To: B"],
        ] {
            let rows: Vec<&str> = ["Hello"].into_iter().chain(header).chain(["text"]).collect();
            let is_quoted = quoted(&rows);
            assert_eq!((is_quoted[0], is_quoted[5]), (false, true), "{header:?}");
        }
        for introduction in [
            &["On Mon, 23 Nov 2026 at 09:00, Ines <ines@contoso.example> wrote:"][..],
            &["Am Mo., 23. Nov. 2026 um 09:00 Uhr schrieb Ines <ines@contoso.example>:"],
            &["Le lun. 23 nov. 2026 à 09:00, Ines <ines@contoso.example> a", "écrit :"],
            &["2026年11月23日(月) 9:00 Ines <ines@contoso.example>:"],
            &["________________________________", "From: A", "To: B", "Subject: x"],
            &["Begin forwarded message:", "From: A", "To: B", "Subject: x"],
            &["-----Original Appointment-----"],
            &["---------- Forwarded message ---------"],
        ] {
            let rows: Vec<&str> = introduction.iter().copied().chain(["text"]).collect();
            assert_eq!(quoted(&rows).last(), Some(&true), "{introduction:?}");
        }
    }

    #[test]
    fn lines_with_labels_are_no_header() {
        for rows in [
            &["Date: Monday", "To: everybody", "Subject: budget", "Room: 5", "text"][..],
            &["From: Monday", "to Friday", "text"],
            &["From: Berlin", "To: Paris", "Date: Monday", "text"],
            &["De: 9:00", "A: 10:00", "text"],
            &["Questions until 24.11.2026 to ines@contoso.example:", "text"],
            &["-----", "text"],
        ] {
            assert_eq!(quoted(rows).last(), Some(&false), "{rows:?}");
        }
    }

    #[test]
    fn a_mark_behind_a_mark_of_quotation_governs_nothing_else() {
        let mut quotations = Quotations::default();
        let row = |text: &str| Row { text: text.to_owned(), ..Row::default() };
        assert!(quotations.take(&row("-----Original Message-----"), true));
        assert!(!quotations.take(&row("text"), false));
    }
}
