//! What Microsoft's schema does not say of a manifest, and the store and Outlook do.

mod store;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use roxmltree::{Document, Node};

/// Outlook on Exchange Server knows the requirement sets up to this one.
const NEWEST_MAILBOX_SET: (u32, u32) = (1, 5);

/// A resource's id is at most this long.
const RESOURCE_ID_LENGTH: usize = 32;

/// The ribbon takes these sizes in pixels, and refuses a button that lacks one of them.
const RIBBON_SIZES: [&str; 3] = ["16", "32", "80"];

/// Everything wrong with the manifest, a sentence each; pages and icons are looked for in `www`.
///
/// # Errors
/// The manifest cannot be read or is no XML.
pub fn faults(manifest: &Path, www: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(manifest).with_context(|| format!("{}", manifest.display()))?;
    let document = Document::parse(&text).context("the manifest is not well-formed")?;
    Ok(examine(&document, www))
}

fn examine(document: &Document, www: &Path) -> Vec<String> {
    let mut faults = identity(document);
    faults.extend(addresses(document, www));
    faults.extend(resources(document));
    faults.extend(ribbon_icons(document, www));
    faults.extend(store_icons(document, www));
    faults.extend(requirement_sets(document));
    faults.extend(store::faults(document, www));
    faults
}

fn named<'a>(document: &'a Document, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

fn attribute<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default()
}

fn identity(document: &Document) -> Vec<String> {
    let id = named(document, "Id").next().and_then(|node| node.text()).unwrap_or_default();
    let groups: Vec<_> = id.split('-').map(str::len).collect();
    let hexadecimal = id.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    if groups == [8, 4, 4, 4, 12] && hexadecimal { Vec::new() } else { vec![format!("Id {id:?} is no GUID")] }
}

/// Every address is https and of one origin, and the file is there.
fn addresses(document: &Document, www: &Path) -> Vec<String> {
    let origin = named(document, "AppDomain").next().and_then(|node| node.text()).unwrap_or_default();
    if !origin.starts_with("https://") {
        return vec![format!("AppDomain {origin:?} is not https")];
    }
    let addresses = document
        .descendants()
        .flat_map(|node| [attribute(node, "DefaultValue"), attribute(node, "Value")])
        .filter(|value| value.contains("://"));
    let fault = |address: &str| match address.strip_prefix(origin).and_then(|path| path.strip_prefix('/')) {
        None => Some(format!("{address} is not of {origin}")),
        Some(path) if !www.join(path).is_file() => Some(format!("{address} has no file www/{path}")),
        Some(_) => None,
    };
    addresses.filter_map(fault).collect()
}

/// Ids of resources are short, unique in their version, and every reference has its resource there.
fn resources(document: &Document) -> Vec<String> {
    overrides(document).into_iter().flat_map(resources_of).collect()
}

/// What a version of the overrides says itself, without the version in it.
fn own<'a>(version: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let inner = version.children().find(|node| node.tag_name().name() == "VersionOverrides");
    let is_inner = move |node: &Node| inner.is_some_and(|inner| node.ancestors().any(|above| above == inner));
    version.descendants().filter(move |node| !is_inner(node))
}

fn overrides<'a>(document: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    named(document, "VersionOverrides").collect()
}

fn resources_of(version: Node) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = HashSet::new();
    let is_resource = |node: &Node| ["Image", "Url", "String"].contains(&node.tag_name().name());
    for id in own(version).filter(is_resource).filter_map(|node| node.attribute("id")) {
        if id.len() > RESOURCE_ID_LENGTH {
            faults.push(format!("resource id {id} is longer than {RESOURCE_ID_LENGTH} characters"));
        }
        if !ids.insert(id) {
            faults.push(format!("resource id {id} is there twice"));
        }
    }
    let references = own(version).filter_map(|node| node.attribute("resid"));
    faults
        .extend(references.filter(|id| !ids.contains(id)).map(|id| format!("resid {id} names no resource")));
    let mut controls = HashSet::new();
    let controls_of = own(version).filter(|node| node.tag_name().name() == "Control");
    let repeated = controls_of.map(|node| attribute(node, "id")).filter(|id| !controls.insert(*id));
    faults.extend(repeated.map(|id| format!("control id {id} is there twice")));
    faults
}

fn ribbon_icons(document: &Document, www: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for icon in named(document, "Icon") {
        let images = || icon.children().filter(|node| node.tag_name().name() == "Image");
        for size in
            RIBBON_SIZES.iter().filter(|size| !images().any(|image| attribute(image, "size") == **size))
        {
            faults.push(format!("an icon lacks the size {size}"));
        }
        for image in images() {
            let source =
                named(document, "Image").find(|node| node.attribute("id") == image.attribute("resid"));
            let address = source.map(|node| attribute(node, "DefaultValue")).unwrap_or_default();
            faults.extend(icon_fault(www, address, attribute(image, "size")));
        }
    }
    faults
}

fn store_icons(document: &Document, www: &Path) -> Vec<String> {
    let sizes = [("IconUrl", "64"), ("HighResolutionIconUrl", "128")];
    sizes
        .iter()
        .filter_map(|(name, size)| match named(document, name).next() {
            Some(node) => icon_fault(www, attribute(node, "DefaultValue"), size),
            None => Some(format!("{name} is missing")),
        })
        .collect()
}

fn icon_fault(www: &Path, address: &str, size: &str) -> Option<String> {
    let (_, file) = address.rsplit_once('/')?;
    let measured = fs::read(www.join("icons").join(file)).ok().and_then(|bytes| png_size(&bytes));
    match measured {
        Some((width, height)) if width == height && width.to_string() == size => None,
        Some((width, height)) => Some(format!("icons/{file} is {width} by {height} pixels, not {size}")),
        None => Some(format!("icons/{file} is no PNG")),
    }
}

/// Width and height from the header chunk, which comes first (PNG specification, 11.2.1).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let (width, height) = header.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(height.try_into().ok()?)))
}

fn requirement_sets(document: &Document) -> Vec<String> {
    let versions = document
        .descendants()
        .flat_map(|node| [node.attribute("MinVersion"), node.attribute("DefaultMinVersion")])
        .flatten();
    let newer = |version: &&str| {
        let parsed = version.split_once('.').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        parsed.is_none_or(|version: (u32, u32)| version > NEWEST_MAILBOX_SET)
    };
    versions.filter(newer).map(|version| format!("requirement set {version} is newer than 1.5")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }

    fn faults_after(change: impl Fn(&str) -> String) -> Vec<String> {
        let manifest = fs::read_to_string(project().join("manifest/manifest.xml")).unwrap();
        let changed = change(&manifest);
        assert_ne!(changed, manifest, "the test changes nothing");
        examine(&Document::parse(&changed).unwrap(), &project().join("www"))
    }

    #[test]
    fn the_manifest_that_ships_has_no_faults() {
        let faults = faults(&project().join("manifest/manifest.xml"), &project().join("www")).unwrap();
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn a_reference_without_a_resource_is_found() {
        let faults = faults_after(|text| text.replace("<bt:Url id=\"page\"", "<bt:Url id=\"elsewhere\""));
        assert!(faults.contains(&"resid page names no resource".to_owned()), "{faults:?}");
    }

    #[test]
    fn an_icon_of_the_wrong_size_is_found() {
        let faults = faults_after(|text| text.replace("icons/redial-80.png", "icons/redial-64.png"));
        assert!(faults.contains(&"icons/redial-64.png is 64 by 64 pixels, not 80".to_owned()), "{faults:?}");
    }

    #[test]
    fn a_page_that_is_not_there_is_found() {
        let faults = faults_after(|text| text.replace("/commands.html", "/functions.html"));
        assert!(faults.iter().any(|fault| fault.ends_with("has no file www/functions.html")), "{faults:?}");
    }

    #[test]
    fn an_address_of_another_origin_is_found() {
        let faults =
            faults_after(|text| text.replace("https://redial.example/index", "http://redial.example/index"));
        assert!(faults.iter().any(|fault| fault.contains("is not of https://redial.example")), "{faults:?}");
    }

    #[test]
    fn a_requirement_set_that_exchange_server_lacks_is_found() {
        let faults = faults_after(|text| text.replace("MinVersion=\"1.3\"", "MinVersion=\"1.10\""));
        assert!(faults.contains(&"requirement set 1.10 is newer than 1.5".to_owned()), "{faults:?}");
    }

    #[test]
    fn what_the_store_refuses_is_found() {
        for (from, to, fault) in [
            ("<Version>1.0.0.0<", "<Version>0.9.0.0<", "Version 0.9.0.0 is below 1.0"),
            (
                ">ReadWriteItem<",
                ">ReadWriteMailbox<",
                "Permissions ReadWriteMailbox is more than the add-in needs",
            ),
            (
                "xsi:type=\"ItemRead\"",
                "xsi:type=\"ItemEdit\"",
                "a rule opens ItemRead, and FormSettings has none",
            ),
            (
                "id=\"messagePaneButton\"",
                "id=\"another\"",
                "VersionOverridesV1_0 has other buttons than the newest version",
            ),
            (
                "<FunctionName>addOnlineMeeting<",
                "<FunctionName>another<",
                "glue/commands.js has no function another",
            ),
            (
                "</Action>",
                "<SupportsPinning>true</SupportsPinning></Action>",
                "VersionOverridesV1_0 knows no SupportsPinning",
            ),
            (
                "<bt:Override Locale=\"sv-SE\" Value=\"Lägg till Skype-möte\"/>",
                "",
                "add.label is not in the languages of the description",
            ),
            ("/commands.html", "/support.html", "support.html does not load Office.js from Microsoft"),
        ] {
            let faults = faults_after(|text| text.replacen(from, to, 1));
            assert!(faults.contains(&fault.to_owned()), "{fault}: {faults:?}");
        }
        let long = "Redial ".repeat(40);
        let faults =
            faults_after(|text| text.replace("<ProviderName>Redial", &format!("<ProviderName>{long}")));
        assert!(faults.iter().any(|fault| fault.ends_with("is too long")), "{faults:?}");
    }

    #[test]
    fn a_version_that_says_nothing_is_found() {
        let faults = faults_after(|text| {
            let (before, rest) = text.split_once("    <!-- What follows").unwrap();
            let (_, after) = rest.split_once("    <VersionOverrides xmlns=").unwrap();
            format!("{before}    <VersionOverrides xmlns={after}")
        });
        for part in ["Requirements", "Hosts", "Resources"] {
            assert!(faults.contains(&format!("VersionOverridesV1_0 has no {part}")), "{faults:?}");
        }
    }
}
