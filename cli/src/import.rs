//! `redial config import`: the settings of Microsoft's Meeting Migration Service as a policy.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstInputValue, CstObject, CstRootNode};
use redial::html::Format;
use serde_json::Value;
use thiserror::Error;

use crate::End;
use crate::charset::{Charset, CharsetError};
use crate::check::{self, Invalid};
use crate::file::{self, FileError};

/// What `Get-CsTenantMigrationConfiguration` and `Get-CsOnlineDialInConferencingTenantSettings` tell, and the
/// fields of the policy that say the same.
const SETTINGS: [(&str, &str); 3] = [
    ("MeetingMigrationEnabled", "meetingMigrationEnabled"),
    ("AutomaticallyMigrateUserMeetings", "automaticallyMigrateUserMeetings"),
    ("AutomaticallyReplaceAcpProvider", "automaticallyReplaceAcpProvider"),
];

/// Why files tell no settings.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum NoSettings {
    #[error("{0}: {1}")]
    NoExport(String, NoExport),
    #[error("{setting} is {value} in {name} and {} in {other}", !.value)]
    Contradiction { setting: &'static str, value: bool, name: String, other: String },
}

/// Why a file is no export of settings.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
enum NoExport {
    #[error(transparent)]
    Charset(#[from] CharsetError),
    #[error("it is not JSON: {0}; write it with ConvertTo-Json")]
    NotJson(String),
    #[error("it holds several objects; export the settings of one organization")]
    Several,
    #[error("{0} is neither true nor false")]
    NotBoolean(&'static str),
    #[error(
        "it holds none of {}; export Get-CsTenantMigrationConfiguration or \
         Get-CsOnlineDialInConferencingTenantSettings with ConvertTo-Json",
        SETTINGS.map(|(setting, _)| setting).join(", ")
    )]
    NothingKnown,
}

/// Why a configuration takes no settings.
#[derive(Debug, Error)]
enum NotTaken {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("it cannot be changed: {0}")]
    Unchangeable(String),
}

/// Where settings go.
pub struct Order<'a> {
    /// The configuration whose policy takes them.
    pub into: Option<&'a Path>,
    /// Where to write.
    pub output: Option<&'a Path>,
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Setting {
    /// Microsoft's name.
    name: &'static str,
    /// The policy's.
    field: &'static str,
    value: bool,
}

impl Order<'_> {
    /// Imports the settings in all files.
    pub fn run(&self, files: &[PathBuf]) -> anyhow::Result<End> {
        file::check_inputs(files.iter().map(PathBuf::as_path))?;
        let mut exports = Vec::new();
        for path in files {
            let name = path.display().to_string();
            exports.push((file::read(path).with_context(|| name.clone())?, name));
        }
        let settings = match settings(&exports) {
            Ok(settings) => settings,
            Err(reason) => return Ok(refused(&reason.to_string())),
        };
        let Some(path) = self.into else {
            return file::write(self.output, policy(&settings).as_bytes()).map(|()| End::Done);
        };
        match self.take(path, &settings) {
            Ok(Some(copy)) => file::write(self.output, &copy).map(|()| End::Done),
            Ok(None) => Ok(End::Done),
            Err(NotTaken::File(error)) => Err(anyhow::Error::new(error).context(path.display().to_string())),
            Err(reason) => Ok(refused(&format!("{}: {reason}", path.display()))),
        }
    }

    /// Changes the configuration, or gives a changed copy where that is to be written elsewhere.
    fn take(&self, path: &Path, settings: &[Setting]) -> Result<Option<Vec<u8>>, NotTaken> {
        if self.output.is_some() {
            return taken(&file::read(path)?, settings).map(Some);
        }
        let missing = || FileError::Unreadable(io::ErrorKind::NotFound.into());
        file::update(path, |old| taken(&old.ok_or_else(missing)?, settings)).map(|()| None)
    }
}

fn refused(reason: &str) -> End {
    eprintln!("redial: {reason}; nothing was written");
    End::Refused
}

/// The settings in all exports, in Microsoft's order.
fn settings(exports: &[(Vec<u8>, String)]) -> Result<Vec<Setting>, NoSettings> {
    let mut found: Vec<(Setting, &str)> = Vec::new();
    for (bytes, name) in exports {
        let own = export(bytes).map_err(|reason| NoSettings::NoExport(name.clone(), reason))?;
        for setting in own {
            match found.iter().find(|(known, _)| known.name == setting.name) {
                None => found.push((setting, name)),
                Some((known, _)) if known.value == setting.value => {}
                Some((known, other)) => {
                    return Err(NoSettings::Contradiction {
                        setting: known.name,
                        value: setting.value,
                        name: name.clone(),
                        other: (*other).to_owned(),
                    });
                }
            }
        }
    }
    let order = |setting: &Setting| SETTINGS.iter().position(|(name, _)| *name == setting.name);
    found.sort_by_key(|(setting, _)| order(setting));
    Ok(found.into_iter().map(|(setting, _)| setting).collect())
}

/// The settings in what PowerShell exported: one object, or a list of one.
fn export(bytes: &[u8]) -> Result<Vec<Setting>, NoExport> {
    let text = Charset::of_text(bytes, Format::Text)?.decode(bytes)?;
    let json: Value = serde_json::from_slice(&text).map_err(|error| NoExport::NotJson(error.to_string()))?;
    let object = match json.as_array().map(Vec::as_slice) {
        None => &json,
        Some([one]) => one,
        Some([]) => return Err(NoExport::NothingKnown),
        Some(_) => return Err(NoExport::Several),
    };
    let known = SETTINGS.iter().filter_map(|(name, field)| Some((*name, *field, object.get(name)?)));
    let settings = known.map(|(name, field, value)| {
        boolean(value).map(|value| Setting { name, field, value }).ok_or(NoExport::NotBoolean(name))
    });
    let settings: Vec<Setting> = settings.collect::<Result<_, _>>()?;
    if settings.is_empty() { Err(NoExport::NothingKnown) } else { Ok(settings) }
}

/// PowerShell writes some values as text: `"True"`.
fn boolean(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.to_ascii_lowercase().parse().ok())
}

/// A policy of these settings alone.
fn policy(settings: &[Setting]) -> String {
    let fields = settings.iter().map(|Setting { field, value, .. }| format!("  \"{field}\": {value}"));
    format!("{{\n{}\n}}\n", fields.collect::<Vec<_>>().join(",\n"))
}

/// The configuration with these settings in its policy and everything else as it was.
fn taken(old: &[u8], settings: &[Setting]) -> Result<Vec<u8>, NotTaken> {
    let (mark, text) = check::valid(old)?;
    let root = CstRootNode::parse(text, &ParseOptions::default())
        .map_err(|error| NotTaken::Unchangeable(error.to_string()))?;
    set(&root.object_value_or_set().object_value_or_set("policy"), settings);
    let new = format!("{mark}{root}").into_bytes();
    check::valid(&new)?;
    Ok(new)
}

fn set(policy: &CstObject, settings: &[Setting]) {
    for Setting { field, value, .. } in settings {
        let value = CstInputValue::Bool(*value);
        match policy.get(field) {
            Some(known) => known.set_value(value),
            None => drop(policy.append(field, value)),
        }
    }
}
