//! What Redial stores on a meeting to know it as its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::block::{ConferenceId, Invitation, Language};
use crate::dialin::Fingerprint;
use crate::link::JoinUrl;

use super::appointment::{CustomProperties, Identity, Uid};

/// The custom property under which the tag stands.
pub const TAG_KEY: &str = "redial";

/// The version of the tag's form. In version 1 `uid` is the item's `iCalUId`.
const VERSION: u8 = 2;

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

/// The most bytes that former join URLs may make a tag long.
const LONGEST: usize = 1200;

/// Redial's tag; 1,200 characters at most, of the 2,500 all custom properties share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    v: u8,
    /// The meeting it was made for; unknown while that was never saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<Uid>,
    /// The join URL of its online meeting.
    pub join: JoinUrl,
    /// The join URL it had before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<JoinUrl>,
    /// Those it had before that one, newest first: an appointment of its series that missed a move, or a copy, is known by
    /// them. The oldest are dropped where the tag would grow too long.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    past: Vec<JoinUrl>,
    /// The conference ID its block shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conf: Option<ConferenceId>,
    /// The fingerprint of the profile its block was written from.
    pub fp: Fingerprint,
    /// The language of its block.
    pub lang: Language,
    /// The hash of its block's visible rows.
    pub text: TextHash,
    /// The hash of the rows that an update put its block in the place of: where they stand there again, an older copy of
    /// the appointment was saved over the update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<TextHash>,
    /// The mark of the write that wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The fingerprint of an update that was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<Fingerprint>,
    /// What other versions store beside it.
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// What stands among custom properties where the tag stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredTag {
    /// Nothing.
    Absent,
    /// A tag.
    Read(Box<Tag>),
    /// A tag of a later version, which this one must not touch.
    Newer,
    /// Something that breaks the rules of tags.
    Broken {
        /// The join URL in it that is none.
        address: Option<String>,
    },
}

/// For which meeting a tag was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFor {
    /// For the one it is on.
    This,
    /// For another, whose copy this is.
    Another,
    /// It does not say, or the meeting does not tell which one it is.
    Untold,
}

impl Tag {
    /// A tag for a block that says `invitation`, written from the profile named `fp`.
    pub fn new(invitation: &Invitation, fp: Fingerprint, lang: Language, text: TextHash) -> Self {
        let conf = invitation.phone.as_ref().and_then(|phone| phone.conference_id.clone());
        Self {
            v: VERSION,
            uid: None,
            join: invitation.join_url.clone(),
            was: None,
            past: Vec::new(),
            conf,
            fp,
            lang,
            text,
            old: None,
            by: None,
            no: None,
            others: BTreeMap::new(),
        }
    }

    /// This tag as it follows another one on the same meeting: what does not tell of a single write stays.
    #[must_use]
    pub fn after(mut self, former: &Self) -> Self {
        let mut known: Vec<JoinUrl> = Vec::new();
        for url in self.was.iter().chain([&former.join]).chain(former.former()) {
            if !known.iter().chain([&self.join]).any(|other| other.agrees_with(url)) {
                known.push(url.clone());
            }
        }
        let mut known = known.into_iter();
        self.was = known.next();
        self.past = known.collect();
        self.no.clone_from(&former.no);
        self.others.clone_from(&former.others);
        self.shorten();
        self
    }

    /// Forgets the oldest join URLs as long as the tag is too long.
    fn shorten(&mut self) {
        while serde_json::to_string(self).is_ok_and(|text| text.len() > LONGEST) {
            if self.past.pop().is_none() {
                return;
            }
        }
    }

    /// The join URLs it had before, newest first.
    pub fn former(&self) -> impl Iterator<Item = &JoinUrl> {
        self.was.iter().chain(&self.past)
    }

    /// The tag among custom properties; `None` where there is none that this version reads.
    pub fn read(properties: &CustomProperties) -> Option<Self> {
        match StoredTag::in_properties(properties) {
            StoredTag::Read(tag) => Some(*tag),
            StoredTag::Absent | StoredTag::Newer | StoredTag::Broken { .. } => None,
        }
    }

    /// The custom properties with this tag; the others are kept.
    #[must_use]
    pub fn write(&self, properties: &CustomProperties) -> CustomProperties {
        let mut properties = properties.clone();
        let text = serde_json::to_string(self).unwrap_or_default();
        properties.0.insert(TAG_KEY.to_owned(), Value::String(text));
        properties
    }

    /// For which meeting it was made, read on one with this identity.
    pub fn made_for(&self, identity: &Identity) -> MadeFor {
        let own = match self.v {
            ..VERSION => identity.ical_uid.as_ref().map(|uid| uid.as_str()),
            VERSION.. => identity.uid.as_ref().map(|uid| uid.as_str()),
        };
        match (&self.uid, own) {
            (None, _) | (_, None) => MadeFor::Untold,
            (Some(uid), _) if uid.as_str().is_empty() => MadeFor::Untold,
            (Some(uid), Some(own)) if uid.as_str() == own => MadeFor::This,
            (Some(_), Some(_)) => MadeFor::Another,
        }
    }

    /// Whether a block with this join URL is the tagged meeting's.
    pub fn agrees_with(&self, join_url: &JoinUrl) -> bool {
        [&self.join].into_iter().chain(self.former()).any(|url| url.agrees_with(join_url))
    }
}

impl StoredTag {
    /// What stands among custom properties.
    pub fn in_properties(properties: &CustomProperties) -> Self {
        let Some(stored) = properties.0.get(TAG_KEY) else { return Self::Absent };
        let value: Value =
            stored.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        match value.get("v").and_then(Value::as_u64) {
            Some(version) if version > u64::from(VERSION) => return Self::Newer,
            Some(1..) => {}
            _ => return Self::Broken { address: None },
        }
        let past = value.get("past").and_then(Value::as_array).cloned().unwrap_or_default();
        let named = [value.get("join"), value.get("was")].into_iter().flatten().chain(&past);
        let addresses: Vec<String> = named.filter_map(Value::as_str).map(str::to_owned).collect();
        match serde_json::from_value(value) {
            Ok(tag) => Self::Read(Box::new(tag)),
            Err(_) => Self::Broken {
                address: addresses.into_iter().find(|address| JoinUrl::new(address).is_none()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::block::{Branding, MeetingKind};
    use crate::meeting::ICalUid;

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

    /// What is read where a tag with these members changed stands.
    fn stored(changes: &[(&str, Value)]) -> StoredTag {
        let mut value = serde_json::to_value(tag()).unwrap();
        for (name, change) in changes {
            value[*name] = change.clone();
        }
        StoredTag::in_properties(&CustomProperties(
            [(TAG_KEY.to_owned(), Value::String(value.to_string()))].into(),
        ))
    }

    fn read(changes: &[(&str, Value)]) -> Tag {
        match stored(changes) {
            StoredTag::Read(tag) => *tag,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_other_keys_of_the_bag_are_kept() {
        let mut properties = CustomProperties::default();
        properties.0.insert("theirs".into(), json!("kept"));
        let written = tag().write(&properties);
        assert_eq!(Tag::read(&written), Some(tag()));
        assert_eq!(written.0["theirs"], properties.0["theirs"]);
    }

    #[test]
    fn members_that_this_version_does_not_know_are_kept_from_write_to_write() {
        let known =
            read(&[("x", json!({ "deep": [1] })), ("no", json!("fedcba9876543210")), ("by", json!("b1"))]);
        let next = tag().after(&known);
        assert_eq!(next.others["x"], json!({ "deep": [1] }));
        assert_eq!((next.no, next.by), (known.no, None), "the mark is that of a single write");
        assert_eq!(
            Tag::read(&tag().after(&read(&[("x", json!(1))])).write(&CustomProperties::default()))
                .unwrap()
                .others["x"],
            json!(1)
        );
    }

    #[test]
    fn a_tag_of_a_later_version_is_told_apart_whatever_its_form() {
        assert_eq!(stored(&[("v", json!(3))]), StoredTag::Newer);
        assert_eq!(stored(&[("v", json!(300)), ("join", json!([])), ("uid", json!({}))]), StoredTag::Newer);
    }

    #[test]
    fn what_breaks_the_rules_is_never_no_tag() {
        for (changes, address) in [
            (vec![("join", json!("javascript:alert(1)"))], Some("javascript:alert(1)")),
            (vec![("was", json!("https://a.example/b/../c"))], Some("https://a.example/b/../c")),
            (vec![("past", json!(["https://a.example/b", "data:x"]))], Some("data:x")),
            (vec![("join", json!(7))], None),
            (vec![("lang", json!("tlh"))], None),
            (vec![("v", json!("2"))], None),
            (vec![("v", json!(0))], None),
        ] {
            let address = address.map(str::to_owned);
            assert_eq!(stored(&changes), StoredTag::Broken { address }, "{changes:?}");
        }
        for value in [json!("{"), json!(""), json!("[]"), json!({ "v": 2 }), json!(null)] {
            let properties = CustomProperties([(TAG_KEY.to_owned(), value.clone())].into());
            assert_eq!(StoredTag::in_properties(&properties), StoredTag::Broken { address: None }, "{value}");
            assert_eq!(Tag::read(&properties), None);
        }
        assert_eq!(StoredTag::in_properties(&CustomProperties::default()), StoredTag::Absent);
    }

    #[test]
    fn version_1_names_its_meeting_by_icaluid_and_version_2_by_the_global_object_id() {
        let identity = |uid: Option<&str>, ical_uid: Option<&str>| Identity {
            uid: uid.map(Uid::new),
            ical_uid: ical_uid.map(ICalUid::new),
            original_start: None,
        };
        let both = identity(Some("global"), Some("ical"));
        for (version, uid, identity, made_for) in [
            (1, "ical", &both, MadeFor::This),
            (1, "global", &both, MadeFor::Another),
            (1, "ical", &identity(Some("ical"), None), MadeFor::Untold),
            (2, "global", &both, MadeFor::This),
            (2, "ical", &both, MadeFor::Another),
            (2, "global", &identity(None, Some("global")), MadeFor::Untold),
            (2, "", &both, MadeFor::Untold),
            (1, "", &both, MadeFor::Untold),
        ] {
            let tag = read(&[("v", json!(version)), ("uid", json!(uid))]);
            assert_eq!(tag.made_for(identity), made_for, "{version} {uid} {identity:?}");
        }
        assert_eq!(tag().made_for(&both), MadeFor::Untold);
    }

    #[test]
    fn the_online_meetings_of_before_are_kept_over_moves_the_oldest_forgotten_where_the_tag_grows_too_long() {
        let url = |id: &str| JoinUrl::new(&format!("https://meet.contoso.example/ines/{id}")).unwrap();
        let moved = |former: &Tag, id: &str| Tag { join: url(id), ..tag() }.after(former);
        let former = |tag: &Tag| tag.former().cloned().collect::<Vec<_>>();
        let first = Tag { join: url("A"), ..tag() };
        let third = moved(&moved(&first, "B"), "C");
        assert_eq!(former(&third), [url("B"), url("A")]);
        assert!(["A", "B", "C"].iter().all(|id| third.agrees_with(&url(id))));
        assert_eq!(former(&moved(&third, "C")), former(&third), "a write that moves nothing");
        assert_eq!(
            former(&moved(&third, "A")),
            [url("C"), url("B")],
            "where it led before is where it leads"
        );
        let written = third.write(&CustomProperties::default());
        assert_eq!(Tag::read(&written), Some(third));

        let long = |number: usize| format!("{number}/{}", "x".repeat(290));
        let last = (1..9).fold(first, |tag, number| moved(&tag, &long(number)));
        assert_eq!(former(&last), [7, 6].map(|number| url(&long(number))));
        assert!(serde_json::to_string(&last).unwrap().len() <= LONGEST);
    }

    #[test]
    fn a_tag_is_short() {
        assert!(tag().write(&CustomProperties::default()).0[TAG_KEY].to_string().len() < 1200);
    }
}
