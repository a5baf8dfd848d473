//! The languages a block is written in.

use std::sync::LazyLock;

use regex::Regex;

use crate::html::Row;
use crate::link::original_url;

use super::marks::marker;
use super::role::Role;
use super::service::Provider;

#[allow(clippy::unwrap_used, reason = "patterns are constants, read by every test")]
mod patterns {
    use super::{LazyLock, Regex};

    /// The parameters in which the services' links carry a language.
    pub(super) static PARAMETER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[?&](clid|ui|omkt|language)=([A-Za-z0-9-]+)").unwrap());
    /// A culture as a folder of Microsoft's sites.
    pub(super) static FOLDER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^https?://[A-Za-z.]*microsoft\.com/([A-Za-z]{2}-[A-Za-z]{2})/").unwrap()
    });
}

/// Words of real blocks, for a block that shows its language in no other way. Never evidence for recognition.
const WORDS: [(&str, &[&str]); 13] = [
    (
        "en",
        &[
            "Join Skype Meeting",
            "Join Lync Meeting",
            "Join online meeting",
            "Join Microsoft Teams Meeting",
            "Microsoft Teams meeting",
            "Click here to join",
            "Join the meeting now",
        ],
    ),
    ("sv", &["Anslut till Skype-mötet"]),
    ("it", &["Riunione di Microsoft Teams", "Fai clic qui per partecipare"]),
    ("fr", &["réunion Microsoft Teams", "Cliquez ici pour participer", "Rejoignez la réunion"]),
    ("de", &["Microsoft Teams-Besprechung", "An Skype-Besprechung teilnehmen", "an der Besprechung teil"]),
    ("es", &["Reunión de Microsoft Teams", "unirse a la reunión"]),
    ("nl", &["Microsoft Teams-vergadering", "Klik hier om deel te nemen"]),
    ("da", &["Tilmeld dig mødet"]),
    ("ja", &["会議に参加", "ミーティング"]),
    ("pl", &["Spotkanie w Microsoft Teams"]),
    ("hi", &["मीटिंग में शामिल"]),
    ("pt", &["Reunião do Microsoft Teams"]),
    ("zh", &["Microsoft Teams 会议"]),
];

/// By marker, by the division's `lang`, by the parameters of links, by words, in that order.
pub(crate) fn locales(provider: Provider, rows: &[Row], roles: &[Option<Role>]) -> Vec<String> {
    let marked = rows.iter().find_map(|row| marker(&row.text)).map(culture);
    let divided = || {
        rows.iter().filter(|_| provider == Provider::Teams).find_map(|row| row.language.as_deref().cloned())
    };
    let known = marked.flatten().or_else(divided).or_else(|| in_links(rows));
    known.map_or_else(|| in_words(rows, roles), |locale| vec![locale])
}

fn in_links(rows: &[Row]) -> Option<String> {
    let targets: Vec<String> =
        rows.iter().flat_map(|row| &row.links).map(|link| original_url(&link.href)).collect();
    let parameter = |target: &String| {
        let found = patterns::PARAMETER.captures(target)?;
        let value = found.get(2)?.as_str();
        match found.get(1)?.as_str() {
            "clid" => value.parse().ok().and_then(culture),
            _ => Some(value.to_owned()),
        }
    };
    let folder = |target: &String| {
        let found = patterns::FOLDER.captures(target)?;
        let (language, region) = found.get(1)?.as_str().split_once('-')?;
        Some(format!("{}-{}", language.to_lowercase(), region.to_uppercase()))
    };
    targets.iter().find_map(parameter).or_else(|| targets.iter().find_map(folder))
}

fn in_words(rows: &[Row], roles: &[Option<Role>]) -> Vec<String> {
    let labels = rows
        .iter()
        .zip(roles)
        .filter(|(_, role)| matches!(role, Some(Role::Title | Role::Join | Role::WebApp)));
    let texts: Vec<&str> = labels.map(|(row, _)| &*row.text).collect();
    let says = |words: &&[&str]| words.iter().any(|word| texts.iter().any(|text| text.contains(word)));
    WORDS.iter().filter(|(_, words)| says(words)).map(|(locale, _)| (*locale).to_owned()).collect()
}

/// The culture of a Windows language identifier (MS-LCID), as far as blocks are likely to carry it.
pub(crate) fn culture(lcid: u16) -> Option<String> {
    CULTURES.iter().find(|(known, _)| *known == lcid).map(|(_, culture)| (*culture).to_owned())
}

const CULTURES: [(u16, &str); 54] = [
    (1025, "ar-SA"),
    (1026, "bg-BG"),
    (1027, "ca-ES"),
    (1028, "zh-TW"),
    (1029, "cs-CZ"),
    (1030, "da-DK"),
    (1031, "de-DE"),
    (1032, "el-GR"),
    (1033, "en-US"),
    (1034, "es-ES"),
    (1035, "fi-FI"),
    (1036, "fr-FR"),
    (1037, "he-IL"),
    (1038, "hu-HU"),
    (1040, "it-IT"),
    (1041, "ja-JP"),
    (1042, "ko-KR"),
    (1043, "nl-NL"),
    (1044, "nb-NO"),
    (1045, "pl-PL"),
    (1046, "pt-BR"),
    (1048, "ro-RO"),
    (1049, "ru-RU"),
    (1050, "hr-HR"),
    (1051, "sk-SK"),
    (1053, "sv-SE"),
    (1054, "th-TH"),
    (1055, "tr-TR"),
    (1057, "id-ID"),
    (1058, "uk-UA"),
    (1060, "sl-SI"),
    (1061, "et-EE"),
    (1062, "lv-LV"),
    (1063, "lt-LT"),
    (1066, "vi-VN"),
    (1069, "eu-ES"),
    (1081, "hi-IN"),
    (1086, "ms-MY"),
    (1087, "kk-KZ"),
    (1110, "gl-ES"),
    (2052, "zh-CN"),
    (2055, "de-CH"),
    (2057, "en-GB"),
    (2058, "es-MX"),
    (2060, "fr-BE"),
    (2070, "pt-PT"),
    (2074, "sr-Latn-CS"),
    (3076, "zh-HK"),
    (3079, "de-AT"),
    (3081, "en-AU"),
    (3082, "es-ES"),
    (3084, "fr-CA"),
    (4105, "en-CA"),
    (4108, "fr-CH"),
];
