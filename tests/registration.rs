//! What an administrator registers is what Redial asks for.

use std::collections::BTreeSet;
use std::fs;

use redial::configuration::{REDIRECT_PAGE, Scope, redirects};
use regex::Regex;

/// The address that the documentation takes for the add-in's.
const ORIGIN: &str = "https://redial.contoso.com";

fn text(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_documentation_registers_every_permission_and_redirect_and_no_other() {
    let asked: BTreeSet<&str> = Scope::ALL.map(Scope::name).into();
    let permission =
        Regex::new(r"(?-u)\b[A-Z][A-Za-z]+\.(?:ReadWrite|Read|Send)(?:\.[A-Za-z]+)?\b").expect("a pattern");
    let redirect = Regex::new(r"`((?:brk-|https://redial\.contoso\.com/)[^`]*)`").expect("a pattern");
    for file in ["README.md", "docs/sign-in.md"] {
        let text = text(file);
        let named: BTreeSet<&str> = permission.find_iter(&text).map(|found| found.as_str()).collect();
        assert_eq!(named, asked, "{file}");
        let named: BTreeSet<String> =
            redirect.captures_iter(&text).map(|found| found[1].to_owned()).collect();
        assert_eq!(named, redirects(ORIGIN).into(), "{file}");
    }
}

#[test]
fn the_page_that_is_registered_is_the_one_that_signs_in() {
    assert!(text("www/glue/dialog.js").contains(&format!("\"{REDIRECT_PAGE}\"")));
    assert!(text(&format!("www/{REDIRECT_PAGE}")).contains("glue/dialog_page.js"));
}

#[test]
fn a_token_is_for_the_graph_that_the_configuration_names() {
    for (graph, scope) in [
        ("https://graph.microsoft.com/v1.0", "https://graph.microsoft.com/Calendars.ReadWrite"),
        ("https://graph.microsoft.us/v1.0", "https://graph.microsoft.us/Calendars.ReadWrite"),
        ("https://dod-graph.microsoft.us/v1.0/", "https://dod-graph.microsoft.us/Calendars.ReadWrite"),
        (
            "https://microsoftgraph.chinacloudapi.cn",
            "https://microsoftgraph.chinacloudapi.cn/Calendars.ReadWrite",
        ),
    ] {
        assert_eq!(Scope::Calendars.at(&graph.parse().expect("an address")), scope);
    }
}
