//! What Redial stores on a meeting to know it as its own.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::block::{ConferenceId, Invitation, JoinUrl, Language};
use crate::dialin::Fingerprint;

use super::appointment::{Bag, Uid};

/// The bag's key under which the tag stands.
pub const TAG_KEY: &str = "redial";

/// The version of the tag's form.
const VERSION: u8 = 1;

/// The hash of a block's visible rows, white space normalised: another hash means that somebody edited it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextHash(String);

impl TextHash {
    /// Hashes the visible text of a block.
    pub fn of(visible: &str) -> Self {
        Self(Sha256::digest(visible.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Redial's tag; 1,200 characters at most, of the 2,500 all custom properties share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    v: u8,
    /// The meeting's UID; unknown while it was never saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<Uid>,
    /// The join URL of its online meeting.
    pub join: JoinUrl,
    /// The join URL it had before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<JoinUrl>,
    /// The conference ID its block shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conf: Option<ConferenceId>,
    /// The fingerprint of the profile its block was written from.
    pub fp: Fingerprint,
    /// The language of its block.
    pub lang: Language,
    /// The hash of its block's visible rows.
    pub text: TextHash,
}

impl Tag {
    /// A tag for a block that says `invitation`, written from the profile named `fp`.
    pub fn new(invitation: &Invitation, fp: Fingerprint, lang: Language, text: TextHash) -> Self {
        let conf = invitation.phone.as_ref().and_then(|phone| phone.conference_id.clone());
        Self { v: VERSION, uid: None, join: invitation.join_url.clone(), was: None, conf, fp, lang, text }
    }

    /// The tag in a bag; `None` where there is none, or none that this version reads.
    pub fn read(bag: &Bag) -> Option<Self> {
        let tag: Self = serde_json::from_str(bag.0.get(TAG_KEY)?.as_str()?).ok()?;
        (tag.v == VERSION).then_some(tag)
    }

    /// The bag with this tag; its other keys are kept.
    #[must_use]
    pub fn write(&self, bag: &Bag) -> Bag {
        let mut bag = bag.clone();
        let text = serde_json::to_string(self).unwrap_or_default();
        bag.0.insert(TAG_KEY.to_owned(), serde_json::Value::String(text));
        bag
    }

    /// Whether a block with this join URL is the tagged meeting's.
    pub fn agrees_with(&self, join_url: &JoinUrl) -> bool {
        self.join.agrees_with(join_url) || self.was.as_ref().is_some_and(|was| was.agrees_with(join_url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Branding, MeetingKind};

    fn tag() -> Tag {
        let invitation = Invitation {
            kind: MeetingKind::SkypeForBusiness,
            join_url: JoinUrl::new("https://meet.contoso.example/ines/AB12CD34").unwrap(),
            phone: None,
            branding: Branding::default(),
            shared_notes: None,
        };
        Tag::new(&invitation, Fingerprint::of(&1), Language::Swedish, TextHash::of("x"))
    }

    #[test]
    fn the_other_keys_of_the_bag_are_kept() {
        let mut bag = Bag::default();
        bag.0.insert("theirs".into(), serde_json::json!("kept"));
        let written = tag().write(&bag);
        assert_eq!(Tag::read(&written), Some(tag()));
        assert_eq!(written.0["theirs"], bag.0["theirs"]);
    }

    #[test]
    fn a_tag_of_a_later_version_is_not_read() {
        let mut later = tag();
        later.v = 2;
        assert_eq!(Tag::read(&later.write(&Bag::default())), None);
        assert!(Tag::read(&Bag([(TAG_KEY.to_owned(), serde_json::json!("{"))].into())).is_none());
    }

    #[test]
    fn a_tag_is_short() {
        assert!(tag().write(&Bag::default()).0[TAG_KEY].to_string().len() < 1200);
    }
}
