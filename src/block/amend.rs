//! Changes inside a block only what is not true: the digits of a conference ID, the target of a link, the rows
//! of the phone part. Labels, languages and the organizer's lines stay as they are.

use std::ops::Range;

use regex::Regex;

use super::balance::{holds_paragraphs, is_balanced};
use super::document::{Document, Format, Tag};
use super::elements::is_inline;
use super::invitation::{ConferenceId, Invitation, PhoneAccess};
use super::language::{Language, Texts};
use super::link::{LinkKind, escape, kind, original_url, safe_url};
use super::recognise::InfoBlock;
use super::render::{
    RenderedRow, conference_id_row, directory_row, labelled_id_row, links_row, number_rows, phone_rows,
    pin_row,
};
use super::replace::Refusal;
use super::row::{Link, Role, Row};
use super::service::Provider;

/// An exchange of bytes inside a block.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

/// The changes that make a block say what `wanted` says; rows that come new are in `language`.
pub(crate) fn changes(
    document: &Document<'_>,
    block: &InfoBlock,
    wanted: &Invitation,
    language: Language,
) -> Result<Vec<Change>, Refusal> {
    let mut amendment = Amendment { document, block, texts: Texts::new(language), changes: Vec::new() };
    amendment.join_url(wanted);
    match (&block.invitation.phone, &wanted.phone) {
        (None, None) => {}
        (Some(_), None) => amendment.remove_phone_part()?,
        (None, Some(wanted)) => amendment.add_phone_part(wanted)?,
        (Some(shown), Some(wanted)) => amendment.phone_part(shown, wanted)?,
    }
    amendment.changes.sort_by_key(|change| (change.span.start, change.span.end));
    Ok(amendment.changes)
}

struct Amendment<'a> {
    document: &'a Document<'a>,
    block: &'a InfoBlock,
    texts: Texts,
    changes: Vec<Change>,
}

/// A row of the block and its index in the document.
type Found<'a> = (usize, &'a Row);

impl<'a> Amendment<'a> {
    fn rows(&self) -> impl Iterator<Item = (usize, &'a Row, Option<Role>)> + use<'a> {
        let (document, block) = (self.document, self.block);
        let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
        block.rows.clone().zip(rows).zip(&block.roles).map(|((index, row), role)| (index, row, *role))
    }

    fn with(&self, role: Role) -> Vec<Found<'a>> {
        self.rows().filter(|(_, _, is)| *is == Some(role)).map(|(index, row, _)| (index, row)).collect()
    }

    fn change(&mut self, span: Range<usize>, text: String) {
        self.changes.push(Change { span, text });
    }

    fn source(&self, span: &Range<usize>) -> &'a str {
        self.document.source.get(span.clone()).unwrap_or_default()
    }

    /// A text as it is written in this body.
    fn written(&self, text: &str) -> String {
        match self.document.format() {
            Format::Html => escape(text),
            Format::Text => text.to_owned(),
        }
    }

    fn retarget(&mut self, link: &Link, target: &str) {
        if let Some(url) = safe_url(target).filter(|_| !link.href_span.is_empty()) {
            self.change(link.href_span.clone(), self.written(url));
        }
    }

    /// A new online meeting: every link to the old one, and its address where it stands in full.
    fn join_url(&mut self, wanted: &Invitation) {
        let shown = &self.block.invitation.join_url;
        if shown.agrees_with(&wanted.join_url) {
            return;
        }
        for (_, row, _) in self.rows() {
            for link in &row.links {
                let target = original_url(&link.href);
                let Some(suffix) = target.strip_prefix(shown.as_str()) else { continue };
                self.retarget(link, &format!("{}{suffix}", wanted.join_url));
                if link.text == shown.as_str() && self.document.format() == Format::Html {
                    let after = link.href_span.end..row.span.end;
                    let found = self.source(&after).find(&escape(shown.as_str()));
                    let start = found.map(|at| after.start + at);
                    if let Some(start) = start {
                        let end = start + escape(shown.as_str()).len();
                        self.change(start..end, escape(wanted.join_url.as_str()));
                    }
                }
            }
        }
    }

    fn phone_part(&mut self, shown: &PhoneAccess, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let new_numbers = !shown.same_numbers(wanted);
        if new_numbers {
            self.numbers(wanted)?;
        }
        if shown.conference_id != wanted.conference_id {
            self.conference_id(shown, wanted, new_numbers)?;
        }
        self.directory(shown, wanted)?;
        self.pin(shown, wanted);
        Ok(())
    }

    fn numbers(&mut self, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let rendered = number_rows(wanted, &self.texts);
        let old = self.with(Role::Number);
        match old.split_first() {
            Some((&first, others)) if !rendered.is_empty() => {
                self.replace(first, &rendered)?;
                others.iter().try_for_each(|&other| self.delete(other))
            }
            Some(_) => old.iter().try_for_each(|&number| self.delete(number)),
            None => self.insert_before_any(&[Role::Directory, Role::ConferenceId], &rendered),
        }
    }

    fn conference_id(
        &mut self,
        shown: &PhoneAccess,
        wanted: &PhoneAccess,
        new_numbers: bool,
    ) -> Result<(), Refusal> {
        match (&shown.conference_id, &wanted.conference_id) {
            (Some(old), Some(new)) => {
                for found in self.with(Role::ConferenceId) {
                    if !self.digits(found.1, old, new) {
                        let label =
                            found.1.text.trim_end_matches(|c: char| !matches!(c, ':' | '：')).to_owned();
                        self.replace(found, &[labelled_id_row(&format!("{label} {new}"))])?;
                    }
                }
                // Some rows dial the conference ID along.
                for (_, row) in self.with(Role::Number).into_iter().filter(|_| !new_numbers) {
                    self.digits(row, old, new);
                }
                Ok(())
            }
            (Some(_), None) => {
                self.with(Role::ConferenceId).into_iter().try_for_each(|found| self.delete(found))
            }
            (None, _) => {
                let rendered: Vec<RenderedRow> = conference_id_row(wanted, &self.texts).into_iter().collect();
                self.insert_after_phone_rows(&rendered)
            }
        }
    }

    /// Exchanges the digits of a conference ID wherever they stand in a row; false where they cannot be found.
    fn digits(&mut self, row: &Row, old: &ConferenceId, new: &ConferenceId) -> bool {
        let parted: Vec<String> = old.as_str().chars().map(|digit| digit.to_string()).collect();
        let pattern = parted.join(r"(?: |\t|\r|\n|\x{A0}|&nbsp;|&#160;|-)*");
        let Ok(pattern) = Regex::new(&pattern) else { return false };
        let source = self.source(&row.span);
        let mut found = false;
        for digits in pattern.find_iter(source) {
            let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
            let before = digits.start().checked_sub(1).and_then(|at| source.as_bytes().get(at));
            if digit(before) || digit(source.as_bytes().get(digits.end())) {
                continue;
            }
            let text = if digits.as_str().len() > old.as_str().len() {
                grouped(new)
            } else {
                new.as_str().to_owned()
            };
            self.change(row.span.start + digits.start()..row.span.start + digits.end(), text);
            found = true;
        }
        found
    }

    /// The directory's link, also where only the conference ID in it is another.
    fn directory(&mut self, shown: &PhoneAccess, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let old_id = shown.conference_id.as_ref().filter(|_| shown.conference_id != wanted.conference_id);
        let outdated = |link: &Link| {
            !shown.same_directory(wanted)
                || old_id.is_some_and(|id| original_url(&link.href).contains(id.as_str()))
        };
        let rows = self.with(Role::Directory);
        let mixed = self.with(Role::Help);
        match (&wanted.directory_url, rows.is_empty() && shown.directory_url.is_none()) {
            (Some(_), true) => {
                let rendered: Vec<RenderedRow> = directory_row(wanted, &self.texts).into_iter().collect();
                self.insert_before_any(&[Role::ConferenceId], &rendered)
            }
            (None, true) => Ok(()),
            (Some(url), false) => {
                let first = rows.iter().filter_map(|(_, row)| row.links.first());
                let in_mixed = mixed.iter().flat_map(|(_, row)| &row.links);
                let shown_url = shown.directory_url.as_deref();
                let same_page = in_mixed.filter(|link| {
                    kind(&link.href) == LinkKind::Directory
                        && Some(original_url(&link.href).as_str()) == shown_url
                });
                let links: Vec<&Link> = first.chain(same_page).filter(|link| outdated(link)).collect();
                let target = with_own_id(url, wanted);
                links.into_iter().for_each(|link| self.retarget(link, &target));
                Ok(())
            }
            (None, false) => rows.into_iter().try_for_each(|found| self.delete(found)),
        }
    }

    /// The PIN page's link, where there is one.
    fn pin(&mut self, shown: &PhoneAccess, wanted: &PhoneAccess) {
        let (Some(old), Some(new)) = (&shown.pin_url, &wanted.pin_url) else { return };
        let target = with_own_id(new, wanted);
        if *old == target {
            return;
        }
        let links = self.rows().filter(|(_, _, role)| matches!(role, Some(Role::Help | Role::Directory)));
        let links: Vec<&Link> = links.flat_map(|(_, row, _)| &row.links).collect();
        for link in links.into_iter().filter(|link| original_url(&link.href) == *old) {
            let retargeted = self.changes.iter().any(|change| change.span == link.href_span);
            if !retargeted {
                self.retarget(link, &target);
            }
        }
    }

    fn remove_phone_part(&mut self) -> Result<(), Refusal> {
        for role in [Role::PhoneHeading, Role::Number, Role::Directory, Role::ConferenceId] {
            for found in self.with(role) {
                self.delete(found)?;
            }
        }
        let phone = self.block.invitation.phone.as_ref();
        let gone = [
            phone.and_then(|phone| phone.pin_url.as_deref()),
            phone.and_then(|phone| phone.directory_url.as_deref()),
        ];
        // Organizers of Teams meetings reset their PIN with or without a phone part.
        let goes = |link: &&Link| {
            gone.contains(&Some(original_url(&link.href).as_str())) && kind(&link.href) != LinkKind::Pin
                || self.block.provider != Provider::Teams && kind(&link.href) == LinkKind::Pin
        };
        for found in self.with(Role::Help) {
            let (going, staying): (Vec<&Link>, Vec<&Link>) = found.1.links.iter().partition(goes);
            if going.is_empty() {
                continue;
            }
            if staying.is_empty() {
                self.delete(found)?;
            } else {
                let links: Vec<(String, String)> =
                    staying.into_iter().map(|link| (original_url(&link.href), link.text.clone())).collect();
                self.replace(found, &[links_row(&links)])?;
            }
        }
        Ok(())
    }

    fn add_phone_part(&mut self, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let mut rendered = phone_rows(wanted, &self.texts);
        if self.block.provider != Provider::Teams {
            rendered.extend(wanted.pin_url.as_deref().map(|url| pin_row(url, &self.texts)));
        }
        let options = |row: &Row| row.links.iter().any(|link| kind(&link.href) == LinkKind::Options);
        let joined = self
            .rows()
            .filter(|(_, _, role)| matches!(role, Some(Role::Join | Role::WebApp | Role::MeetingId)));
        let below = joined.map(|(index, ..)| index).last().unwrap_or(self.block.rows.start);
        let place = self.rows().find(|(index, row, role)| {
            *index > below
                && match role {
                    Some(Role::Help) => self.block.provider != Provider::Teams || options(row),
                    Some(Role::Marker | Role::Closing) => true,
                    _ => false,
                }
        });
        let place = place.map(|(index, row, _)| (index, row)).ok_or(Refusal::Incomplete)?;
        self.insert_before(place, &rendered)
    }

    fn insert_after_phone_rows(&mut self, rendered: &[RenderedRow]) -> Result<(), Refusal> {
        let phone =
            |role: Option<Role>| matches!(role, Some(Role::PhoneHeading | Role::Number | Role::Directory));
        let last = self.rows().filter(|(_, _, role)| phone(*role)).map(|(index, ..)| index).last();
        let next = last.and_then(|last| self.rows().find(|(index, ..)| *index > last));
        match next {
            Some((index, row, _)) => self.insert_before((index, row), rendered),
            None => Err(Refusal::Incomplete),
        }
    }

    /// Inserts before the first row with one of these roles, else below the phone rows.
    fn insert_before_any(&mut self, roles: &[Role], rendered: &[RenderedRow]) -> Result<(), Refusal> {
        let place = self.rows().find(|(_, _, role)| role.is_some_and(|role| roles.contains(&role)));
        match place {
            Some((index, row, _)) => self.insert_before((index, row), rendered),
            None => self.insert_after_phone_rows(rendered),
        }
    }

    fn insert_before(&mut self, place: Found<'_>, rendered: &[RenderedRow]) -> Result<(), Refusal> {
        if rendered.is_empty() {
            return Ok(());
        }
        let form = self.form(place)?;
        let text = form.write(rendered) + form.between();
        self.change(place.1.span.start..place.1.span.start, text);
        Ok(())
    }

    fn replace(&mut self, place: Found<'_>, rendered: &[RenderedRow]) -> Result<(), Refusal> {
        self.check(place.1)?;
        let text = self.form(place)?.write(rendered);
        self.change(place.1.span.clone(), text);
        Ok(())
    }

    /// Deletes a row with its line break and the white space behind it.
    fn delete(&mut self, place: Found<'_>) -> Result<(), Refusal> {
        self.check(place.1)?;
        let mut span = place.1.span.clone();
        let after = |at: usize| self.document.source.get(at..).unwrap_or_default();
        let blanks = |text: &str| text.len() - text.trim_ascii_start().len();
        match self.form(place) {
            Ok(Form::Line) => {
                let next = span.end + blanks(after(span.end));
                let line_break = self.document.tags.iter().find_map(|tag| match tag {
                    Tag::Open { name, span } if name == "br" && span.start == next => Some(span.end),
                    _ => None,
                });
                span.end = line_break.map_or(span.end, |end| end + blanks(after(end)));
            }
            Ok(Form::Text(_)) => {
                let rest = after(span.end);
                span.end += rest.find('\n').map_or(rest.len(), |at| at + 1);
            }
            Ok(Form::Paragraph) | Err(_) => span.end += blanks(after(span.end)),
        }
        self.change(span, String::new());
        Ok(())
    }

    fn check(&self, row: &Row) -> Result<(), Refusal> {
        if row.span.is_empty() || !is_balanced(self.document, &row.span) {
            Err(Refusal::Unbalanced)
        } else {
            Ok(())
        }
    }

    /// How rows are written where this one stands.
    fn form(&self, (index, row): Found<'_>) -> Result<Form, Refusal> {
        if self.document.format() == Format::Text {
            let end = if self.document.source.contains("\r\n") { "\r\n" } else { "\n" };
            return Ok(Form::Text(end));
        }
        let own_element = self.document.tags.iter().any(|tag| match tag {
            Tag::Open { name, span } => span.start == row.span.start && !is_inline(name),
            Tag::Close { .. } => false,
        });
        if !own_element {
            Ok(Form::Line)
        } else if holds_paragraphs(self.document, self.document.container(index)) {
            Ok(Form::Paragraph)
        } else {
            Err(Refusal::NoRoom)
        }
    }
}

/// How a row is written.
enum Form {
    /// As a paragraph.
    Paragraph,
    /// As a line inside a paragraph or division.
    Line,
    /// As a line of plain text with this end.
    Text(&'static str),
}

impl Form {
    fn between(&self) -> &'static str {
        match self {
            Self::Paragraph => "\n",
            Self::Line => "<br>\n",
            Self::Text(end) => end,
        }
    }

    fn write(&self, rows: &[RenderedRow]) -> String {
        let rows = rows.iter().map(|row| match self {
            Self::Paragraph => row.html(),
            Self::Line => row.line(),
            Self::Text(_) => row.text(),
        });
        rows.collect::<Vec<_>>().join(self.between())
    }
}

/// A link that carries a conference ID (`?id=…`) carries the one beside it.
fn with_own_id(url: &str, phone: &PhoneAccess) -> String {
    let (Some(id), Some((before, rest))) = (&phone.conference_id, url.split_once("?id=")) else {
        return url.to_owned();
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}?id={id}{after}")
}

/// `735 728 42`: in threes, as the services write long IDs.
fn grouped(id: &ConferenceId) -> String {
    let digits: Vec<char> = id.as_str().chars().collect();
    digits.chunks(3).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
