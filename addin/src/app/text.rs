//! The page's texts in the organizer's language; English where a text is missing.

use std::cell::RefCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use redial::block::{Language, MeetingKind};
use unic_langid::LanguageIdentifier;

use super::key::Key;
use crate::browser::{Browser, OpenError};

/// Part of the module, so that the page has words even where no file arrives.
const ENGLISH: &str = include_str!("../../../www/languages/en/page.ftl");

thread_local! {
    /// The page's language if it is another than English, then English.
    static BUNDLES: RefCell<Vec<(Language, FluentBundle<FluentResource>)>> =
        RefCell::new(vec![bundle(Language::English, ENGLISH.to_owned())]);
}

/// The language that the page speaks.
pub(crate) fn language() -> Language {
    BUNDLES.with_borrow(|bundles| bundles.first().map_or(Language::English, |(language, _)| *language))
}

/// Loads the texts of the language that the configuration chooses, or, where there is none to choose, of the one
/// closest to Outlook's, and says so to the browser. Without an answer the page speaks English.
pub(crate) async fn load(opened: &Result<Browser, OpenError>) {
    let wanted = match opened {
        Ok(browser) => browser.language(),
        Err(_) => Language::closest(&Browser::display_language()).unwrap_or(Language::English),
    };
    if wanted != language() {
        let file = match wanted {
            Language::English => None,
            other => Browser::language_file(other.tag(), "page").await.ok(),
        };
        BUNDLES.with_borrow_mut(|bundles| {
            bundles.retain(|(language, _)| *language == Language::English);
            bundles.splice(0..0, file.map(|file| bundle(wanted, file)));
        });
    }
    let spoken = language();
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(root) = page.and_then(|page| page.document_element()) {
        // Setting an attribute of this name cannot fail.
        let _ = root.set_attribute("lang", spoken.tag());
    }
}

fn bundle(language: Language, file: String) -> (Language, FluentBundle<FluentResource>) {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![identifier]);
    // What is filled in is numbers, dates and Latin names; meetings' own words stand in elements of their own.
    bundle.set_use_isolating(false);
    // Our own files: a test reads each of them without errors.
    let resource = FluentResource::try_new(file).unwrap_or_else(|(read, _)| read);
    bundle.add_resource_overriding(resource);
    (language, bundle)
}

/// What is filled into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Argument {
    /// A count: chooses the plural form too.
    Number(usize),
    /// Words.
    Text(String),
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<u16> for Argument {
    /// A status is a name, not a count.
    fn from(status: u16) -> Self {
        Self::Text(status.to_string())
    }
}

impl From<MeetingKind> for Argument {
    /// As the language files' selectors call it.
    fn from(kind: MeetingKind) -> Self {
        Self::from(match kind {
            MeetingKind::SkypeForBusiness => "skype",
            MeetingKind::Teams => "teams",
            MeetingKind::Hosted => "hosted",
        })
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A text and what is filled into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    key: Key,
    arguments: Vec<(&'static str, Argument)>,
}

impl From<Key> for Message {
    fn from(key: Key) -> Self {
        Self { key, arguments: Vec::new() }
    }
}

impl Key {
    /// The text with one value filled in.
    pub(crate) fn with(self, name: &'static str, value: impl Into<Argument>) -> Message {
        Message::from(self).with(name, value)
    }

    /// The text in the organizer's language.
    pub(crate) fn text(self) -> String {
        Message::from(self).text()
    }
}

impl Message {
    /// The text with one more value filled in.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The text in the organizer's language.
    pub(crate) fn text(&self) -> String {
        BUNDLES
            .with_borrow(|bundles| bundles.iter().find_map(|(_, bundle)| self.text_in(bundle)))
            .unwrap_or_default()
    }

    fn text_in(&self, bundle: &FluentBundle<FluentResource>) -> Option<String> {
        let pattern = bundle.get_message(self.key.name())?.value()?;
        let arguments: FluentArgs<'_> =
            self.arguments.iter().map(|(name, value)| (*name, fluent_value(value))).collect();
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "{}: {faults:?}", self.key.name());
        Some(text)
    }
}

fn fluent_value(argument: &Argument) -> FluentValue<'_> {
    match argument {
        Argument::Number(number) => FluentValue::from(*number),
        Argument::Text(text) => FluentValue::from(text.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const FILES: [(Language, &str); 6] = [
        (Language::English, ENGLISH),
        (Language::French, include_str!("../../../www/languages/fr/page.ftl")),
        (Language::Italian, include_str!("../../../www/languages/it/page.ftl")),
        (Language::PortugueseBrazil, include_str!("../../../www/languages/pt-BR/page.ftl")),
        (Language::ChineseSimplified, include_str!("../../../www/languages/zh-CN/page.ftl")),
        (Language::Swedish, include_str!("../../../www/languages/sv/page.ftl")),
    ];

    /// A text of a file.
    #[derive(Debug, Default)]
    struct Text {
        /// What is filled into it.
        variables: BTreeSet<String>,
        /// The texts that it contains.
        references: BTreeSet<String>,
    }

    /// The texts of a file by their names.
    fn texts(file: &str) -> BTreeMap<String, Text> {
        let resource = FluentResource::try_new(file.to_owned()).expect("a readable language file");
        let mut texts = BTreeMap::new();
        for entry in resource.entries() {
            let fluent_syntax::ast::Entry::Message(message) = entry else { continue };
            let shown = format!("{:?} {:?}", message.value, message.attributes);
            let text = Text {
                variables: named(&shown, "VariableReference"),
                references: named(&shown, "MessageReference"),
            };
            let name = message.id.name.to_owned();
            assert!(texts.insert(name.clone(), text).is_none(), "{name} twice");
        }
        texts
    }

    fn named(shown: &str, kind: &str) -> BTreeSet<String> {
        let begin = format!("{kind} {{ id: Identifier {{ name: \"");
        let after = shown.split(&begin).skip(1);
        after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    /// The names of what is filled into each text that the page asks for.
    fn filled_in(texts: &BTreeMap<String, Text>) -> BTreeMap<&str, BTreeSet<&str>> {
        let of = |key: &Key| {
            let text = &texts[key.name()];
            let contained = text.references.iter().flat_map(|name| &texts[name].variables);
            (key.name(), text.variables.iter().chain(contained).map(String::as_str).collect())
        };
        Key::ALL.iter().map(of).collect()
    }

    #[wasm_bindgen_test]
    fn every_language_has_exactly_the_texts_that_the_page_asks_for_and_those_they_contain() {
        let asked: BTreeSet<&str> = Key::ALL.iter().map(|key| key.name()).collect();
        for (language, file) in FILES {
            let texts = texts(file);
            let contained = texts.values().flat_map(|text| &text.references).map(String::as_str);
            let wanted: BTreeSet<&str> = asked.iter().copied().chain(contained).collect();
            let there: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
            assert_eq!(there, wanted, "{}", language.tag());
        }
    }

    #[wasm_bindgen_test]
    fn every_language_fills_in_what_english_fills_in() {
        let english = texts(ENGLISH);
        let english = filled_in(&english);
        assert_eq!(english["stale-mails"], BTreeSet::from(["count"]));
        assert_eq!(english["running-progress"], BTreeSet::from(["done", "total"]));
        assert_eq!(english["add-online-meeting"], BTreeSet::from(["kind"]));
        for (language, file) in FILES {
            assert_eq!(filled_in(&texts(file)), english, "{}", language.tag());
        }
    }

    #[wasm_bindgen_test]
    fn every_language_calls_a_meeting_after_its_service() {
        let products = |text: &str| ["Skype", "Teams"].map(|product| text.contains(product));
        for (language, file) in FILES {
            let (_, bundle) = bundle(language, file.to_owned());
            let texts = texts(file);
            let filled_in = filled_in(&texts);
            for key in Key::ALL.iter().filter(|key| filled_in[key.name()].contains("kind")) {
                let others = filled_in[key.name()].iter().filter(|name| **name != "kind");
                let called =
                    [MeetingKind::SkypeForBusiness, MeetingKind::Teams, MeetingKind::Hosted].map(|kind| {
                        let message = key.with("kind", kind);
                        let filled = others
                            .clone()
                            .fold(message, |message, name| message.with(name.to_string().leak(), "1"));
                        filled.text_in(&bundle).expect("a text")
                    });
                let expected = [[true, false], [false, true], [false, false]];
                assert_eq!(called.each_ref().map(|text| products(text)), expected, "{called:?}");
            }
        }
    }

    #[wasm_bindgen_test]
    fn no_other_text_speaks_of_skype_but_where_it_was_left() {
        let of_skype = [Key::ChangeMovedToTeams, Key::DialInMovedToTeams];
        for (language, file) in FILES {
            let (_, bundle) = bundle(language, file.to_owned());
            let texts = texts(file);
            let filled_in = filled_in(&texts);
            for key in Key::ALL.iter().filter(|key| !filled_in[key.name()].contains("kind")) {
                let pattern = bundle.get_message(key.name()).and_then(|message| message.value());
                let speaks_of_it = format!("{pattern:?}").contains("Skype");
                assert_eq!(speaks_of_it, of_skype.contains(key), "{} {}", language.tag(), key.name());
            }
        }
    }

    #[wasm_bindgen_test]
    fn a_contained_text_reads_as_a_part_of_its_sentence() {
        let said = |index: usize, key: Key, kind| {
            let (language, file): (Language, &str) = FILES[index];
            key.with("kind", kind).text_in(&bundle(language, file.to_owned()).1).expect("a text")
        };
        assert_eq!(said(0, Key::AppointmentOurs, MeetingKind::Hosted), "It has an online meeting.");
        assert_eq!(said(4, Key::AddOnlineMeeting, MeetingKind::Teams), "添加 Teams 会议");
        assert_eq!(said(4, Key::AddOnlineMeeting, MeetingKind::Hosted), "添加联机会议");
        assert_eq!(said(5, Key::AppointmentAdded, MeetingKind::Hosted), "Nu är onlinemötet tillagt.");
    }

    #[wasm_bindgen_test]
    fn counts_choose_their_form() {
        let of = |mails: usize| Key::StaleMails.with("count", mails).text();
        assert_eq!(of(0), "Nobody is invited to them, so no update mail goes out.");
        assert_eq!(of(1), "Updating sends 1 update mail to attendees.");
        assert_eq!(of(47), "Updating sends 47 update mails to attendees.");
    }
}
