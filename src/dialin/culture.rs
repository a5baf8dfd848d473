//! The names under which dial-in conferencing shows a number's languages.

/// The culture's own name, as in real blocks (`Svenska (Sverige)`); the tag itself where it is not listed.
pub(crate) fn native_name(tag: &str) -> &str {
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map_or(tag, |(_, name)| name)
}

const NAMES: [(&str, &str); 36] = [
    ("ar-SA", "العربية (المملكة العربية السعودية)"),
    ("bg-BG", "български (България)"),
    ("ca-ES", "Català (Català)"),
    ("cs-CZ", "čeština (Česká republika)"),
    ("da-DK", "dansk (Danmark)"),
    ("de-AT", "Deutsch (Österreich)"),
    ("de-CH", "Deutsch (Schweiz)"),
    ("de-DE", "Deutsch (Deutschland)"),
    ("el-GR", "Ελληνικά (Ελλάδα)"),
    ("en-AU", "English (Australia)"),
    ("en-CA", "English (Canada)"),
    ("en-GB", "English (United Kingdom)"),
    ("en-IN", "English (India)"),
    ("en-US", "English (United States)"),
    ("es-ES", "Español (España)"),
    ("es-MX", "Español (México)"),
    ("fi-FI", "suomi (Suomi)"),
    ("fr-CA", "Français (Canada)"),
    ("fr-FR", "Français (France)"),
    ("he-IL", "עברית (ישראל)"),
    ("hu-HU", "Magyar (Magyarország)"),
    ("it-IT", "Italiano (Italia)"),
    ("ja-JP", "日本語 (日本)"),
    ("ko-KR", "한국어 (대한민국)"),
    ("nb-NO", "norsk (Norge)"),
    ("nl-NL", "Nederlands (Nederland)"),
    ("pl-PL", "Polski (Polska)"),
    ("pt-BR", "Português (Brasil)"),
    ("pt-PT", "Português (Portugal)"),
    ("ro-RO", "Română (România)"),
    ("ru-RU", "русский (Россия)"),
    ("sv-SE", "Svenska (Sverige)"),
    ("tr-TR", "Türkçe (Türkiye)"),
    ("uk-UA", "українська (Україна)"),
    ("zh-CN", "中文 (中华人民共和国)"),
    ("zh-TW", "中文 (台灣)"),
];
