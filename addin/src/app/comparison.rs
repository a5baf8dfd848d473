//! The rows of a block before and after, and which of them differ.

/// One row of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// What it says.
    pub(crate) text: String,
    /// Whether the other side lacks it.
    pub(crate) changed: bool,
}

/// A block before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The rows as they are.
    pub(crate) before: Vec<Line>,
    /// The rows as they will be.
    pub(crate) after: Vec<Line>,
}

/// Compares row by row: what both sides have in the same order is unchanged, as much of it as there is.
pub(crate) fn compare(before: &[String], after: &[String]) -> Comparison {
    let before: Vec<&String> = before.iter().filter(|row| says_something(row)).collect();
    let after: Vec<&String> = after.iter().filter(|row| says_something(row)).collect();
    let (mut kept_before, mut kept_after) = (vec![false; before.len()], vec![false; after.len()]);
    for (old, new) in longest_common(&before, &after) {
        kept_before.splice(old..=old, [true]);
        kept_after.splice(new..=new, [true]);
    }
    Comparison { before: lines(&before, &kept_before), after: lines(&after, &kept_after) }
}

/// Separator lines and the hidden language marker say nothing to a reader.
fn says_something(row: &str) -> bool {
    !row.starts_with("[!OC([") && !row.chars().all(|character| matches!(character, '.' | '_' | ' '))
}

fn lines(rows: &[&String], kept: &[bool]) -> Vec<Line> {
    rows.iter().zip(kept).map(|(text, kept)| Line { text: (*text).clone(), changed: !kept }).collect()
}

/// The places of a longest common subsequence, from the first to the last.
fn longest_common(before: &[&String], after: &[&String]) -> Vec<(usize, usize)> {
    let width = after.len() + 1;
    // At `old * width + new`: how many rows the remainders from there on have in common.
    let mut common = vec![0_usize; (before.len() + 1) * width];
    let at = |common: &[usize], old: usize, new: usize| common.get(old * width + new).copied().unwrap_or(0);
    for (old, row) in before.iter().enumerate().rev() {
        for (new, other) in after.iter().enumerate().rev() {
            let length = if row == other {
                at(&common, old + 1, new + 1) + 1
            } else {
                at(&common, old + 1, new).max(at(&common, old, new + 1))
            };
            if let Some(cell) = common.get_mut(old * width + new) {
                *cell = length;
            }
        }
    }
    let (mut old, mut new, mut pairs) = (0, 0, Vec::new());
    while let (Some(row), Some(other)) = (before.get(old), after.get(new)) {
        if row == other {
            pairs.push((old, new));
            (old, new) = (old + 1, new + 1);
        } else if at(&common, old + 1, new) >= at(&common, old, new + 1) {
            old += 1;
        } else {
            new += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn rows(rows: &[&str]) -> Vec<String> {
        rows.iter().map(|row| (*row).to_owned()).collect()
    }

    fn changed(lines: &[Line]) -> Vec<&str> {
        lines.iter().filter(|line| line.changed).map(|line| line.text.as_str()).collect()
    }

    #[wasm_bindgen_test]
    fn only_the_rows_that_differ_are_marked() {
        let before = rows(&["Join", "+46 8 1", "Conference ID: 1", "Help"]);
        let after = rows(&["Join", "+46 8 1", "Conference ID: 2", "Help"]);
        let comparison = compare(&before, &after);
        assert_eq!(changed(&comparison.before), ["Conference ID: 1"]);
        assert_eq!(changed(&comparison.after), ["Conference ID: 2"]);
        assert_eq!(comparison.after.len(), 4);
    }

    #[wasm_bindgen_test]
    fn rows_that_go_leave_the_rest_unmarked() {
        let comparison = compare(&rows(&["Join", "Phone", "ID", "Help"]), &rows(&["Join", "Help"]));
        assert_eq!(changed(&comparison.before), ["Phone", "ID"]);
        assert!(changed(&comparison.after).is_empty());
    }

    #[wasm_bindgen_test]
    fn separators_and_the_marker_are_not_shown() {
        let dots = ".".repeat(137);
        let block = rows(&[&dots, "Join", "[!OC([1033])!]", "", &dots]);
        assert_eq!(compare(&block, &block).before, [Line { text: "Join".to_owned(), changed: false }]);
    }
}
