//! Changes inside a block only what is not true: the digits of a conference ID, the target of a link, the rows
//! of the phone part. Labels, languages and the organizer's lines stay as they are.

use std::borrow::Cow;

use crate::html::{Document, Link, Row, digit};
use crate::link::{LinkKind, kind, original_url};

use super::directory::is_directory;
use super::edit::{Editor, Found};
use super::grouping::in_groups_of;
use super::invitation::{ConferenceId, Invitation, PhoneAccess};
use super::label::names_an_id;
use super::language::{Language, Texts};
use super::phone_row::PhoneRow;
use super::recognise::InfoBlock;
use super::refusal::Refusal;
use super::render::{
    RenderedRow, conference_id_row, directory_row, labelled_id_row, links_row, number_rows, phone_rows,
    pin_row,
};
use super::role::Role;
use super::service::Provider;
use super::splice::Splice;

/// The splices that make a block say what `wanted` says; rows that come new are in `language`.
pub(crate) fn splices(
    document: &Document<'_>,
    block: &InfoBlock,
    wanted: &Invitation,
    language: Language,
) -> Result<Vec<Splice>, Refusal> {
    let block = wanted.phone.as_ref().map_or(Cow::Borrowed(block), |known| block.knowing(document, known));
    let mut amendment = Amendment {
        document,
        block: &block,
        wanted,
        texts: Texts::new(language),
        editor: Editor::new(document),
    };
    amendment.join_url(wanted);
    match (block.invitation.shown_phone(), wanted.shown_phone()) {
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
    wanted: &'a Invitation,
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
            for link in &row.links {
                let target = original_url(&link.href);
                if let Some(suffix) = target.strip_prefix(shown.as_str()) {
                    self.editor.retarget(row, link, &format!("{}{suffix}", wanted.join_url));
                }
            }
        }
    }

    /// Digits that may be a number or the conference ID stay as they are, and nothing is put beside them.
    fn refuse_unclear(&self) -> Result<(), Refusal> {
        if self.block.roles.contains(&Some(Role::Unclear)) { Err(Refusal::UnclearDigits) } else { Ok(()) }
    }

    /// Where a row names an ID whose digits are not read, no other is put beside it.
    fn refuse_unread_id(&self) -> Result<(), Refusal> {
        let joined = self.rows().position(|(_, _, role)| role == Some(Role::Join)).unwrap_or_default();
        let mut below = self.rows().skip(joined + 1).filter(|(_, _, role)| role.is_none());
        if below.any(|(_, row, _)| may_show_id(row)) { Err(Refusal::UnclearDigits) } else { Ok(()) }
    }

    /// A row whose label stands in the row above cannot go, and nothing can be put before it.
    fn refuse_pairs(&self, row: &Row) -> Result<(), Refusal> {
        let shows_alone = PhoneRow::read(row).is_none_or(|phone| phone.as_id().is_some());
        if shows_alone { Ok(()) } else { Err(Refusal::UnclearDigits) }
    }

    fn phone_part(&mut self, shown: &PhoneAccess, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let new_numbers = !shown.same_numbers(wanted);
        if new_numbers {
            self.refuse_unclear()?;
            self.numbers(wanted)?;
        }
        if shown.conference_id != wanted.conference_id {
            if shown.conference_id.is_none() {
                self.refuse_unclear()?;
                self.refuse_unread_id()?;
            }
            self.conference_id(shown, wanted, new_numbers)?;
        }
        self.directory(shown, wanted)?;
        match (&shown.pin_url, &wanted.pin_url) {
            (Some(old), Some(_)) => {
                self.pin(old, &wanted.pin_page().unwrap_or_default());
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
                self.with(Role::ConferenceId)
                    .into_iter()
                    .try_for_each(|found| self.new_id(found, old, new))?;
                // Some rows dial the conference ID along.
                for (_, row) in self.with(Role::Number).into_iter().filter(|_| !new_numbers) {
                    self.editor.dial_along(row, old, new);
                }
                Ok(())
            }
            (Some(_), None) => self.delete_ids(),
            (None, _) => {
                let rendered: Vec<RenderedRow> =
                    conference_id_row(wanted, self.block.invitation.kind, &self.texts).into_iter().collect();
                self.insert_after_phone_rows(&rendered)
            }
        }
    }

    /// The ID in a row of its own; where its digits cannot be found in what is written, the row comes new behind the
    /// block's own label.
    fn new_id(&mut self, found: Found<'a>, old: &ConferenceId, new: &ConferenceId) -> Result<(), Refusal> {
        let Some(phone) = PhoneRow::read(found.1) else { return Ok(()) };
        let Some((_, place)) = phone.id() else { return Ok(()) };
        let text = in_groups_of(found.1.text.get(place.clone()).unwrap_or_default(), new);
        if self.editor.exchange(found.1, &place, &text) {
            self.editor.dial_alone(found.1, old, new);
            return Ok(());
        }
        let label = phone.label.words();
        if label.is_empty() {
            return Err(Refusal::NotReadBack);
        }
        self.editor
            .replace(found, &[labelled_id_row(&format!("{label}: {text}"), self.block.invitation.kind)])
    }

    fn delete_ids(&mut self) -> Result<(), Refusal> {
        for found in self.with(Role::ConferenceId) {
            self.refuse_pairs(found.1)?;
            self.editor.delete(found)?;
        }
        Ok(())
    }

    /// The directory's link, also where only the conference ID in it is another.
    fn directory(&mut self, shown: &PhoneAccess, wanted: &PhoneAccess) -> Result<(), Refusal> {
        let old_id = shown.conference_id.as_ref().filter(|_| shown.conference_id != wanted.conference_id);
        let is_outdated = |link: &Link| {
            !shown.same_directory(wanted)
                || old_id.is_some_and(|id| original_url(&link.href).contains(id.as_str()))
        };
        let rows = self.with(Role::Directory);
        let mixed = self.with(Role::Help);
        match (wanted.directory_page(), rows.is_empty() && shown.directory_url.is_none()) {
            (Some(_), true) => {
                let rendered: Vec<RenderedRow> =
                    directory_row(wanted, self.block.invitation.kind, &self.texts).into_iter().collect();
                self.insert_before_any(&[Role::ConferenceId], &rendered)
            }
            (None, true) => Ok(()),
            (Some(target), false) => {
                // Where neither its words nor the new address tell what a link is for, it comes with words that do.
                let is_unknown = |(_, row): &Found<'a>| match row.links.as_slice() {
                    [link] => {
                        let new = Link { href: target.as_str().into(), ..link.clone() };
                        !is_directory(self.block.provider, &self.wanted.join_url, &new, None)
                    }
                    _ => false,
                };
                let (unknown, rows): (Vec<Found<'a>>, Vec<Found<'a>>) =
                    rows.into_iter().partition(is_unknown);
                let rendered: Vec<RenderedRow> =
                    directory_row(wanted, self.block.invitation.kind, &self.texts).into_iter().collect();
                let first = rows.iter().filter_map(|(_, row)| Some((*row, row.links.first()?)));
                let in_mixed = mixed.iter().flat_map(|(_, row)| row.links.iter().map(|link| (*row, link)));
                let shown_url = shown.directory_url.as_deref();
                // Beside Skype for Business's help the same page is where the PIN is reset.
                let teams = self.block.provider == Provider::Teams;
                let same_page = in_mixed.filter(|(_, link)| {
                    teams
                        && kind(&link.href) == LinkKind::Directory
                        && Some(original_url(&link.href).as_str()) == shown_url
                });
                let links = first.chain(same_page).filter(|(_, link)| is_outdated(link));
                for (row, link) in links.collect::<Vec<_>>() {
                    self.editor.retarget(row, link, &target);
                }
                unknown.into_iter().try_for_each(|found| self.editor.replace(found, &rendered))
            }
            (None, false) => {
                rows.into_iter().try_for_each(|found| self.without_directory(found))?;
                let teams = self.block.provider == Provider::Teams;
                self.remove_help(|link| teams && kind(&link.href) == LinkKind::Directory)
            }
        }
    }

    /// Takes the directory out of its row, which may hold the page for the PIN too.
    fn without_directory(&mut self, found: Found<'a>) -> Result<(), Refusal> {
        // The first link of such a row is the directory.
        let staying = found.1.links.iter().skip(1).filter(|link| kind(&link.href) != LinkKind::Directory);
        let links: Vec<(String, String)> = staying.map(|link| self.kept(link)).collect();
        if links.is_empty() {
            return self.editor.delete(found);
        }
        self.editor.replace(found, &[links_row(&links)])
    }

    /// A link that stays in a row that comes new: its target, that of the PIN made true, and its words.
    fn kept(&self, link: &Link) -> (String, String) {
        let target = original_url(&link.href);
        let is_pin = |shown: &PhoneAccess| {
            shown.pin_url.as_ref() == Some(&target) && kind(&link.href) != LinkKind::Help
        };
        let shown = self.block.invitation.phone.as_ref().filter(|shown| is_pin(shown));
        let pin = shown.and(self.wanted.phone.as_ref()).and_then(PhoneAccess::pin_page);
        (pin.unwrap_or(target), link.text.clone())
    }

    /// The PIN page's link, where there is one.
    fn pin(&mut self, old: &str, target: &str) {
        if old == target {
            return;
        }
        // The first link of a directory row is the directory.
        let links =
            |(_, row): Found<'a>, skipped| row.links.iter().skip(skipped).map(move |link| (row, link));
        let in_rows = self.with(Role::Directory).into_iter().flat_map(|found| links(found, 1));
        let in_help = self.with(Role::Help).into_iter().flat_map(|found| links(found, 0));
        for (row, link) in in_rows.chain(in_help).filter(|(_, link)| original_url(&link.href) == old) {
            if !self.editor.covers(&link.href_span) {
                self.editor.retarget(row, link, target);
            }
        }
    }

    fn remove_phone_part(&mut self) -> Result<(), Refusal> {
        self.refuse_unclear()?;
        for role in [Role::PhoneHeading, Role::Number, Role::Directory] {
            for found in self.with(role) {
                self.editor.delete(found)?;
            }
        }
        self.delete_ids()?;
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
                let links: Vec<(String, String)> = staying.into_iter().map(|link| self.kept(link)).collect();
                self.editor.replace(found, &[links_row(&links)])?;
            }
        }
        Ok(())
    }

    fn add_phone_part(&mut self, wanted: &PhoneAccess) -> Result<(), Refusal> {
        self.refuse_unclear()?;
        let mut rendered = phone_rows(wanted, self.block.invitation.kind, &self.texts);
        let has_pin_page = self.retarget_pin_page(wanted);
        if self.block.provider != Provider::Teams && !has_pin_page {
            rendered.extend(wanted.pin_page().map(|url| pin_row(&url, &self.texts)));
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
        let links = help.iter().flat_map(|(_, row)| row.links.iter().map(|link| (*row, link)));
        let links: Vec<(&Row, &Link)> = links.filter(|(_, link)| kind(&link.href) == LinkKind::Pin).collect();
        if let Some(target) = wanted.pin_page() {
            links.iter().for_each(|(row, link)| self.editor.retarget(row, link, &target));
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
            Some((index, row, role)) => {
                if role == Some(Role::ConferenceId) && !rendered.is_empty() {
                    self.refuse_pairs(row)?;
                }
                self.editor.insert_before((index, row), rendered)
            }
            None => self.insert_after_phone_rows(rendered),
        }
    }
}

/// Whether a row names an ID and shows digits that may be it.
fn may_show_id(row: &Row) -> bool {
    row.links.is_empty() && row.text.chars().any(|c| digit(c).is_some()) && names_an_id(&row.text)
}
