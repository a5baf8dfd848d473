//! A page whose address looks like a meeting's takes nothing from a framed block, is no second one, and keeps nobody from
//! adding an online meeting.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;
mod meetings;

use blocks::{FORMATS, SKYPE};
use meetings::profile;
use redial::block::{JoinUrlForm, Language, MeetingKind, Provider, recognise};
use redial::doubles::{MemoryDialIn, MemoryItem, NoPatience, block_on};
use redial::html::{Document, Format};
use redial::link::escape;
use redial::meeting::{Added, Present, Service, add, present, remove};

const PAGES: [&str; 6] = [
    "PROJECT1|https://jira.contoso.example/browse/PROJECT1",
    "Ticket|https://git.contoso.example/platform/redial/COMMIT42",
    "Wiki|https://confluence.contoso.example/display/TEAM/BUDGET27",
    "Plan|https://contoso.sharepoint.example/sites/BUDGET27",
    "Item|https://shop.contoso.example/items/ABC123456",
    "https://jira.contoso.example/browse/PROJECT1|https://jira.contoso.example/browse/PROJECT1",
];

const ROWS: [&[&str]; 3] =
    [&[], &["+44 20 7946 0121 (London)", "Conference ID: 79261"], &["Conference ID: 79261"]];

fn body(format: Format, rows: &[&str]) -> String {
    let written = rows.iter().map(|row| match (format, row.split_once('|')) {
        (Format::Html, Some((words, target))) => {
            format!("<p><a href=\"{}\">{}</a></p>\n", escape(target), escape(words))
        }
        (Format::Html, None) => format!("<p>{}</p>\n", escape(row)),
        (Format::Text, Some((words, target))) if words == target => format!("{words}\n"),
        (Format::Text, Some((words, target))) => format!("[{words}]({target})\n"),
        (Format::Text, None) => format!("{row}\n"),
    });
    written.collect()
}

/// The join URLs of the whole blocks, and how many rows the first has.
fn whole(format: Format, body: &str, forms: &[JoinUrlForm]) -> Vec<(String, Provider, usize)> {
    let blocks = recognise(&Document::parse(format, body), forms);
    let whole = blocks.into_iter().filter(|block| block.complete);
    whole
        .map(|block| (block.invitation.join_url.as_str().to_owned(), block.provider, block.rows.len()))
        .collect()
}

#[test]
fn a_page_takes_no_line_from_a_block_and_makes_no_second_one() {
    let (short, long) = (".".repeat(70), ".".repeat(137));
    let join = format!("Join Skype Meeting|{SKYPE}");
    for format in FORMATS {
        for page in PAGES {
            for rows in ROWS {
                let block: Vec<&str> = [long.as_str(), &join]
                    .into_iter()
                    .chain(rows.iter().copied())
                    .chain([long.as_str()])
                    .collect();
                for above in [
                    vec![short.as_str(), page],
                    vec![short.as_str(), "Agenda", page, "Budget"],
                    vec![short.as_str(), page, short.as_str()],
                    vec![long.as_str(), page, long.as_str()],
                    vec![page],
                    vec![short.as_str(), page, page],
                ] {
                    for rows in [
                        [&["Hi"], above.as_slice(), &block, &["Bye"]].concat(),
                        [&["Hi"], block.as_slice(), &above, &["Bye"]].concat(),
                        [&["Hi"], above.as_slice(), &block, &above, &["Bye"]].concat(),
                    ] {
                        let body = body(format, &rows);
                        let is_it = (SKYPE.to_owned(), Provider::SkypeForBusiness, block.len());
                        assert_eq!(whole(format, &body, &[]), [is_it], "{body}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_link_inside_a_block_is_not_its_join_link() {
    let line = ".".repeat(137);
    let hosted = "https://bridge.example/join/42";
    let forms = [JoinUrlForm::new("https://bridge.example/join/*").expect("a form")];
    for format in FORMATS {
        for (own, provider) in [(SKYPE, Provider::SkypeForBusiness), (hosted, Provider::Hosted)] {
            let join = format!("Join the meeting|{own}");
            let consumer = "Or this|https://join.skype.com/abcDEF123456";
            for link in PAGES
                .into_iter()
                .chain([consumer, "https://join.skype.com/abcDEF1|https://join.skype.com/abcDEF1"])
            {
                for rows in ROWS {
                    let (line, join) = (line.as_str(), join.as_str());
                    for rows in [
                        [&["Hi", line, link, join], rows, &[line]].concat(),
                        [&["Hi", line, join, link], rows, &[line]].concat(),
                        [&["Hi", line, join], rows, &[link, line]].concat(),
                    ] {
                        let body = body(format, &rows);
                        let is_it = (own.to_owned(), provider, rows.len() - 1);
                        assert_eq!(whole(format, &body, &forms), [is_it], "{body}");
                    }
                }
            }
        }
    }
}

const FORM: Service<'_> = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };

#[test]
fn an_online_meeting_is_added_beside_a_link_whatever_stands_around_it() {
    let (dots, long) = (".".repeat(70), ".".repeat(137));
    let help = "Help|https://support.microsoft.com/en-us/topic/1";
    let colleague = "Paul's meeting|https://meet.contoso.example/paul.weber/XY12ZZ34";
    for page in PAGES.into_iter().chain([colleague]) {
        for rows in [
            vec![page],
            vec![page, dots.as_str()],
            vec![dots.as_str(), page],
            vec![dots.as_str(), page, dots.as_str(), "Agenda"],
            vec![page, help],
            vec![help, page],
            vec![page, page],
            vec![page, "Agenda", page, dots.as_str()],
            vec![page, dots.as_str(), help],
        ] {
            // Two lines around a colleague's meeting make a block, and what is linked twice has a web app.
            if page == colleague && (rows.len() > 2 || rows == [page, page] || rows.contains(&help)) {
                continue;
            }
            let agenda = format!("<html><body>{}</body></html>", body(Format::Html, &rows));
            let (item, dial_in) = (MemoryItem::default(), MemoryDialIn::new(profile("2002")));
            *item.body.borrow_mut() = agenda.clone();
            assert_eq!(block_on(present(&item, FORM)), Ok(Present::Nothing), "{agenda}");
            let added =
                block_on(add(&item, &dial_in, &dial_in, &NoPatience, "a name", FORM, Language::English));
            assert!(matches!(added, Ok(Added::New(_))), "{added:?} {agenda}");
            let now = item.body.borrow().clone();
            assert_eq!(whole(Format::Html, &now, &[]).len(), 1, "{now}");
            assert!(now.contains(&long), "{now}");
            block_on(remove(&item, FORM)).expect("removed");
            assert_eq!(*item.body.borrow(), agenda);
        }
    }
}
