//! Dial-in data from a file; `profile.schema.json` describes it.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use redial::dialin::DialInProfile;

/// Reads a profile; a field that breaks its rule is named.
pub fn read(path: &Path) -> anyhow::Result<DialInProfile> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    let json = &mut serde_json::Deserializer::from_str(&text);
    serde_path_to_error::deserialize(json)
        .map_err(|error| anyhow!("{name}, {}: {}", error.path(), error.inner()))
}
