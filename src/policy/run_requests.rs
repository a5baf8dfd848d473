//! An administrator's requests for runs, MMS's `Start-CsExMeetingMigration`: `requests.json` beside the add-in,
//! which `requests.schema.json` describes.
//!
//! The file is only a list and is never written by the add-in. Whether a request is done is kept with its user,
//! by the request's id; a user who is asked for again gets a new one.

use serde::{Deserialize, Serialize};

use crate::rules::{self, Address, Guid, Instant, Invalid};

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRequests {
    /// The schema that editors check the file against.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    requests: Vec<RunRequest>,
}

/// A run of one user's meetings is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// Names the request.
    pub id: Guid,
    /// Whose meetings: any name that the user goes by.
    pub user: Address,
    /// When it was made.
    pub created: Instant,
}

/// The names that a mailbox's owner goes by. Administrators know users by both, and often they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The mailbox's address.
    pub address: &'a str,
    /// The user principal name, where it is known.
    pub principal_name: Option<&'a str>,
}

impl Owner<'_> {
    fn goes_by(&self, name: &Address) -> bool {
        name.is(self.address) || self.principal_name.is_some_and(|own| name.is(own))
    }
}

/// What errors call the file.
const FILE: &str = "requests.json";

impl RunRequests {
    /// Reads and checks a list.
    pub fn read(text: &str) -> Result<Self, Invalid> {
        rules::read(FILE, text)
    }

    /// The newest request for a user, by whichever name.
    pub fn for_user(&self, user: Owner<'_>) -> Option<&RunRequest> {
        let own = self.requests.iter().filter(|request| user.goes_by(&request.user));
        own.max_by_key(|request| request.created)
    }

    /// Whether a request with this id is there.
    pub fn names(&self, id: &Guid) -> bool {
        self.requests.iter().any(|request| request.id == *id)
    }

    /// Adds a request in place of all others for its user.
    pub fn add(&mut self, request: RunRequest) {
        self.requests.retain(|known| !known.user.is(request.user.as_str()));
        self.requests.push(request);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[(&str, &str, &str)]) -> RunRequests {
        let entries: Vec<String> = entries
            .iter()
            .map(|(id, user, created)| {
                format!(
                    r#"{{"id":"00000000-0000-4000-8000-{id:0>12}","user":"{user}","created":"{created}"}}"#
                )
            })
            .collect();
        RunRequests::read(&format!(r#"{{"requests":[{}]}}"#, entries.join(","))).unwrap()
    }

    fn id<'a>(requests: &'a RunRequests, address: &str) -> Option<&'a str> {
        id_of(requests, Owner { address, principal_name: None })
    }

    fn id_of<'a>(requests: &'a RunRequests, user: Owner<'_>) -> Option<&'a str> {
        requests
            .for_user(user)
            .map(|request| request.id.as_str().trim_start_matches("00000000-0000-4000-8000-0000000000"))
    }

    #[test]
    fn a_user_is_found_in_any_case_and_nobody_else_is() {
        let requests = list(&[("01", "Ines@contoso.example", "2026-03-01T08:00:00Z")]);
        assert_eq!(id(&requests, "ines@CONTOSO.example"), Some("01"));
        assert_eq!(id(&requests, "paul@contoso.example"), None);
    }

    #[test]
    fn the_newest_request_counts_wherever_it_stands() {
        let requests = list(&[
            ("01", "ines@contoso.example", "2026-03-02T08:00:00Z"),
            ("02", "ines@contoso.example", "2026-03-02T10:00:00+01:00"),
            ("03", "ines@contoso.example", "2026-03-02T09:59:00+01:00"),
        ]);
        assert_eq!(id(&requests, "ines@contoso.example"), Some("02"));
    }

    #[test]
    fn a_user_is_found_by_address_and_by_user_principal_name() {
        const ADDRESS: &str = "ines.moreau@contoso.example";
        const PRINCIPAL_NAME: &str = "ines@contoso.onmicrosoft.example";
        let (early, late) = ("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z");
        let owner = |principal_name| Owner { address: ADDRESS, principal_name };
        let (unknown, known, alike) = (owner(None), owner(Some(PRINCIPAL_NAME)), owner(Some(ADDRESS)));
        let (of_both, of_address, of_name) = (
            list(&[("01", ADDRESS, early), ("02", PRINCIPAL_NAME, late)]),
            list(&[("01", ADDRESS, late), ("02", PRINCIPAL_NAME, early)]),
            list(&[("02", "Ines@Contoso.OnMicrosoft.example", early), ("03", "paul@contoso.example", late)]),
        );
        for (requests, user, found) in [
            (&of_both, known, Some("02")),
            (&of_both, unknown, Some("01")),
            (&of_both, alike, Some("01")),
            (&of_address, known, Some("01")),
            (&of_address, unknown, Some("01")),
            (&of_name, known, Some("02")),
            (&of_name, unknown, None),
            (&of_name, owner(Some("paul@contoso.example")), Some("03")),
            (&of_name, owner(Some("")), None),
        ] {
            assert_eq!(id_of(requests, user), found, "{user:?} of {requests:?}");
        }
    }

    #[test]
    fn a_new_request_takes_the_place_of_the_users_others_alone() {
        let mut requests = list(&[
            ("01", "ines@contoso.example", "2026-03-01T08:00:00Z"),
            ("02", "paul@contoso.example", "2026-03-01T08:00:00Z"),
        ]);
        let again = list(&[("03", "INES@contoso.example", "2026-02-01T08:00:00Z")]);
        requests.add(again.requests[0].clone());
        assert_eq!(
            (id(&requests, "ines@contoso.example"), id(&requests, "paul@contoso.example")),
            (Some("03"), Some("02"))
        );
        assert_eq!(requests.requests.len(), 2);
    }

    #[test]
    fn a_broken_list_is_named_by_its_field() {
        let said = |text: &str| RunRequests::read(text).unwrap_err().to_string();
        assert_eq!(said("{}"), "requests.json, requests: it is missing");
        let user = r#"{"requests":[{"id":"00000000-0000-4000-8000-000000000001","user":"ines","created":"2026-03-01T08:00:00Z"}]}"#;
        assert!(said(user).starts_with("requests.json, requests[0].user: it must be an address"));
        assert!(
            said(&user.replace("ines", "i@a.example").replace("T08", " um 8"))
                .contains("[0].created: it must be a date")
        );
    }
}
