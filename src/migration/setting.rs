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
        Ok(Self::of(store.get(key).await?.as_deref()))
    }

    fn of(text: Option<&str>) -> Self {
        match text.and_then(|text| serde_json::from_str::<Value>(text).ok()) {
            None | Some(Value::Null) => Self::Absent,
            Some(kept) => known(&kept).map_or(Self::Newer, |value| Self::Known(value, kept)),
        }
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
    let new = json(value)?;
    change(store, key, |kept: Setting<T>| match kept {
        Setting::Newer => Ok(None),
        Setting::Absent => Ok(Some(new.clone())),
        Setting::Known(_, kept) => {
            let merged = over(&kept, new.clone());
            Ok((merged != kept).then_some(merged))
        }
    })
    .await
}

/// Keeps what `new` makes of the setting under `key` as it is now, where it makes anything.
pub(super) async fn change<T: DeserializeOwned>(
    store: &dyn Store,
    key: &str,
    new: impl Fn(Setting<T>) -> Result<Option<Value>, StoreError>,
) -> Result<(), StoreError> {
    store.change(key, &|text| Ok(new(Setting::of(text))?.map(|value| value.to_string()))).await
}

/// A value as it is kept.
pub(super) fn json(value: &impl Serialize) -> Result<Value, StoreError> {
    let failed =
        |error: serde_json::Error| StoreError { place: "roaming settings", reason: error.to_string() };
    serde_json::to_value(value).map_err(failed)
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
