//! The languages of information blocks and their texts.

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language in which Redial writes blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Italian.
    #[serde(rename = "it")]
    Italian,
    /// Portuguese as written in Brazil.
    #[serde(rename = "pt-BR")]
    PortugueseBrazil,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ChineseSimplified,
    /// Swedish.
    #[serde(rename = "sv")]
    Swedish,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 6] = [
        Self::English,
        Self::French,
        Self::Italian,
        Self::PortugueseBrazil,
        Self::ChineseSimplified,
        Self::Swedish,
    ];

    /// The language tag (BCP 47), also the name of its folder of language files.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Italian => "it",
            Self::PortugueseBrazil => "pt-BR",
            Self::ChineseSimplified => "zh-CN",
            Self::Swedish => "sv",
        }
    }

    /// Windows' language identifier (MS-LCID), as the hidden marker of a block carries it.
    pub fn lcid(self) -> u16 {
        match self {
            Self::English => 1033,
            Self::French => 1036,
            Self::Italian => 1040,
            Self::PortugueseBrazil => 1046,
            Self::ChineseSimplified => 2052,
            Self::Swedish => 1053,
        }
    }

    /// The language of a marker's LCID; any region of the language counts, for Chinese only the
    /// simplified script.
    pub fn from_lcid(lcid: u16) -> Option<Self> {
        // The low ten bits are the primary language (MS-LCID 2.2).
        match lcid & 0x3FF {
            0x09 => Some(Self::English),
            0x0C => Some(Self::French),
            0x10 => Some(Self::Italian),
            0x16 => Some(Self::PortugueseBrazil),
            0x1D => Some(Self::Swedish),
            0x04 if matches!(lcid, 2052 | 4100 | 4) => Some(Self::ChineseSimplified),
            _ => None,
        }
    }

    /// The closest of our languages to a tag such as `fr-CA`, `pt-PT` or `zh-Hans`.
    pub fn closest(tag: &str) -> Option<Self> {
        let lower = tag.to_ascii_lowercase();
        let mut parts = lower.split(['-', '_']);
        let primary = parts.next()?;
        let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
        match primary {
            "en" => Some(Self::English),
            "fr" => Some(Self::French),
            "it" => Some(Self::Italian),
            "pt" => Some(Self::PortugueseBrazil),
            "sv" => Some(Self::Swedish),
            "zh" if !traditional => Some(Self::ChineseSimplified),
            _ => None,
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::English => include_str!("../../www/languages/en/block.ftl"),
            Self::French => include_str!("../../www/languages/fr/block.ftl"),
            Self::Italian => include_str!("../../www/languages/it/block.ftl"),
            Self::PortugueseBrazil => include_str!("../../www/languages/pt-BR/block.ftl"),
            Self::ChineseSimplified => include_str!("../../www/languages/zh-CN/block.ftl"),
            Self::Swedish => include_str!("../../www/languages/sv/block.ftl"),
        }
    }
}

/// The texts of a block in one language. Its file is read at the first of them: most changes of a block need none.
pub struct Texts {
    language: Language,
    bundle: OnceCell<FluentBundle<FluentResource>>,
}

impl Texts {
    /// The texts in `language`.
    pub fn new(language: Language) -> Self {
        Self { language, bundle: OnceCell::new() }
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| Self::read(self.language))
    }

    fn read(language: Language) -> FluentBundle<FluentResource> {
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![identifier]);
        // Isolation marks would stand in every invitation.
        bundle.set_use_isolating(false);
        // Our own files: a test reads each of them without errors.
        let resource = FluentResource::try_new(language.file().to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        bundle
    }

    /// The text of `key`; the key itself where the file lacks it.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of `key` with one value filled in.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(name.to_owned(), value.to_owned());
        self.format(key, Some(&arguments))
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_texts() {
        let keys = |language: Language| -> Vec<String> {
            let resource =
                FluentResource::try_new(language.file().to_owned()).expect("readable language file");
            let mut keys: Vec<String> = resource
                .entries()
                .filter_map(|entry| match entry {
                    fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                    _ => None,
                })
                .collect();
            keys.sort();
            keys
        };
        let english = keys(Language::English);
        assert!(!english.is_empty());
        for language in Language::ALL {
            assert_eq!(keys(language), english, "{}", language.tag());
        }
    }

    #[test]
    fn regions_fall_back_to_the_language_we_have() {
        assert_eq!(Language::closest("pt-PT"), Some(Language::PortugueseBrazil));
        assert_eq!(Language::closest("fr-CA"), Some(Language::French));
        assert_eq!(Language::closest("zh-Hans"), Some(Language::ChineseSimplified));
        assert_eq!(Language::closest("zh-TW"), None);
        assert_eq!(Language::closest("de-DE"), None);
    }

    #[test]
    fn a_marker_names_the_language_whatever_the_region() {
        for language in Language::ALL {
            assert_eq!(Language::from_lcid(language.lcid()), Some(language));
        }
        assert_eq!(Language::from_lcid(2057), Some(Language::English));
        assert_eq!(Language::from_lcid(1028), None);
        assert_eq!(Language::from_lcid(1031), None);
    }
}
