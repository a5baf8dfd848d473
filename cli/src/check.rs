//! `redial config check`: whether the add-in can read a configuration.

use std::path::Path;

use anyhow::Context as _;
use redial::configuration::Configuration;
use redial::rules;
use thiserror::Error;

use crate::End;
use crate::file;

/// Why the add-in cannot read a configuration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Invalid {
    /// It is in another encoding.
    #[error("it is not UTF-8, which browsers read; save it as UTF-8")]
    NotUtf8,
    /// A field breaks its rule.
    #[error("{}", crate::profile::rule_of(.0))]
    Field(rules::Invalid),
}

/// The mark in front of a configuration and its text, if the add-in can read it.
pub fn valid(bytes: &[u8]) -> Result<(&str, &str), Invalid> {
    let (mark, text) = file::served(bytes).ok_or(Invalid::NotUtf8)?;
    Configuration::read(text).map_err(Invalid::Field)?;
    Ok((mark, text))
}

/// Checks one file.
pub fn run(path: &Path) -> anyhow::Result<End> {
    let name = path.display();
    let bytes = file::read(path).with_context(|| name.to_string())?;
    match valid(&bytes) {
        Ok(_) => {
            println!("{name}: valid");
            Ok(End::Done)
        }
        Err(reason) => {
            eprintln!("redial: {name}: {reason}");
            Ok(End::Refused)
        }
    }
}
