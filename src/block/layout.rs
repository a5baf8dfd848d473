//! The generations of a block's look.

use crate::html::Row;
use crate::link::{LinkKind, kind, unwrapped};

use super::role::Role;
use super::service::Provider;

/// The generation of a block's look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Lync 2010.
    Lync2010,
    /// Lync 2013.
    Lync2013,
    /// Skype for Business 2015: no link to the web app.
    Skype2015,
    /// Skype for Business from 2016 on: "Trouble joining?".
    Skype2018,
    /// Consumer Skype.
    SkypeConsumer,
    /// Teams: the join link first, the dial-in rows without a heading.
    Teams2019,
    /// Teams: a title, then the join link.
    Teams2021,
    /// Teams: help beside the title, an inner line.
    Teams2024,
    /// Teams: the short join URL in full.
    Teams2025,
    /// A third-party bridge.
    Hosted,
    /// Another service.
    Foreign,
}

impl Layout {
    /// The name in output for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lync2010 => "lync2010",
            Self::Lync2013 => "lync2013",
            Self::Skype2015 => "sfb2015",
            Self::Skype2018 => "sfb2018",
            Self::SkypeConsumer => "skype-consumer",
            Self::Teams2019 => "teams2019",
            Self::Teams2021 => "teams2021",
            Self::Teams2024 => "teams2024",
            Self::Teams2025 => "teams2025",
            Self::Hosted => "hosted",
            Self::Foreign => "foreign",
        }
    }

    pub(crate) fn is_lync(self) -> bool {
        matches!(self, Self::Lync2010 | Self::Lync2013)
    }
}

pub(crate) fn layout(provider: Provider, rows: &[Row], roles: &[Option<Role>]) -> Layout {
    match provider {
        Provider::Hosted => Layout::Hosted,
        Provider::Foreign => Layout::Foreign,
        Provider::SkypeConsumer => Layout::SkypeConsumer,
        Provider::Teams => teams(rows, roles),
        Provider::SkypeForBusiness | Provider::Lync => skype(rows, roles),
    }
}

fn skype(rows: &[Row], roles: &[Option<Role>]) -> Layout {
    let targets =
        || rows.iter().flat_map(|row| &row.links).map(|link| unwrapped(&link.href).to_ascii_lowercase());
    let join = rows.iter().zip(roles).find(|(_, role)| **role == Some(Role::Join)).map(|(row, _)| row);
    // The product's name is the same word in every language.
    let names_lync = join.is_some_and(|row| row.links.iter().any(|link| link.text.contains("Lync")));
    if targets().any(|target| target.contains("rlidoc10")) {
        Layout::Lync2010
    } else if names_lync {
        Layout::Lync2013
    } else if targets().any(|target| target.ends_with("?sl=1")) {
        Layout::Skype2018
    } else {
        Layout::Skype2015
    }
}

fn teams(rows: &[Row], roles: &[Option<Role>]) -> Layout {
    let at = |role: Role| roles.iter().position(|is| *is == Some(role));
    let join = at(Role::Join);
    let short = |row: &Row| row.links.iter().any(|link| unwrapped(&link.href).contains("/meet/"));
    let help_above = rows
        .iter()
        .take(join.unwrap_or_default())
        .any(|row| row.links.iter().any(|link| kind(&link.href) == LinkKind::Help));
    if join.and_then(|index| rows.get(index)).is_some_and(short) {
        Layout::Teams2025
    } else if help_above || at(Role::InnerRule).is_some() {
        Layout::Teams2024
    } else if has_2021_rows(rows, roles) {
        Layout::Teams2021
    } else {
        Layout::Teams2019
    }
}

fn has_2021_rows(rows: &[Row], roles: &[Option<Role>]) -> bool {
    // Where all line breaks are lost the title stands in the row of the join link.
    let title_in_join_row = |row: &Row| row.text.starts_with("Microsoft Teams");
    let join = rows.iter().zip(roles).find(|(_, role)| **role == Some(Role::Join)).map(|(row, _)| row);
    roles.contains(&Some(Role::Title))
        || roles.contains(&Some(Role::MeetingId))
        || join.is_some_and(title_in_join_row)
}
