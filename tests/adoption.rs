//! Whoever adopts a text says that its one online meeting is theirs: where it may be, and it is one.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod blocks;
mod meetings;

use blocks::{SKYPE, TEAMS, skype, teams};
use meetings::profile;
use redial::block::{InfoBlock, MeetingKind, recognise};
use redial::dialin::{DialInProfile, OwnAddresses};
use redial::html::{Document, Format};
use redial::meeting::{Ours, Reason, adopt};

const NUMBER: &str = "+44 20 7946 0100 (London)";

fn of_kind(kind: MeetingKind) -> DialInProfile {
    let meeting_base = match kind {
        MeetingKind::Teams => None,
        MeetingKind::SkypeForBusiness | MeetingKind::Hosted => profile("2002").meeting_base,
    };
    DialInProfile { kind, meeting_base, ..profile("2002") }
}

fn blocks_in(body: &str) -> Vec<InfoBlock> {
    recognise(&Document::parse(Format::Html, body), &[])
}

fn adopted(kind: MeetingKind, body: &str) -> Result<Ours, Reason> {
    adopt(&blocks_in(body), kind, &OwnAddresses::of(&of_kind(kind), &[]))
}

fn address(adopted: Result<Ours, Reason>) -> Result<String, Reason> {
    adopted.map(|ours| ours.block.invitation.join_url.as_str().to_owned())
}

fn link(to: &str) -> String {
    format!("<p><a name=\"OutJoinLink\"></a><a href=\"{to}\">Join Skype Meeting</a></p>")
}

const SKYPE_KIND: MeetingKind = MeetingKind::SkypeForBusiness;

#[test]
fn the_one_block_of_a_text_is_adopted_whatever_links_stand_beside_it() {
    let body = skype(Format::Html, &[NUMBER]);
    let ours = adopted(SKYPE_KIND, &body).expect("adopted");
    assert_eq!((ours.tag, ours.tagged, ours.unedited), (None, true, false));
    let elsewhere = link("https://meet.contoso.example/ines.moreau/EF56GH78");
    assert_eq!(address(adopted(SKYPE_KIND, &(body.clone() + &elsewhere))), Ok(SKYPE.to_owned()));
    let foreign = link("https://us02web.zoom.us/j/81234567890?pwd=abc");
    assert_eq!(address(adopted(SKYPE_KIND, &(body.clone() + &foreign))), Ok(SKYPE.to_owned()));
    assert_eq!(address(adopted(SKYPE_KIND, &(body.clone() + &link(SKYPE)))), Ok(SKYPE.to_owned()));
    let other = body.replace("AB12CD34", "EF56GH78");
    assert_eq!(adopted(SKYPE_KIND, &(body + &other)), Err(Reason::Unsure));
}

#[test]
fn a_meeting_that_a_text_shows_in_two_blocks_is_adopted_in_neither() {
    let mut blocks = blocks_in(&skype(Format::Html, &[NUMBER]));
    blocks.push(InfoBlock { complete: false, ..blocks[0].clone() });
    let own = OwnAddresses::of(&of_kind(SKYPE_KIND), &[]);
    assert_eq!(adopt(&blocks, SKYPE_KIND, &own), Err(Reason::Unsure));
}

#[test]
fn a_link_alone_is_adopted_where_it_is_the_only_one() {
    assert_eq!(address(adopted(SKYPE_KIND, &link(SKYPE))), Ok(SKYPE.to_owned()));
    let two = link(SKYPE) + &link("https://meet.contoso.example/ines.moreau/EF56GH78");
    assert_eq!(adopted(SKYPE_KIND, &two), Err(Reason::Unsure));
}

#[test]
fn what_another_service_made_is_adopted_by_nobody() {
    let foreign = link("https://us02web.zoom.us/j/81234567890?pwd=abc");
    assert_eq!(adopted(SKYPE_KIND, &foreign), Err(Reason::Foreign));
    assert_eq!(adopted(SKYPE_KIND, &teams(Format::Html, &[NUMBER])), Err(Reason::OtherKind));
}

#[test]
fn of_teams_alone_a_link_is_adopted_of_which_nobody_can_tell_whose_it_is() {
    let body = teams(Format::Html, &[NUMBER]);
    assert_eq!(address(adopted(MeetingKind::Teams, &body)), Ok(TEAMS.to_owned()));
    let unknown = "https://meet.fabrikam.example/ines.moreau/AB12CD34";
    let body = skype(Format::Html, &[NUMBER]).replace(SKYPE, unknown);
    assert_eq!(adopted(SKYPE_KIND, &body), Err(Reason::UnknownAddress { address: unknown.to_owned() }));
    let pauls = "https://meet.contoso.example/paul.weber/AB12CD34";
    let body = skype(Format::Html, &[NUMBER]).replace(SKYPE, pauls);
    assert_eq!(adopted(SKYPE_KIND, &body), Err(Reason::AnotherPersons { person: "paul.weber".to_owned() }));
}
