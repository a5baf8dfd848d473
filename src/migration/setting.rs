//! Roaming settings as JSON. What a newer version of Redial wrote is kept: a setting that this version cannot read
//! stays untouched, and of one that it can read the members it does not know stay.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ports::{Store, StoreError};

/// The version of every form in which settings are kept; one that names none is of this version.
const VERSION: u64 = 1;

/// What stands under a key.
pub(super) enum Setting<T> {
    /// Nothing, or a text that is no JSON.
    Absent,
    /// A value, and how it stands there.
    Known(T, Value),
    /// The value of a newer version.
    Newer,
}

impl<T: DeserializeOwned> Setting<T> {
    /// The setting under `key`.
    pub(super) async fn read(store: &dyn Store, key: &str) -> Result<Self, StoreError> {
        let kept = store.get(key).await?.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        Ok(match kept {
            None | Some(Value::Null) => Self::Absent,
            Some(kept) => known(&kept).map_or(Self::Newer, |value| Self::Known(value, kept)),
        })
    }

    /// The value, where this version reads it.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Known(value, _) => Some(value),
            Self::Absent | Self::Newer => None,
        }
    }
}

/// A value of this version.
pub(super) fn known<T: DeserializeOwned>(kept: &Value) -> Option<T> {
    let is_newer = kept.get("v").is_some_and(|version| version.as_u64() != Some(VERSION));
    if is_newer { None } else { T::deserialize(kept).ok() }
}

/// Keeps `value` under `key`, unless a newer version's stands there or nothing would differ.
pub(super) async fn write<T: Serialize + DeserializeOwned>(
    store: &dyn Store,
    key: &str,
    value: &T,
) -> Result<(), StoreError> {
    let new = serde_json::to_value(value).map_err(unwritable)?;
    match Setting::<T>::read(store, key).await? {
        Setting::Newer => Ok(()),
        Setting::Absent => put(store, key, &new).await,
        Setting::Known(_, kept) => {
            let merged = over(&kept, new);
            if merged == kept { Ok(()) } else { put(store, key, &merged).await }
        }
    }
}

/// Keeps `value` under `key`, whatever stands there.
pub(super) async fn put(store: &dyn Store, key: &str, value: &impl Serialize) -> Result<(), StoreError> {
    store.put(key, &serde_json::to_string(value).map_err(unwritable)?).await
}

fn unwritable(error: serde_json::Error) -> StoreError {
    StoreError { place: "roaming settings", reason: error.to_string() }
}

/// `new` with the members that it does not name as they stand in `kept`.
pub(super) fn over(kept: &Value, new: Value) -> Value {
    match (kept, new) {
        (Value::Object(kept), Value::Object(mut new)) => {
            for (name, old) in kept {
                let merged = new.remove(name).map_or_else(|| old.clone(), |value| over(old, value));
                new.insert(name.clone(), merged);
            }
            Value::Object(new)
        }
        (_, new) => new,
    }
}
