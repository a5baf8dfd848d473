//! Every sample rewritten with many dial-in data of its kind: the old ones are never shown beside the new ones.
//!
//! `cargo test -p redial --test rewritings -- --profiles 200` takes 200 of them instead of 20 for each sample.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

mod profiles;
mod samples;
mod visible;

use std::env;
use std::sync::LazyLock;

use libtest_mimic::{Arguments, Failed, Trial};
use profiles::{Random, conference_id, profile};
use redial::block::{Edits, InfoBlock, Invitation, Language, Refusal, rewrite, visible_text};
use redial::dialin::{Conference, differences};
use redial::html::{Document, Format};
use samples::{Sample, is_rewritable, known_blocks};
use visible::shows;

/// The name of the argument, and how many dial-in data each sample is rewritten with.
static PROFILES: (&str, LazyLock<usize>) =
    ("--profiles", LazyLock::new(|| profiles_asked_for().unwrap_or(20)));

fn profiles_asked_for() -> Option<usize> {
    env::args().skip_while(|argument| argument != PROFILES.0).nth(1)?.parse().ok()
}

fn main() {
    let mut arguments: Vec<String> = env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == PROFILES.0) {
        arguments.drain(at..(at + 2).min(arguments.len()));
    }
    libtest_mimic::run(&Arguments::from_iter(arguments), samples::trials(trials)).exit();
}

fn trials(sample: &Sample) -> Vec<Trial> {
    let (format, body) = sample.body();
    let blocks = known_blocks(&Document::parse(format, &body));
    if !blocks.iter().any(is_rewritable) {
        return Vec::new();
    }
    let named = |what: &str, edits: Edits| {
        let sample = sample.clone();
        Trial::test(format!("{}: {what}", sample.name), move || holds_no_old_data(&sample, edits))
    };
    let mut trials = vec![
        named("mended, it shows nothing of what was", Edits::Keep),
        named("written anew, it shows nothing of what was", Edits::Overwrite),
    ];
    trials.extend(sample.text_part().map(|text| {
        let html = sample.clone();
        let name = format!("{}: its text part is rewritten where it is", sample.name);
        Trial::test(name, move || parts_agree(&html, &text))
    }));
    trials
}

/// What a person sees of the dial-in data in a block, as the label tells.
struct Shown {
    id: Option<String>,
    numbers: Vec<String>,
}

impl Shown {
    fn in_label(sample: &Sample, index: usize) -> Self {
        let label = sample.blocks().get(index).cloned().unwrap_or_default();
        let numbers = label["numbers"].as_array().cloned().unwrap_or_default();
        Self {
            id: label["conference_id"].as_str().map(str::to_owned),
            numbers: numbers.iter().filter_map(|number| number.as_str()).map(str::to_owned).collect(),
        }
    }
}

fn holds_no_old_data(sample: &Sample, edits: Edits) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let blocks = known_blocks(&Document::parse(format, &body));
    let mut refused: Vec<(usize, Refusal)> = Vec::new();
    let mut wrong: Vec<(usize, String)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| is_rewritable(block)) {
        let shown = Shown::in_label(sample, index);
        for seed in 1..=*PROFILES.1 {
            let wanted = wanted(block, seed as u64);
            match rewritten(format, &body, block, &wanted, edits) {
                Err(refusal) => refused.push((seed, refusal)),
                Ok(after) => {
                    let result = holds(format, &after, block, &wanted, edits, &shown);
                    wrong.extend(result.err().map(|what| (seed, format!("{what}\n{:#?}", wanted.phone))));
                }
            }
        }
    }
    if let Some((_, first)) = wrong.first() {
        let all: Vec<String> = wrong
            .iter()
            .map(|(seed, what)| format!("seed {seed}: {}", what.lines().next().unwrap_or_default()))
            .collect();
        return Err(format!("{}\nthe first of them: {first}", all.join("\n")).into());
    }
    // What cannot be told apart for sure is refused; that is seldom so.
    let most = (*PROFILES.1 * blocks.len()).div_ceil(20);
    if refused.len() <= most {
        Ok(())
    } else {
        Err(format!("more than {most} are refused: {refused:?}").into())
    }
}

/// Where the HTML part of a mail is rewritten, its text part is.
fn parts_agree(html: &Sample, text: &Sample) -> Result<(), Failed> {
    let mut apart: Vec<String> = Vec::new();
    let parts = [html, text].map(Sample::body);
    let blocks = parts
        .each_ref()
        .map(|(format, body)| known_blocks(&Document::parse(*format, body)).into_iter().find(is_rewritable));
    let [Some(in_html), Some(in_text)] = blocks else { return Err("a block is missing".into()) };
    for seed in 1..=*PROFILES.1 {
        let wanted = wanted(&in_html, seed as u64);
        for edits in [Edits::Keep, Edits::Overwrite] {
            let [(html, html_body), (text, text_body)] = &parts;
            let done = rewritten(*html, html_body, &in_html, &wanted, edits);
            if let (Ok(_), Err(refusal)) = (done, rewritten(*text, text_body, &in_text, &wanted, edits)) {
                apart.push(format!("seed {seed}, {edits:?}: {refusal}"));
            }
        }
    }
    if apart.is_empty() { Ok(()) } else { Err(apart.join("\n").into()) }
}

/// What the block is to say by random dial-in data of its kind; a private conference ID is told by the service.
fn wanted(block: &InfoBlock, seed: u64) -> Invitation {
    let mut random = Random::new(seed);
    let profile = profile(&mut random, block.invitation.kind, &block.invitation.join_url);
    let has_own = profile.audio.as_ref().is_some_and(|audio| audio.conference == Conference::PerMeeting);
    let own_id = (has_own && !profile.lacks_id_for(&block.invitation, None) && random.one_in(2)
        || profile.lacks_id_for(&block.invitation, None))
    .then(|| conference_id(&mut random));
    profile.invitation_today(&block.invitation, own_id)
}

fn rewritten(
    format: Format,
    body: &str,
    block: &InfoBlock,
    wanted: &Invitation,
    edits: Edits,
) -> Result<String, Refusal> {
    let document = Document::parse(format, body);
    let language = block.language().unwrap_or(Language::English);
    rewrite(&document, block, wanted, language, edits).map(|splice| splice.apply(body))
}

fn holds(
    format: Format,
    after: &str,
    before: &InfoBlock,
    wanted: &Invitation,
    edits: Edits,
    shown: &Shown,
) -> Result<(), String> {
    let document = Document::parse(format, after);
    let found = known_blocks(&document).into_iter().find(|found| found.span.start == before.span.start);
    let block = found.filter(|found| found.complete).ok_or("the block is not recognised again")?;
    let text = visible_text(&document, &block);
    let fail = |what: String| Err(format!("{what}\n{text}"));
    let new_numbers: Vec<String> =
        wanted.phone.iter().flat_map(|phone| phone.numbers.iter().map(|number| number.digits())).collect();
    let new_id = wanted.phone.as_ref().and_then(|phone| phone.conference_id.as_ref()).map(|id| id.as_str());
    for old in shown.numbers.iter().map(|old| old.trim_start_matches('+')) {
        if !new_numbers.iter().any(|new| new == old) && shows(&text, old) {
            return fail(format!("the old number {old} is left"));
        }
    }
    if let Some(old) = shown.id.as_deref().filter(|old| Some(*old) != new_id)
        && shows(&text, old)
    {
        return fail(format!("the old conference ID {old} is left"));
    }
    if let Some(missing) = new_numbers.iter().find(|new| !shows(&text, new)) {
        return fail(format!("the new number {missing} is not there"));
    }
    if let Some(new) = new_id.filter(|new| !shows(&text, new)) {
        return fail(format!("the new conference ID {new} is not there"));
    }
    let left = differences(&block.invitation, wanted);
    if !left.is_empty() {
        return fail(format!("it is read with differences: {left:?}"));
    }
    match rewritten(format, after, &block, wanted, edits) {
        Ok(again) if again == after => Ok(()),
        Ok(_) => fail("once more, it is written otherwise".to_owned()),
        Err(refusal) => fail(format!("once more, it is refused: {refusal}")),
    }
}
