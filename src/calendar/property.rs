//! The properties of an item that Redial reads and writes, by the names that Exchange knows them by whatever protocol
//! carries them.

/// The set of names that any program may define, `PS_PUBLIC_STRINGS`.
pub(super) const PUBLIC_STRINGS: &str = "00020329-0000-0000-C000-000000000046";

/// `OnlineMeetingExternalLink`: the join URL that the Skype button stored.
pub(super) const EXTERNAL_LINK: &str = "OnlineMeetingExternalLink";

/// `UCOpenedConferenceID`: the Skype button was pressed.
pub(super) const OPENED_CONFERENCE: &str = "UCOpenedConferenceID";

/// `SkypeTeamsMeetingUrl`: the join URL that the Teams button stored.
pub(super) const TEAMS_URL: &str = "SkypeTeamsMeetingUrl";

/// `ConferenceTelURI`: what one-touch clients dial.
pub(super) const TEL_URI: &str = "ConferenceTelURI";

/// The properties whose presence tells that an item may be an online meeting of the organizer's, beside custom
/// properties.
pub(super) const MARKS: [&str; 3] = [EXTERNAL_LINK, OPENED_CONFERENCE, TEAMS_URL];

/// The property that holds the Office.js custom properties of the add-in that is installed with this manifest id.
/// <https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcext>
pub(super) fn custom_properties(manifest_id: &str) -> String {
    format!("cecp-{}", manifest_id.to_ascii_lowercase())
}

/// Which format the server keeps the body in (`PidTagNativeBody`): 1 plain text, 2 RTF, 3 HTML.
pub(super) const NATIVE_BODY: u16 = 0x1016;

/// The value of [`NATIVE_BODY`] for plain text.
pub(super) const NATIVE_PLAIN_TEXT: &str = "1";

/// The value of [`NATIVE_BODY`] for rich text.
pub(super) const NATIVE_RICH_TEXT: &str = "2";

/// The value of [`NATIVE_BODY`] for HTML.
pub(super) const NATIVE_HTML: &str = "3";

/// The set of the properties of meetings, `PSETID_Meeting`.
pub(super) const MEETING_SET: &str = "6ED8DA90-450B-101B-98DA-00AA003F1305";

/// The set of the properties of appointments, `PSETID_Appointment`.
pub(super) const APPOINTMENT_SET: &str = "00062002-0000-0000-C000-000000000046";

/// Whether invitations were sent (`PidLidFInvited`, in [`APPOINTMENT_SET`]).
/// <https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxocal/>
pub(super) const INVITED: u16 = 0x8229;

/// Whether Outlook changed when a meeting is, or who is free then, without telling those invited
/// (`dispidDirtyTimesOrStatus`, in [`APPOINTMENT_SET`]).
pub(super) const CHANGED_UNSENT: u16 = 0x8227;

/// Which meeting an item is (`PidLidCleanGlobalObjectId`, in [`MEETING_SET`]): the same for every date of a series.
pub(super) const CLEAN_GLOBAL_OBJECT_ID: u16 = 0x23;
