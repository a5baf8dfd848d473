//! Instants as people write them.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// An instant, written as in RFC 3339: `2026-03-01T08:00:00Z`, `2026-03-01T09:00:00+01:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(OffsetDateTime);

impl Instant {
    /// The instant.
    pub fn get(self) -> OffsetDateTime {
        self.0
    }
}

impl From<OffsetDateTime> for Instant {
    fn from(instant: OffsetDateTime) -> Self {
        Self(instant)
    }
}

impl TryFrom<String> for Instant {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        OffsetDateTime::parse(&text, &Rfc3339)
            .map(Self)
            .map_err(|_| "it must be a date and time with its offset, such as 2026-03-01T08:00:00Z")
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> Self {
        // Only years beyond 9999 have no such form, and none was read.
        instant.0.format(&Rfc3339).unwrap_or_default()
    }
}
