//! What the store asks of a manifest, as far as it can be written down.
//! <https://learn.microsoft.com/legal/marketplace/certification-policies>,
//! <https://learn.microsoft.com/office/dev/add-ins/outlook/pinnable-taskpane>

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};

use super::{attribute, named, overrides, own};

/// A name is at most this long, and so is a text beside a button.
const SHORT: usize = 125;

/// A description is at most this long.
const LONG: usize = 250;

/// A manifest is at most so many bytes long.
const LARGEST: usize = 256 * 1024;

/// Pages load Office.js from here.
const OFFICE_JS: &str = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/// Everything that the store would refuse, a sentence each.
pub(super) fn faults(document: &Document, www: &Path) -> Vec<String> {
    let mut faults = head(document);
    faults.extend(forms(document));
    faults.extend(versions(document));
    faults.extend(lengths(document));
    faults.extend(languages(document));
    faults.extend(pages(document, www));
    faults.extend(functions(document, www));
    faults
}

fn text<'a>(document: &'a Document<'a>, name: &'a str) -> &'a str {
    named(document, name).next().and_then(|node| node.text()).unwrap_or_default()
}

fn head(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let version = text(document, "Version");
    if version.split('.').next().and_then(|major| major.parse().ok()).is_none_or(|major: u32| major == 0) {
        faults.push(format!("Version {version} is below 1.0"));
    }
    if named(document, "SupportUrl").all(|node| attribute(node, "DefaultValue").is_empty()) {
        faults.push("SupportUrl is missing".to_owned());
    }
    let permissions = text(document, "Permissions");
    if permissions == "ReadWriteMailbox" {
        faults.push(format!("Permissions {permissions} is more than the add-in needs"));
    }
    if document.input_text().len() > LARGEST {
        faults.push("the manifest is larger than 256 KB".to_owned());
    }
    faults
}

/// Every rule has the form that it opens.
fn forms(document: &Document) -> Vec<String> {
    let kinds: HashSet<&str> = named(document, "Form").filter_map(kind).collect();
    let needed = named(document, "Rule").filter_map(|rule| match rule.attribute("FormType")? {
        "Edit" => Some(vec!["ItemEdit"]),
        "Read" => Some(vec!["ItemRead"]),
        _ => Some(vec!["ItemRead", "ItemEdit"]),
    });
    let missing: HashSet<&str> = needed.flatten().filter(|form| !kinds.contains(form)).collect();
    missing.into_iter().map(|form| format!("a rule opens {form}, and FormSettings has none")).collect()
}

/// The `xsi:type` of a node.
fn kind<'a>(node: Node<'a, 'a>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/2001/XMLSchema-instance", "type"))
}

/// Clients that know only version 1.0 show the same buttons, and no version has what it does not know.
fn versions(document: &Document) -> Vec<String> {
    let buttons = |version| -> HashSet<&str> {
        own(version)
            .filter(|node| node.tag_name().name() == "Control")
            .map(|node| attribute(node, "id"))
            .collect()
    };
    let has = |version, name: &str| own(version).any(|node| node.tag_name().name() == name);
    let all = overrides(document);
    let mut faults = Vec::new();
    for version in &all {
        let called = kind(*version).unwrap_or_default();
        for part in ["Requirements", "Hosts", "Resources"].into_iter().filter(|part| !has(*version, part)) {
            faults.push(format!("{called} has no {part}"));
        }
        if buttons(*version) != all.last().map(|newest| buttons(*newest)).unwrap_or_default() {
            faults.push(format!("{called} has other buttons than the newest version"));
        }
        if called == "VersionOverridesV1_0" && has(*version, "SupportsPinning") {
            faults.push("VersionOverridesV1_0 knows no SupportsPinning".to_owned());
        }
        // Neither is taken any more, and the second has to be disclosed.
        for point in
            own(*version).filter_map(kind).filter(|kind| ["CustomPane", "LaunchEvent"].contains(kind))
        {
            faults.push(format!("{called} has a {point}"));
        }
    }
    faults
}

fn lengths(document: &Document) -> Vec<String> {
    let limit = |node: &Node| match node.tag_name().name() {
        "DisplayName" | "ProviderName" => Some(SHORT),
        "Description" => Some(LONG),
        "String" => {
            let is_short = node.parent().is_some_and(|list| list.tag_name().name() == "ShortStrings");
            Some(if is_short { SHORT } else { LONG })
        }
        _ => None,
    };
    let texts = |node: Node| -> Vec<String> {
        let overridden = node.children().map(|node| attribute(node, "Value").to_owned());
        let own = [attribute(node, "DefaultValue"), node.text().unwrap_or_default()]
            .map(|text| text.trim().to_owned());
        own.into_iter().chain(overridden).collect()
    };
    let too_long = document
        .descendants()
        .filter_map(|node| Some((limit(&node)?, node)))
        .flat_map(|(limit, node)| texts(node).into_iter().filter(move |text| text.chars().count() > limit));
    too_long.map(|text| format!("{text:?} is too long")).collect()
}

/// What is said in one language besides English is said in all of them.
fn languages(document: &Document) -> Vec<String> {
    let of = |node: Node| -> HashSet<String> {
        node.children().filter_map(|node| node.attribute("Locale")).map(str::to_owned).collect()
    };
    let described = named(document, "Description").next().map(of).unwrap_or_default();
    let strings = named(document, "String").filter(|node| node.has_attribute("DefaultValue"));
    let lacking = strings.map(|node| (attribute(node, "id"), of(node)));
    lacking
        .filter(|(_, known)| !known.is_empty() && *known != described)
        .map(|(id, _)| format!("{id} is not in the languages of the description"))
        .collect()
}

/// Every page that Outlook opens loads Office.js from Microsoft, and says something to a browser that is too old.
fn pages(document: &Document, www: &Path) -> Vec<String> {
    let addresses =
        document.descendants().filter(|node| ["Url", "SourceLocation"].contains(&node.tag_name().name()));
    let names: HashSet<&str> = addresses
        .filter_map(|node| node.attribute("DefaultValue")?.rsplit_once('/').map(|(_, name)| name))
        .filter(|name| name.ends_with(".html"))
        .collect();
    let mut faults = Vec::new();
    for name in names {
        let page = fs::read_to_string(www.join(name)).unwrap_or_default();
        if !page.contains(OFFICE_JS) {
            faults.push(format!("{name} does not load Office.js from Microsoft"));
        }
        if !page.contains("<script nomodule") {
            faults.push(format!("{name} says nothing to a browser that is too old"));
        }
    }
    faults
}

/// The functions that buttons call are there.
fn functions(document: &Document, www: &Path) -> Vec<String> {
    let glue = fs::read_to_string(www.join("glue/commands.js")).unwrap_or_default();
    let called: HashSet<&str> = named(document, "FunctionName").filter_map(|node| node.text()).collect();
    let missing = called.into_iter().filter(|name| !glue.contains(&format!("associate(\"{name}\"")));
    missing.map(|name| format!("glue/commands.js has no function {name}")).collect()
}
