//! What every sample says, and what rewriting it does: ours and real ones.
#![allow(clippy::expect_used, clippy::string_slice, reason = "a test may fail by panicking")]

mod samples;
mod words;

use libtest_mimic::{Arguments, Failed, Trial};
use redial::block::{
    Branding, ConferenceId, DialInNumber, Edits, InfoBlock, Invitation, Language, may_hold_block, recognise,
    rewrite,
};
use redial::dialin::{AudioConferencing, AudioProvider, Conference, DialInProfile, Home, ServiceBlock};
use redial::html::{Document, Format};
use samples::{Sample, forms, is_rewritable, known_blocks};
use serde_json::{Value, json};

fn main() {
    libtest_mimic::run(&Arguments::from_args(), samples::trials(trials)).exit();
}

fn trials(sample: &Sample) -> Vec<Trial> {
    let named = |what: &str, check: fn(&Sample) -> Result<(), Failed>| {
        let sample = sample.clone();
        Trial::test(format!("{}: {what}", sample.name), move || check(&sample))
    };
    let own = named("is taken as the service's own", is_taken_as_the_services_own);
    let joining = sample.name.contains("joininfo");
    let mut trials = vec![
        named("says what its label says", says_its_label),
        named("needs no word of its own", needs_no_word),
        named("is not passed over", is_candidate),
        named("is mended inside its blocks only", keeps_the_rest),
        named("is written anew inside its blocks only", keeps_the_rest_written_anew),
    ];
    trials.extend(joining.then_some(own));
    trials
}

/// What Graph tells to join with is one block that may stand in a body.
fn is_taken_as_the_services_own(sample: &Sample) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let join_url = recognise(&Document::parse(format, &body), &[]).remove(0).invitation.join_url;
    if ServiceBlock::new(&body, std::slice::from_ref(&join_url)).is_some() {
        Ok(())
    } else {
        Err("it is refused".into())
    }
}

fn says_its_label(sample: &Sample) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let document = Document::parse(format, &body);
    let said: Vec<Value> = known_blocks(&document).iter().map(|block| said(&document, block)).collect();
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
    let labelled: Vec<Value> = sample
        .blocks()
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
        let blocks = known_blocks(&Document::parse(format, body));
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

fn is_candidate(sample: &Sample) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let holds_any = !recognise(&Document::parse(format, &body), &forms()).is_empty();
    equal(&(may_hold_block(&body, &forms()) || !holds_any), &true)
}

fn keeps_the_rest(sample: &Sample) -> Result<(), Failed> {
    says_what_the_profile_says(sample, Edits::Keep)
}

fn keeps_the_rest_written_anew(sample: &Sample) -> Result<(), Failed> {
    says_what_the_profile_says(sample, Edits::Overwrite)
}

/// Every whole block is made to say what another profile says, then to say nothing of phones, then that again: nothing
/// outside it changes, it is found again, and a second time changes nothing.
fn says_what_the_profile_says(sample: &Sample, edits: Edits) -> Result<(), Failed> {
    let (format, body) = sample.body();
    let document = Document::parse(format, &body);
    for block in known_blocks(&document).iter().filter(|block| is_rewritable(block)) {
        let loud = profile(block);
        let silent = DialInProfile { audio: None, ..loud.clone() };
        let mut at = At { format, body: body.clone(), start: block.span.start };
        for profile in [&loud, &silent, &loud] {
            let language = block.language().unwrap_or(Language::English);
            let once = at.rewritten(profile, language, edits)?;
            // Written anew, a Lync block takes the look of Skype for Business: the service is the same.
            equal(&once.block()?.invitation.kind, &block.invitation.kind)?;
            equal(&once.rewritten(profile, language, edits)?.body, &once.body)?;
            at = once;
        }
    }
    Ok(())
}

/// A body and where in it a block begins.
struct At {
    format: Format,
    body: String,
    start: usize,
}

impl At {
    fn block(&self) -> Result<InfoBlock, Failed> {
        let document = Document::parse(self.format, &self.body);
        let found = known_blocks(&document).into_iter().find(|found| found.span.start == self.start);
        found.filter(|found| found.complete).ok_or_else(|| "the block is not recognised again".into())
    }

    /// The body with the block made to say what `profile` says, and to be read so.
    fn rewritten(&self, profile: &DialInProfile, language: Language, edits: Edits) -> Result<Self, Failed> {
        let block = self.block()?;
        let today = profile.invitation_today(&block.invitation, None);
        let document = Document::parse(self.format, &self.body);
        let splice = rewrite(&document, &block, &today, language, edits)?;
        let body = splice.apply(&self.body);
        assert!(body.starts_with(&self.body[..block.span.start]));
        assert!(body.ends_with(&self.body[block.span.end..]));
        let after = Self { body, ..*self };
        equal(&shown(&after.block()?.invitation), &shown(&today))?;
        Ok(after)
    }
}

fn shown(invitation: &Invitation) -> Value {
    let phone = invitation.phone.as_ref();
    let mut numbers: Vec<String> =
        phone.map(|phone| phone.numbers.iter().map(DialInNumber::dialled).collect()).unwrap_or_default();
    numbers.sort();
    let directory = phone.and_then(|phone| phone.directory_url.clone());
    let id = phone.and_then(|phone| phone.conference_id.clone());
    json!([invitation.join_url, id, numbers, directory])
}

/// Dial-in data that no sample shows, for meetings of the block's kind.
fn profile(block: &InfoBlock) -> DialInProfile {
    let number = |number: &str, region: &str, languages: &str| DialInNumber {
        number: number.to_owned(),
        region: region.to_owned(),
        languages: languages.to_owned(),
        toll_free: false,
    };
    DialInProfile {
        kind: block.invitation.kind,
        home: Home::Online,
        sip_address: None,
        audio: Some(AudioConferencing {
            provider: AudioProvider::Bridge,
            conference: Conference::Public(ConferenceId::new("900112233").expect("digits")),
            numbers: vec![
                number("+49 69 1234567", "Frankfurt", "Deutsch (Deutschland)"),
                number("+1 323 555 0100", "Los Angeles", "English (United States)"),
            ],
            directory_url: Some("https://dialin.fabrikam.example/numbers".to_owned()),
            pin_url: Some("https://dialin.fabrikam.example/pin".to_owned()),
        }),
        licence_beside_acp: None,
        meeting_base: None,
        assigned: None,
        branding: Branding::default(),
    }
}

fn equal<T: std::fmt::Debug + PartialEq>(is: &T, wanted: &T) -> Result<(), Failed> {
    if is == wanted { Ok(()) } else { Err(format!("is     {is:?}\nwanted {wanted:?}").into()) }
}
