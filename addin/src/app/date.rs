//! When a meeting is, in the organizer's language and the browser's time zone.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::Date;
use js_sys::Intl::{DateTimeFormatOptions, DayFormat, MonthFormat, NumericFormat, WeekdayFormat, YearFormat};
use redial::meeting::{Header, SeriesRole};
use time::OffsetDateTime;
use wasm_bindgen::prelude::*;

use super::key::Key;
use super::text;
use crate::browser::Browser;

#[wasm_bindgen]
extern "C" {
    /// The one of js-sys does not say that its constructor throws at a language tag that is none.
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &JsValue, options: &DateTimeFormatOptions) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch, js_name = formatRange)]
    fn format_range(this: &DateTimeFormat, start: &Date, end: &Date) -> Result<String, JsValue>;
}

/// What is shown of a moment.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shown {
    DayAndTime,
    Day,
    Time,
}

thread_local! {
    /// The formats made so far, by locale, by what they show and whether the year is among that.
    static FORMATS: RefCell<HashMap<(String, Shown, bool), Rc<DateTimeFormat>>> = RefCell::default();
}

/// When the meeting is; of a series: at what time, and until when.
pub(crate) fn when(header: &Header) -> String {
    let shown = |shown| range(header.start, header.end, shown);
    match &header.series_role {
        SeriesRole::Single => shown(Shown::DayAndTime),
        SeriesRole::Exception { .. } => Key::WhenException.with("time", shown(Shown::DayAndTime)).text(),
        SeriesRole::Master { until: Some(until), .. } => Key::WhenSeries
            .with("time", shown(Shown::Time))
            .with("date", range(*until, *until, Shown::Day))
            .text(),
        SeriesRole::Master { until: None, .. } => {
            Key::WhenSeriesWithoutEnd.with("time", shown(Shown::Time)).text()
        }
    }
}

/// A moment: its time of day, and the day where it is another than today.
pub(crate) fn time_of(moment: OffsetDateTime) -> String {
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    let is_today = day(&date(moment)) == day(&Date::new_0());
    range(moment, moment, if is_today { Shown::Time } else { Shown::DayAndTime })
}

fn range(start: OffsetDateTime, end: OffsetDateTime, shown: Shown) -> String {
    let (start, end) = (date(start), date(end));
    let with_year = start.get_full_year() != Date::new_0().get_full_year();
    let locale = Browser::locale(text::language());
    format(locale, shown, with_year)
        .and_then(|format| format.format_range(&start, &end))
        .unwrap_or_else(|_| String::from(start.to_string()))
}

/// A format in the language of a locale, or in the browser's where that is none. Making one takes the browser longer than
/// all that it formats for a list.
fn format(locale: String, shown: Shown, with_year: bool) -> Result<Rc<DateTimeFormat>, JsValue> {
    let key = (locale, shown, with_year);
    if let Some(known) = FORMATS.with_borrow(|formats| formats.get(&key).cloned()) {
        return Ok(known);
    }
    let (options, language) = (options(shown, with_year), JsValue::from_str(&key.0));
    let format = DateTimeFormat::new(&language, &options)
        .or_else(|_| DateTimeFormat::new(&JsValue::UNDEFINED, &options))
        .map(Rc::new)?;
    FORMATS.with_borrow_mut(|formats| formats.insert(key, Rc::clone(&format)));
    Ok(format)
}

fn options(shown: Shown, with_year: bool) -> DateTimeFormatOptions {
    let options = DateTimeFormatOptions::new();
    if shown != Shown::Time {
        options.set_weekday(WeekdayFormat::Short);
        options.set_day(DayFormat::Numeric);
        options.set_month(MonthFormat::Short);
    }
    if shown != Shown::Time && with_year {
        options.set_year(YearFormat::Numeric);
    }
    if shown != Shown::Day {
        options.set_hour(NumericFormat::Numeric);
        options.set_minute(NumericFormat::TwoDigit);
    }
    options
}

fn date(moment: OffsetDateTime) -> Date {
    let milliseconds = moment.unix_timestamp() as f64 * 1000.0;
    Date::new(&JsValue::from_f64(milliseconds))
}
