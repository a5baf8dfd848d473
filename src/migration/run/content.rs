//! What stands in a meeting, so that whoever reads it again knows whether somebody edited it.

use sha2::{Digest as _, Sha256};

use crate::meeting::{Appointment, Header};

/// What stood in a meeting when it was read, whatever its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content([u8; 32]);

impl Content {
    pub(super) fn of(Appointment { header, body }: &Appointment) -> Self {
        let Header { subject, start, end, custom_properties, .. } = header;
        let bag = serde_json::to_string(custom_properties).unwrap_or_default();
        let times = format!("{start} {end}");
        let mut hash = Sha256::new();
        for part in [&body.content, &bag, &times, subject] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}
