//! Why meetings are left alone: every reason happens to a meeting here, and what a help desk says of it is written into
//! the administrators' documentation.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod documents;
mod meetings;

use std::cell::Cell;

use meetings::{block, join_url, meeting, now, plan, profile, target, terms, with, without_audio};
use redial::block::{DialInNumber, MeetingKind, Refusal};
use redial::dialin::{Conference, DialInProfile};
use redial::doubles::{
    CountingIds, KeptLooks, MemoryCalendar, MemoryDialIn, MemoryJournal, MemoryLocks, MemoryStore, SignedIn,
    SteppingClock, block_on,
};
use redial::link::{JoinUrl, Wrapper};
use redial::meeting::{
    Appointment, Body, BodyFormat, CustomProperties, ItemId, NamedProperties, Reason, Sent, TAG_KEY, Tag, Uid,
};
use redial::migration::{
    Conversion, Machine, MeetingOutcome, OpenItem, Outside, Policy, Run, UserEdits, Verdict, Visit, drive,
};
use serde_json::json;
use time::Duration;

/// A reason as a help desk meets it.
struct Row {
    /// What the page calls it, in `page.ftl`.
    key: &'static str,
    when: &'static str,
    what_to_do: &'static str,
    /// A calendar whose soonest meeting is left alone for it.
    case: fn() -> Case,
}

/// A calendar, whose it is and the administrator's settings.
struct Case {
    appointments: Vec<Appointment>,
    profile: DialInProfile,
    policy: Policy,
    meanwhile: Meanwhile,
}

/// What somebody does with the meeting.
#[derive(Clone, Copy)]
enum Meanwhile {
    Nothing,
    /// It is deleted between the plan and the run.
    Deletes,
    /// It is open in a form.
    Opens,
}

impl Case {
    fn of(appointment: Appointment) -> Self {
        Self {
            appointments: vec![appointment],
            profile: profile("2002"),
            policy: Policy::default(),
            meanwhile: Meanwhile::Nothing,
        }
    }

    /// One stale meeting with something about it changed.
    fn stale(change: impl FnOnce(&mut Appointment)) -> Self {
        let mut appointment = stale();
        change(&mut appointment);
        Self::of(appointment)
    }

    /// One stale meeting with another block.
    fn stale_block(change: impl FnOnce(&str) -> String) -> Self {
        Self::stale(|appointment| appointment.body.content = change(&block("AAAA1111", &profile("1001"))))
    }

    fn reason(&self) -> Option<Reason> {
        let target = target(self.profile.clone());
        let plan = plan(self.appointments.clone(), target, terms(&self.policy), now());
        match plan.meetings.into_iter().next()?.verdict {
            Verdict::LeftAlone(reason) => Some(reason),
            Verdict::LeftByPolicy(_) => None,
            Verdict::Rewrite(_) => match self.meanwhile {
                Meanwhile::Nothing => None,
                Meanwhile::Deletes => self.run_without_the_meeting(),
                Meanwhile::Opens => self.look_beside_its_form(),
            },
        }
    }

    fn look_beside_its_form(&self) -> Option<Reason> {
        let dial_in = MemoryDialIn::new(self.profile.clone());
        let outside = Outside {
            calendar: &MemoryCalendar::new(self.appointments.clone()),
            online_meetings: &dial_in,
            journal: &MemoryJournal::default(),
            settings: &MemoryStore::default(),
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        let first = self.appointments.first();
        let open = first.map_or(OpenItem::Nothing, |first| OpenItem::This(first.header.id.clone()));
        let visit = Visit {
            outside,
            dial_in: &dial_in,
            lock: &MemoryLocks::default(),
            ids: &CountingIds::default(),
            memory: &KeptLooks::default(),
            owner: "ines@contoso.example",
            account: &SignedIn::default(),
            terms: terms(&self.policy),
            open: &open,
        };
        let look = block_on(visit.look(None, &|_| {})).expect("a look");
        match look.assessment.plan.meetings.into_iter().next()?.verdict {
            Verdict::LeftAlone(reason) => Some(reason),
            Verdict::Rewrite(_) | Verdict::LeftByPolicy(_) => None,
        }
    }

    fn run_without_the_meeting(&self) -> Option<Reason> {
        let terms = terms(&self.policy);
        let plan = plan(self.appointments.clone(), target(self.profile.clone()), terms, now());
        let run =
            Run { correlation_id: "run-1".into(), owner: "ines@contoso.example".into(), plan: &plan, terms };
        let outside = Outside {
            calendar: &MemoryCalendar::default(),
            online_meetings: &MemoryDialIn::new(self.profile.clone()),
            journal: &MemoryJournal::default(),
            settings: &MemoryStore::default(),
            clock: &SteppingClock { now: Cell::new(now()) },
        };
        let report = block_on(drive(Machine::new(run, None, now()), outside, |_| {})).expect("a report");
        match report.results.into_iter().next()?.outcome {
            MeetingOutcome::LeftAlone(reason) => Some(reason),
            _ => None,
        }
    }
}

fn stale() -> Appointment {
    meeting("AAAA1111", 2, &profile("1001"))
}

fn leading_to(link: &str) -> Case {
    Case::stale(|appointment| {
        appointment.body.content = appointment.body.content.replace(join_url("AAAA1111").as_str(), link);
        appointment.header.named.external_link = JoinUrl::new(link);
    })
}

/// A meeting of which nothing is stored that tells whose it is.
fn holding(block: &str) -> Case {
    Case::stale(|appointment| {
        (appointment.body.content, appointment.header.named) = (block.into(), NamedProperties::default());
    })
}

/// A meeting that the button made before it was first updated, and a copy of it.
fn and_its_copy() -> Case {
    let made = plan(vec![stale()], target(profile("2002")), terms(&Policy::default()), now());
    let mut tag: Tag = made.rewrites().next().expect("a rewrite").1.tag.clone();
    tag.uid = None;
    let original = with(stale(), |header| {
        header.custom_properties = tag.write(&CustomProperties::default());
        header.named = NamedProperties::default();
    });
    let mut copy = with(original.clone(), |header| header.id = ItemId::new("copy"));
    copy.header.identity.uid = Some(Uid::new("uid-copy"));
    (copy.header.start, copy.header.end) =
        (copy.header.start + Duration::days(1), copy.header.end + Duration::days(1));
    Case { appointments: vec![original, copy], ..Case::of(stale()) }
}

/// A Teams meeting that Outlook made, with an old number.
fn outlooks() -> Case {
    const JOIN: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_QUJD%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%2c%22Oid%22%3a%222%22%7d";
    let line = "_".repeat(80);
    let block = format!(
        "<div>{line}</div><div>Microsoft Teams meeting</div><div><a href=\"{JOIN}\">Join here</a></div>\
         <div><a href=\"tel:+15550100,,1001#\">+1 555 0100,,1001#</a> United Kingdom, London</div>\
         <div>Phone Conference ID: 100 1#</div><div>{line}</div>"
    );
    let mut case = holding(&block);
    case.appointments[0].header.named.teams_url = JoinUrl::new(JOIN);
    let base = JoinUrl::new(JOIN).map(|url| url.as_str().to_owned());
    case.profile = DialInProfile { kind: MeetingKind::Teams, meeting_base: base, ..profile("2002") };
    case
}

#[rustfmt::skip]
const TABLE: [Row; 35] = [
    Row {
        key: "reason-deleted",
        when: "It was deleted after the page had listed it, before its turn came.",
        what_to_do: "Nothing.",
        case: || Case { meanwhile: Meanwhile::Deletes, ..Case::of(stale()) },
    },
    Row {
        key: "reason-past",
        when: "It has ended; of a series, its last date has.",
        what_to_do: "Nothing.",
        case: || Case::of(meeting("AAAA1111", -2, &profile("1001"))),
    },
    Row {
        key: "reason-cancelled",
        when: "It was cancelled and still stands in the calendar.",
        what_to_do: "Nothing. The organizer may delete it.",
        case: || Case::stale(|appointment| appointment.header.is_cancelled = true),
    },
    Row {
        key: "reason-draft",
        when: "It was saved with attendees, and its invitation was not sent.",
        what_to_do: "Organizer: send the invitation, then check again.",
        case: || Case::stale(|appointment| appointment.header.sent = Sent::Never),
    },
    Row {
        key: "reason-unsent-changes",
        when: "It was sent, and changed since in Outlook without sending the update; whatever writes to it sends these changes too.",
        what_to_do: "Organizer: send the update, or undo the changes, then check again.",
        case: || Case::stale(|appointment| appointment.header.sent = Sent::ButForChanges),
    },
    Row {
        key: "reason-not-organizer",
        when: "Somebody else invited the owner of the calendar to it.",
        what_to_do: "Nothing. It is updated from the calendar of whoever organizes it.",
        case: || Case::stale(|appointment| appointment.header.is_organizer = false),
    },
    Row {
        key: "reason-too-many-attendees",
        when: "More people are invited than `policy.maxAttendees` says, or more than 500, which is Microsoft 365's own limit.",
        what_to_do: "Organizer: change the details by hand. Administrator: raise `maxAttendees` where it is below 500.",
        case: || Case::stale(|appointment| appointment.header.attendees = 501),
    },
    Row {
        key: "reason-block-missing",
        when: "An online meeting was added, and its details were deleted from the text later.",
        what_to_do: "Organizer: where people are to dial in, open the meeting and add the online meeting again; otherwise nothing.",
        case: || Case::stale(|appointment| appointment.body.content = "<p>Agenda</p>".into()),
    },
    Row {
        key: "reason-link-hidden",
        when: "A mail filter put links of its own into the text, and they do not show where they lead.",
        what_to_do: "Organizer: delete the details and add the online meeting again. Administrator: let the filter leave links to the meeting server as they are.",
        case: || {
            let wrapped = "https://protect-eu.mimecast.com/s/AbCdEf12";
            let join = join_url("AAAA1111");
            Case::stale_block(|block| block.replace(&format!("{join}?sl=1"), wrapped).replace(join.as_str(), wrapped))
        },
    },
    Row {
        key: "reason-copied",
        when: "The text, or the whole appointment, was copied: nothing stored on it says that this online meeting is its own.",
        what_to_do: "Organizer: delete the details and add an online meeting of its own, or change them by hand.",
        case: || Case::stale(|appointment| appointment.header.named = NamedProperties::default()),
    },
    Row {
        key: "reason-foreign",
        when: "Its details are of a service that Redial never changes, such as Zoom.",
        what_to_do: "Nothing. That service's own add-in looks after them.",
        case: || holding(r#"<p><a href="https://us02web.zoom.us/j/8123456789">Join Zoom Meeting</a></p>"#),
    },
    Row {
        key: "reason-other-kind",
        when: "It is a Skype meeting of an organizer who has Teams meetings now, or the other way round. Redial never makes one of the other.",
        what_to_do: "Organizer: where the old online meeting is of no use any more, delete its details and add a new one.",
        case: || holding(r#"<div><a href="https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0">Join</a></div>"#),
    },
    Row {
        key: "reason-service-updates",
        when: "Outlook's own button made this Teams meeting, its details are old, and `policy.coexistWithMms` is on, as it ships.",
        what_to_do: "Organizer: wait for Microsoft's service. Administrator: where Microsoft's service does not run, switch `coexistWithMms` off.",
        case: outlooks,
    },
    Row {
        key: "reason-another-persons",
        when: "Its link leads to an online meeting of the person named, as in a text taken from that person's invitation.",
        what_to_do: "Organizer: where people are to meet there, nothing; otherwise delete the details and add an online meeting.",
        case: || leading_to("https://meet.contoso.example/paul.weber/AAAA1111"),
    },
    Row {
        key: "reason-unknown-address",
        when: "Its link leads where neither the organizer's dial-in service nor the organizer's other meetings say that the organizer's meetings are.",
        what_to_do: "Organizer: where the online meeting is not used any more, or is somebody else's, delete the details and add a new one.",
        case: || leading_to("https://meet.fabrikam.example/ines.moreau/AAAA1111"),
    },
    Row {
        key: "reason-unusable-address",
        when: "A program stored something on it in the place of its join link that no online meeting can be reached at.",
        what_to_do: "Organizer: do not follow the link; make a new appointment with an online meeting. Administrator: find out which program wrote it.",
        case: || Case::stale(|appointment| {
            appointment.header.named = NamedProperties { unusable: Some("javascript:x".into()), ..NamedProperties::default() };
        }),
    },
    Row {
        key: "reason-contested",
        when: "It was copied, or is a copy, before its first update, and both lead to the same online meeting.",
        what_to_do: "Organizer: delete the details in the copy, or the copy, then check again.",
        case: and_its_copy,
    },
    Row {
        key: "reason-newer-tag",
        when: "A later version of Redial wrote it, and this version does not know what that means.",
        what_to_do: "Organizer: close Outlook and open it again. Administrator: publish the later version for everybody.",
        case: || Case::stale(|appointment| {
            appointment.header.custom_properties.0.insert(TAG_KEY.into(), json!(r#"{"v":3}"#));
        }),
    },
    Row {
        key: "reason-unsure",
        when: "Its text leads to another online meeting than what is stored on it, or holds details of several.",
        what_to_do: "Organizer: delete the details that are not this meeting's, or all of them, and add the online meeting again.",
        case: || Case::stale(|appointment| appointment.header.named.external_link = Some(join_url("BBBB2222"))),
    },
    Row {
        key: "reason-unknown-format",
        when: "Exchange does not tell whether it was written as plain text, as rich text or as HTML.",
        what_to_do: "Organizer: change the details by hand, or set the text's format to HTML in Outlook, save, and check again.",
        case: || Case::stale(|appointment| appointment.body.format = BodyFormat::Unknown),
    },
    Row {
        key: "reason-protected",
        when: "Its text is encrypted, as a sensitivity label or *Encrypt* in Outlook does: `message.rpmsg` is attached to it.",
        what_to_do: "Organizer: change the details by hand.",
        case: || Case::stale(|appointment| {
            appointment.body = Body { format: BodyFormat::Protected, content: "<p>Protected with Microsoft Purview</p>".into() };
        }),
    },
    Row {
        key: "reason-embedded-objects",
        when: "It was written in classic Outlook, with pictures, tables of Excel or the like in its text, which lose their places where such a text is made HTML.",
        what_to_do: "Organizer: change the details by hand, or take the objects out of the text, then check again.",
        case: || Case::stale(|appointment| appointment.body.format = BodyFormat::RichTextWithObjects),
    },
    Row {
        key: "reason-rich-text",
        when: "Classic Outlook keeps its text as rich text (RTF), and `policy.richTextBodies` is `leave`.",
        what_to_do: "Organizer: change the details by hand. Administrator: set `richTextBodies` to `update`, which makes such texts HTML.",
        case: || Case {
            policy: Policy { rich_text_bodies: Conversion::Leave, ..Policy::default() },
            ..Case::stale(|appointment| appointment.body.format = BodyFormat::RichText)
        },
    },
    Row {
        key: "reason-plain-text",
        when: "It was written as plain text, which Exchange gives to Redial as HTML, and `policy.plainTextBodies` is `leave`, as it ships.",
        what_to_do: "Organizer: change the details by hand, or set the text's format to HTML in Outlook, save, and check again. Administrator: set `plainTextBodies` to `update`, which makes such texts HTML.",
        case: || Case::stale(|appointment| appointment.body.format = BodyFormat::PlainText),
    },
    Row {
        key: "reason-open-in-form",
        when: "It, its series or a date of its series stands open in a form beside Redial's pane: the form would save its older text over the update.",
        what_to_do: "Organizer: choose *Update this meeting* beside the form and send it, or save or close it and check again.",
        case: || Case { meanwhile: Meanwhile::Opens, ..Case::stale(|_| {}) },
    },
    Row {
        key: "reason-edited",
        when: "The organizer wrote lines among the details, and `policy.userEdits` is `skip`.",
        what_to_do: "Organizer: change the details by hand. Administrator: set `userEdits` to `keep`, which leaves such lines where they are.",
        case: || {
            let with_line = |block: &str| block.replace("1001</span></p>", "1001</span></p><p>Ask Anna</p>");
            Case { policy: Policy { user_edits: UserEdits::Skip, ..Policy::default() }, ..Case::stale_block(with_line) }
        },
    },
    Row {
        key: "reason-no-conference-id",
        when: "Every meeting has a conference ID of its own, and the dial-in service does not tell this one's.",
        what_to_do: "Organizer: delete the details and add the online meeting again. Administrator: see whether the service still has the online meeting.",
        case: || {
            let mut case = Case::of(meeting("AAAA1111", 2, &without_audio()));
            case.profile.audio.as_mut().expect("audio").conference = Conference::PerMeeting;
            case
        },
    },
    Row {
        key: "reason-incomplete",
        when: "The line of dots or underscores above or below the details was deleted.",
        what_to_do: "Organizer: change the details by hand, or delete them and add the online meeting again.",
        case: || Case::stale_block(|block| block.replacen(&".".repeat(137), "", 1)),
    },
    Row {
        key: "reason-shared-markup",
        when: "What is to change is entangled with other text, as in a line that shows the same link twice.",
        what_to_do: "Organizer: change the details by hand, or delete them and add the online meeting again.",
        case: || {
            let join = join_url("AAAA1111");
            let twice = format!(r#"{join}</span></a>, <a href="{join}"><span>{join}"#);
            let mut case = Case::stale_block(|block| block.replace("Join Skype Meeting", &twice));
            case.appointments.extend([("BBBB2222", 3), ("CCCC3333", 4)].map(|(id, days)| meeting(id, days, &profile("1001"))));
            case.profile =
                DialInProfile { meeting_base: Some("https://meet.fabrikam.example/ines.moreau/".into()), ..profile("1001") };
            case
        },
    },
    Row {
        key: "reason-unbalanced",
        when: "Tags among the details are missing or in the wrong order, so that a change could show in the rest of the text.",
        what_to_do: "Organizer: change the details by hand, or delete them and add the online meeting again.",
        case: || Case {
            profile: without_audio(),
            ..Case::stale_block(|block| block.replace("Find a local number", "<frameset>Find a local number"))
        },
    },
    Row {
        key: "reason-no-room",
        when: "A line has to come or go where HTML allows no paragraph: inside a link, a list or a table.",
        what_to_do: "Organizer: move the details out of it, or delete them and add the online meeting again.",
        case: || Case {
            profile: without_audio(),
            ..Case::stale_block(|block| block.replace("Try Skype Web App", "<h1>Try Skype Web App"))
        },
    },
    Row {
        key: "reason-unclear-digits",
        when: "The details show several codes, or labels and digits in separate lines, after somebody edited them.",
        what_to_do: "Organizer: change the details by hand, or delete them and add the online meeting again.",
        case: || Case::stale_block(|block| {
            let codes = "Participant code: 79261#</span></p><p><span>Host code: 88112#";
            block.replace("Conference ID: 1001", codes)
        }),
    },
    Row {
        key: "reason-not-read-back",
        when: "What Redial would write was read again, as a test, and did not say what it should.",
        what_to_do: "Organizer: change the details by hand, or delete them and add the online meeting again.",
        case: || {
            let help = r#"<a href="https://o15.officeredir.microsoft.com/r/rlidLync15?p1=5&amp;p2=2009&amp;clid=1033">"#;
            let mut case = Case::stale_block(|block| block.replace("Forgot your", "1001Forgot your").replace(help, ""));
            let audio = case.profile.audio.as_mut().expect("audio");
            audio.directory_url = Some("https://dialin.fabrikam.example".into());
            audio.numbers.extend([DialInNumber { number: "+46850521034".into(), ..audio.numbers[0].clone() }]);
            case
        },
    },
    Row {
        key: "reason-too-deep",
        when: "More than 500 elements stand inside each other in the text, as after many replies or a broken import.",
        what_to_do: "Organizer: clear the formatting of the text in Outlook, save, and check again.",
        case: || Case::stale_block(|block| "<div>".repeat(600) + block),
    },
    Row {
        key: "reason-already-true",
        when: "Its details are what they should be.",
        what_to_do: "Nothing.",
        case: || Case::of(meeting("AAAA1111", 2, &profile("2002"))),
    },
];

/// What the page calls a reason. A new one has no words yet, and no row above.
fn key(reason: &Reason) -> &'static str {
    match reason {
        Reason::Deleted => "reason-deleted",
        Reason::Past => "reason-past",
        Reason::Cancelled => "reason-cancelled",
        Reason::Draft => "reason-draft",
        Reason::UnsentChanges => "reason-unsent-changes",
        Reason::NotOrganizer => "reason-not-organizer",
        Reason::TooManyAttendees { .. } => "reason-too-many-attendees",
        Reason::BlockMissing => "reason-block-missing",
        Reason::LinkHidden { .. } => "reason-link-hidden",
        Reason::Copied => "reason-copied",
        Reason::Foreign => "reason-foreign",
        Reason::OtherKind => "reason-other-kind",
        Reason::ServiceUpdates => "reason-service-updates",
        Reason::AnotherPersons { .. } => "reason-another-persons",
        Reason::UnknownAddress { .. } => "reason-unknown-address",
        Reason::UnusableAddress { .. } => "reason-unusable-address",
        Reason::Contested => "reason-contested",
        Reason::NewerTag => "reason-newer-tag",
        Reason::Unsure => "reason-unsure",
        Reason::UnknownFormat => "reason-unknown-format",
        Reason::Protected => "reason-protected",
        Reason::EmbeddedObjects => "reason-embedded-objects",
        Reason::RichText => "reason-rich-text",
        Reason::PlainText => "reason-plain-text",
        Reason::NoConferenceId => "reason-no-conference-id",
        Reason::OpenInForm => "reason-open-in-form",
        Reason::Edited => "reason-edited",
        Reason::Unsafe { refusal } => match refusal {
            Refusal::Incomplete => "reason-incomplete",
            Refusal::SharedMarkup => "reason-shared-markup",
            Refusal::Unbalanced => "reason-unbalanced",
            Refusal::NoRoom => "reason-no-room",
            Refusal::UnclearDigits => "reason-unclear-digits",
            Refusal::NotReadBack => "reason-not-read-back",
            Refusal::TooDeep => "reason-too-deep",
        },
        Reason::AlreadyTrue => "reason-already-true",
    }
}

const PAGE: &str = include_str!("../www/languages/en/page.ftl");

/// The reasons that the page words, and their words.
fn worded() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGE.lines().filter(|line| line.starts_with("reason-")).filter_map(|line| line.split_once(" = "))
}

#[test]
fn every_reason_of_the_table_happens() {
    let keys = TABLE.iter().map(|row| (row.key, (row.case)().reason().as_ref().map(key)));
    let wrong: Vec<_> = keys.filter(|(said, happened)| *happened != Some(*said)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_reason_that_the_page_words_has_a_row() {
    let rows: Vec<&str> = TABLE.iter().map(|row| row.key).collect();
    let worded: Vec<&str> = worded().map(|(key, _)| key).collect();
    assert_eq!(rows, worded, "in the order in which page.ftl words them");
}

#[test]
fn a_reason_tells_the_particulars() {
    let of = |key: &str| (TABLE.iter().find(|row| row.key == key).expect("a row").case)().reason();
    assert_eq!(of("reason-too-many-attendees"), Some(Reason::TooManyAttendees { limit: 500 }));
    assert_eq!(of("reason-link-hidden"), Some(Reason::LinkHidden { by: Wrapper::Mimecast }));
    assert_eq!(of("reason-another-persons"), Some(Reason::AnotherPersons { person: "paul.weber".into() }));
}

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reasons.md");

fn document() -> String {
    let rows: Vec<String> = TABLE
        .iter()
        .map(|row| {
            let words = worded().find(|(key, _)| *key == row.key).map(|(_, words)| words).unwrap_or_default();
            let words = words.replace("{ $", "*").replace(" }", "*");
            let old = if (row.case)().reason().is_some_and(|reason| reason.shows_old_details()) {
                "yes"
            } else {
                ""
            };
            format!("| {words} | {} | {old} | {} |", row.when, row.what_to_do)
        })
        .collect();
    format!(
        "# Why a meeting is left alone\n\n\
         What Redial's page says beside a meeting that it does not update, when that happens, and what can be done. \
         Words in *italics* are filled in by the page. *Old* are the meetings that are known to show old details: \
         the page counts them apart, because who dials in from them may not get through.\n\n\
         Whether a change updates meetings at all is in [decisions.md](decisions.md).\n\n\
         | what the page says | when | old | what to do |\n|---|---|---|---|\n{}\n\n\
         *By hand* means: in Outlook, in the text of the appointment, with the details that a new online meeting \
         shows; then the update is sent to the attendees. *Add the online meeting* is Redial's button in the form of \
         the appointment; it is offered once the old details are deleted.\n",
        rows.join("\n"),
    )
}

#[test]
fn the_documentation_says_what_the_table_says() {
    documents::says(DOCUMENT, &document(), "reasons");
}
