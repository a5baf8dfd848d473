//! Counting checks, in the words of the programs that ran them.

use std::fmt;
use std::ops::AddAssign;

use crate::command::Finished;

/// How many checks passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that held.
    pub passed: u32,
    /// Checks that did not hold, or could not be made although they should.
    pub failed: u32,
    /// Checks that were left out for a stated reason.
    pub skipped: u32,
}

impl Tally {
    /// One check that held.
    pub const PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    /// One check that did not.
    pub const FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };
    /// One check left out.
    pub const SKIPPED: Self = Self { passed: 0, failed: 0, skipped: 1 };

    /// Counts the tests that a program reported; a program that reports none is one check itself,
    /// and one that ended badly without naming a failed test is one failure more.
    pub fn of(finished: &Finished) -> Self {
        let mut tally = Self::default();
        finished.lines.iter().filter_map(|line| reported(line)).for_each(|counted| tally += counted);
        match (finished.success, tally) {
            (true, none) if none == Self::default() => Self::PASSED,
            (false, Self { failed: 0, .. }) => {
                tally += Self::FAILED;
                tally
            }
            _ => tally,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Reads a summary line of Rust's test harness (`test result: ok. 3 passed; 0 failed; 1 ignored; …`)
/// or of Node's (`ℹ pass 3`, one count a line).
fn reported(line: &str) -> Option<Tally> {
    if let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|result| result.split_once(". ")) {
        let count = |what: &str| {
            let number = |part: &str| part.trim().strip_suffix(what)?.trim().parse().ok();
            counts.split(';').find_map(number).unwrap_or(0)
        };
        return Some(Tally { passed: count("passed"), failed: count("failed"), skipped: count("ignored") });
    }
    let (what, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    match what {
        "pass" => Some(Tally { passed: number, ..Tally::default() }),
        "fail" | "cancelled" => Some(Tally { failed: number, ..Tally::default() }),
        "skipped" | "todo" => Some(Tally { skipped: number, ..Tally::default() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(success: bool, text: &str) -> Tally {
        Tally::of(&Finished { lines: text.lines().map(str::to_owned).collect(), success })
    }

    #[test]
    fn the_results_of_several_test_programs_are_added() {
        let text = "running 4 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(printed(false, text), Tally { passed: 4, failed: 2, skipped: 1 });
    }

    #[test]
    fn nodes_counts_are_read() {
        let text = "✔ a\nℹ tests 6\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 12.5";
        assert_eq!(printed(false, text), Tally { passed: 3, failed: 2, skipped: 1 });
    }

    #[test]
    fn a_program_without_counts_is_one_check() {
        assert_eq!(printed(true, "    Finished"), Tally::PASSED);
        assert_eq!(printed(false, "error: no"), Tally::FAILED);
    }

    #[test]
    fn a_crash_after_passed_tests_is_a_failure() {
        let text = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(printed(false, text), Tally { passed: 3, failed: 1, skipped: 0 });
    }
}
