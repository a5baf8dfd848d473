//! Changes inside a block only what is not true: the digits of a conference ID, the target of a link, the rows
//! of the phone part. Labels, languages and the organizer's lines stay as they are.

use super::document::{Document, Format};
use super::edit::{Change, Editor, Found};
use super::invitation::{Invitation, PhoneAccess};
use super::language::{Language, Texts};
use super::link::{LinkKind, escape, kind, original_url};
use super::recognise::InfoBlock;
use super::refusal::Refusal;
use super::render::{
    RenderedRow, conference_id_row, directory_row, labelled_id_row, links_row, number_rows, phone_rows,
    pin_row,
};
use super::row::{Link, Role, Row};
use super::service::Provider;

/// The changes that make a block say what `wanted` says; rows that come new are in `language`.
pub(crate) fn changes(
    document: &Document<'_>,
    block: &InfoBlock,
    wanted: &Invitation,
    language: Language,
) -> Result<Vec<Change>, Refusal> {
    let mut amendment =
        Amendment { document, block, texts: Texts::new(language), editor: Editor::new(document) };
    amendment.join_url(wanted);
    match (&block.invitation.phone, &wanted.phone) {
        (None, None) => {}
        (Some(_), None) => amendment.remove_phone_part()?,
        (None, Some(wanted)) => amendment.add_phone_part(wanted)?,
        (Some(shown), Some(wanted)) => amendment.phone_part(shown, wanted)?,
    }
    Ok(amendment.editor.finish())
}

struct Amendment<'a> {
    document: &'a Document<'a>,
    block: &'a InfoBlock,
    texts: Texts,
    editor: Editor<'a>,
}

impl<'a> Amendment<'a> {
    fn rows(&self) -> impl Iterator<Item = (usize, &'a Row, Option<Role>)> + use<'a> {
        let (document, block) = (self.document, self.block);
        let rows = document.rows().get(block.rows.clone()).unwrap_or_default();
        block.rows.clone().zip(rows).zip(&block.roles).map(|((index, row), role)| (index, row, *role))
    }

    fn with(&self, role: Role) -> Vec<Found<'a>> {
        self.rows().filter(|(_, _, is)| *is == Some(role)).map(|(index, row, _)| (index, row)).collect()
    }

    /// A new online meeting: every link to the old one, and its address where it stands in full.
    fn join_url(&mut self, wanted: &Invitation) {
        let shown = &self.block.invitation.join_url;
        if shown.agrees_with(&wanted.join_url) {
            return;
        }
        for (_, row, _) in self.rows() {
            for (at, link) in row.links.iter().enumerate() {
                let target = original_url(&link.href);
                let Some(suffix) = target.strip_prefix(shown.as_str()) else { continue };
                self.editor.retarget(link, &format!("{}{suffix}", wanted.join_url));
                if link.text == shown.as_str() && self.document.format() == Format::Html {
                    let next = row.links.get(at + 1).map_or(row.span.end, |next| next.href_span.start);
                    let after = link.href_span.end..next;
                    let found = self.editor.source(&after).find(&escape(shown.as_str()));
                    let start = found.map(|at| after.start + at);
                    if let Some(start) = start {
                        let end = start + escape(shown.as_str()).len();
                        self.editor.change(start..end, escape(wanted.join_url.as_str()));
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
        match (&shown.pin_url, &wanted.pin_url) {
            (Some(old), Some(new)) => {
                self.pin(old, &with_own_id(new, wanted));
                Ok(())
            }
            // Organizers of Teams meetings reset their PIN whatever callers dial.
            (Some(old), None) if self.block.provider != Provider::Teams => {
                self.remove_help(|link| original_url(&link.href) == *old)
            }
            _ => Ok(()),
        }
    }

    fn numbers(&mut self, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let rendered = number_rows(wanted, self.block.invitation.kind, &self.texts);
        let old = self.with(Role::Number);
        match old.split_first() {
            Some((&first, others)) if !rendered.is_empty() => {
                self.editor.replace(first, &rendered)?;
                others.iter().try_for_each(|&other| self.editor.delete(other))
            }
            Some(_) => old.iter().try_for_each(|&number| self.editor.delete(number)),
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
                    if !self.editor.digits(found.1, old, new) {
                        let label =
                            found.1.text.trim_end_matches(|c: char| !matches!(c, ':' | '：')).to_owned();
                        self.editor.replace(found, &[labelled_id_row(&format!("{label} {new}"))])?;
                    }
                }
                // Some rows dial the conference ID along.
                for (_, row) in self.with(Role::Number).into_iter().filter(|_| !new_numbers) {
                    self.editor.digits(row, old, new);
                }
                Ok(())
            }
            (Some(_), None) => {
                self.with(Role::ConferenceId).into_iter().try_for_each(|found| self.editor.delete(found))
            }
            (None, _) => {
                let rendered: Vec<RenderedRow> = conference_id_row(wanted, &self.texts).into_iter().collect();
                self.insert_after_phone_rows(&rendered)
            }
        }
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
                // Beside Skype for Business's help the same page is where the PIN is reset.
                let teams = self.block.provider == Provider::Teams;
                let same_page = in_mixed.filter(|link| {
                    teams
                        && kind(&link.href) == LinkKind::Directory
                        && Some(original_url(&link.href).as_str()) == shown_url
                });
                let links: Vec<&Link> = first.chain(same_page).filter(|link| outdated(link)).collect();
                let target = with_own_id(url, wanted);
                links.into_iter().for_each(|link| self.editor.retarget(link, &target));
                Ok(())
            }
            (None, false) => rows.into_iter().try_for_each(|found| self.editor.delete(found)),
        }
    }

    /// The PIN page's link, where there is one.
    fn pin(&mut self, old: &str, target: &str) {
        if old == target {
            return;
        }
        // The first link of a directory row is the directory.
        let in_rows = self.with(Role::Directory).into_iter().flat_map(|(_, row)| row.links.iter().skip(1));
        let links: Vec<&Link> =
            in_rows.chain(self.with(Role::Help).into_iter().flat_map(|(_, row)| &row.links)).collect();
        for link in links.into_iter().filter(|link| original_url(&link.href) == old) {
            let retargeted = self.editor.has_changed(&link.href_span);
            if !retargeted {
                self.editor.retarget(link, target);
            }
        }
    }

    fn remove_phone_part(&mut self) -> Result<(), Refusal> {
        for role in [Role::PhoneHeading, Role::Number, Role::Directory, Role::ConferenceId] {
            for found in self.with(role) {
                self.editor.delete(found)?;
            }
        }
        let phone = self.block.invitation.phone.as_ref();
        let gone = [
            phone.and_then(|phone| phone.pin_url.as_deref()),
            phone.and_then(|phone| phone.directory_url.as_deref()),
        ];
        // Organizers of Teams meetings reset their PIN with or without a phone part.
        let teams = self.block.provider == Provider::Teams;
        self.remove_help(|link| {
            gone.contains(&Some(original_url(&link.href).as_str())) && kind(&link.href) != LinkKind::Pin
                || !teams && kind(&link.href) == LinkKind::Pin
        })
    }

    /// Takes links out of the rows of help, and whole rows where nothing else is left in them.
    fn remove_help(&mut self, goes: impl Fn(&Link) -> bool) -> Result<(), Refusal> {
        for found in self.with(Role::Help) {
            let (going, staying): (Vec<&Link>, Vec<&Link>) =
                found.1.links.iter().partition(|link| goes(link));
            if going.is_empty() {
                continue;
            }
            if staying.is_empty() {
                self.editor.delete(found)?;
            } else {
                let links: Vec<(String, String)> =
                    staying.into_iter().map(|link| (original_url(&link.href), link.text.clone())).collect();
                self.editor.replace(found, &[links_row(&links)])?;
            }
        }
        Ok(())
    }

    fn add_phone_part(&mut self, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let mut rendered = phone_rows(wanted, self.block.invitation.kind, &self.texts);
        let has_pin_page = self.retarget_pin_page(wanted);
        if self.block.provider != Provider::Teams && !has_pin_page {
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
        self.editor.insert_before(place, &rendered)
    }

    /// Links to the PIN page may stand there without a phone part; whether there are any.
    fn retarget_pin_page(&mut self, wanted: &PhoneAccess) -> bool {
        let help = self.with(Role::Help);
        let links = help.iter().flat_map(|(_, row)| &row.links);
        let links: Vec<&Link> = links.filter(|link| kind(&link.href) == LinkKind::Pin).collect();
        if let Some(url) = &wanted.pin_url {
            let target = with_own_id(url, wanted);
            let outdated = links.iter().filter(|link| original_url(&link.href) != target);
            outdated.for_each(|link| self.editor.retarget(link, &target));
        }
        !links.is_empty()
    }

    fn insert_after_phone_rows(&mut self, rendered: &[RenderedRow]) -> Result<(), Refusal> {
        let phone =
            |role: Option<Role>| matches!(role, Some(Role::PhoneHeading | Role::Number | Role::Directory));
        let last = self.rows().filter(|(_, _, role)| phone(*role)).map(|(index, ..)| index).last();
        let next = last.and_then(|last| self.rows().find(|(index, ..)| *index > last));
        match next {
            Some((index, row, _)) => self.editor.insert_before((index, row), rendered),
            None => Err(Refusal::Incomplete),
        }
    }

    /// Inserts before the first row with one of these roles, else below the phone rows.
    fn insert_before_any(&mut self, roles: &[Role], rendered: &[RenderedRow]) -> Result<(), Refusal> {
        let place = self.rows().find(|(_, _, role)| role.is_some_and(|role| roles.contains(&role)));
        match place {
            Some((index, row, _)) => self.editor.insert_before((index, row), rendered),
            None => self.insert_after_phone_rows(rendered),
        }
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
