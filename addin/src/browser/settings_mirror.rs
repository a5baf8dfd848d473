//! What pages of this browser saved in the roaming settings: Outlook loads those once per page, so an open page does
//! not see what another one saves.

use std::collections::BTreeMap;

use js_sys::Date;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// A copy of settings in the browser's local storage, for the pages that are open. It only adds to what Outlook keeps:
/// where the storage is blocked, full or unreadable there is no copy.
#[derive(Debug, Clone)]
pub(super) struct SettingsMirror {
    name: String,
    /// When the page began to load, in milliseconds since 1970.
    loaded: f64,
}

#[derive(Serialize, Deserialize)]
struct Saved {
    value: String,
    /// In milliseconds since 1970.
    at: f64,
}

type Entries = BTreeMap<String, Saved>;

impl SettingsMirror {
    /// The copy of a mailbox's settings, for the page that is being opened. One browser may hold the mailboxes of
    /// several people.
    pub(super) fn for_this_page(owner: &str) -> Self {
        let performance = web_sys::window().and_then(|window| window.performance());
        let age = performance.map_or(0.0, |performance| performance.now());
        Self { name: format!("redial/settings/{}", owner.to_lowercase()), loaded: Date::now() - age }
    }

    /// The name of the copy, and of the lock around whoever changes the settings.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Key and value of what was saved since the page began to load. What was saved before came with the page, or
    /// another browser has saved over it.
    pub(super) fn saved_since(&self) -> Vec<(String, String)> {
        let entries = storage().and_then(|storage| self.read(&storage)).unwrap_or_default();
        let newer = entries.into_iter().filter(|(_, saved)| saved.at >= self.loaded);
        newer.map(|(key, saved)| (key, saved.value)).collect()
    }

    /// Tells the other pages what this one saved.
    pub(super) fn tell(&self, key: &str, value: &str) {
        let Some(storage) = storage() else { return };
        let mut entries = self.read(&storage).unwrap_or_default();
        entries.insert(key.to_owned(), Saved { value: value.to_owned(), at: Date::now() });
        let kept =
            serde_json::to_string(&entries).is_ok_and(|text| storage.set_item(&self.name, &text).is_ok());
        if !kept {
            // An older value must not stand for the newer one.
            let _ = storage.remove_item(&self.name);
        }
    }

    fn read(&self, storage: &Storage) -> Option<Entries> {
        let text = storage.get_item(&self.name).ok()??;
        let mut entries: Entries = serde_json::from_str(&text).ok()?;
        // A time that is still to come was written by a clock that went wrong.
        let now = Date::now();
        entries.retain(|_, saved| saved.at <= now);
        Some(entries)
    }
}

/// Asking for a blocked storage throws.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn page(owner: &str, loaded: f64) -> SettingsMirror {
        SettingsMirror { loaded, ..SettingsMirror::for_this_page(owner) }
    }

    fn told(key: &str, value: &str) -> Vec<(String, String)> {
        vec![(key.to_owned(), value.to_owned())]
    }

    fn write(mirror: &SettingsMirror, text: &str) {
        storage().unwrap().set_item(mirror.name(), text).unwrap();
    }

    #[wasm_bindgen_test]
    fn what_is_saved_is_told_to_pages_that_are_open_and_to_none_that_loads_later() {
        let now = Date::now();
        let (open, later) = (page("told@a.example", now - 1.0), page("told@a.example", now + 60_000.0));
        open.tell("runs", "1");
        open.tell("runs", "2");
        assert_eq!(page("Told@A.example", now - 5.0).saved_since(), told("runs", "2"));
        assert_eq!(later.saved_since(), []);
        assert_eq!(page("other@a.example", 0.0).saved_since(), []);
    }

    #[wasm_bindgen_test]
    fn a_page_that_was_just_opened_is_told_nothing_of_the_past() {
        write(&page("past@a.example", 0.0), r#"{"runs":{"value":"old","at":1000}}"#);
        assert_eq!(SettingsMirror::for_this_page("past@a.example").saved_since(), []);
    }

    #[wasm_bindgen_test]
    fn what_cannot_be_read_or_is_of_the_future_is_nothing_and_is_written_over() {
        let mirror = page("broken@a.example", 0.0);
        for text in ["", "{\"cut", "[]", r#"{"runs":7}"#, r#"{"runs":{"value":"x","at":1e20}}"#] {
            write(&mirror, text);
            assert_eq!(mirror.saved_since(), [], "{text}");
            mirror.tell("seen", "1");
            assert_eq!(mirror.saved_since(), told("seen", "1"), "{text}");
        }
    }
}
