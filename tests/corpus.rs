//! Real invitations with what a person sees in them, where they lie beside the project; skipped elsewhere.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

mod words;

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use redial::block::{
    ConferenceId, DialInNumber, Document, Edits, Format, InfoBlock, Language, PhoneAccess, Provider,
    recognise, rewrite,
};
use serde_json::{Value, json};

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let labels = fs::read(folder.join("labels.json"))
        .ok()
        .and_then(|text| serde_json::from_slice::<Value>(&text).ok());
    let trials = match labels.as_ref().and_then(Value::as_array) {
        Some(labels) => labels.iter().flat_map(|label| trials(&folder, label)).collect(),
        None => vec![
            Trial::test("real invitations, which are not beside the project", || Ok(()))
                .with_ignored_flag(true),
        ],
    };
    libtest_mimic::run(&arguments, trials).exit();
}

fn trials(folder: &Path, label: &Value) -> Vec<Trial> {
    let name = label["file"].as_str().unwrap_or_default().to_owned();
    let sample = Sample { path: folder.join(&name), label: label.clone() };
    let named = |what: &str, check: fn(&Sample) -> Result<(), Failed>| {
        let sample = sample.clone();
        Trial::test(format!("{name}: {what}"), move || check(&sample))
    };
    vec![
        named("says what its label says", says_its_label),
        named("needs no word of its own", needs_no_word),
        named("is rewritten inside its blocks only", is_rewritten_inside),
    ]
}

#[derive(Clone)]
struct Sample {
    path: PathBuf,
    label: Value,
}

impl Sample {
    fn body(&self) -> (Format, String) {
        let text = String::from_utf8_lossy(&fs::read(&self.path).expect("a file")).into_owned();
        match self.label["kind"].as_str() {
            Some("html") => (Format::Html, text),
            Some("ics") => (Format::Text, description(&text)),
            _ => (Format::Text, text),
        }
    }
}

/// The event's DESCRIPTION, unfolded and unescaped.
fn description(file: &str) -> String {
    let unfolded = file.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let event = unfolded.split("BEGIN:VALARM").next().unwrap_or_default();
    let line = event.lines().find(|line| line.starts_with("DESCRIPTION")).unwrap_or_default();
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let value = value.replace("\\n", "\n").replace("\\N", "\n");
    value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

/// The blocks of services Redial knows: bodies of other services are labelled as holding none.
fn ours(document: &Document<'_>) -> Vec<InfoBlock> {
    recognise(document, &[]).into_iter().filter(|block| block.provider != Provider::Foreign).collect()
}

fn says_its_label(sample: &Sample) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let document = Document::parse(format, &body);
    let said: Vec<Value> = ours(&document).iter().map(|block| said(&document, block)).collect();
    let fields = [
        "provider",
        "layout",
        "locale",
        "quoted",
        "complete",
        "join_url",
        "conference_id",
        "numbers",
        "first_text",
        "last_text",
    ];
    let labels = sample.label["blocks"].as_array().cloned().unwrap_or_default();
    let labelled: Vec<Value> = labels
        .iter()
        .map(|label| {
            fields.iter().map(|field| ((*field).to_owned(), label[*field].clone())).collect::<Value>()
        })
        .collect();
    equal(&said, &labelled)
}

fn said(document: &Document<'_>, block: &InfoBlock) -> Value {
    let phone = block.invitation.phone.as_ref();
    let numbers: Vec<String> =
        phone.map(|phone| phone.numbers.iter().map(DialInNumber::dialled).collect()).unwrap_or_default();
    let locale = match block.locales.as_slice() {
        [one] => one.clone(),
        several => format!("mixed:{}", several.join(",")),
    };
    json!({
        "provider": block.provider.name(), "layout": block.layout.name(), "locale": locale,
        "quoted": block.quoted, "complete": block.complete,
        "join_url": block.invitation.join_url.as_str(),
        "conference_id": phone.and_then(|phone| phone.conference_id.as_ref()).map(|id| id.as_str()),
        "numbers": numbers,
        "first_text": document.first_line(block.rows.start),
        "last_text": document.last_line(block.rows.end - 1),
    })
}

fn needs_no_word(sample: &Sample) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let structure = |body: &str| {
        let blocks = ours(&Document::parse(format, body));
        let structure = blocks.iter().map(|block| {
            let phone = block.invitation.phone.as_ref();
            let numbers: Vec<String> = phone
                .map(|phone| phone.numbers.iter().map(DialInNumber::dialled).collect())
                .unwrap_or_default();
            let id = phone.and_then(|phone| phone.conference_id.clone());
            json!([block.rows.start, block.rows.end, block.invitation.join_url, id, numbers])
        });
        structure.collect::<Vec<Value>>()
    };
    let known = structure(&body);
    (1..20)
        .try_for_each(|seed| equal(&structure(&words::with_other_words(format, &body, seed * 7919)), &known))
}

fn is_rewritten_inside(sample: &Sample) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let document = Document::parse(format, &body);
    let rewritable =
        |block: &&InfoBlock| block.complete && !block.quoted && block.provider != Provider::SkypeConsumer;
    for block in ours(&document).iter().filter(rewritable) {
        let mut wanted = block.invitation.clone();
        wanted.phone = Some(PhoneAccess {
            conference_id: ConferenceId::new("777123456"),
            numbers: vec![DialInNumber {
                number: "+49 69 1234567".into(),
                region: "Frankfurt".into(),
                languages: String::new(),
                toll_free: false,
            }],
            directory_url: Some("https://dialin.contoso.example".into()),
            pin_url: Some("https://dialin.contoso.example".into()),
        });
        let splice = rewrite(&document, block, &wanted, Language::English, Edits::Keep)?;
        let after = splice.apply(&body);
        assert_eq!(splice.span, block.span);
        assert!(after.starts_with(&body[..block.span.start]) && after.ends_with(&body[block.span.end..]));
        let again = Document::parse(format, &after);
        let read = ours(&again).into_iter().find(|found| found.span.start == block.span.start);
        let phone = read.and_then(|block| block.invitation.phone).ok_or("the new block is not recognised")?;
        let numbers: Vec<String> = phone.numbers.iter().map(DialInNumber::dialled).collect();
        equal(
            &(phone.conference_id, numbers),
            &(ConferenceId::new("777123456"), vec!["+49691234567".to_owned()]),
        )?;
    }
    Ok(())
}

fn equal<T: std::fmt::Debug + PartialEq>(is: &T, wanted: &T) -> Result<(), Failed> {
    if is == wanted { Ok(()) } else { Err(format!("is     {is:?}\nwanted {wanted:?}").into()) }
}
