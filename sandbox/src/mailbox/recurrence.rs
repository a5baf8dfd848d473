//! Recurrences in Graph's form, and the dates they give.
//!
//! Patterns are read in UTC: the sandbox's mailbox has no other recurrence time zone.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, Weekday};

/// A pattern and the range it applies to
/// (<https://learn.microsoft.com/graph/api/resources/patternedrecurrence>).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recurrence {
    /// Which days.
    pub pattern: Pattern,
    /// From when until when.
    pub range: Range,
}

/// Which days the series takes place on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pattern {
    /// The rule.
    pub r#type: PatternType,
    /// Every how many days, weeks, months or years.
    pub interval: u16,
    /// The month (1 to 12) of a yearly rule, else 0.
    #[serde(default)]
    pub month: u8,
    /// The day of an absolute monthly or yearly rule, else 0; the last day in shorter months.
    #[serde(default)]
    pub day_of_month: u8,
    /// The days of a weekly or relative rule.
    #[serde(default)]
    pub days_of_week: Vec<Day>,
    /// The day on which weeks begin.
    #[serde(default)]
    pub first_day_of_week: Day,
    /// Which of the matching days of the month a relative rule means.
    #[serde(default)]
    pub index: Index,
}

/// The rule of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PatternType {
    Daily,
    Weekly,
    AbsoluteMonthly,
    RelativeMonthly,
    AbsoluteYearly,
    RelativeYearly,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Day {
    #[default]
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

/// Which of the matching days of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Index {
    #[default]
    First,
    Second,
    Third,
    Fourth,
    Last,
}

/// From when until when a pattern applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Range {
    /// How the series ends.
    pub r#type: RangeType,
    /// The first date.
    #[serde(with = "date")]
    pub start_date: Date,
    /// The last date of a range of type `endDate`, else Graph's `0001-01-01`.
    #[serde(with = "date", default = "Range::no_end_date")]
    pub end_date: Date,
    /// The number of occurrences of a range of type `numbered`, else 0.
    #[serde(default)]
    pub number_of_occurrences: u32,
    /// Always `UTC` here.
    #[serde(default = "utc")]
    pub recurrence_time_zone: String,
}

/// How a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RangeType {
    EndDate,
    NoEnd,
    Numbered,
}

impl Day {
    fn weekday(self) -> Weekday {
        Weekday::Sunday.nth_next(self as u8)
    }
}

impl From<Weekday> for Day {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Sunday => Day::Sunday,
            Weekday::Monday => Day::Monday,
            Weekday::Tuesday => Day::Tuesday,
            Weekday::Wednesday => Day::Wednesday,
            Weekday::Thursday => Day::Thursday,
            Weekday::Friday => Day::Friday,
            Weekday::Saturday => Day::Saturday,
        }
    }
}

impl Range {
    /// What Graph writes where a series has no last date.
    pub fn no_end_date() -> Date {
        Date::from_ordinal_date(1, 1).unwrap_or(Date::MIN)
    }
}

impl Recurrence {
    /// The dates of the series in order. A series without end goes on to the end of the calendar, so take
    /// while a date matters.
    pub fn dates(&self) -> impl Iterator<Item = Date> + '_ {
        let start = self.range.start_date;
        let last = match self.range.r#type {
            RangeType::EndDate => self.range.end_date,
            RangeType::NoEnd | RangeType::Numbered => Date::MAX,
        };
        let count = match self.range.r#type {
            RangeType::Numbered => self.range.number_of_occurrences as usize,
            RangeType::EndDate | RangeType::NoEnd => usize::MAX,
        };
        (0..)
            .map_while(move |step| self.pattern.dates_of_step(start, step))
            .flatten()
            .skip_while(move |date| *date < start)
            .take_while(move |date| *date <= last)
            .take(count)
    }

    /// Whether the pattern gives this date.
    pub fn includes(&self, date: Date) -> bool {
        self.dates().take_while(|candidate| *candidate <= date).any(|candidate| candidate == date)
    }
}

impl Pattern {
    /// The dates of the `step`-th day, week, month or year after `start`; `None` past the end of the calendar.
    fn dates_of_step(&self, start: Date, step: u32) -> Option<Vec<Date>> {
        let units = i64::from(step) * i64::from(self.interval.max(1));
        match self.r#type {
            PatternType::Daily => Some(vec![start.checked_add(Duration::days(units))?]),
            PatternType::Weekly => self.dates_of_week(start.checked_add(Duration::weeks(units))?),
            PatternType::AbsoluteMonthly | PatternType::RelativeMonthly => {
                let months = i64::from(u8::from(start.month())) - 1 + units;
                let year = start.year() + i32::try_from(months / 12).ok()?;
                self.date_of_month(year, u8::try_from(months % 12).ok()? + 1)
            }
            PatternType::AbsoluteYearly | PatternType::RelativeYearly => {
                self.date_of_month(start.year() + i32::try_from(units).ok()?, self.month)
            }
        }
    }

    fn dates_of_week(&self, within: Date) -> Option<Vec<Date>> {
        let first = self.first_day_of_week.weekday();
        let into_week =
            (7 + within.weekday().number_days_from_sunday() - first.number_days_from_sunday()) % 7;
        let week = within.checked_sub(Duration::days(i64::from(into_week)))?;
        let days = (0..7).filter_map(|day| week.checked_add(Duration::days(day)));
        Some(days.filter(|date| self.takes_place_on(date.weekday())).collect())
    }

    fn date_of_month(&self, year: i32, month: u8) -> Option<Vec<Date>> {
        let month = Month::try_from(month).ok()?;
        let length = month.length(year);
        let relative = matches!(self.r#type, PatternType::RelativeMonthly | PatternType::RelativeYearly);
        if !relative {
            let day = self.day_of_month.clamp(1, length);
            return Some(vec![Date::from_calendar_date(year, month, day).ok()?]);
        }
        Date::from_calendar_date(year, month, length).ok()?;
        let mut days = (1..=length)
            .filter_map(|day| Date::from_calendar_date(year, month, day).ok())
            .filter(|date| self.takes_place_on(date.weekday()));
        let date = match self.index {
            Index::Last => days.next_back(),
            earlier => days.nth(earlier as usize),
        };
        Some(date.into_iter().collect())
    }

    fn takes_place_on(&self, weekday: Weekday) -> bool {
        self.days_of_week.iter().any(|day| day.weekday() == weekday)
    }
}

fn utc() -> String {
    "UTC".to_owned()
}

/// Dates as `2026-11-24`.
mod date {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use time::{Date, format_description::well_known::Iso8601};

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = date.to_calendar_date();
        serializer.collect_str(&format_args!("{year:04}-{:02}-{day:02}", u8::from(month)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text, &Iso8601::DATE).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn dates(pattern: Value, range: Value, count: usize) -> Vec<String> {
        let recurrence: Recurrence =
            serde_json::from_value(json!({"pattern": pattern, "range": range})).unwrap();
        recurrence.dates().take(count).map(|date| date.to_string()).collect()
    }

    #[test]
    fn a_daily_series_ends_with_its_number_of_occurrences() {
        let found = dates(
            json!({"type": "daily", "interval": 2}),
            json!({"type": "numbered", "startDate": "2026-11-29", "numberOfOccurrences": 3}),
            10,
        );
        assert_eq!(found, ["2026-11-29", "2026-12-01", "2026-12-03"]);
    }

    #[test]
    fn a_weekly_series_takes_place_on_each_of_its_days_from_the_start_date_on() {
        let found = dates(
            json!({"type": "weekly", "interval": 2, "daysOfWeek": ["monday", "thursday"], "firstDayOfWeek": "monday"}),
            json!({"type": "endDate", "startDate": "2026-11-24", "endDate": "2026-12-24"}),
            10,
        );
        assert_eq!(found, ["2026-11-26", "2026-12-07", "2026-12-10", "2026-12-21", "2026-12-24"]);
    }

    #[test]
    fn the_first_day_of_the_week_decides_which_weeks_are_skipped() {
        let pattern = |first| json!({"type": "weekly", "interval": 2, "daysOfWeek": ["sunday", "tuesday"], "firstDayOfWeek": first});
        let range = json!({"type": "noEnd", "startDate": "2026-11-24"});
        assert_eq!(dates(pattern("monday"), range.clone(), 3), ["2026-11-24", "2026-11-29", "2026-12-08"]);
        assert_eq!(dates(pattern("sunday"), range, 3), ["2026-11-24", "2026-12-06", "2026-12-08"]);
    }

    #[test]
    fn a_monthly_series_on_the_31st_uses_the_last_day_of_shorter_months() {
        let found = dates(
            json!({"type": "absoluteMonthly", "interval": 1, "dayOfMonth": 31}),
            json!({"type": "noEnd", "startDate": "2026-12-31"}),
            3,
        );
        assert_eq!(found, ["2026-12-31", "2027-01-31", "2027-02-28"]);
    }

    #[test]
    fn relative_series_pick_the_day_by_its_place_in_the_month() {
        let last_friday =
            json!({"type": "relativeMonthly", "interval": 1, "daysOfWeek": ["friday"], "index": "last"});
        let range = json!({"type": "noEnd", "startDate": "2026-11-01"});
        assert_eq!(dates(last_friday, range.clone(), 2), ["2026-11-27", "2026-12-25"]);
        let yearly = json!({"type": "relativeYearly", "interval": 1, "month": 3, "daysOfWeek": ["monday"], "index": "first"});
        assert_eq!(dates(yearly, range, 2), ["2027-03-01", "2028-03-06"]);
    }
}
