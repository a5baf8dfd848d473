//! The add-in's `config.json`, unless somebody writes another.

use serde_json::{Value, json};

use super::Origins;

/// The id of the add-in's manifest, under which Outlook keeps its custom properties.
const MANIFEST_ID: &str = "4f6be7cb-107a-42f6-836c-ce5ec4026b68";

/// The name of the property that holds the add-in's custom properties of an item.
pub fn custom_property_bag() -> String {
    format!("cecp-{MANIFEST_ID}")
}

/// The configuration with which the add-in finds the sandbox.
pub fn configuration(origins: &Origins) -> Value {
    let outlook = &origins.outlook;
    json!({
        "manifestId": MANIFEST_ID,
        "formerIds": [],
        "calendar": {"graph": {"baseUrl": format!("{outlook}/graph/v1.0")}},
        "signIn": {
            "clientId": "9d1e3f6a-55b0-4f0e-8f5b-3c6c1f9f2d10",
            "authority": "https://login.microsoftonline.com/common",
        },
        "dialIn": {"ucwa": {"discoverUrl": format!("{outlook}/Autodiscover/AutodiscoverService.svc/root")}},
        "policy": {
            "meetingMigrationEnabled": true,
            "automaticallyMigrateUserMeetings": true,
            "allowManual": true,
            "userEdits": "keep",
            "maxAttendees": null,
        },
        "countdownSeconds": 10,
    })
}
