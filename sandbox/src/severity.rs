//! How hard the services make it for their clients. Tests may make it harder, never easier.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the services allow and what they do to their clients now and then. Each member begins as it is at the real
/// service, which `README.md` cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Severity {
    /// Requests of one app to one mailbox that are worked on at a time; each part of a batch is one.
    pub requests_at_once: Limit,
    /// Requests of one app to one mailbox in ten minutes.
    pub requests_in_ten_minutes: Limit,
    /// Bytes that one app uploads to one mailbox in five minutes.
    pub bytes_in_five_minutes: Limit,
    /// Mails that leave a mailbox in a minute; more wait.
    pub mails_in_a_minute: Limit,
    /// Recipients that a mailbox sends to in 24 hours, each counted for every mail.
    pub recipients_in_a_day: Limit,
    /// Recipients outside the organization that all of it sends to in 24 hours.
    pub external_recipients_in_a_day: Limit,
    /// Batches of which the mailbox answers some parts beyond four with 429.
    pub crowded_batches: Chance,
    /// Requests that a gateway answers in place of the service.
    pub gateway_failures: Chance,
}

impl Severity {
    /// The real services'.
    pub fn real() -> Self {
        Self {
            requests_at_once: Limit(4),
            requests_in_ten_minutes: Limit(10_000),
            bytes_in_five_minutes: Limit(150_000_000),
            mails_in_a_minute: Limit(30),
            recipients_in_a_day: Limit(10_000),
            external_recipients_in_a_day: Limit(10_000),
            crowded_batches: Chance(250),
            gateway_failures: Chance(2),
        }
    }

    /// Takes the place of the former, unless it is easier than the real services in some member.
    pub fn checked(self) -> Result<Self, TooEasy> {
        let real = Self::real();
        let easier = [
            ("requestsAtOnce", self.requests_at_once > real.requests_at_once),
            ("requestsInTenMinutes", self.requests_in_ten_minutes > real.requests_in_ten_minutes),
            ("bytesInFiveMinutes", self.bytes_in_five_minutes > real.bytes_in_five_minutes),
            ("mailsInAMinute", self.mails_in_a_minute > real.mails_in_a_minute),
            ("recipientsInADay", self.recipients_in_a_day > real.recipients_in_a_day),
            (
                "externalRecipientsInADay",
                self.external_recipients_in_a_day > real.external_recipients_in_a_day,
            ),
            ("crowdedBatches", self.crowded_batches < real.crowded_batches),
            ("gatewayFailures", self.gateway_failures < real.gateway_failures),
        ];
        match easier.into_iter().find(|(_, easier)| *easier) {
            Some((member, _)) => Err(TooEasy(member)),
            None => Ok(self),
        }
    }
}

/// Somebody wanted a service that is easier than the real one.
#[derive(Debug, Error)]
#[error("The real service is harder than this in '{0}'. It can be made harder only.")]
pub struct TooEasy(&'static str);

/// How much is allowed; less is harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Limit(u64);

impl Limit {
    /// Whether this much is more than allowed.
    pub fn is_exceeded_by(self, count: u64) -> bool {
        count > self.0
    }
}

/// How often something happens, in a thousand cases; more often is harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Chance(u16);

impl Chance {
    /// So many times in a thousand cases.
    #[cfg(test)]
    pub fn in_thousand(times: u16) -> Self {
        Self(times)
    }

    /// How many times in a thousand cases.
    pub fn per_mille(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_can_be_made_harder_and_not_easier() {
        let real = Severity::real;
        assert!(real().checked().is_ok());
        assert!(Severity { requests_at_once: Limit(1), ..real() }.checked().is_ok());
        assert!(Severity { requests_at_once: Limit(5), ..real() }.checked().is_err());
        assert!(Severity { gateway_failures: Chance(20), ..real() }.checked().is_ok());
    }
}
