//! Invitations with what a person sees in them: ours in `tests/corpus/`, written after real ones, and real ones where
//! they lie beside the project.
#![allow(
    dead_code,
    clippy::expect_used,
    reason = "each test file uses its part; a test may fail by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use redial::block::{InfoBlock, JoinUrlForm, Provider, recognise};
use redial::calendar::icalendar::event_texts;
use redial::html::{Document, Format};
use serde_json::Value;

/// A body and its label.
#[derive(Clone)]
pub struct Sample {
    /// The corpus and the file's name, as people name a sample.
    pub name: String,
    path: PathBuf,
    /// What a person sees in it.
    pub label: Value,
}

/// Our own samples.
pub fn ours() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    samples("", &folder).expect("labels of our samples")
}

/// The real invitations; `None` where they are not beside the project.
pub fn real() -> Option<Vec<Sample>> {
    samples("real ", &Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"))
}

fn samples(prefix: &str, folder: &Path) -> Option<Vec<Sample>> {
    let labels: Value = serde_json::from_slice(&fs::read(folder.join("labels.json")).ok()?).ok()?;
    let sample = |label: &Value| {
        let file = label["file"].as_str().expect("a file's name");
        Sample { name: format!("{prefix}{file}"), path: folder.join(file), label: label.clone() }
    };
    Some(labels.as_array()?.iter().map(sample).collect())
}

/// The trials of every sample; of the real ones a skipped one in their place where they are not there.
pub fn trials(of: impl Fn(&Sample) -> Vec<Trial>) -> Vec<Trial> {
    let mut trials: Vec<Trial> = ours().iter().flat_map(&of).collect();
    match real() {
        Some(samples) => trials.extend(samples.iter().flat_map(&of)),
        None => trials.push(
            Trial::test("real invitations, which are not beside the project", || Ok(()))
                .with_ignored_flag(true),
        ),
    }
    trials
}

impl Sample {
    /// The body; of a calendar the event's description.
    pub fn body(&self) -> (Format, String) {
        let bytes = fs::read(&self.path).expect("a file");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        match self.label["kind"].as_str() {
            Some("html") => (Format::Html, text(bytes)),
            Some("ics") => {
                let texts = event_texts(&bytes).expect("a calendar");
                let description = texts.into_iter().find(|text| text.format == Format::Text);
                (Format::Text, description.expect("a description").text)
            }
            _ => (Format::Text, text(bytes)),
        }
    }

    /// The text part of the mail whose HTML part this is.
    pub fn text_part(&self) -> Option<Self> {
        let path = self.path.with_extension("txt");
        let is_html = self.path.extension().is_some_and(|extension| extension == "html");
        let name = self.name.replace(".html", ".txt");
        let label = serde_json::json!({ "kind": "text" });
        (is_html && path.exists()).then_some(Self { name, path, label })
    }

    /// The labels of its blocks.
    pub fn blocks(&self) -> Vec<Value> {
        self.label["blocks"].as_array().cloned().unwrap_or_default()
    }
}

/// The forms of the third-party bridge's join URLs in our samples.
pub fn forms() -> Vec<JoinUrlForm> {
    JoinUrlForm::new("https://bridge.example/join/*").into_iter().collect()
}

/// The blocks of services Redial knows: bodies of other services are labelled as holding none.
pub fn known_blocks(document: &Document<'_>) -> Vec<InfoBlock> {
    recognise(document, &forms()).into_iter().filter(|block| block.provider != Provider::Foreign).collect()
}

/// Whether a block is whole, the body's own, and of a kind that is rewritten.
pub fn is_rewritable(block: &InfoBlock) -> bool {
    block.complete && !block.quoted && block.provider != Provider::SkypeConsumer
}
