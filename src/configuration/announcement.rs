//! What the administrator tells people before a run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::block::Language;
use crate::rules::{Instant, Text};

/// A text that is shown for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Announcement {
    /// When it is shown first.
    pub from: Instant,
    /// When it is shown no more.
    pub until: Instant,
    texts: Texts,
}

/// An announcement as it stands in the file.
#[derive(Deserialize)]
#[serde(rename = "Announcement", deny_unknown_fields)]
struct Written {
    from: Instant,
    until: Instant,
    texts: Texts,
}

/// Words, by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, Text>")]
struct Texts(BTreeMap<Language, Text>);

impl TryFrom<BTreeMap<String, Text>> for Texts {
    type Error = String;

    fn try_from(texts: BTreeMap<String, Text>) -> Result<Self, Self::Error> {
        if texts.is_empty() {
            return Err("it must have at least one language".to_owned());
        }
        let known = |tag: &str| Language::ALL.into_iter().find(|language| language.tag() == tag);
        let texts = texts.into_iter().map(|(tag, text)| Some((known(&tag)?, text)));
        texts.collect::<Option<_>>().map(Self).ok_or_else(|| {
            format!("it must name languages among {}", Language::ALL.map(Language::tag).join(", "))
        })
    }
}

impl TryFrom<Written> for Announcement {
    type Error = &'static str;

    fn try_from(Written { from, until, texts }: Written) -> Result<Self, Self::Error> {
        if from >= until { Err("from must be earlier than until") } else { Ok(Self { from, until, texts }) }
    }
}

impl Announcement {
    /// The text while it is time: in the reader's language, else in English, else in any.
    pub fn text(&self, language: Language, now: OffsetDateTime) -> Option<&str> {
        let shown = self.from.get() <= now && now < self.until.get();
        let Texts(texts) = &self.texts;
        let choices = [texts.get(&language), texts.get(&Language::English), texts.values().next()];
        choices.into_iter().flatten().next().filter(|_| shown).map(Text::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{
        "from": "2026-03-01T08:00:00Z",
        "until": "2026-03-08T09:00:00+01:00",
        "texts": { "en": "New numbers.", "sv": "Nya nummer." }
    }"#;

    fn at(instant: &str) -> OffsetDateTime {
        Instant::try_from(instant.to_owned()).unwrap().get()
    }

    #[test]
    fn it_is_shown_from_its_beginning_until_before_its_end() {
        let announcement: Announcement = serde_json::from_str(FILE).unwrap();
        let shown = |instant| announcement.text(Language::English, at(instant)).is_some();
        assert!(!shown("2026-03-01T07:59:59Z") && shown("2026-03-01T08:00:00Z"));
        assert!(shown("2026-03-08T07:59:59Z") && !shown("2026-03-08T08:00:00Z"));
    }

    #[test]
    fn people_read_it_in_their_language_or_in_english_or_in_what_there_is() {
        let now = at("2026-03-02T00:00:00Z");
        let announcement: Announcement = serde_json::from_str(FILE).unwrap();
        assert_eq!(announcement.text(Language::Swedish, now), Some("Nya nummer."));
        assert_eq!(announcement.text(Language::Italian, now), Some("New numbers."));
        let swedish = FILE.replace(r#""en": "New numbers.", "#, "");
        let announcement: Announcement = serde_json::from_str(&swedish).unwrap();
        assert_eq!(announcement.text(Language::Italian, now), Some("Nya nummer."));
    }
}
