//! The line that a mail program puts above what it quotes: `On Mon, 23 Nov 2026 at 09:00, Ines Moreau wrote:`.

use super::characters::{digit, is_colon};
use super::header_words::plain;
use super::moment::{has_day, has_time};
use super::row::Row;

/// Follows rows and tells when one introduces a quotation. Programs that wrap lines part it.
#[derive(Debug, Default)]
pub(super) struct Introduction {
    /// What may go on in the row below.
    begun: String,
    /// How many rows that is.
    rows: usize,
}

/// How many bytes an introduction has at most; more is somebody's paragraph.
const LONGEST: usize = 320;

/// In how many rows programs wrap it.
const MOST_ROWS: usize = 3;

/// Wrote, in the languages of mail programs.
const WROTE: [&str; 59] = [
    "wrote",
    "writes",
    "schrieb",
    "écrit",
    "scritto",
    "scrive",
    "escribió",
    "escribiu",
    "escreveu",
    "escrit",
    "escriure",
    "schreef",
    "skrev",
    "skreiv",
    "skrifaði",
    "kirjoitti",
    "kirjutas",
    "rakstīja",
    "rašė",
    "napsal",
    "napísal",
    "napisał",
    "napisao",
    "napisala",
    "napisal",
    "pisze",
    "piše",
    "írta",
    "scris",
    "yazdı",
    "yazıb",
    "написа",
    "писал",
    "пише",
    "піша",
    "напіса",
    "жазды",
    "έγραψε",
    "כתב",
    "كتب",
    "نوشت",
    "लिखा",
    "লিখেছেন",
    "எழுத",
    "写道",
    "寫道",
    "写到",
    "書きました",
    "書き込みました",
    "のメール",
    "작성",
    "썼습니다",
    "เขียน",
    "viết",
    "menulis",
    "idatzi",
    "ysgrifennodd",
    "shkroi",
    "aliandika",
];

impl Introduction {
    /// Whether what follows this row is quoted.
    pub(super) fn take(&mut self, row: &Row) -> bool {
        let text = &*row.text;
        if text.len() > LONGEST {
            *self = Self::default();
            return false;
        }
        let has_digit = || text.chars().any(|character| digit(character).is_some());
        if self.rows == 0 && !has_digit() {
            return false;
        }
        let begun = std::mem::take(self);
        let whole =
            if begun.goes_on_with(text) { format!("{} {text}", begun.begun) } else { text.to_owned() };
        if !has_day(&whole) || !has_time(&whole) {
            return false;
        }
        // GroupWise writes neither words nor a colon.
        if text.ends_with(is_colon) {
            return is_introduction(&whole);
        }
        let rows = if whole.len() > text.len() { begun.rows + 1 } else { 1 };
        if rows < MOST_ROWS {
            *self = Self { begun: whole, rows };
        }
        text.ends_with(">>>")
    }

    /// Whether a row looks as if a line above had no place for it.
    fn goes_on_with(&self, text: &str) -> bool {
        let begins_small = !text.starts_with(char::is_uppercase);
        self.rows > 0 && (begins_small || text.contains('@') || text.split_whitespace().count() <= 2)
    }
}

/// Whether a line with day and time says that somebody wrote; Gmail in Japanese says it by day and address alone.
fn is_introduction(text: &str) -> bool {
    let says = plain(text);
    WROTE.iter().any(|wrote| says.contains(wrote))
        || text.starts_with(|first: char| first.is_ascii_digit())
            && text.trim_end_matches(is_colon).trim_end().ends_with('>')
            && text.contains('@')
}
