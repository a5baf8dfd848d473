//! What people write in files for Redial: JSON with a rule for every field, and the rule that a file breaks.

mod at_least_one;
mod host_pattern;
mod instant;
mod pattern;

pub use at_least_one::AtLeastOne;
pub use host_pattern::HostPattern;
pub use instant::Instant;
pub use pattern::{Address, Guid, HostName, HttpsUrl, Reference, Text};

use serde::de::{Deserialize as _, DeserializeOwned, Deserializer, Error as _};
use serde_json::Value;
use thiserror::Error;

/// What a file breaks: it is not JSON, or a field of it breaks its rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}, {field}: {rule}")]
pub struct Invalid {
    /// The file, by its name or address.
    pub file: String,
    /// The field, from the outermost in, e.g. `policy.userEdits`; `.` for the whole file.
    pub field: String,
    /// The rule it breaks.
    pub rule: String,
}

impl Invalid {
    /// A field of a file, and the rule it breaks.
    pub fn new(file: impl Into<String>, field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { file: file.into(), field: field.into(), rule: rule.into() }
    }
}

/// Reads what a person wrote into `file`.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Invalid> {
    if let Err(error) = serde_json::from_str::<Value>(text) {
        return Err(Invalid::new(file, ".", format!("it is not JSON: {error}")));
    }
    let json = &mut serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(json).map_err(|error| {
        let (field, rule) = broken(error.path().to_string(), error.inner());
        Invalid::new(file, field, rule)
    })
}

/// A whole number up to a limit.
pub(crate) fn at_most<'de, D: Deserializer<'de>, const LIMIT: u32>(json: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(json)?;
    if number > LIMIT {
        return Err(D::Error::custom(format!("it must be at most {LIMIT}")));
    }
    Ok(number)
}

/// The field and the rule behind what serde found, in plain words.
fn broken(field: String, error: &serde_json::Error) -> (String, String) {
    // The text as a whole is JSON: what looks like a fault of it is a choice with no field, or with several.
    if error.is_syntax() {
        return (field, "it must be an object with exactly one field".to_owned());
    }
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let named = |name: &str| {
        let parent = if field == "." { String::new() } else { format!("{field}.") };
        format!("{parent}{}", name.trim_matches('`'))
    };
    let (kind, rest) = message.split_once(" field ").unwrap_or_default();
    match kind {
        "missing" => (named(rest), "it is missing".to_owned()),
        "duplicate" => (named(rest), "it is there twice".to_owned()),
        "unknown" => (field, "there is no such field".to_owned()),
        _ => (field, expectation(message).unwrap_or_else(|| message.to_owned())),
    }
}

/// The rule behind `invalid type: …, expected …` and its like.
fn expectation(message: &str) -> Option<String> {
    let is_serdes = ["invalid ", "unknown variant "].iter().any(|begin| message.starts_with(begin));
    let (_, expected) = message.split_once(", expected ").filter(|_| is_serdes)?;
    let expected = match expected {
        "u32" | "usize" => "a whole number",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        other if other.starts_with("struct ") => "an object",
        other => other,
    };
    Some(format!("it must be {expected}"))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        inner: Inner,
        choice: Option<Choice>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[serde(deserialize_with = "at_most::<_, 9>")]
        number: u32,
        list: Vec<bool>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Choice {
        Word(String),
        Other,
    }

    fn said(text: &str) -> (String, String) {
        let broken = read::<File>("file.json", text).unwrap_err();
        (broken.field, broken.rule)
    }

    #[test]
    fn a_file_that_keeps_the_rules_is_read() {
        let file = read("file.json", r#"{"inner":{"number":9,"list":[true]},"choice":{"word":"a"}}"#);
        let inner = Inner { number: 9, list: vec![true] };
        assert_eq!(file, Ok(File { inner, choice: Some(Choice::Word("a".to_owned())) }));
    }

    #[test]
    fn the_field_and_its_rule_are_said_in_plain_words() {
        for (text, field, rule) in [
            (r#"{"inner":{"number":1}}"#, "inner.list", "it is missing"),
            (r#"{}"#, "inner", "it is missing"),
            (r#"{"inner":{"number":1,"number":1,"list":[]}}"#, "inner.number", "it is there twice"),
            (r#"{"inner":{"number":1,"list":[],"more":1}}"#, "inner.more", "there is no such field"),
            (r#"{"inner":{"number":-1,"list":[]}}"#, "inner.number", "it must be a whole number"),
            (r#"{"inner":{"number":10,"list":[]}}"#, "inner.number", "it must be at most 9"),
            (r#"{"inner":{"number":1,"list":[true,"no"]}}"#, "inner.list[1]", "it must be true or false"),
            (r#"{"inner":{"number":1,"list":{}}}"#, "inner.list", "it must be a list"),
            (r#"{"inner":7}"#, "inner", "it must be an object"),
            (r#"{"inner":{"number":1,"list":[]},"choice":{"word":7}}"#, "choice.word", "it must be a text"),
        ] {
            assert_eq!(said(text), (field.to_owned(), rule.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_choice_names_what_there_is_to_choose() {
        let choice = |choice: &str| {
            let (field, rule) = said(&format!(r#"{{"inner":{{"number":1,"list":[]}},"choice":{choice}}}"#));
            assert!(field.starts_with("choice"), "{field}");
            rule
        };
        assert_eq!(choice(r#""neither""#), "it must be `word` or `other`");
        assert_eq!(choice("{}"), "it must be an object with exactly one field");
        assert_eq!(choice(r#"{"word":"a","other":null}"#), "it must be an object with exactly one field");
    }

    #[test]
    fn what_is_no_json_is_wrong_as_a_whole_and_says_where() {
        let (field, rule) = said("{\"inner\":\n}");
        assert_eq!(
            (field.as_str(), rule.as_str()),
            (".", "it is not JSON: expected value at line 2 column 1")
        );
    }
}
