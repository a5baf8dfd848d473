//! Where the text of another message begins: by the header that a mail program puts above it, or by the line that
//! introduces it.

use super::introduction::Introduction;
use super::message_header::Header;
use super::row::Row;

/// Follows rows and tells where another message begins. A mark behind `>`, or in a quotation, governs nothing outside.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    /// Whether what follows belongs to another message.
    is_below: bool,
    header: Header,
    introduction: Introduction,
}

impl Quotations {
    /// Whether a row belongs to another message. The rows of a header itself may be told to be only from its third on.
    pub(crate) fn take(&mut self, row: &Row, is_marked: bool) -> bool {
        if is_marked {
            // GroupWise introduces unmarked text between `>>>` and `>>>`.
            self.is_below |= row.text.ends_with(">>>") && self.introduction.take(row);
            return true;
        }
        self.is_below = self.is_below
            || is_original_message(&row.text)
            || self.header.take(row)
            || self.introduction.take(row);
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

    /// What Outlook draws above the header of a message stands here.
    pub(crate) fn lead(&mut self) {
        self.header.lead();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(rows: &[&str]) -> Vec<bool> {
        let mut quotations = Quotations::default();
        let row = |text: &&str| Row { text: (*text).into(), ..Row::default() };
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
            &["Questions until 24.11.2026 12:00 to ines@contoso.example:", "text"],
            &["Contact ines@contoso.example, 24.11.2026 9:00 sharp, agenda:", "text"],
            &["Dial in on 24.11.2026 at 9:00:", "text"],
            &["Travel:", "From: Berlin", "To: Paris", "Date: Monday", "text"],
            &["Travel:", "From: Berlin", "To: Paris", "Date: 24.11.2026 09:00", "text"],
            &["--------", "From: Berlin", "To: Paris", "Date: Monday", "text"],
            &["--------", "De: Berlin", "À: Paris", "Date: lundi", "text"],
            &["--------", "From: 9:00", "To: 10:00", "Subject: Budget", "text"],
            &["From: 9:00", "To: 10:00", "Date: 24 Nov", "Subject: Budget", "text"],
            &["From: Ines", "To: all", "Date: 24 November 2026", "Subject: Budget 2027", "text"],
            &["To: all", "From: Ines", "Date: Monday", "Subject: Budget 2027", "text"],
            &["Date: Monday", "From: Ines", "To: all", "Subject: Budget 2027", "text"],
            &["Von: Ines (ines@contoso.example)", "An: Team", "Betreff: Budget", "text"],
            &["De: Ines Moreau", "Para: Todos", "Asunto: Budget", "text"],
            &["Von: Ines (ines@contoso.example)", "An: Team", "Datum: Montag", "Betreff: Budget", "text"],
            &["-----", "text"],
        ] {
            assert_eq!(quoted(rows).last(), Some(&false), "{rows:?}");
        }
    }

    #[test]
    fn a_mark_behind_a_mark_of_quotation_governs_nothing_else() {
        let mut quotations = Quotations::default();
        let row = |text: &str| Row { text: text.into(), ..Row::default() };
        assert!(quotations.take(&row("-----Original Message-----"), true));
        assert!(!quotations.take(&row("text"), false));
    }
}
