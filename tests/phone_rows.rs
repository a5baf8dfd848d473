//! Which rows of a block are numbers and which show the conference ID: told by their place, their form and their
//! neighbours, one at a time.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;

use blocks::{FORMATS, only_block};
use redial::block::Role;
use redial::html::Format;

const NUMBER: &str = "+44 20 7946 0121 (London)";
const ALONG: &str = "+44 20 7946 0121,,79261#";
const ID: &str = "Conference ID: 79261";
const LINE: &str = "Please bring the draft";
const MARKER: &str = "[!OC([1033])!]";

/// What the rows below the join link are, a sign for each: `N` a number, `I` the conference ID, `?` unclear, `-` another.
fn signs(format: Format, body: &str) -> String {
    let roles = only_block(format, body).roles;
    let below = roles.iter().skip_while(|role| **role != Some(Role::Join)).skip(1);
    let sign = |role: &Option<Role>| match role {
        Some(Role::Number) => 'N',
        Some(Role::ConferenceId) => 'I',
        Some(Role::Unclear) => '?',
        _ => '-',
    };
    below.take_while(|role| **role != Some(Role::Closing)).map(sign).collect()
}

fn skype(format: Format, rows: &[&str]) -> String {
    signs(format, &blocks::skype(format, rows))
}

fn teams(format: Format, rows: &[&str]) -> String {
    signs(format, &blocks::teams(format, rows)).trim_end_matches('-').to_owned()
}

fn all_are(read: impl Fn(Format, &[&str]) -> String, examples: &[(&[&str], &str)]) {
    for (rows, signs) in examples {
        // What a link dials, plain text does not show.
        for format in FORMATS.iter().filter(|format| **format == Format::Html || !rows.concat().contains('|'))
        {
            assert_eq!(read(*format, rows), *signs, "{format:?} {rows:?}");
        }
    }
}

#[test]
fn the_row_of_the_join_link_shows_no_id_and_labels_none() {
    let below = |join: &str, rows: &[&str]| {
        signs(Format::Html, &blocks::skype(Format::Html, rows).replace("Join Skype Meeting", join))
    };
    assert_eq!(below("Meeting ID: 46100", &[NUMBER, "Quamdo: 79261"]), "NI");
    assert_eq!(below("Meeting ID", &["79261", NUMBER]), "?N");
}

#[test]
fn a_link_that_dials_the_id_alone_does_not_make_it_a_number() {
    all_are(
        skype,
        &[
            (&[NUMBER, "Conference ID: 79261|tel:79261"], "NI"),
            (&[NUMBER, "Quamdo: 79261#|tel:79261"], "NI"),
            (&[ALONG, "Quamdo: 79261|tel:79261"], "NI"),
            (&["Quamdo: 0711 555 0136|tel:+497115550136"], "N"),
            (&["Quamdo: 94787541|tel:94787541"], "N"),
            (&["Quamdo: 94787541"], "I"),
            // Somebody's line.
            (&[ALONG, "Building 79261|tel:79261"], "N-"),
        ],
    );
}

#[test]
fn a_word_before_the_only_number_is_its_region() {
    all_are(
        skype,
        &[(&["London +44 20 7946 0121", ID], "NI"), (&[NUMBER, "Ines +49 171 5550199", ID], "N-I")],
    );
}

#[test]
fn teams_shows_its_id_below_its_numbers() {
    all_are(
        teams,
        &[
            (&[NUMBER, "Blorfe ID: 111 222 333"], "NI"),
            (&["0711 555 0136", "Blorfe ID: 111 222 333"], "NI"),
            (&["Blorfe ID: 111 222 333", NUMBER], "-N"),
        ],
    );
}

#[test]
fn what_dials_an_id_along_tells_which_of_several_it_is() {
    all_are(
        skype,
        &[
            (&[ALONG, "Conference ID 79261", "Conference ID: 88112"], "NI-"),
            (&[ALONG, "Code 79261#", "Conference ID: 88112"], "NI-"),
            (&[ALONG, "Blorfe: 79261", "Conference ID: 88112"], "NI-"),
            (&[ALONG, "Building 79261", "Conference ID: 88112"], "N-I"),
        ],
    );
}

#[test]
fn a_line_with_a_room_is_nobodys_id() {
    all_are(skype, &[(&["Room 46100."], "-"), (&["Room 46100"], "?"), (&["Quamdo: 46100."], "I")]);
}

/// Callers are asked for the ID first, and for a passcode then; long ones may be numbers.
#[test]
fn of_short_ids_that_look_alike_the_first_is_it_and_of_long_ones_none() {
    all_are(
        skype,
        &[
            (&["Quamdo: 46100", "Blorfe: 570835"], "I-"),
            (&["Quamdo: 570835", "Blorfe: 4711"], "I-"),
            (&["Quamdo: 570835", "Blorfe: 123456"], "I-"),
            (&["Quamdo: 570 835", "Blorfe: 94787541"], "??"),
            (&["Quamdo: 94787541", "Blorfe: 079 261"], "??"),
        ],
    );
}

#[test]
fn the_id_is_the_last_of_several_rows_below_numbers_or_where_it_is_long() {
    all_are(
        skype,
        &[
            (&[NUMBER, "Blorfe: 46100", "Quamdo: 79261"], "N-I"),
            (&["Blorfe: 94787541", "Quamdo: 57083549"], "NI"),
            (&[NUMBER, "Blorfe: 46100", "Quamdo: 79261", "Support: 0711 555 0177 Ines Moreau"], "NI--"),
            (&[NUMBER, "Blorfe: 46100", "Quamdo: 79261", "Room: 4711 Ines Moreau"], "N-I-"),
            (&[NUMBER, "Blorfe: 46100", "Quamdo: 79261", "Building 94787541 Ines Moreau"], "N-I-"),
        ],
    );
}

#[test]
fn digits_at_the_beginning_of_a_row_are_a_number_but_for_somebodys_below_the_id() {
    all_are(
        skype,
        &[
            (&["0711 555 0136", ID], "NI"),
            (&[ID, "0711 555 0136"], "IN"),
            (&[NUMBER, ID, "0711 555 0136"], "NI-"),
            (&[NUMBER, "Internal: 5000", "0711 555 0136", ID], "N-NI"),
            (&["150000 seats sold"], "?"),
            (&[NUMBER, "150000 seats sold", ID], "N-I"),
            // Between lines of text stands a third.
            (&[NUMBER, LINE, "0711 555 0136", LINE, ID], "N---I"),
        ],
    );
}

#[test]
fn few_digits_are_a_number_beside_another_row_of_the_phone_part_alone() {
    all_are(
        skype,
        &[
            (&["5000 (Internal)", LINE, ID], "N-I"),
            (&[ID, "5000 (Internal)", LINE], "IN-"),
            (&[ID, LINE, "5000 (Internal)", MARKER], "I---"),
            (&["5000 (Internal)"], "?"),
            (&["500 people", ID], "-I"),
            (&["Internal: 5000", ID], "?I"),
            (&[NUMBER, "Internal: 5000", ID], "N-I"),
        ],
    );
}

/// The label would stay.
#[test]
fn a_number_below_its_label_is_not_exchanged() {
    all_are(
        skype,
        &[
            (&["Line 1:", "0711 555 0136", ID], "-?I"),
            (&["Line 1:", "0711 555 0136"], "-?"),
            (&["Phone", "+44 20 7946 0121", "Conference ID", "79261"], "-?-I"),
            (&["0711 555 0136", "Conference ID", "79261"], "N-I"),
            (&[NUMBER, "0711 555 0136", "Conference ID", "79261"], "NN-I"),
        ],
    );
}

#[test]
fn a_labelled_row_beside_the_id_is_told_by_its_place_and_its_form() {
    all_are(
        skype,
        &[
            (&[ID, "Toll-free number: 116117"], "IN"),
            // A cost centre, perhaps.
            (&[NUMBER, "Blorfe: 570835", ID], "N?I"),
            (&[NUMBER, "Blorfe: 570 835", ID], "N?I"),
            (&[NUMBER, "Blorfe: 4711555", ID], "NNI"),
            (&["Blorfe: 570835", ID], "NI"),
            // Somebody's mobile.
            (&[NUMBER, ID, "Blorfe: 0711 555 0136"], "NI-"),
            (&[ID, "Blorfe: 0711 555 0136"], "IN"),
            (&[ID, "Blorfe: 111 222 333"], "I?"),
            (&[ID, "Blorfe: 94787541"], "I?"),
            // A passcode.
            (&[ID, "Blorfe: 570835"], "I-"),
        ],
    );
}

#[test]
fn a_labelled_row_without_an_id_is_a_number_where_its_form_tells() {
    all_are(skype, &[(&["Blorfe: 0711 555 0136"], "N"), (&["Blorfe: 555 0136 12"], "?")]);
}

#[test]
fn words_before_digits_are_somebodys_but_where_a_number_follows() {
    all_are(
        skype,
        &[
            (&["Blorfe 0711 555 0136", ID], "?I"),
            (&["Blorfe 111 222 333 4", ID], "-I"),
            (&["Blorfe 94787541", ID], "-I"),
            (&[ID, "Blorfe 0711 555 0136"], "I-"),
            (&["Blorfe 0711 555 0136"], "?"),
            (&["Blorfe 111 222 333 4"], "-"),
            (&["Blorfe 94787541"], "-"),
        ],
    );
}
