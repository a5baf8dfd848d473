//! Looks at all that stands in a calendar.

use std::collections::{BTreeSet, HashSet};

use redial::calendar::{Calendar, CalendarError, KnownHeaders, Patience};
use redial::dialin::{DialIn, OnlineMeetingService};
use redial::doubles::KeptLooks;
use redial::meeting::{Claims, Header, ItemId, SeriesRole, is_marked};
use redial::migration::{Assessment, AssessmentError, Onlooker, Survey, Terms};
use redial::ports::Store;
use time::OffsetDateTime;

/// All that stands in a calendar.
#[derive(Debug, PartialEq)]
pub struct Everything {
    pub headers: Vec<Header>,
    /// How many more there are that cannot be read.
    pub unreadable: usize,
}

/// Asks a calendar for all that stands in it, as a look does.
pub async fn find(
    calendar: &dyn Calendar,
    from: OffsetDateTime,
    patience: &dyn Patience<CalendarError>,
) -> Result<Everything, CalendarError> {
    let nothing = KnownHeaders::default();
    let marked = calendar.marked(&nothing, patience).await?;
    let is_series = |header: &Header| {
        matches!(header.series_role, SeriesRole::Master { .. })
            && header.over_at().is_none_or(|over| over > from)
    };
    let (series, mut headers): (Vec<_>, Vec<_>) = marked.headers.into_iter().partition(is_series);
    let dated = calendar.changed_dates(series, from, &nothing, patience).await?;
    headers.extend(dated.headers);
    let listing = calendar.listing(from, patience).await?;
    let mut unreadable: BTreeSet<String> = marked.unreadable;
    unreadable.extend(dated.unreadable.into_iter().chain(listing.unreadable));
    let version = |header: &Header| {
        let uid = header.identity.uid.clone()?;
        Some((uid, header.identity.original_start, header.change_key.clone()))
    };
    let known: HashSet<ItemId> = headers.iter().map(|header| header.id.clone()).collect();
    let versions: HashSet<_> = headers.iter().filter_map(version).collect();
    let others = listing.listed.into_iter().map(|listed| listed.id).filter(|id| !known.contains(id));
    let others: Vec<ItemId> = others.collect();
    for (id, read) in others.iter().zip(calendar.read(&others).await) {
        match read.map(|read| read.header) {
            Ok(header) if version(&header).is_some_and(|version| versions.contains(&version)) => {}
            Ok(header)
                if unreadable.contains(header.whole().as_str())
                    && !is_marked(&header, &Claims::default()) => {}
            Ok(header) => headers.push(header),
            Err(CalendarError::NotFound) => {}
            Err(_) => {
                unreadable.insert(id.to_string());
            }
        }
    }
    let is_known = |name: &String| headers.iter().any(|header| header.id.as_str() == name);
    let unreadable = unreadable.iter().filter(|name| !is_known(name)).count();
    Ok(Everything { headers, unreadable })
}

/// A look at everything by somebody who remembers no other.
pub async fn assess(
    dial_in: &dyn DialIn,
    online_meetings: &dyn OnlineMeetingService,
    calendar: &dyn Calendar,
    settings: &dyn Store,
    onlooker: Onlooker<'_>,
    terms: Terms<'_>,
) -> Result<Assessment, AssessmentError> {
    let (memory, owner) = (&KeptLooks::default(), "ines.moreau@contoso.example");
    let judged = &|_: &_| {};
    let survey =
        Survey { dial_in, online_meetings, calendar, settings, memory, owner, onlooker, terms, judged };
    let assessment = survey.assess().await?;
    survey.complete(assessment).await
}
