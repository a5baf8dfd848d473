//! Days and times of day, as the headers of messages tell them in any language.

use super::characters::{digit, is_colon, is_hyphen};

/// `2026` in any calendar that counts so, or `23.11.26`.
pub(super) fn has_day(text: &str) -> bool {
    let runs = digit_runs(text);
    let is_year = |run: &DigitRun| {
        run.digits.len() == 4 && ["19", "20", "25"].iter().any(|century| run.digits.starts_with(century))
    };
    let is_short = |runs: &[DigitRun]| match runs {
        [day, month, year] => {
            let parts = day.behind.zip(month.behind);
            day.digits.len() <= 2
                && month.digits.len() <= 2
                && year.digits.len() == 2
                && parts.is_some_and(|(one, other)| one == other && parts_days(one))
        }
        _ => false,
    };
    runs.iter().any(is_year) || runs.windows(3).any(is_short)
}

/// `9:00`, `9h00`, `09.00`.
pub(super) fn has_time(text: &str) -> bool {
    let runs = digit_runs(text);
    let above = std::iter::once(None).chain(runs.iter().map(Some));
    above.zip(runs.windows(2)).any(|(above, pair)| {
        let [hour, minute] = pair else { return false };
        let is_in_day = above.and_then(|above| above.behind).is_some_and(parts_days)
            || minute.behind.is_some_and(|behind| behind != '.' && parts_days(behind))
            || minute.behind == Some('.') && hour.behind == Some('.');
        let is_mark = |mark: char| is_colon(mark) || mark == 'h' || mark == '.' && !is_in_day;
        hour.digits.len() <= 2
            && minute.digits.len() == 2
            && minute.digits.starts_with(|tens: char| tens < '6')
            && hour.behind.is_some_and(is_mark)
    })
}

fn parts_days(character: char) -> bool {
    matches!(character, '.' | '/') || is_hyphen(character)
}

/// Digits in a row.
struct DigitRun {
    digits: String,
    /// The one character between them and the next digits, or what stands behind the last.
    behind: Option<char>,
}

fn digit_runs(text: &str) -> Vec<DigitRun> {
    let mut runs: Vec<DigitRun> = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let Some(first) = digit(character) else { continue };
        let mut digits = String::from(first);
        while let Some(next) = characters.peek().copied().and_then(digit) {
            digits.push(next);
            characters.next();
        }
        let behind = characters.next();
        let is_between = characters.peek().copied().and_then(digit).is_some();
        runs.push(DigitRun { digits, behind: behind.filter(|_| is_between) });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_told_apart() {
        for (text, day, time) in [
            ("Mon, Nov 23, 2026 at 9:00 AM", true, true),
            ("Am 23.11.26 um 09:00", true, true),
            ("Il 23 nov 2026 alle 09.00 Ines", true, true),
            ("ma 23. marrask. 2026 klo 9.00 Ines", true, true),
            ("23.11.2026 09.00", true, true),
            ("23.11.2026", true, false),
            ("23.11.26", true, false),
            ("2026-11-23", true, false),
            ("23/11/2026", true, false),
            ("lundi 23 novembre 2026 9h00", true, true),
            ("٢٣ نوفمبر ٢٠٢٦ ٠٩:٠٠", true, true),
            ("09:00写道", false, true),
            ("Room 5, floor 12", false, false),
            ("+44 20 7946 0100", false, false),
            ("", false, false),
        ] {
            assert_eq!((has_day(text), has_time(text)), (day, time), "{text}");
        }
    }
}
