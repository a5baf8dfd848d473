//! `redial inspect`: what was recognised, and why.

use std::path::{Path, PathBuf};

use redial::block::{Document, InfoBlock, recognise};
use redial::dialin::{Change, DialInProfile, differences};
use serde_json::{Value, json};

use crate::End;
use crate::profile;
use crate::source::{Body, Source};

/// Inspects every file; one that cannot be used stops no other.
pub fn inspect(files: &[PathBuf], as_json: bool, profile_file: Option<&Path>) -> anyhow::Result<End> {
    let profile = profile_file.map(profile::read).transpose()?;
    let mut end = End::Done;
    for file in files {
        match Source::read(file) {
            Ok(source) => {
                let Some(body) = source.bodies.first() else { continue };
                if as_json {
                    println!("{}", report(&source.name, body));
                } else {
                    tell(&source.name, body, profile.as_ref());
                }
            }
            Err(error) => {
                eprintln!("redial: {error:#}");
                end = End::Unusable;
            }
        }
    }
    Ok(end)
}

/// One file for programs.
fn report(name: &str, body: &Body) -> Value {
    let document = Document::parse(body.format, &body.text);
    let blocks: Vec<Value> =
        recognise(&document, &[]).iter().map(|block| block_json(&document, block)).collect();
    json!({ "file": name, "blocks": blocks })
}

fn block_json(document: &Document<'_>, block: &InfoBlock) -> Value {
    let phone = block.invitation.phone.as_ref();
    let numbers = phone.map(|phone| phone.numbers.iter().map(|number| number.dialled()).collect::<Vec<_>>());
    json!({
        "provider": block.provider.name(),
        "layout": block.layout.name(),
        "language": language(block),
        "confidence": block.confidence().name(),
        "reasons": block.evidence.iter().map(|evidence| evidence.name()).collect::<Vec<_>>(),
        "quoted": block.quoted,
        "complete": block.complete,
        "start": block.span.start,
        "end": block.span.end,
        "join_url": block.invitation.join_url.as_str(),
        "conference_id": phone.and_then(|phone| phone.conference_id.as_ref()).map(|id| id.as_str()),
        "numbers": numbers.unwrap_or_default(),
        "first_line": document.first_line(block.rows.start),
        "last_line": document.last_line(block.rows.end.saturating_sub(1)),
    })
}

fn language(block: &InfoBlock) -> Option<String> {
    match block.locales.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!("mixed:{}", several.join(","))),
    }
}

/// One file for people.
fn tell(name: &str, body: &Body, profile: Option<&DialInProfile>) {
    let document = Document::parse(body.format, &body.text);
    let blocks = recognise(&document, &[]);
    println!("{name}");
    if blocks.is_empty() {
        println!("  No online meeting information was found.");
    }
    for block in &blocks {
        tell_block(block);
        if let Some(profile) = profile {
            compare(block, profile);
        }
    }
    if !blocks.is_empty() {
        println!(
            "  A file shows no tag, so it does not tell whose meeting this is or whether Redial may update it."
        );
    }
}

fn tell_block(block: &InfoBlock) {
    let language = language(block).unwrap_or_else(|| "unknown".to_owned());
    println!(
        "  {} ({}), language {language}, {}",
        block.provider.name(),
        block.layout.name(),
        block.confidence().name()
    );
    for evidence in &block.evidence {
        println!("    - {evidence}");
    }
    if block.quoted {
        println!("    - it stands in a quotation, so it is not the meeting's own");
    }
    println!("    Join:          {}", block.invitation.join_url);
    let Some(phone) = &block.invitation.phone else {
        println!("    Phone:         none");
        return;
    };
    let id = phone.conference_id.as_ref().map_or("none", |id| id.as_str());
    println!("    Conference ID: {id}");
    for number in &phone.numbers {
        println!("    Number:        {} {}", number.number, number.region);
    }
    if let Some(url) = &phone.directory_url {
        println!("    Directory:     {url}");
    }
}

fn compare(block: &InfoBlock, profile: &DialInProfile) {
    if block.invitation.kind != profile.kind {
        println!("    The profile is of another service, so nothing is compared.");
        return;
    }
    let changes = differences(&block.invitation, &profile.invitation_today(&block.invitation));
    let phone_part = changes
        .iter()
        .any(|c| matches!(c, Change::AudioConferencingAdded | Change::AudioConferencingRemoved));
    let state = |outdated: bool| if outdated { "outdated" } else { "current" };
    println!("    Compared with the profile:");
    println!("      audio conferencing: {}", state(phone_part));
    for (name, change) in [
        ("conference ID", Change::ConferenceIdChanged),
        ("numbers", Change::NumbersChanged),
        ("directory", Change::DirectoryChanged),
    ] {
        println!("      {name}: {}", state(phone_part || changes.contains(&change)));
    }
}
