//! The numbers of forty countries as their people write them: what stands beside them in a block is never mistaken for
//! them, and they are never left beside new ones.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod visible;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use redial::block::{
    ConferenceId, DialInNumber, Edits, InfoBlock, Language, PhoneAccess, Refusal, recognise, rewrite,
    visible_text,
};
use redial::html::{Document, Format};
use redial::link::escape;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
use visible::shows;

const COUNTRIES: [Region; 40] = [
    Region::US,
    Region::CA,
    Region::GB,
    Region::IE,
    Region::DE,
    Region::AT,
    Region::CH,
    Region::FR,
    Region::BE,
    Region::NL,
    Region::LU,
    Region::DK,
    Region::SE,
    Region::NO,
    Region::FI,
    Region::IS,
    Region::EE,
    Region::LV,
    Region::LT,
    Region::PL,
    Region::CZ,
    Region::SK,
    Region::HU,
    Region::RO,
    Region::BG,
    Region::GR,
    Region::IT,
    Region::ES,
    Region::PT,
    Region::BR,
    Region::MX,
    Region::AR,
    Region::IN,
    Region::JP,
    Region::KR,
    Region::CN,
    Region::SG,
    Region::AU,
    Region::NZ,
    Region::ZA,
];

/// A label before a number, and one before a conference ID.
const LABELS: [(&str, &str); 13] = [
    ("Toll-free number:", "Conference ID:"),
    ("Toll number:", "Conference ID:"),
    ("Phone:", "Access code:"),
    ("Numéro gratuit :", "ID de conférence :"),
    ("Numero verde:", "ID conferenza:"),
    ("Número gratuito:", "ID da Conferência:"),
    ("免费电话号码：", "会议 ID："),
    ("Avgiftsfritt nummer:", "Konferens-ID:"),
    ("Gebührenfreie Rufnummer:", "Konferenz-ID:"),
    ("Gratis nummer:", "Vergaderings-ID:"),
    ("Numer bezpłatny:", "Identyfikator konferencji:"),
    ("フリーダイヤル:", "会議 ID:"),
    ("Blorfe tundel:", "Quamdo:"),
];

/// What of a dial-in row stands beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beside {
    /// A label above the conference ID's.
    Label,
    /// The region in parentheses and the language.
    Region,
    /// The country and the city, in a Teams block.
    City,
    /// What is dialled after a pause, in a Teams block.
    Pause,
    /// A target to dial, in HTML.
    Target,
    /// Nothing.
    Nothing,
    /// A label below the conference ID's.
    LabelBelow,
}

impl Beside {
    /// Those that tell a number.
    const TELLING: [Self; 5] = [Self::Label, Self::Region, Self::City, Self::Pause, Self::Target];

    fn is_of_teams(self) -> bool {
        matches!(self, Self::City | Self::Pause)
    }
}

/// A block and what a person sees in it.
#[derive(Debug, Clone)]
struct Case {
    beside: Beside,
    format: Format,
    number: String,
    labels: (&'static str, &'static str),
    id: &'static str,
}

/// What became of it.
type Result = std::result::Result<(), Wrong>;

#[derive(Debug)]
enum Wrong {
    Refused(Refusal),
    /// Something false is said.
    Said(String),
}

const JOIN: &str = "https://meet.contoso.example/ines.moreau/AB12CD34";
const TEAMS: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0";

impl Case {
    fn number_row(&self) -> String {
        let number = &self.number;
        match self.beside {
            Beside::Label | Beside::LabelBelow => format!("{} {number}", self.labels.0),
            Beside::Region => format!("{number} (Stuttgart)      German (Germany)"),
            Beside::City => format!("{number}   Germany, Stuttgart"),
            Beside::Pause => format!("{number},,{}#   Germany", digits(self.id)),
            Beside::Target | Beside::Nothing => number.clone(),
        }
    }

    fn id_row(&self) -> String {
        let hash = if self.beside.is_of_teams() { "#" } else { "" };
        format!("{} {}{hash}", self.labels.1, self.id)
    }

    /// The rows between the join link and the closing line, each with what it leads to.
    fn phone_rows(&self) -> Vec<(String, Option<String>)> {
        let target = (self.beside == Beside::Target).then(|| format!("tel:{}", digits(&self.number)));
        let rows = [(self.number_row(), target), (self.id_row(), None)];
        if self.beside == Beside::LabelBelow { rows.into_iter().rev().collect() } else { rows.into() }
    }

    fn rows(&self) -> Vec<(String, Option<String>)> {
        let line = if self.beside.is_of_teams() { "_".repeat(80) } else { ".".repeat(137) };
        let join = if self.beside.is_of_teams() {
            ("Join the meeting now", TEAMS)
        } else {
            ("Join Skype Meeting", JOIN)
        };
        let mut rows = vec![(line.clone(), None), (join.0.to_owned(), Some(join.1.to_owned()))];
        rows.extend(self.phone_rows());
        if self.beside.is_of_teams() {
            let options = "https://teams.microsoft.com/meetingOptions/?organizerId=1&language=en-US";
            rows.push(("Meeting options".to_owned(), Some(options.to_owned())));
        }
        rows.push((line, None));
        rows
    }

    fn body(&self) -> String {
        let html = |(text, target): &(String, Option<String>)| match target {
            Some(target) => format!("<p><a href=\"{}\">{}</a></p>", escape(target), escape(text)),
            None => format!("<p>{}</p>", escape(text).replace("   ", "&nbsp;&nbsp; ")),
        };
        let text = |(text, target): &(String, Option<String>)| match target {
            Some(target) if !target.starts_with("tel:") => format!("{text} <{target}>"),
            _ => text.clone(),
        };
        let rows = self.rows();
        match self.format {
            Format::Html => {
                let rows: Vec<String> = rows.iter().map(html).collect();
                format!("<html><body>\n<p>Hello</p>\n{}\n<p>Regards</p>\n</body></html>", rows.join("\n"))
            }
            Format::Text => {
                let rows: Vec<String> = rows.iter().map(text).collect();
                format!("Hello\n\n{}\n\nRegards\n", rows.join("\n"))
            }
        }
    }

    fn rewritten(&self, edits: Edits) -> Result {
        let body = self.body();
        let document = Document::parse(self.format, &body);
        let block = only_block(&document).map_err(Wrong::Said)?;
        let mut wanted = block.invitation.clone();
        let id = if self.beside.is_of_teams() { "987654321" } else { "57083549" };
        wanted.phone = Some(dial_in(id));
        let language = block.language().unwrap_or(Language::English);
        let splice = rewrite(&document, &block, &wanted, language, edits).map_err(Wrong::Refused)?;
        let after = splice.apply(&body);
        let document = Document::parse(self.format, &after);
        let block = only_block(&document).map_err(Wrong::Said)?;
        let text = visible_text(&document, &block);
        self.says_only(&text, id).map_err(|wrong| Wrong::Said(format!("{wrong}\n{text}")))
    }

    /// Whether a text shows the new number and ID, none of the old, and the ID in its own place.
    fn says_only(&self, text: &str, id: &str) -> std::result::Result<(), String> {
        let (old, new) = (digits(&self.number), "496950500199");
        if shows(text, &old) {
            return Err(format!("the old number {} is left", self.number));
        }
        if shows(text, &digits(self.id)) {
            return Err(format!("the old conference ID {} is left", self.id));
        }
        if !shows(text, new) || !shows(text, id) {
            return Err("the new number or the new conference ID is not there".to_owned());
        }
        let labelled = |row: &&str| row.starts_with(self.labels.0) && self.labels.0 != self.labels.1;
        match text.lines().filter(labelled).find(|row| shows(row, id)) {
            Some(row) => Err(format!("the conference ID stands in the number's row: {row}")),
            None => Ok(()),
        }
    }
}

fn only_block(document: &Document<'_>) -> std::result::Result<InfoBlock, String> {
    let mut blocks = recognise(document, &[]);
    if blocks.len() == 1 { Ok(blocks.remove(0)) } else { Err(format!("{} blocks are seen", blocks.len())) }
}

fn dial_in(id: &str) -> PhoneAccess {
    PhoneAccess {
        conference_id: ConferenceId::new(id),
        numbers: vec![DialInNumber {
            number: "+49 69 5050 0199".into(),
            region: "Frankfurt".into(),
            languages: "German (Germany)".into(),
            toll_free: false,
        }],
        directory_url: None,
        pin_url: None,
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Fixed lines, mobile telephones and freephone numbers as people of the country write them.
fn numbers() -> Vec<String> {
    let kinds = [PhoneNumberType::FixedLine, PhoneNumberType::Mobile, PhoneNumberType::TollFree];
    let mut numbers: Vec<String> = Vec::new();
    for country in COUNTRIES {
        for kind in kinds {
            let example = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(country, kind);
            let Ok(example) = example else { continue };
            numbers.push(PHONE_NUMBER_UTIL.format(&example, PhoneNumberFormat::National).into_owned());
        }
    }
    numbers.sort();
    numbers.dedup();
    assert!(numbers.len() >= 100, "{} numbers", numbers.len());
    numbers
}

fn cases(beside: Beside, format: Format) -> Vec<Case> {
    let labels = |index: usize| match beside {
        // In the other layouts the label of the ID alone is there.
        Beside::Label | Beside::LabelBelow => {
            (0..4).map(|turn| LABELS[(index + turn * 3) % LABELS.len()]).collect()
        }
        _ => vec![LABELS[index % LABELS.len()]],
    };
    let ids: &[&str] = if beside.is_of_teams() { &["111 222 333"] } else { &["79261", "94787541"] };
    let of_number = |(index, number): (usize, String)| {
        let id = ids[index % ids.len()];
        labels(index)
            .into_iter()
            .map(move |labels| Case { beside, format, number: number.clone(), labels, id })
            .collect::<Vec<_>>()
    };
    numbers().into_iter().enumerate().flat_map(of_number).collect()
}

/// Every case, in either way of rewriting, and what became of it.
static OUTCOMES: LazyLock<Vec<(Case, Edits, Result)>> = LazyLock::new(|| {
    let besides = Beside::TELLING.into_iter().chain([Beside::Nothing, Beside::LabelBelow]);
    let places = besides.flat_map(|beside| [(beside, Format::Html), (beside, Format::Text)]);
    let dialled = |(beside, format): &(Beside, Format)| *beside != Beside::Target || *format == Format::Html;
    let all = places.filter(dialled).flat_map(|(beside, format)| cases(beside, format));
    let both = all.flat_map(|case| [(case.clone(), Edits::Keep), (case, Edits::Overwrite)]);
    both.map(|(case, edits)| {
        let outcome = case.rewritten(edits);
        (case, edits, outcome)
    })
    .collect()
});

fn outcomes(besides: &[Beside]) -> impl Iterator<Item = &'static (Case, Edits, Result)> {
    OUTCOMES.iter().filter(move |(case, ..)| besides.contains(&case.beside))
}

/// Fails with what is said wrongly.
fn says_nothing_false(besides: &[Beside]) {
    let said: Vec<String> = outcomes(besides)
        .filter_map(|(case, edits, outcome)| match outcome {
            Err(Wrong::Said(wrong)) => Some(format!("{case:?}, {edits:?}: {wrong}")),
            _ => None,
        })
        .collect();
    assert!(said.is_empty(), "{} say something false, such as\n{}", said.len(), some_of(&said));
}

fn some_of(said: &[String]) -> String {
    let every = said.len().div_ceil(8);
    said.iter().step_by(every.max(1)).cloned().collect::<Vec<_>>().join("\n\n")
}

#[test]
fn a_national_number_is_never_left_beside_a_new_one() {
    says_nothing_false(&Beside::TELLING);
}

#[test]
fn a_national_number_with_nothing_beside_it_is_never_left_beside_a_new_one() {
    says_nothing_false(&[Beside::Nothing, Beside::LabelBelow]);
}

#[test]
fn nearly_all_national_formats_are_rewritten() {
    let mut shares: BTreeMap<(Beside, &str), (usize, usize)> = BTreeMap::new();
    for (case, edits, outcome) in outcomes(&Beside::TELLING) {
        let format = if case.format == Format::Html { "HTML" } else { "text" };
        let (right, all) = shares.entry((case.beside, format)).or_default();
        *all += 1;
        match outcome {
            Ok(()) => *right += 1,
            Err(Wrong::Refused(refusal)) => println!("{case:?}, {edits:?}: {refusal}"),
            Err(Wrong::Said(_)) => {}
        }
    }
    let low: Vec<_> = shares.iter().filter(|(_, (right, all))| right * 100 < all * 95).collect();
    assert!(low.is_empty(), "rightly rewritten, and of how many: {low:?}");
}

#[test]
fn the_text_part_of_a_mail_is_rewritten_where_its_html_part_is() {
    let mut apart: Vec<String> = Vec::new();
    let in_html = outcomes(&Beside::TELLING).filter(|(case, ..)| case.format == Format::Html);
    for (case, edits, _) in in_html.filter(|(.., outcome)| outcome.is_ok()) {
        // What HTML dials, a text shows with its region.
        let beside = if case.beside == Beside::Target { Beside::Region } else { case.beside };
        let text = Case { beside, format: Format::Text, ..case.clone() };
        if let Err(wrong) = text.rewritten(*edits) {
            apart.push(format!("{case:?}, {edits:?}: {wrong:?}"));
        }
    }
    assert!(apart.is_empty(), "{} parts disagree, such as\n{}", apart.len(), some_of(&apart));
}

#[test]
fn a_national_number_is_read_with_its_digits() {
    let kept = outcomes(&Beside::TELLING).filter(|(_, edits, _)| *edits == Edits::Keep);
    let is_read = |case: &Case| {
        let body = case.body();
        let block = only_block(&Document::parse(case.format, &body)).ok();
        let phone = block.and_then(|block| block.invitation.phone);
        let numbers = phone.iter().flat_map(|phone| &phone.numbers).map(DialInNumber::digits);
        numbers.eq([digits(&case.number)])
            && phone.as_ref().and_then(|phone| phone.conference_id.clone()) == ConferenceId::new(case.id)
    };
    let (read, unread): (Vec<_>, Vec<_>) = kept.map(|(case, ..)| case).partition(|case| is_read(case));
    let unread: Vec<String> = unread.iter().map(|case| format!("{case:?}")).collect();
    let few = unread.len() * 19 <= read.len();
    assert!(few, "{} are not read, such as\n{}", unread.len(), some_of(&unread));
}
