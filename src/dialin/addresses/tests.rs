use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt as _;
use time::OffsetDateTime;

use super::*;
use crate::block::Branding;
use crate::dialin::Home;

/// A clock where there is no page.
struct Stopped;

#[async_trait(?Send)]
impl Clock for Stopped {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH
    }

    async fn sleep(&self, _duration: Duration) {}
}

fn add_tagged(own: &mut OwnAddresses, urls: &[&JoinUrl]) {
    own.add_tagged(urls, &Stopped).now_or_never().unwrap();
}

fn profile(kind: MeetingKind, base: Option<&str>) -> DialInProfile {
    DialInProfile {
        kind,
        home: Home::OnPremises,
        sip_address: Some("Ines.Moreau@contoso.example".into()),
        audio: None,
        licence_beside_acp: None,
        meeting_base: base.map(str::to_owned),
        assigned: None,
        branding: Branding::default(),
    }
}

fn url(text: &str) -> JoinUrl {
    JoinUrl::new(text).unwrap()
}

fn another(person: &str) -> Whose {
    Whose::Another { person: person.to_owned() }
}

#[test]
fn on_a_server_the_folder_before_the_meeting_is_the_person() {
    let base = "https://meet.contoso.example/ines.moreau/";
    let own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, Some(base)), &[]);
    for (link, whose) in [
        ("https://meet.contoso.example/ines.moreau/AB12CD34", Whose::Own),
        ("https://MEET.contoso.example/Ines.Moreau/AB12CD34?sl=1", Whose::Own),
        ("https://meet.contoso.example/ines%2Emoreau/AB12CD34", Whose::Own),
        ("https://meet.contoso.example/%69nes.moreau/AB12CD34", Whose::Own),
        ("https://meet.contoso.example:443/ines.moreau/AB12CD34", Whose::Own),
        ("https://meet.contoso.example:/ines.moreau/AB12CD34", Whose::Own),
        ("https://meet.contoso.example:8443/ines.moreau/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example:8443/paul.weber/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/paul.weber/AB12CD34", another("paul.weber")),
        ("https://meet.contoso.example/paul%2eweber/AB12CD34", another("paul.weber")),
        ("https://meet.contoso.example/contoso.example/ines.moreau/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/contoso.example/paul.weber/AB12CD34", another("paul.weber")),
        ("https://meet.contoso.example/ines.moreau/..%2fpaul.weber/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/ines.moreau/AB12CD34%2f..%2f..%2fpaul.weber", Whose::Unknown),
        ("https://meet.contoso.example/ines.moreau/%252e%252e/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/ines.moreau%5c..%5cpaul.weber/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/ines.moreau2/AB12CD34", another("ines.moreau2")),
        ("https://meet.contoso.example/fabrikam.example/ines.moreau/AB12CD34", another("ines.moreau")),
        ("https://meet.contoso.example/ines.moreau/paul.weber/AB12CD34", another("paul.weber")),
        ("https://meet.contoso.example.evil.example/ines.moreau/AB12CD34", Whose::Unknown),
        ("https://meet.fabrikam.example/ines.moreau/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/AB12CD34", Whose::Unknown),
    ] {
        assert_eq!(own.whose(&url(link)), whose, "{link}");
    }
}

#[test]
fn the_organizers_sip_address_fits_on_a_server_that_is_known() {
    let base = "https://meet.contoso.example/ines/";
    let own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, Some(base)), &[]);
    assert_eq!(own.whose(&url("https://meet.contoso.example/ines.moreau/AB12CD34")), Whose::Own);
    assert_eq!(own.whose(&url("https://meet.fabrikam.example/ines.moreau/AB12CD34")), Whose::Unknown);
}

#[test]
fn a_name_fits_however_it_is_written_in_a_link() {
    let base = "https://meet.contoso.example/jo/";
    for (address, person) in [
        ("Jo.O'Brien@contoso.example", "jo.o'brien"),
        ("Jo.O'Brien@contoso.example", "jo.o%27brien"),
        ("zoë@contoso.example", "zo%C3%AB"),
        ("ZOË@contoso.example", "zoë"),
    ] {
        let profile = DialInProfile {
            sip_address: Some(address.into()),
            ..profile(MeetingKind::SkypeForBusiness, Some(base))
        };
        let link = format!("https://meet.contoso.example/{person}/AB12CD34");
        assert_eq!(OwnAddresses::of(&profile, &[]).whose(&url(&link)), Whose::Own, "{link}");
    }
}

#[test]
fn a_tag_names_no_address_against_what_is_known_without_it() {
    let tagged = |base: Option<&str>, links: &[&str]| {
        let mut own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, base), &[]);
        let urls: Vec<JoinUrl> = links.iter().map(|link| url(link)).collect();
        add_tagged(&mut own, &urls.iter().collect::<Vec<_>>());
        urls.iter().map(|url| own.whose(url)).collect::<Vec<_>>()
    };
    let base = Some("https://meet.contoso.example/im/");
    let [im, ines, paul] =
        ["im", "ines.moreau", "paul.weber"].map(|at| format!("https://meet.contoso.example/{at}/A1"));
    let all = [paul.as_str(), ines.as_str(), im.as_str()];
    assert_eq!(tagged(base, &all), [another("paul.weber"), Whose::Own, Whose::Own]);
    assert_eq!(tagged(None, &all), [another("paul.weber"), Whose::Own, another("im")]);
    assert_eq!(tagged(None, &all[2..]), [Whose::Own], "nobody knows a better one");
}

#[test]
fn a_meeting_of_the_organizers_makes_its_server_known() {
    let mut own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, None), &[]);
    let former = url("https://meet.fabrikam.example/ines/AB12CD34");
    assert_eq!(own.whose(&former), Whose::Unknown);
    own.add(&former);
    assert_eq!(own.whose(&url("https://meet.fabrikam.example/ines/EF56GH78")), Whose::Own);
    assert_eq!(own.whose(&url("https://meet.fabrikam.example/paul/EF56GH78")), another("paul"));
}

#[test]
fn an_address_of_the_past_is_known_by_its_name() {
    let mut former = profile(MeetingKind::SkypeForBusiness, Some("https://meet.fabrikam.example/im/"));
    let seen = Digest::of(&former);
    former.meeting_base = Some("https://meet.contoso.example/im/".into());
    let seen = Digest::of(&former).after(&seen);
    let mut own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, None), &[]);
    let urls = ["fabrikam.example/im", "contoso.example/im", "fabrikam.example/paul", "evil.example/im"]
        .map(|at| url(&format!("https://meet.{at}/AB12CD34")));
    own.add_former(&seen, &urls);
    let whose = urls.each_ref().map(|url| own.whose(url));
    assert_eq!(whose, [Whose::Own, Whose::Own, another("paul"), Whose::Unknown]);
}

#[test]
fn a_tag_on_a_bridge_names_what_was_the_organizers_and_nothing_of_anybody_elses() {
    let forms = [JoinUrlForm::new("https://bridge.example/*").unwrap()];
    for base in ["https://bridge.example/join/m", "https://bridge.example/j?id=", "https://bridge.example/i/"]
    {
        let mut today = profile(MeetingKind::Hosted, Some(base));
        let seen = Digest::of(&today);
        today.meeting_base = Some("https://bridge.example/now/ines/".into());
        let (former, paul) = (url(&format!("{base}42")), url("https://bridge.example/now/paul/42"));
        let mut own = OwnAddresses::of(&today, &forms);
        own.add_former(&seen, [&former, &paul]);
        add_tagged(&mut own, &[&former, &paul]);
        assert_eq!([own.whose(&former), own.whose(&paul)], [Whose::Own, another("now/paul/42")], "{base}");
    }
}

#[test]
fn a_meeting_that_all_appointments_share_is_known_as_such_later_too() {
    let base = "https://meet.contoso.example/ines/";
    let [former, today] = ["AAAA1111", "BBBB2222"].map(|id| url(&format!("{base}{id}")));
    let with = |assigned: &JoinUrl| DialInProfile {
        assigned: Some(assigned.clone()),
        ..profile(MeetingKind::SkypeForBusiness, Some(base))
    };
    let seen = Digest::of(&with(&today)).after(&Digest::of(&with(&former)));
    let mut own = OwnAddresses::of(&with(&today), &[]);
    assert!(own.is_shared(&today) && !own.is_shared(&former));
    own.add_former(&seen, [&former]);
    assert!(own.is_shared(&former));
    assert!(!own.is_shared(&url("https://meet.contoso.example/ines/CCCC3333")));
}

fn on_teams(person: &str) -> JoinUrl {
    at_teams("teams.microsoft.com", person)
}

fn at_teams(host: &str, person: &str) -> JoinUrl {
    url(&format!(
        "https://{host}/l/meetup-join/19%3ameeting_{person}%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%2c%22Oid%22%3a%22{person}%22%7d"
    ))
}

#[test]
fn a_teams_meeting_names_its_organizer() {
    let mut own = OwnAddresses::of(&profile(MeetingKind::Teams, None), &[]);
    assert_eq!(own.whose(&on_teams("paul")), Whose::Unknown, "nobody was asked");
    own = own.told(&[on_teams("ines")]);
    assert_eq!(own.whose(&on_teams("ines")), Whose::Own);
    assert_eq!(own.whose(&on_teams("paul")), Whose::Unknown);
    own.add(&on_teams("ines"));
    assert_eq!(own.whose(&on_teams("PAUL")), another("paul"));
    assert_eq!(own.whose(&url("https://teams.microsoft.com/meet/123?p=x")), Whose::Unknown);
    assert_eq!(own.whose(&at_teams("teams.cloud.microsoft", "ines")), Whose::Own, "wherever it is reached");
    own = own.told(&[on_teams("ines-in-another-tenant")]);
    assert_eq!(own.whose(&on_teams("ines-in-another-tenant")), Whose::Own, "the service knows best");
}

#[test]
fn one_teams_meeting_in_a_profile_names_its_organizer() {
    let short = "https://teams.microsoft.com/meet/123?p=x";
    for (base, link, whose) in [
        (on_teams("ines").as_str(), at_teams("teams.cloud.microsoft", "ines").as_str(), Whose::Own),
        (on_teams("ines").as_str(), on_teams("paul").as_str(), another("paul")),
        (short, short, Whose::Own),
        (short, "https://teams.microsoft.com/meet/124?p=x", Whose::Unknown),
        ("https://teams.microsoft.com/l/meetup-join/", on_teams("paul").as_str(), Whose::Unknown),
    ] {
        let own = OwnAddresses::of(&profile(MeetingKind::Teams, Some(base)), &[]);
        assert_eq!(own.whose(&url(link)), whose, "{base} {link}");
    }
}

#[test]
fn where_the_service_tells_who_the_organizer_is_no_tag_says_otherwise() {
    let mut own = OwnAddresses::of(&profile(MeetingKind::Teams, None), &[]).told(&[on_teams("ines")]);
    let (ines, paul) = (at_teams("teams.cloud.microsoft", "ines"), on_teams("paul"));
    add_tagged(&mut own, &[&paul, &ines]);
    assert_eq!([own.whose(&ines), own.whose(&paul)], [Whose::Own, another("paul")]);
    let mut untold = OwnAddresses::of(&profile(MeetingKind::Teams, None), &[]).told(&[]);
    add_tagged(&mut untold, &[&ines]);
    assert_eq!(untold.whose(&ines), Whose::Own);
}

#[test]
fn a_tag_alone_makes_nobody_the_organizer_of_what_the_service_does_not_tell() {
    let short = url("https://teams.microsoft.com/meet/123?p=x");
    let (ines, paul) = (at_teams("teams.cloud.microsoft", "ines"), on_teams("paul"));
    let untold = vec![ines.clone(), paul.clone(), short.clone()];
    let tagged = |told: Vec<OnlineMeeting>| {
        let told = Told { meetings: told, untold: untold.clone() };
        let mut own = OwnAddresses::of(&profile(MeetingKind::Teams, None), &[]).told_meetings(&told);
        add_tagged(&mut own, &[&paul, &short, &ines]);
        [&ines, &paul, &short].map(|url| own.whose(url))
    };
    let nobodys = || Whose::Unknown;
    assert_eq!(tagged(Vec::new()), [nobodys(), nobodys(), nobodys()]);
    let other = OnlineMeeting::at(url(&on_teams("ines").as_str().replace("meeting_ines", "meeting_other")));
    assert_eq!(
        tagged(vec![other]),
        [Whose::Own, another("paul"), nobodys()],
        "the address is the organizer's"
    );
}

#[test]
fn on_a_bridge_the_form_that_covers_ones_own_meetings_covers_everybodys() {
    let forms = ["https://bridge.example/*", "https://old.example/join/*"]
        .map(|form| JoinUrlForm::new(form).unwrap());
    for base in ["https://bridge.example/ines", "https://bridge.example/ines/"] {
        let own = OwnAddresses::of(&profile(MeetingKind::Hosted, Some(base)), &forms);
        assert_eq!(own.whose(&url("https://bridge.example/paul/42")), another("paul/42"), "{base}");
        assert_eq!(own.whose(&url("https://old.example/join/42")), Whose::Own, "{base}");
        assert_eq!(own.whose(&url("https://other.example/join/42")), Whose::Unknown, "{base}");
    }
    let base = "https://bridge.example/ines/";
    let own = OwnAddresses::of(&profile(MeetingKind::Hosted, Some(base)), &forms);
    for (below, whose) in [
        ("42", Whose::Own),
        ("42%20b?x=..%2f", Whose::Own),
        ("..%2fpaul/42", Whose::Unknown),
        ("%2e%2e%2fpaul/42", Whose::Unknown),
        ("..%5cpaul/42", Whose::Unknown),
        ("%252e%252e/paul/42", Whose::Unknown),
    ] {
        assert_eq!(own.whose(&url(&format!("{base}{below}"))), whose, "{below}");
    }
    let room = OwnAddresses::of(&profile(MeetingKind::Hosted, Some("https://bridge.example/ines")), &forms);
    assert!(room.is_shared(&url("https://bridge.example/ines")));
    assert_eq!(room.whose(&url("https://bridge.example/ines")), Whose::Own);
}

#[test]
fn the_folder_of_ones_own_domain_may_be_ones_own_under_either_name() {
    let base = "https://meet.contoso.example/im/";
    let own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, Some(base)), &[]);
    for (link, whose) in [
        ("https://meet.contoso.example/contoso.example/im/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/contoso.example/ines.moreau/AB12CD34", Whose::Unknown),
        ("https://meet.contoso.example/contoso.example/paul/AB12CD34", another("paul")),
        ("https://meet.contoso.example/fabrikam.example/im/AB12CD34", another("im")),
    ] {
        assert_eq!(own.whose(&url(link)), whose, "{link}");
    }
}

#[test]
fn on_a_server_an_address_that_the_service_does_not_tell_of_may_be_ones_own() {
    let told = vec![url("https://meet.fabrikam.example/ines/AB12CD34")];
    let own = OwnAddresses::of(&profile(MeetingKind::SkypeForBusiness, None), &[]).told(&told);
    assert!(own.may_be_own(&url("https://meet.contoso.example/im/AB12CD34")));
    let own = OwnAddresses::of(&profile(MeetingKind::Teams, None), &[]).told(&[on_teams("ines")]);
    assert!(own.may_be_own(&on_teams("ines")) && !own.may_be_own(&on_teams("paul")));
}

#[test]
fn nobody_but_tags_tells_of_teams_meetings_where_the_service_was_not_asked() {
    let of = |kind| OwnAddresses::of(&profile(kind, None), &[]);
    assert!(of(MeetingKind::Teams).are_told_by_tags_alone());
    assert!(!of(MeetingKind::Teams).told(&[]).are_told_by_tags_alone());
    assert!(!of(MeetingKind::SkypeForBusiness).are_told_by_tags_alone());
}
