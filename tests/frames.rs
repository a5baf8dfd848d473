//! A block is what stands between its two separator lines: links to other meetings, above it, in it and below it,
//! take no line from it.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

mod meetings;

use meetings::{block, invitation_in, join_url, meeting, now, plan, profile, target, terms};
use redial::block::{Edits, InfoBlock, Invitation, Language, MeetingKind, recognise, rewrite, visible_text};
use redial::dialin::DialInProfile;
use redial::doubles::{MANNERS, MemoryDialIn, MemoryItem, NoPatience, block_on};
use redial::html::{Document, Format};
use redial::meeting::{Added, Appointment, NamedProperties, Reason, Service, add};
use redial::migration::{Policy, Rewrite, Terms, Verdict};

/// Links to other meetings of Skype for Business.
const SKYPE_MEETINGS: [&str; 5] = [
    "https://meet.contoso.example/tomas.lind/Z9Y8X7W6",
    "https://meet.contoso.example/tomas.lind/Z9Y8X7W6?sl=1",
    "https://sfb.fabrikam.example/meet/ana.costa/QW12ER34",
    "https://meet.lync.com/fabrikam/ana.costa/QW12ER34",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmeet.contoso.example%2Ftomas.lind%2FZ9Y8X7W6&data=05&reserved=0",
];

/// Links to other meetings of Teams.
const TEAMS_MEETINGS: [&str; 3] = [
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0",
    "https://teams.microsoft.com/meet/48803137263631?p=YXe9K6OhVD94",
    "https://teams.live.com/meet/9412345678901",
];

/// Links to meetings of other services.
const OTHER_MEETINGS: [&str; 10] = [
    "https://join.skype.com/JTzth1sgO3Fy",
    "https://us02web.zoom.us/j/81234567890?pwd=abc",
    "https://zoom.us/my/ana.costa",
    "https://meet.google.com/abc-defg-hij",
    "https://contoso.webex.com/contoso/j.php?MTID=m01",
    "https://contoso.webex.com/meet/ana.costa",
    "https://global.gotomeeting.com/join/123456789",
    "https://bluejeans.com/123456789",
    "https://meet.jit.si/BudgetRoom",
    "https://bridge.example/join/another-room",
];

/// Links that only look like one.
const PAGES: [&str; 12] = [
    "https://jira.contoso.example/browse/PROJECT1",
    "https://git.contoso.example/platform/redial/COMMIT42",
    "https://wiki.contoso.example/display/TEAM/BUDGET27",
    "https://contoso.sharepoint.example/sites/BUDGET27",
    "https://shop.contoso.example/items/ABC123456",
    "https://www.webex.com/customers/acme",
    "https://www.webex.com/",
    "https://help.webex.com/en-us/article/XYZ12345",
    "https://support.zoom.us/hc/en-us/articles/201362613",
    "https://www.gotomeeting.com/features",
    "https://www.bluejeans.com/pricing",
    "https://teams.microsoft.com/l/channel/19%3aabc/General",
];

fn links() -> impl Iterator<Item = &'static str> {
    SKYPE_MEETINGS.into_iter().chain(TEAMS_MEETINGS).chain(OTHER_MEETINGS).chain(PAGES)
}

fn line(link: &str) -> String {
    format!("<p>See <a href=\"{}\">their call</a></p>\n", link.replace('&', "&amp;"))
}

/// A body with a line in front of every row in turn, from the first to behind the last. Between the opening line and the
/// join link no other meeting `of_its_kind` is put: which of the two the block is for, nothing tells.
fn with_line_everywhere(rows: &[String], line: &str, of_its_kind: bool) -> Vec<String> {
    let opening = rows.iter().position(|row| is_separator(row)).expect("an opening line");
    let join = rows.iter().position(|row| row.contains("https://")).expect("a join link");
    (0..=rows.len())
        .filter(|at| !of_its_kind || !(opening + 1..=join).contains(at))
        .map(|at| {
            let (above, below) = rows.split_at(at);
            format!("{}{line}{}", above.concat(), below.concat())
        })
        .collect()
}

fn is_separator(row: &str) -> bool {
    row.contains(&".".repeat(60)) || row.contains(&"_".repeat(60))
}

/// The rows of a body that is a greeting, a block of `id` and an end.
fn skype_rows(id: &str, profile: &DialInProfile) -> Vec<String> {
    let block = block(id, profile);
    let inside = block.split_inclusive('\n').map(str::to_owned);
    ["<p>Agenda</p>\n".to_owned()].into_iter().chain(inside).chain(["<p>Regards</p>\n".to_owned()]).collect()
}

fn teams_rows() -> Vec<String> {
    let body = include_str!("corpus/teams.html");
    let from = body.find("<div>Hello").expect("a beginning");
    let to = body.find("</body>").expect("an end");
    // The block's own division goes, so that a line between rows is a row.
    let flat = body[from..to]
        .replace("<div class=\"me-email-text\" lang=\"en-GB\">\n", "")
        .replace("</div>\n</div>\n", "</div>\n")
        .replace("</a>\n<div>", "</a><br>\n<div>");
    flat.replace("Click\n here", "Click here").split_inclusive('\n').map(str::to_owned).collect()
}

fn stale(body: String) -> Appointment {
    let mut appointment = meeting("AAAA1111", 2, &profile("1001"));
    appointment.body.content = body;
    appointment
}

fn after(body: String) -> Result<Vec<String>, Verdict<Rewrite>> {
    let plan = plan(vec![stale(body)], target(profile("2002")), terms(&Policy::default()), now());
    match plan.meetings.into_iter().next().expect("a meeting").verdict {
        Verdict::Rewrite(rewrite) => Ok(rewrite.after),
        other => Err(other),
    }
}

#[test]
fn a_link_to_another_meeting_changes_nothing_wherever_it_stands() {
    let rows = skype_rows("AAAA1111", &profile("1001"));
    let alone = after(rows.concat()).expect("a rewrite");
    let mut passed_over: Vec<String> = Vec::new();
    for link in links() {
        for (at, body) in
            with_line_everywhere(&rows, &line(link), SKYPE_MEETINGS.contains(&link)).into_iter().enumerate()
        {
            match after(body.clone()) {
                Ok(mut rows) => {
                    rows.retain(|row| row != "See their call" && row != "their call");
                    if rows != alone {
                        passed_over.push(format!("{link} in front of row {at}: {rows:?}"));
                    }
                }
                Err(verdict) => passed_over.push(format!("{link} in front of row {at}: {verdict:?}")),
            }
        }
    }
    assert!(passed_over.is_empty(), "{} of them:\n{}", passed_over.len(), passed_over.join("\n"));
}

#[test]
fn several_links_above_and_below_change_nothing() {
    let rows = skype_rows("AAAA1111", &profile("1001"));
    let alone = after(rows.concat()).expect("a rewrite");
    let all: String = links().map(line).collect();
    assert_eq!(after(format!("{all}{}", rows.concat())).as_ref(), Ok(&alone));
    assert_eq!(after(format!("{}{all}", rows.concat())).as_ref(), Ok(&alone));
    assert_eq!(after(format!("{all}{}{all}", rows.concat())).as_ref(), Ok(&alone));
}

#[test]
fn the_line_with_the_link_stays_where_it_was() {
    let rows = skype_rows("AAAA1111", &profile("1001"));
    for link in links() {
        for body in with_line_everywhere(&rows, &line(link), SKYPE_MEETINGS.contains(&link)) {
            let plan =
                plan(vec![stale(body.clone())], target(profile("2002")), terms(&Policy::default()), now());
            let (appointment, rewrite) = plan.rewrites().next().unwrap_or_else(|| panic!("{link}\n{body}"));
            let after = rewrite.update(appointment).body.content;
            assert_eq!(after.matches(&line(link)).count(), 1, "{link}\n{after}");
            assert_eq!(after.matches("2002").count(), 1, "{link}\n{after}");
        }
    }
}

/// The one whole block of a body.
fn whole_block(format: Format, body: &str, hint: &str) -> InfoBlock {
    let blocks = recognise(&Document::parse(format, body), &[]);
    let mut whole: Vec<InfoBlock> = blocks.into_iter().filter(|block| block.complete).collect();
    assert_eq!(whole.len(), 1, "{hint}\n{body}");
    whole.remove(0)
}

fn with_other_id(invitation: &Invitation) -> Invitation {
    let mut wanted = invitation.clone();
    let phone = wanted.phone.as_mut().expect("a phone part");
    phone.conference_id = redial::block::ConferenceId::new("987654321");
    wanted
}

/// With a line in front of every row in turn, the block is whole and says the same; rewritten, it says what is wanted.
fn stands_its_ground(format: Format, rows: &[String], link: &str, line: &str, kind: &[&str]) {
    let alone = whole_block(format, &rows.concat(), link).invitation;
    for body in with_line_everywhere(rows, line, kind.contains(&link)) {
        let found = whole_block(format, &body, link);
        assert_eq!(found.invitation, alone, "{link}\n{body}");
        let document = Document::parse(format, &body);
        let wanted = with_other_id(&found.invitation);
        let splice = rewrite(&document, &found, &wanted, Language::English, Edits::Keep);
        let after = splice.unwrap_or_else(|refusal| panic!("{refusal}: {link}\n{body}")).apply(&body);
        assert!(after.contains(line), "{link}\n{after}");
        let read = whole_block(format, &after, link);
        let said = visible_text(&Document::parse(format, &after), &read);
        let id = read.invitation.phone.and_then(|phone| phone.conference_id);
        assert_eq!(id, redial::block::ConferenceId::new("987654321"), "{link}\n{said}");
        for old in ["640 217 935", "640217935", "299 146 987", "299146987", "71946"] {
            assert!(!said.contains(old), "{link}\n{said}");
        }
    }
}

#[test]
fn a_teams_block_stands_its_ground() {
    for link in links() {
        stands_its_ground(Format::Html, &teams_rows(), link, &line(link), &TEAMS_MEETINGS);
    }
}

#[test]
fn a_block_in_plain_text_stands_its_ground() {
    let skype: Vec<String> =
        include_str!("corpus/skype.txt").split_inclusive('\n').map(str::to_owned).collect();
    let teams: Vec<String> =
        include_str!("corpus/en-US-teams2024-mail-1.txt").split_inclusive('\n').map(str::to_owned).collect();
    for link in links() {
        for line in [format!("See their call <{link}>\n"), format!("{link}\n")] {
            stands_its_ground(Format::Text, &skype, link, &line, &SKYPE_MEETINGS);
            stands_its_ground(Format::Text, &teams, link, &line, &TEAMS_MEETINGS);
        }
    }
}

#[test]
fn two_framed_blocks_are_two() {
    let both =
        format!("{}<p>and</p>{}", block("AAAA1111", &profile("1001")), block("BBBB2222", &profile("1001")));
    for link in links() {
        for body in [format!("{}{both}", line(link)), both.replace("<p>and</p>", &line(link))] {
            let blocks = recognise(&Document::parse(Format::Html, &body), &[]);
            let whole: Vec<&str> = blocks
                .iter()
                .filter(|block| block.complete)
                .map(|block| block.invitation.join_url.as_str())
                .collect();
            assert_eq!(whole, [join_url("AAAA1111").as_str(), join_url("BBBB2222").as_str()], "{link}");
        }
    }
}

#[test]
fn lines_drawn_around_something_else_are_no_frame() {
    let dots = format!("<p>{}</p>\n", ".".repeat(80));
    let own = format!("{dots}<p>Minutes</p>\n{dots}");
    let rows = skype_rows("AAAA1111", &profile("1001")).concat();
    let alone = after(rows.clone()).expect("a rewrite");
    for body in [
        format!("{own}{rows}"),
        format!("{rows}{own}"),
        format!("{own}{rows}{own}"),
        format!("{dots}{rows}{dots}"),
    ] {
        assert_eq!(after(body.clone()).as_ref(), Ok(&alone), "{body}");
    }
}

#[test]
fn without_a_frame_an_invitation_is_read_and_said_to_be_incomplete() {
    let framed = block("AAAA1111", &profile("1001"));
    let dots = ".".repeat(137);
    let rows: Vec<&str> = framed.split_inclusive('\n').filter(|row| !row.contains(&dots)).collect();
    let blocks = recognise(&Document::parse(Format::Html, &rows.concat()), &[]);
    assert_eq!(blocks.len(), 1);
    assert!(!blocks[0].complete);
    assert_eq!(invitation_in(&rows.concat()), invitation_in(&framed));
}

#[test]
fn a_page_whose_address_looks_like_a_meetings_is_none() {
    for page in PAGES {
        let mut appointment = stale(format!("<p>Agenda</p>{}", line(page)));
        appointment.header.named = NamedProperties::default();
        let terms =
            Terms { policy: &Policy::default(), forms: &[], language: Language::English, manners: MANNERS };
        let plan = plan(vec![appointment], target(profile("2002")), terms, now());
        assert!(plan.meetings.is_empty(), "{page}: {:?}", plan.meetings[0].verdict);
    }
}

const SKYPE: Service<'_> = Service { kind: MeetingKind::SkypeForBusiness, forms: &[] };

fn item(body: &str) -> MemoryItem {
    let item = MemoryItem::default();
    *item.body.borrow_mut() = body.to_owned();
    item
}

#[test]
fn a_meeting_is_added_beside_a_page_whose_address_looks_like_a_meetings() {
    for page in PAGES {
        let (item, dial_in) =
            (item(&format!("<p>Agenda</p>{}", line(page))), MemoryDialIn::new(profile("2002")));
        let added = block_on(add(&item, &dial_in, &dial_in, &NoPatience, "a name", SKYPE, Language::English));
        assert!(matches!(added, Ok(Added::New(_))), "{page}: {added:?}");
        assert_eq!(dial_in.meetings.borrow().len(), 1, "{page}");
    }
}

#[test]
fn what_was_added_is_in_the_body_with_its_meeting_or_neither_is_there() {
    for link in links() {
        for body in [
            format!("<p>Agenda</p>{}", line(link)),
            format!("{}<p>Agenda</p>", line(link)),
            format!("<html><body>{0}<p>Agenda</p>{0}</body></html>", line(link)),
        ] {
            let (item, dial_in) = (item(&body), MemoryDialIn::new(profile("2002")));
            let added =
                block_on(add(&item, &dial_in, &dial_in, &NoPatience, "a name", SKYPE, Language::English));
            let now = item.body.borrow().clone();
            if matches!(added, Ok(Added::New(_))) {
                let shown = whole_block(Format::Html, &now, link).invitation.join_url;
                let meetings = dial_in.meetings.borrow();
                assert!(meetings.iter().any(|meeting| meeting.join_url == shown), "{link}");
            } else {
                assert_eq!(now, body, "{link}: {added:?}");
                assert!(dial_in.meetings.borrow().is_empty(), "{link}: {added:?}");
            }
        }
    }
}

#[test]
fn another_meetings_block_still_makes_a_meeting_unsure() {
    let body = format!(
        "{}{}",
        skype_rows("AAAA1111", &profile("1001")).concat(),
        block("BBBB2222", &profile("1001"))
    );
    assert_eq!(after(body), Err(Verdict::LeftAlone(Reason::Unsure)));
}

#[test]
fn a_line_drawn_inside_a_block_leaves_no_old_phone_part_beside_a_new_one() {
    let join = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0";
    let (line, dots) = ("_".repeat(80), ".".repeat(137));
    let dialled = ["+44 20 7946 0121,,79261#   United Kingdom", "Phone conference ID: 792 61#"];
    let skype = "https://meet.contoso.example/ines.moreau/AB12CD34";
    let bodies = [
        format!(
            "{line}\nMicrosoft Teams meeting\nJoin <{join}>\n{line}\n{}\n{}\n{line}\nBye\n",
            dialled[0], dialled[1]
        ),
        format!(
            "{line}\nMicrosoft Teams meeting\nJoin <{join}>\n{line}\nBy phone:\n{}\n{line}\nBye\n",
            dialled[0]
        ),
        format!(
            "{dots}\nJoin Skype Meeting <{skype}>\n{dots}\n+44 20 7946 0121 (London)\nConference ID: 79261\n{dots}\nBye\n"
        ),
    ];
    for text in bodies {
        let html: String = text
            .lines()
            .map(|row| match row.split_once(" <") {
                Some((words, link)) => {
                    format!("<p><a href=\"{}\">{words}</a></p>\n", link.trim_end_matches('>'))
                }
                None => format!("<p>{row}</p>\n"),
            })
            .collect();
        for (format, body) in [(Format::Text, text), (Format::Html, html)] {
            let document = Document::parse(format, &body);
            let blocks = recognise(&document, &[]);
            let block = blocks.iter().find(|block| block.complete).expect("a block");
            let phone = with_other_id(&invitation_in(&meetings::block("AAAA1111", &profile("1001")))).phone;
            let wanted = Invitation { phone, ..block.invitation.clone() };
            let after = rewrite(&document, block, &wanted, Language::English, Edits::Keep);
            let is_true = |splice: redial::block::Splice| !splice.apply(&body).contains("79261");
            assert!(after.is_err() || after.is_ok_and(is_true), "{body}");
        }
    }
}
