use redial::block::ConferenceId;
use redial::dialin::{
    AudioConferencing, AudioProvider, Change, Conference, DialInProfile, Digest, Home, diff,
};
use serde_json::{Value, json};

use crate::server::{Server, list, meeting, ok, phone};

fn profile_of(phone: &Value, rel: &str) -> DialInProfile {
    let server = Server::contoso();
    server.resource("phoneDialInInformation", phone);
    server.resource("onlineMeetingDefaultValues", &json!({ "defaultOnlineMeetingRel": rel }));
    server.profile().expect("a profile")
}

fn public(phone: &Value) -> DialInProfile {
    profile_of(phone, "myAssignedOnlineMeeting")
}

fn audio(profile: DialInProfile) -> AudioConferencing {
    profile.audio.expect("audio conferencing")
}

fn acp() -> Value {
    json!({
        "conferenceId": "777", "isAudioConferenceProviderEnabled": true, "participantPassCode": "246 810",
        "tollNumber": "+1 323 555 0100", "tollFreeNumbers": ["+1 800 555 0100"],
        "_embedded": { "dialInRegion": [{ "name": "Old", "number": "tel:+15550100" }] },
    })
}

#[test]
fn public_meetings_share_the_conference_id_of_the_assigned_one() {
    let conference = audio(public(&phone())).conference;
    assert_eq!(conference, Conference::Public(ConferenceId::new("4410278").expect("an ID")));
}

#[test]
fn private_meetings_have_an_id_each_whatever_the_assigned_one_has() {
    let profile = profile_of(&phone(), "myOnlineMeetings");
    assert_eq!(audio(profile).conference, Conference::PerMeeting);
}

#[test]
fn without_default_values_a_conference_id_means_public_meetings() {
    let profile = profile_of(&phone(), "");
    assert!(matches!(audio(profile).conference, Conference::Public(_)));
}

#[test]
fn the_default_region_comes_first_with_its_languages_in_their_own_words() {
    let numbers = audio(public(&phone())).numbers;
    assert_eq!(numbers[0].region, "Stockholm");
    assert_eq!(numbers[0].number, "+4684054000");
    assert_eq!(numbers[0].languages, "Svenska (Sverige), English (United States)");
    assert_eq!(numbers[1].region, "London");
}

#[test]
fn without_a_licence_there_is_no_audio_conferencing() {
    let unlicensed = json!({ "rel": "phoneDialInInformation", "isAudioConferenceProviderEnabled": false });
    assert_eq!(public(&unlicensed).audio, None);
    assert_eq!(profile_of(&unlicensed, "myOnlineMeetings").audio, None);
}

#[test]
fn a_conference_id_is_audio_conferencing_whatever_is_said_of_providers() {
    let silent = json!({ "conferenceId": "4410278" });
    assert!(public(&silent).audio.is_some());
}

#[test]
fn a_conferencing_provider_has_numbers_and_a_passcode_of_its_own() {
    let written = serde_json::to_string_pretty(&audio(public(&acp()))).expect("JSON");
    insta::assert_snapshot!(written);
}

#[test]
fn a_licence_beside_a_provider_is_told_and_the_provider_stays() {
    let profile = public(&acp());
    assert_eq!(profile.audio.as_ref().map(|audio| audio.provider), Some(AudioProvider::ThirdParty));
    let licence = profile.licence_beside_acp.clone().expect("a licence");
    assert_eq!(licence.numbers[0].region, "Old");
    assert_eq!(profile.with_acp_replaced().audio, Some(licence));
    let mut without = acp();
    without.as_object_mut().expect("fields").remove("_embedded");
    assert_eq!(public(&without).licence_beside_acp, None);
}

#[test]
fn a_change_of_provider_can_be_told_even_where_the_numbers_stay() {
    let theirs = public(&acp());
    let mut ours = theirs.clone();
    ours.audio.as_mut().expect("audio conferencing").provider = AudioProvider::Bridge;
    assert_eq!(diff(&Digest::of(&theirs), &Digest::of(&ours)), [Change::AcpToBridge]);
}

#[test]
fn a_profile_of_the_own_bridge_is_written_without_the_provider() {
    let written = serde_json::to_value(audio(public(&phone()))).expect("JSON");
    assert_eq!(written.get("provider"), None);
    let read: AudioConferencing = serde_json::from_value(written).expect("a profile");
    assert_eq!(read.provider, AudioProvider::Bridge);
}

#[test]
fn the_fingerprint_changes_with_what_an_invitation_shows() {
    let mut reset = phone();
    reset["conferenceId"] = json!("9001122");
    assert_eq!(public(&phone()).fingerprint(), public(&phone()).fingerprint());
    assert_ne!(public(&phone()).fingerprint(), public(&reset).fingerprint());
}

#[test]
fn where_appointments_get_the_assigned_meeting_it_tells_where_meetings_are_made() {
    let server = Server::contoso();
    let mut old = meeting("OLD", "1");
    old["joinUrl"] = json!("https://meet.lync.com/contoso/ines/OLD");
    server.resource("myOnlineMeetings", &list(&[old]));
    let private = server.profile().expect("a profile");
    assert_eq!((private.home, private.assigned), (Home::Online, None), "private: the newest of the own");
    let public = json!({ "defaultOnlineMeetingRel": "myAssignedOnlineMeeting" });
    server.resource("onlineMeetingDefaultValues", &public);
    let profile = server.profile().expect("a profile");
    assert_eq!(profile.home, Home::OnPremises);
    assert_eq!(profile.meeting_base.as_deref(), Some("https://meet.contoso.example/ines/"));
    let assigned = profile.assigned.expect("the assigned meeting");
    assert_eq!(assigned.as_str(), "https://meet.contoso.example/ines/ASSIGNED");
}

#[test]
fn where_meetings_are_made_is_told_by_the_newest_whole_or_linked() {
    let server = Server::contoso();
    let older = meeting("OLD", "1");
    let newest = json!({ "href": "/ucwa/v1/applications/7/onlineMeetings/myOnlineMeetings/NEW" });
    let list =
        json!({ "_embedded": { "myOnlineMeeting": older }, "_links": { "myOnlineMeeting": [newest] } });
    server.resource("myOnlineMeetings", &list);
    server.on(
        "GET",
        &format!("{}/myOnlineMeetings/NEW", crate::server::MEETINGS),
        [ok(&meeting("NEW", "2"))],
    );
    let profile = server.profile().expect("a profile");
    assert_eq!(profile.meeting_base.as_deref(), Some("https://meet.contoso.example/ines/"));
    assert_eq!(profile.sip_address.as_deref(), Some("ines@contoso.example"));
    assert_eq!(server.times("myOnlineMeetings/NEW"), 1);
}
