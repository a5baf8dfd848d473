//! `redial inspect`: what was recognised, and why.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use redial::block::{InfoBlock, JoinUrlForm, Refusal, recognise};
use redial::dialin::{DialInProfile, OwnAddresses, Whose};
use redial::html::Document;
use redial::link::original_url;
use serde_json::{Value, json};

use crate::End;
use crate::comparison::Comparison;
use crate::file;
use crate::profile;
use crate::source::{Body, Source};
use crate::words::{provider_name, role_name};

/// How files are inspected.
pub struct Inspection<'a> {
    /// Print for programs.
    pub json: bool,
    /// The file of the profile to compare with.
    pub profile: Option<&'a Path>,
}

impl Inspection<'_> {
    /// Inspects every file; one that cannot be used stops no other.
    pub fn run(&self, files: &[PathBuf]) -> anyhow::Result<End> {
        file::check_inputs(files.iter().map(PathBuf::as_path).chain(self.profile))?;
        let profile =
            self.profile.map(|path| profile::read(path).with_context(|| path.display().to_string()));
        let profile = profile.transpose()?;
        let report = Report { forms: profile::join_url_forms(profile.as_ref()), profile };
        let mut end = End::Done;
        let mut out = io::stdout().lock();
        for file in files {
            let name = file.display().to_string();
            match Source::read(file) {
                Ok(source) if self.json => writeln!(out, "{}", report.for_programs(&name, &source))?,
                Ok(source) => report.for_people(&mut out, &name, &source)?,
                Err(error) => {
                    eprintln!("redial: {name}: {error}");
                    end = End::Unusable;
                }
            }
        }
        Ok(end)
    }
}

/// What blocks are read and compared with.
struct Report {
    profile: Option<DialInProfile>,
    forms: Vec<JoinUrlForm>,
}

impl Report {
    /// The blocks of each meeting in the first of its texts that holds any.
    fn for_programs(&self, name: &str, source: &Source) -> Value {
        let mut blocks: Vec<Value> = Vec::new();
        let mut done = None;
        for body in &source.bodies {
            if done == Some(body.meeting) {
                continue;
            }
            let document = Document::parse(body.format, &body.text);
            let found = recognise(&document, &self.forms);
            if !found.is_empty() {
                done = Some(body.meeting);
            }
            blocks.extend(found.iter().map(|block| self.block(body, &document, block)));
        }
        json!({ "file": name, "blocks": blocks })
    }

    fn block(&self, body: &Body, document: &Document<'_>, block: &InfoBlock) -> Value {
        let phone = block.invitation.phone.as_ref();
        let numbers =
            phone.map(|phone| phone.numbers.iter().map(|number| number.dialled()).collect::<Vec<_>>());
        let mut described = json!({
            "provider": block.provider.name(),
            "layout": block.layout.name(),
            "language": language(block),
            "confidence": block.confidence().name(),
            "reasons": block.evidence.iter().map(|evidence| evidence.name()).collect::<Vec<_>>(),
            "attached": body.attached,
            "quoted": block.quoted,
            "complete": block.complete,
            "start": block.span.start,
            "end": block.span.end,
            "join_url": block.invitation.join_url.as_str(),
            "conference_id": phone.and_then(|phone| phone.conference_id.as_ref()).map(|id| id.as_str()),
            "numbers": numbers.unwrap_or_default(),
            "first_line": document.first_line(block.rows.start),
            "last_line": document.last_line(block.rows.end.saturating_sub(1)),
        });
        if let (Some(profile), Some(fields)) = (&self.profile, described.as_object_mut()) {
            let comparison = Comparison::of(block, profile).filter(|_| self.another_person(block).is_none());
            let compared = comparison.map(|comparison| {
                let states = comparison.fields().into_iter();
                states.map(|field| (field.key.to_owned(), json!(field.state.name()))).collect::<Value>()
            });
            fields.insert("profile".to_owned(), compared.unwrap_or_default());
        }
        described
    }

    fn for_people(&self, out: &mut impl Write, name: &str, source: &Source) -> io::Result<()> {
        writeln!(out, "{name}")?;
        let mut found = false;
        for body in &source.bodies {
            found |= self.body(out, body)?;
        }
        if found {
            writeln!(
                out,
                "  No tag can be seen in a file: a forwarded copy has none. Whose meeting this is, and whether Redial made it, only the organizer's calendar tells."
            )
        } else {
            writeln!(out, "  No online meeting information was found.")
        }
    }

    /// Whether the body holds any block.
    fn body(&self, out: &mut impl Write, body: &Body) -> io::Result<bool> {
        let document = Document::parse(body.format, &body.text);
        let blocks = recognise(&document, &self.forms);
        if let Some(refusal) = Refusal::of(&document) {
            writeln!(out, "  Only the beginning was read: {refusal}")?;
        }
        for block in &blocks {
            let place = if body.name.is_empty() { String::new() } else { format!("{}: ", body.name) };
            writeln!(
                out,
                "  {place}{} ({}), language {}, {}",
                provider_name(block.provider),
                block.layout.name(),
                language(block).unwrap_or_else(|| "unknown".to_owned()),
                block.confidence().name(),
            )?;
            self.reasons(out, block)?;
            rows(out, &document, block)?;
            self.comparison(out, block)?;
        }
        Ok(!blocks.is_empty())
    }

    fn reasons(&self, out: &mut impl Write, block: &InfoBlock) -> io::Result<()> {
        writeln!(out, "    Why:")?;
        for evidence in &block.evidence {
            writeln!(out, "      - {evidence}")?;
        }
        if block.quoted {
            writeln!(out, "      - it stands in quoted text, so it is another message's")?;
        }
        Ok(())
    }

    /// Whose online meeting it is, where it is not that of the profile's organizer.
    fn another_person(&self, block: &InfoBlock) -> Option<String> {
        let own = OwnAddresses::of(self.profile.as_ref()?, &self.forms);
        match own.whose(&block.invitation.join_url) {
            Whose::Another { person } => Some(person),
            Whose::Own | Whose::Unknown => None,
        }
    }

    fn comparison(&self, out: &mut impl Write, block: &InfoBlock) -> io::Result<()> {
        let Some(profile) = &self.profile else { return Ok(()) };
        let Some(comparison) = Comparison::of(block, profile) else {
            return writeln!(out, "    The profile is of another service, so nothing is compared.");
        };
        if let Some(person) = self.another_person(block) {
            return writeln!(
                out,
                "    The link leads to an online meeting of {person}, not of the profile's organizer, so nothing is compared."
            );
        }
        writeln!(out, "    Compared with the profile:")?;
        for field in comparison.fields() {
            writeln!(out, "      {:<19} {}", field.name, field.state.name())?;
        }
        Ok(())
    }
}

/// What the block says, row by row.
fn rows(out: &mut impl Write, document: &Document<'_>, block: &InfoBlock) -> io::Result<()> {
    writeln!(out, "    Rows:")?;
    for (index, role) in block.rows.clone().zip(&block.roles) {
        let Some(row) = document.rows().get(index) else { continue };
        let shown = match &*row.text {
            "" if row.image => "(an image)".to_owned(),
            "" => "(a line)".to_owned(),
            long if long.chars().all(|c| matches!(c, '.' | '_' | ' ')) => document.first_line(index),
            text => text.to_owned(),
        };
        writeln!(out, "      {:<19} {shown}", role_name(*role))?;
        for link in &row.links {
            writeln!(out, "      {:<19}   -> {}", "", original_url(&link.href))?;
        }
    }
    Ok(())
}

/// The languages for programs: several are mixed.
fn language(block: &InfoBlock) -> Option<String> {
    match block.locales.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!("mixed:{}", several.join(","))),
    }
}
