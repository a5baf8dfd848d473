//! The organizer's own link inside a block is never taken for the page of local numbers: it stays as it stands.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;

use blocks::{FORMATS, sfb, skype};
use redial::block::{Edits, Language, PhoneAccess, recognise, rewrite};
use redial::html::{Document, Format};

const OWN: [&str; 16] = [
    "PROJECT1|https://jira.contoso.example/browse/PROJECT1",
    "https://jira.contoso.example/browse/PROJECT1|https://jira.contoso.example/browse/PROJECT1",
    "See the ticket|https://jira.contoso.example/browse/PROJECT1",
    "Agenda|https://contoso.sharepoint.example/sites/budget",
    "Minutes|https://wiki.contoso.example/display/TEAM/Minutes",
    "Slides|https://meet.contoso.example/ines.moreau",
    "Their call|https://us02web.zoom.us/j/81234567890?pwd=abc",
    "Their call|https://contoso.webex.com/meet/ana.costa",
    "Their call|https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0",
    "Their call|https://meet.google.com/abc-defg-hij",
    "Tomas's room|https://meet.contoso.example/tomas.lind/Z9Y8X7W6",
    "https://meet.contoso.example/tomas.lind/Z9Y8X7W6|https://meet.contoso.example/tomas.lind/Z9Y8X7W6",
    "Ticket number 12|https://jira.contoso.example/browse/PROJECT1",
    "Fabrikam's bridge|https://dialin.fabrikam.example/",
    "Map|https://maps.example/?q=Berlin",
    "议程|https://wiki.contoso.example/1",
];

fn after(format: Format, body: &str, directory: Option<&str>) -> String {
    let phone = PhoneAccess { directory_url: directory.map(str::to_owned), ..sfb() };
    let document = Document::parse(format, body);
    let blocks = recognise(&document, &[]);
    let block = blocks.iter().find(|block| block.complete).expect("a block");
    let wanted = redial::block::Invitation { phone: Some(phone), ..block.invitation.clone() };
    let splice = rewrite(&document, block, &wanted, Language::English, Edits::Keep);
    splice.unwrap_or_else(|refusal| panic!("{refusal}\n{body}")).apply(body)
}

#[test]
fn the_organizers_own_link_is_neither_led_elsewhere_nor_deleted() {
    let number = "+44 20 7946 0121 (London)";
    for format in FORMATS {
        for own in OWN {
            let id = "Conference ID: 79261";
            for rows in [[number, own, id], [number, id, own], [own, number, id]] {
                for directory in [None, Some("https://dialin.contoso.example")] {
                    let body = skype(format, &rows);
                    let now = after(format, &body, directory);
                    let row = |body: &str| {
                        let document = Document::parse(format, body);
                        let target = own.split_once('|').expect("a target").1;
                        let is_it =
                            |row: &&redial::html::Row| row.links.iter().any(|link| *link.href == *target);
                        document.rows().iter().find(is_it).map(|row| body.get(row.span()).map(str::to_owned))
                    };
                    assert_eq!(row(&now), row(&body), "{now}");
                    assert!(row(&body).is_some() && !now.contains("7946") && !now.contains("79261"), "{now}");
                    assert_eq!(now.contains("https://dialin.contoso.example"), directory.is_some(), "{now}");
                }
            }
        }
    }
}

#[test]
fn the_page_of_numbers_is_known_by_its_words_its_address_or_the_dial_in_data() {
    for format in FORMATS {
        for page in [
            "Find a local number|https://dialin.contoso.example",
            "Find a local number|https://www.fabrikam.example/bridge",
            "Lokale Nummer suchen|https://www.fabrikam.example/bridge",
            "Rechercher un numéro local|https://www.fabrikam.example/bridge",
            "查找本地号码|https://www.fabrikam.example/bridge",
            "See here|https://numbers.contoso.example",
            "See here|https://www.contoso.example/dialin/ines",
            "See here|https://dialin.contoso.example/1",
            "Find a local number|https://known.fabrikam.example/page",
            "Find it|https://known.fabrikam.example/page",
        ] {
            let body = skype(format, &["+44 20 7946 0121 (London)", page, "Conference ID: 79261"]);
            let known = page.ends_with("known.fabrikam.example/page");
            let target =
                if known { "https://known.fabrikam.example/page" } else { "https://dialin.other.example" };
            let now = after(format, &body, Some(target));
            assert_eq!(now.matches("https://").count(), body.matches("https://").count(), "{now}");
            assert!(now.contains(target), "{now}");
        }
    }
}
