//! The files administrators write: what the schemas say of them is what Redial reads.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod schema;

use jsonschema::Validator;
use redial::configuration::Configuration;
use redial::migration::RunRequests;
use redial::rules::{Address, Guid, HostName, HostPattern, HttpsUrl, Invalid, Reference, Text};
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../www/config.json");
const SCHEMA: &str = include_str!("../www/config.schema.json");
const REQUESTS_SCHEMA: &str = include_str!("../www/requests.schema.json");

const EXAMPLE: &str = include_str!("../docs/config.example.json");

/// Together they hold every field there is.
fn examples() -> [Value; 5] {
    [
        json!({ "ucwa": { "discoverUrl": "https://lyncdiscover.contoso.example/" } }),
        json!({ "ucwa": { "domain": "contoso.example" } }),
        json!({ "teams": {} }),
        json!({ "teams": { "baseUrl": "https://graph.microsoft.com/v1.0" } }),
        json!({ "hosted": { "profileUrl": "hosted.json" } }),
    ]
    .map(|source| changed(&parse(EXAMPLE), "/dialIn", Some(source)))
}

/// Objects whose names are no fields.
const OPEN: [&str; 1] = ["/announcement/texts"];

const REQUESTS: &str = r#"{
  "requests": [{
    "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "user": "ines@contoso.example",
    "created": "2026-03-01T08:00:00Z"
  }]
}"#;

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn validator(schema: &str) -> Validator {
    jsonschema::options().should_validate_formats(true).build(&parse(schema)).expect("a schema")
}

/// The value with another at `pointer`; without any there for `None`.
fn changed(original: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut changed = original.clone();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = changed.pointer_mut(parent).expect("a parent");
    match (parent, value) {
        (Value::Object(fields), None) => drop(fields.remove(name).expect("a field")),
        (Value::Object(fields), Some(value)) => drop(fields.insert(name.to_owned(), value)),
        (other, value) => panic!("{other} takes no {value:?}"),
    }
    changed
}

#[test]
fn the_files_that_ship_are_valid_for_both() {
    let schema = validator(SCHEMA);
    for json in [parse(SHIPPED), parse(EXAMPLE)].into_iter().chain(examples()) {
        assert!(Configuration::read(&json.to_string()).is_ok());
        assert!(schema.validate(&json).is_ok());
    }
    assert!(RunRequests::read(REQUESTS).is_ok() && validator(REQUESTS_SCHEMA).is_valid(&parse(REQUESTS)));
}

#[test]
fn the_schema_names_the_fields_that_configurations_have() {
    let read = examples().map(|json| {
        serde_json::to_value(Configuration::read(&json.to_string()).expect("valid")).expect("JSON")
    });
    let known = read.iter().flat_map(|configuration| schema::fields(configuration, &OPEN)).collect();
    assert_eq!(schema::described(&parse(SCHEMA)), known);
}

#[test]
fn the_schema_names_the_fields_that_requests_have() {
    let requests = serde_json::to_value(RunRequests::read(REQUESTS).expect("valid")).expect("JSON");
    assert_eq!(schema::described(&parse(REQUESTS_SCHEMA)), schema::fields(&requests, &[]));
}

#[test]
fn what_a_configuration_says_is_written_again_as_it_was() {
    for json in examples() {
        let configuration = Configuration::read(&json.to_string()).expect("valid");
        assert_eq!(serde_json::to_value(&configuration).expect("JSON"), json);
    }
}

#[test]
fn the_schema_tells_the_defaults_that_hold() {
    let schema = parse(SCHEMA);
    let required: Vec<&str> =
        schema["required"].as_array().expect("names").iter().filter_map(Value::as_str).collect();
    let mut least = parse(SHIPPED);
    least.as_object_mut().expect("fields").retain(|name, _| required.contains(&name.as_str()));
    let read = Configuration::read(&least.to_string()).expect("all that is required");
    let held = serde_json::to_value(read).expect("JSON");
    for (name, property) in schema["properties"].as_object().expect("fields") {
        let optional = name != "$schema" && !required.contains(&name.as_str());
        assert_eq!(property.get("default").is_some(), optional, "{name}");
        // An object's default is that of each of its fields.
        let inner = property["properties"].as_object().filter(|_| held[name].is_object() && optional);
        match inner {
            Some(inner) => {
                for (field, property) in inner {
                    assert_eq!(property["default"], held[name][field], "{name}.{field}");
                }
            }
            None if optional => assert_eq!(property["default"], held[name], "{name}"),
            None => {}
        }
    }
}

#[test]
fn forms_are_the_same_in_both() {
    let schema = parse(SCHEMA);
    for (name, pattern) in [
        ("guid", Guid::PATTERN),
        ("httpsUrl", HttpsUrl::PATTERN),
        ("hostName", HostName::PATTERN),
        ("hostPattern", HostPattern::PATTERN),
        ("reference", Reference::PATTERN),
        ("text", Text::PATTERN),
    ] {
        assert_eq!(schema["$defs"][name]["pattern"], pattern, "{name}");
    }
    let schema = parse(REQUESTS_SCHEMA);
    let request = &schema["properties"]["requests"]["items"]["properties"];
    assert_eq!(request["id"]["pattern"], Guid::PATTERN);
    assert_eq!(request["user"]["pattern"], Address::PATTERN);
}

#[test]
fn what_breaks_a_rule_is_refused_by_both_and_named() {
    let (schema, example) = (validator(SCHEMA), parse(EXAMPLE));
    for (pointer, value, field) in [
        ("/manifestId", None, "manifestId"),
        ("/manifestId", Some(json!("redial")), "manifestId"),
        ("/manifestId", Some(json!("{4f6be7cb-107a-42f6-836c-ce5ec4026b68}")), "manifestId"),
        ("/formerIds", Some(json!(["x"])), "formerIds[0]"),
        ("/calendar", Some(json!({})), "calendar"),
        ("/calendar", Some(json!({ "outlook": {} })), "calendar"),
        ("/calendar/graph/baseUrl", Some(json!("http://graph.example")), "calendar.graph.baseUrl"),
        ("/signIn", None, "signIn"),
        ("/signIn/clientId", Some(json!("")), "signIn.clientId"),
        ("/signIn/authority", Some(json!("login.example")), "signIn.authority"),
        ("/signIn/secret", Some(json!("x")), "signIn.secret"),
        ("/dialIn/ucwa/discoverUrl", Some(json!("http://a.example")), "dialIn.ucwa.discoverUrl"),
        ("/allowedHosts", Some(json!([])), "allowedHosts"),
        ("/allowedHosts", Some(json!(["a.example", "https://a.example"])), "allowedHosts[1]"),
        ("/allowedHosts", Some(json!(["*.example"])), "allowedHosts[0]"),
        ("/policy/settleMinutes", Some(json!(-1)), "policy.settleMinutes"),
        ("/policy/settleMinutes", Some(json!(1441)), "policy.settleMinutes"),
        ("/policy/settleMinutes", Some(json!(1.5)), "policy.settleMinutes"),
        (
            "/policy/automaticallyReplaceAcpProvider",
            Some(json!("True")),
            "policy.automaticallyReplaceAcpProvider",
        ),
        ("/policy/userEdits", Some(json!("perhaps")), "policy.userEdits"),
        ("/policy/maxAttendees", Some(json!("250")), "policy.maxAttendees"),
        ("/policy/deliveriesPerDay", Some(json!(0)), "policy.deliveriesPerDay"),
        ("/policy/deliveriesPerDay", Some(json!("500")), "policy.deliveriesPerDay"),
        ("/policy/alsoTriggerOn", Some(json!(["anything"])), "policy.alsoTriggerOn[0]"),
        ("/policy/allowAnything", Some(json!(true)), "policy.allowAnything"),
        ("/countdownSeconds", Some(json!(3601)), "countdownSeconds"),
        ("/languages", Some(json!([])), "languages"),
        ("/languages", Some(json!(["en", "de"])), "languages[1]"),
        ("/branding/logoUrl", Some(json!("data:image/png;base64,AA==")), "branding.logoUrl"),
        ("/branding/footer", Some(json!(" \n")), "branding.footer"),
        ("/branding/colour", Some(json!("red")), "branding.colour"),
        ("/announcement/from", Some(json!("2026-03-01")), "announcement.from"),
        ("/announcement/until", Some(json!("soon")), "announcement.until"),
        ("/announcement/texts", Some(json!({})), "announcement.texts"),
        ("/announcement/texts/en", Some(json!("")), "announcement.texts.en"),
        ("/announcement/texts/de", Some(json!("Hallo")), "announcement.texts"),
        ("/announcement/from", None, "announcement.from"),
        ("/supportUrl", Some(json!("mailto:help@contoso.example")), "supportUrl"),
        ("/reportUrl", Some(json!("https://")), "reportUrl"),
        ("/helpUrl", Some(json!("https://help.contoso.example")), "helpUrl"),
    ] {
        let broken = changed(&example, pointer, value);
        assert!(!schema.is_valid(&broken), "the schema accepts this {pointer}: {broken}");
        match Configuration::read(&broken.to_string()) {
            Err(Invalid { file: _, field: named, rule }) => {
                assert_eq!(named, field, "{rule}");
                assert!(rule.starts_with("it ") || rule.starts_with("there "), "{field}: {rule}");
            }
            Ok(_) => panic!("{pointer} is read"),
        }
    }
}

#[test]
fn an_announcement_that_ends_before_it_begins_is_refused() {
    let broken = changed(&parse(EXAMPLE), "/announcement/until", Some(json!("2026-03-01T06:59:59Z")));
    let error = Configuration::read(&broken.to_string()).expect_err("an end before its beginning");
    assert_eq!(error.to_string(), "config.json, announcement: from must be earlier than until");
}

#[test]
fn a_broken_request_is_refused_by_both_and_named() {
    let (schema, example) = (validator(REQUESTS_SCHEMA), parse(REQUESTS));
    for (name, value, field) in [
        ("id", Some(json!("first")), "requests[0].id"),
        ("user", Some(json!("Ines Moreau")), "requests[0].user"),
        ("user", Some(json!("ines@contoso.example, paul@contoso.example")), "requests[0].user"),
        ("created", Some(json!("yesterday")), "requests[0].created"),
        ("created", None, "requests[0].created"),
        ("state", Some(json!("done")), "requests[0].state"),
    ] {
        let request = changed(&example["requests"][0], &format!("/{name}"), value);
        let broken = json!({ "requests": [request] });
        assert!(!schema.is_valid(&broken), "the schema accepts {broken}");
        let Err(Invalid { file: _, field: named, rule }) = RunRequests::read(&broken.to_string()) else {
            panic!("{broken} is read");
        };
        assert_eq!(named, field, "{rule}");
    }
}
