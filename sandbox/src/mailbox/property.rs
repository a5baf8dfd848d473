//! Ids of extended properties, in the form Graph writes them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The property set of public strings, to which named properties of add-ins and of Skype belong.
const PUBLIC_STRINGS: &str = "{00020329-0000-0000-c000-000000000046}";

/// The property set of appointments (`PSETID_Appointment`).
const APPOINTMENT: &str = "{00062002-0000-0000-c000-000000000046}";

/// The property set of meetings (`PSETID_Meeting`).
const MEETING: &str = "{6ed8da90-450b-101b-98da-00aa003f1305}";

/// An id of an extended property such as `String {00020329-…} Name OnlineMeetingExternalLink` or
/// `Integer 0x1016`
/// (<https://learn.microsoft.com/graph/api/resources/extended-properties-overview>).
/// The property set is kept in lower case, names are case-sensitive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PropertyId(String);

/// The text is no id of an extended property.
#[derive(Debug, Error)]
#[error("'{0}' is not an id of an extended property; write for example 'String {{guid}} Name example'")]
pub struct InvalidPropertyId(String);

impl PropertyId {
    /// The string with this name in the set of public strings.
    pub fn public_string(name: &str) -> Self {
        Self(format!("String {PUBLIC_STRINGS} Name {name}"))
    }

    /// The format a body is stored in (`PidTagNativeBody`): 1 plain text, 2 RTF, 3 HTML.
    pub fn native_body() -> Self {
        Self("Integer 0x1016".to_owned())
    }

    /// Which meeting an item is (`PidLidCleanGlobalObjectId`): the same for all dates of a series.
    pub fn clean_global_object_id() -> Self {
        Self(format!("Binary {MEETING} Id 0x23"))
    }

    /// Whether its invitation was sent (`PidLidFInvited`).
    pub fn invited() -> Self {
        Self(format!("Boolean {APPOINTMENT} Id 0x8229"))
    }

    /// Whether times were changed and that was not sent (`dispidDirtyTimesOrStatus`).
    pub fn changed_unsent() -> Self {
        Self(format!("Boolean {APPOINTMENT} Id 0x8227"))
    }

    /// Reads an id as it stands in a request.
    pub fn parse(text: &str) -> Result<Self, InvalidPropertyId> {
        let invalid = || InvalidPropertyId(text.to_owned());
        let mut words = text.trim().splitn(4, ' ');
        let kind = words.next().filter(|kind| !kind.is_empty()).ok_or_else(invalid)?;
        let tag_or_set = words.next().ok_or_else(invalid)?.to_ascii_lowercase();
        match (words.next(), words.next()) {
            (None, None) if tag_or_set.starts_with("0x") => Ok(Self(format!("{kind} {tag_or_set}"))),
            (Some("Name"), Some(name)) if tag_or_set.starts_with('{') => {
                Ok(Self(format!("{kind} {tag_or_set} Name {name}")))
            }
            (Some("Id"), Some(number)) if tag_or_set.starts_with('{') => {
                Ok(Self(format!("{kind} {tag_or_set} Id {}", number.to_ascii_lowercase())))
            }
            _ => Err(invalid()),
        }
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name alone, of a public string.
    pub fn public_name(&self) -> Option<&str> {
        self.0.strip_prefix("String ")?.strip_prefix(PUBLIC_STRINGS)?.strip_prefix(" Name ")
    }

    /// Whether this holds the custom properties that an add-in keeps on an item
    /// (<https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcext/4cf1da5e-c68e-433e-a97e-c45625483481>).
    pub fn is_custom_property_bag(&self) -> bool {
        self.public_name().is_some_and(|name| name.starts_with("cecp-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn property_sets_are_compared_ignoring_case_and_names_are_not() {
        let upper = PropertyId::parse("String {00020329-0000-0000-C000-000000000046} Name Example").unwrap();
        assert_eq!(upper, PropertyId::public_string("Example"));
        assert_ne!(upper, PropertyId::public_string("example"));
    }

    #[test]
    fn a_numbered_property_is_known_whatever_the_case_of_its_set_and_number() {
        let id = PropertyId::parse("Binary {6ED8DA90-450B-101B-98DA-00AA003F1305} Id 0X23").unwrap();
        assert_eq!(id, PropertyId::clean_global_object_id());
        assert_eq!(id.public_name(), None);
    }

    #[test]
    fn a_tagged_property_has_no_name() {
        let id = PropertyId::parse("Integer 0x1016").unwrap();
        assert_eq!(id, PropertyId::native_body());
        assert_eq!(id.public_name(), None);
        assert!(PropertyId::parse("Integer").is_err());
    }
}
