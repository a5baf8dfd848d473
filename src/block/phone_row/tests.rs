use super::*;
use crate::html::{Document, Format};
use crate::link::escape;

/// A row of `words|target` is a link; words in braces are one in a row.
fn row(text: &str) -> Row {
    let link = |words: &str, target: &str| format!("<a href=\"{}\">{}</a>", escape(target), escape(words));
    let inside = |text: &str| {
        let (before, rest) = text.split_once('{')?;
        let (inside, after) = rest.split_once('}')?;
        let (words, target) = inside.split_once('|')?;
        Some(format!("{}{}{}", escape(before), link(words, target), escape(after)))
    };
    let whole = || text.split_once('|').map(|(words, target)| link(words, target));
    let content = inside(text).or_else(whole).unwrap_or_else(|| escape(text));
    Document::parse(Format::Html, &format!("<p>{content}</p>")).rows()[0].clone()
}

/// Whether this is so of the row, if it is a row with digits at all.
fn all_are<T: PartialEq + std::fmt::Debug>(
    read: impl Fn(PhoneRow<'_>) -> T,
    examples: impl IntoIterator<Item = (&'static str, T)>,
) {
    for (text, expected) in examples {
        assert_eq!(PhoneRow::read(&row(text)).map(&read), Some(expected), "{text}");
    }
}

#[test]
fn digits_that_letters_follow_are_none_to_dial() {
    for text in ["3rd floor", "17@bridge.example", "0800 555 0136pm", "Join by phone"] {
        assert!(PhoneRow::read(&row(text)).is_none(), "{text}");
    }
    for text in ["0800 555 0136p79261", "0800 555 0136 pm", "７９２６１", "会议：７９２６１"] {
        assert!(PhoneRow::read(&row(text)).is_some(), "{text}");
    }
}

#[test]
fn a_number_is_shown_with_its_region_and_languages_or_dialled_by_a_link() {
    let read = |row: PhoneRow<'_>| {
        let read = row.dial_in_number();
        [read.number, read.region, read.languages]
    };
    let number = |parts: [&str; 3]| parts.map(str::to_owned);
    all_are(
        read,
        [
            ("+44 20 7946 0121 (London) English", number(["+44 20 7946 0121", "London", "English"])),
            (
                "+44 20 7946 0121 (London (City)) English",
                number(["+44 20 7946 0121", "(London (City)) English", ""]),
            ),
            ("0800 555 0136,,79261#   Germany, Berlin", number(["0800 555 0136", "Germany, Berlin", ""])),
            ("\u{200E} 0711 555 0136 (Stuttgart)", number(["0711 555 0136", "Stuttgart", ""])),
            ("London|tel:+442079460121", number(["+442079460121", "", ""])),
            ("Line24|tel:+44%2020%207946%200121", number(["+44 20 7946 0121", "", ""])),
            ("Tel.0711 555 0136 (Stuttgart)|tel:+497115550136", number(["0711 555 0136", "Stuttgart", ""])),
            ("免费电话400 555 0136|tel:4005550136", number(["400 555 0136", "", ""])),
        ],
    );
}

#[test]
fn one_comma_is_a_pause_behind_a_whole_number_and_before_a_hash_alone() {
    let along = |row: PhoneRow<'_>| row.dialled_along().map(|(id, place)| (id.as_str().to_owned(), place));
    let id = |id: &str, place| Some((id.to_owned(), place));
    all_are(
        along,
        [
            ("0800 555 0136,,79261", id("79261", 15..20)),
            ("0800 555 0136, 79261#", id("79261", 15..20)),
            ("0800 555 0136p792 61#", id("79261", 14..20)),
            ("0800 555 0136pw79261", id("79261", 15..20)),
            ("0800 555 0136p79261", None),
            ("0800 555 0136,79261", None),
            ("5000,79261#", None),
            ("May 20, 2026", None),
            ("111,222,333#", None),
        ],
    );
}

#[test]
fn the_groups_of_an_id_are_parted_by_blanks_hyphens_and_marks_between_digits() {
    all_are(
        |row| row.id().map(|(id, _)| id.as_str().to_owned()),
        [
            ("Quamdo: 111.222.333", Some("111222333".to_owned())),
            ("Quamdo: 111_222-333", Some("111222333".to_owned())),
            ("Quamdo: 792\u{200E}61", Some("79261".to_owned())),
            ("Quamdo: 79261, 4711", Some("79261".to_owned())),
            ("Quamdo: 79261 then 5", Some("79261".to_owned())),
        ],
    );
    all_are(
        |row| row.ends_in_hash(),
        [
            ("79261#", true),
            ("79261 #", true),
            ("79261\u{200E}#", true),
            ("\"79261\"#", true),
            ("79261, #", false),
        ],
    );
}

#[test]
fn an_id_stands_alone_but_for_a_remark_or_words_that_name_it() {
    let id = |row: PhoneRow<'_>| row.as_id().map(|id| id.as_str().to_owned());
    let examples = [
        ("Quamdo: 79261", true),
        ("Quamdo: 79261 (ask Ana)", true),
        ("Quamdo: 79261 (ask Ana", false),
        ("Quamdo: 79261 ask Ana)", false),
        ("Quamdo: 79261 (ask) (Ana)", false),
        ("Quamdo: 79261 Ana", false),
        ("Conference ID: 79261 for Ana", true),
        ("Quamdo: {79261|tel:79261}", true),
        ("Quamdo: {79261|https://a.example}", false),
        ("Quamdo: 79261|https://a.example", true),
        ("79261", false),
        ("79261#", true),
        ("79261 is the ID", true),
        ("Quamdo: +79261", false),
        ("Quamdo: 79261,,4711#", false),
        ("ID: 0800 555 0136,79261#", false),
    ];
    all_are(id, examples.map(|(text, is_id)| (text, is_id.then(|| "79261".to_owned()))));
}

#[test]
fn a_labelled_id_has_a_colon() {
    all_are(
        |row| row.is_labelled_id(),
        [
            ("Quamdo: 79261", true),
            ("Quamdo: 79261 Ines Moreau", false),
            ("Quamdo 79261", false),
            ("79261#", false),
        ],
    );
}

#[test]
fn a_sentence_is_told_by_its_words() {
    all_are(
        |row| row.is_spoken(),
        [
            ("0711 555 0136 is my mobile", true),
            ("0711 555 0136 my mobile", false),
            ("0711 555 0136 ext 123 only", false),
            ("0711 555 0136 is mine (private)", false),
            ("0711 555 0136 Ines Moreau", false),
            ("0711 555 0136 Only for emergencies!", true),
            ("0711 555 0136 Emergencies!", false),
            ("0711 555 0136 A B C D E F G H", false),
            ("0711 555 0136 A B C D E F G H I", true),
            ("0711 555 0136 A B C D E F G H (I)", false),
            ("Host: Ines Moreau +49 171 5550199", true),
            ("Ines Moreau, +49 171 5550199", true),
            ("Ines Moreau +49 171 5550199", false),
        ],
    );
}

#[test]
fn a_number_is_named_in_short_by_a_label_or_two_words() {
    all_are(
        |row| row.is_named_in_short(),
        [
            ("0711 555 0136", true),
            ("London +44 20 7946 0121", true),
            ("Great Britain +44 20 7946 0121", true),
            ("Call me on +44 20 7946 0121", false),
            ("Whoever is late calls: +44 20 7946 0121", true),
        ],
    );
}

#[test]
fn groups_are_parted_by_blanks_and_hyphens() {
    all_are(|row| row.groups(), [("0711 - 555 0136", vec![4, 3, 4]), ("79\u{200E}261", vec![5])]);
}

#[test]
fn what_stands_behind_digits_alone_is_a_region_or_languages() {
    all_are(
        |row| row.stands_alone(),
        [
            ("5000", true),
            ("5000 (London) English", true),
            ("5000 English (United Kingdom)", true),
            ("5000 people", false),
        ],
    );
}

#[test]
fn a_row_above_labels_digits_that_have_no_label_of_their_own() {
    let above = row("Conference ID");
    let label = |text: &str| {
        let below = row(text);
        PhoneRow::read(&below).map(|read| read.below(Some(&above)).label == Label::Above("Conference ID"))
    };
    assert_eq!(label("79261"), Some(true));
    assert_eq!(label("Quamdo: 79261"), Some(false));
    assert_eq!(label("London|tel:+442079460121"), Some(false));
}

#[test]
fn dates_and_times_are_no_numbers() {
    all_are(
        |row| row.is_date_or_time(),
        [
            ("2026-12-24 Planning", true),
            ("24.12.2026 Planning", true),
            ("24/12/2026", true),
            ("12/24/2026", true),
            ("2026/12/24", true),
            ("2026 (planning)", true),
            ("10:30 Coffee", true),
            ("2090 6476 (London)", false),
            ("1984 555 013", false),
            ("20-12-3456", false),
            ("02 12 20 26", false),
            ("1900 555 0136", false),
            ("2026-5550", false),
            ("5550 (Internal)", false),
            ("2026 555", false),
            ("32.12.2026", false),
            ("24.32.2026", false),
            ("13.14.2026", false),
            ("2026-13-14", false),
            ("10 people", false),
            ("100: blorfe", false),
        ],
    );
}
