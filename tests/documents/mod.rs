//! Documents that tests write from their tables, and hold to them.

/// Whether the document at `path` says `expected`; with `REDIAL_WRITE_DOCS=1` it is written first. `test` is the file
/// that holds the table.
pub fn says(path: &str, expected: &str, test: &str) {
    if std::env::var_os("REDIAL_WRITE_DOCS").is_some() {
        std::fs::write(path, expected).expect("a document that can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == expected, "{path} is old: run `REDIAL_WRITE_DOCS=1 cargo test --test {test}`");
}
