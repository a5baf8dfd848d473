//! A JSON schema and the values it describes, field by field.

use std::collections::BTreeSet;

use serde_json::Value;

/// The part of the schema that describes a value, references followed.
pub fn resolve<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    while let Some(reference) = schema["$ref"].as_str() {
        schema = root.pointer(reference.trim_start_matches('#')).expect("a definition");
    }
    schema
}

/// Every object a schema allows for a value that may also be something else.
fn alternatives<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolve(root, schema);
    match schema["oneOf"].as_array() {
        Some(several) => several.iter().flat_map(|one| alternatives(root, one)).collect(),
        None => vec![schema],
    }
}

/// The paths of all fields in a value. What stands below `open`, whose names people choose, counts as none.
pub fn fields(value: &Value, open: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(value, "", open, &mut found);
    found
}

fn collect(value: &Value, at: &str, open: &[&str], found: &mut BTreeSet<String>) {
    match value {
        Value::Object(_) if open.contains(&at) => {}
        Value::Object(object) => {
            for (name, value) in object.iter().filter(|(name, _)| *name != "$schema") {
                let path = format!("{at}/{name}");
                collect(value, &path, open, found);
                found.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, at, open, found)),
        _ => {}
    }
}

/// The paths of all fields in a schema. Each must be described, and no other allowed beside them.
pub fn described(root: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    describe(root, root, "", &mut found);
    found
}

fn describe(root: &Value, schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    for schema in alternatives(root, schema) {
        if let Some(properties) = schema["properties"].as_object() {
            assert_eq!(schema["additionalProperties"], Value::Bool(false), "{at}");
            for (name, property) in properties.iter().filter(|(name, _)| *name != "$schema") {
                let path = format!("{at}/{name}");
                let description = [property, resolve(root, property)].map(|schema| &schema["description"]);
                assert!(description.into_iter().any(Value::is_string), "{path} is described");
                describe(root, property, &path, found);
                found.insert(path);
            }
        }
        if schema["items"].is_object() {
            describe(root, &schema["items"], at, found);
        }
    }
}
