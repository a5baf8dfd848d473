//! Lists that must not be empty.

use serde::{Deserialize, Serialize};

/// A list that is never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct AtLeastOne<T>(Vec<T>);

impl<T> AtLeastOne<T> {
    /// The members.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> TryFrom<Vec<T>> for AtLeastOne<T> {
    type Error = &'static str;

    fn try_from(members: Vec<T>) -> Result<Self, Self::Error> {
        if members.is_empty() { Err("it must have at least one member") } else { Ok(Self(members)) }
    }
}

impl<T, const N: usize> From<[T; N]> for AtLeastOne<T> {
    fn from(members: [T; N]) -> Self {
        const { assert!(N > 0, "a list that is never empty") };
        Self(members.into())
    }
}
