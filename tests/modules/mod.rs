//! Which file of a crate names which: a reader of `use` and of paths, not of all Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// A module, from the crate's root in; the root is empty.
type Module = Vec<String>;

/// The files of a crate, and what each names.
pub struct Crate {
    modules: BTreeMap<Module, Source>,
}

#[derive(Default)]
struct Source {
    path: PathBuf,
    /// What is named, as it is written there. What is handed on by `pub use` is not named for the file's own sake.
    paths: BTreeSet<Vec<String>>,
    /// What a `use` brought in: a name of this module, too, for its children, and with `pub` for everybody.
    offers: BTreeMap<String, Vec<String>>,
}

/// All Rust files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found
}

impl Crate {
    /// Reads the crate whose root is in the folder `src`.
    pub fn read(src: &Path) -> Self {
        let modules = files(src).into_iter().map(|path| {
            let text = fs::read_to_string(&path).expect("a readable file");
            (module(src, &path), Source::read(path, &text))
        });
        Self { modules: modules.collect() }
    }

    /// Groups of files each of which leads to every other.
    pub fn circles(&self) -> Vec<Vec<&Path>> {
        let edges: BTreeMap<&Module, BTreeSet<&Module>> =
            self.modules.iter().map(|(module, source)| (module, self.named(module, source))).collect();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            edges.keys().map(|module| (*module, reached(module, &edges))).collect();
        let mut circles: BTreeSet<Vec<&Module>> = BTreeSet::new();
        for (module, from_here) in &reached {
            let back = from_here.iter().filter(|other| reached[*other].contains(module));
            let circle: Vec<&Module> = back.copied().collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        let path = |module: &Module| self.modules[module].path.as_path();
        circles.into_iter().map(|circle| circle.into_iter().map(path).collect()).collect()
    }

    /// The other files that one names.
    fn named(&self, module: &Module, source: &Source) -> BTreeSet<&Module> {
        let targets = source.paths.iter().filter_map(|path| self.definer(module, path));
        targets.filter(|target| *target != module).collect()
    }

    /// The file that what a path names stands in; `None` for what is no part of the crate.
    fn definer(&self, from: &Module, path: &[String]) -> Option<&Module> {
        let mut at = from.clone();
        let mut rest = path;
        while let [first, others @ ..] = rest {
            match first.as_str() {
                "crate" => at.clear(),
                "super" => drop(at.pop()),
                "self" => {}
                _ => break,
            }
            rest = others;
        }
        // A path that begins with no such word begins with a child, or elsewhere.
        let is_outside = rest.len() == path.len() && !self.modules.contains_key(&child(&at, path.first()?));
        if is_outside { None } else { self.descend(at, rest) }
    }

    fn descend(&self, at: Module, path: &[String]) -> Option<&Module> {
        let (known, source) = self.modules.get_key_value(&at)?;
        let Some((name, rest)) = path.split_first() else { return Some(known) };
        let below = child(&at, name);
        if self.modules.contains_key(&below) {
            return self.descend(below, rest);
        }
        match source.offers.get(name) {
            Some(offered) => self.definer(&at, &[offered.as_slice(), rest].concat()),
            None => Some(known),
        }
    }
}

fn child(module: &Module, name: &str) -> Module {
    module.iter().map(String::as_str).chain([name]).map(str::to_owned).collect()
}

fn reached<'a>(from: &'a Module, edges: &BTreeMap<&'a Module, BTreeSet<&'a Module>>) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Module> = edges[from].iter().copied().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(&edges[module]);
        }
    }
    reached
}

/// `src/a/b.rs` and `src/a/b/mod.rs` are `a::b`.
fn module(src: &Path, file: &Path) -> Module {
    let below = file.strip_prefix(src).expect("a file of the crate").with_extension("");
    let mut names: Module = below.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let is_its_folders = |name: &String| name == "mod" || name == "lib";
    names.pop_if(|name| is_its_folders(name));
    names
}

impl Source {
    fn read(path: PathBuf, text: &str) -> Self {
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        let uses = Regex::new(r"(?m)^[ ]*(pub(?:[(][a-z ]+[)])? )?use ([^;]+);").expect("a pattern");
        let inline = Regex::new("[A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)+").expect("a pattern");
        let mut source = Self { path, ..Self::default() };
        for found in uses.captures_iter(&code) {
            let named = expanded(&found[2]);
            if found.get(1).is_none() {
                source.paths.extend(named.iter().map(|(path, _)| path.clone()));
            }
            source.offers.extend(named.into_iter().map(|(path, name)| (name, path)));
        }
        let other = uses.replace_all(&code, "");
        let paths =
            inline.find_iter(&other).map(|path| path.as_str().split("::").map(str::to_owned).collect());
        source.paths.extend(paths);
        source
    }
}

/// Each path of a `use`, and the name it is known by from then on.
fn expanded(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").unwrap_or((tree, ""));
        let mut path: Vec<String> = path.split("::").map(|name| name.trim().to_owned()).collect();
        path.pop_if(|last| last == "*" || last == "self");
        let name =
            if name.is_empty() { path.last().cloned().unwrap_or_default() } else { name.trim().to_owned() };
        return vec![(path, name)];
    };
    let inner = inner.trim_end().strip_suffix('}').expect("a closed list");
    let branches = branches(inner).into_iter().filter(|branch| !branch.trim().is_empty());
    branches.flat_map(|branch| expanded(&format!("{before}{}", branch.trim()))).collect()
}

/// What stands between the outer commas.
fn branches(list: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    list.split(|c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    })
    .collect()
}
