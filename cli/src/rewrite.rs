//! `redial rewrite`: the same file with its online meeting information made true.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;
use redial::block::{
    Document, Edits as BlockEdits, InfoBlock, Language, Provider, recognise, rewrite as rewrite_block,
};
use redial::dialin::DialInProfile;
use similar::TextDiff;

use crate::profile;
use crate::source::{Body, Source};
use crate::{Edits, End};

/// How a file is rewritten.
pub struct Order {
    /// Although no tag tells whose meeting it is.
    pub adopt: bool,
    /// What becomes of lines somebody wrote.
    pub edits: Edits,
    /// Where to write.
    pub output: Option<PathBuf>,
    /// Print the difference instead.
    pub diff: bool,
}

/// Rewrites one file.
pub fn rewrite(file: &Path, profile_file: &Path, order: &Order) -> anyhow::Result<End> {
    let profile = profile::read(profile_file)?;
    let source = Source::read(file)?;
    let texts: Result<Vec<Option<String>>, String> =
        source.bodies.iter().map(|body| rewritten(body, &profile, order)).collect();
    let texts = match texts {
        Ok(texts) if texts.iter().all(Option::is_none) => {
            eprintln!(
                "redial: {}: the details are as the profile says, or there are none; nothing was written",
                source.name
            );
            return Ok(End::Refused);
        }
        Ok(texts) => texts,
        Err(reason) => {
            eprintln!("redial: {}: {reason}; nothing was written", source.name);
            return Ok(End::Refused);
        }
    };
    if !order.adopt {
        eprintln!(
            "redial: {}: a file shows no tag, so nothing tells that this meeting is yours; say --adopt to rewrite it",
            source.name
        );
        return Ok(End::Refused);
    }
    let written = source.with(&texts);
    if order.diff {
        print_diff(&source, &written);
        return Ok(End::Done);
    }
    match order.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            fs::write(path, written).with_context(|| format!("{} cannot be written", path.display()))?
        }
        None => std::io::stdout().lock().write_all(&written).context("standard output cannot be written")?,
    }
    Ok(End::Done)
}

/// A body with its block made true; `None` if it holds none or says so already, a sentence where it is refused.
fn rewritten(body: &Body, profile: &DialInProfile, order: &Order) -> Result<Option<String>, String> {
    let document = Document::parse(body.format, &body.text);
    let blocks = recognise(&document, &[]);
    let own: Vec<&InfoBlock> = blocks.iter().filter(|block| !block.quoted).collect();
    let block = match own.as_slice() {
        [] if blocks.is_empty() => return Ok(None),
        [] => return Err("the details stand in a quotation, so they are not the meeting's own".to_owned()),
        [one] => *one,
        _ => return Err("it holds the details of several online meetings".to_owned()),
    };
    if block.provider == Provider::Foreign || block.provider == Provider::SkypeConsumer {
        return Err("the details are of a service that Redial does not touch".to_owned());
    }
    if block.invitation.kind != profile.kind {
        return Err("the profile is of another service than the details".to_owned());
    }
    if order.edits == Edits::Skip && block.roles.iter().any(Option::is_none) {
        return Err("somebody wrote lines inside the details, and they are to be left alone".to_owned());
    }
    let edits = if order.edits == Edits::Overwrite { BlockEdits::Overwrite } else { BlockEdits::Keep };
    let language = block.language().unwrap_or(Language::English);
    let invitation = profile.invitation_today(&block.invitation);
    let splice = rewrite_block(&document, block, &invitation, language, edits)
        .map_err(|refusal| refusal.to_string())?;
    let text = splice.apply(&body.text);
    Ok((text != body.text).then_some(text))
}

fn print_diff(source: &Source, written: &[u8]) {
    let (before, after) = (Source::text(source.bytes()), Source::text(written));
    let diff = TextDiff::from_lines(&before, &after);
    print!("{}", diff.unified_diff().header(&source.name, &format!("{} (rewritten)", source.name)));
}
