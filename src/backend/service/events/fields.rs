//! What was stored of before and after, field by field, for people.

use entente_domain::usecases::events::{Change, in_words};
use serde_json::{Map, Value};

/// The fields in which two JSON objects differ, in the order of their names. A text that is no object, from
/// whichever version wrote it, is shown as one field.
pub(super) fn changes(before: &str, after: &str) -> Vec<Change> {
    let (before, after) = (fields(before), fields(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| Change {
            field: in_words(name),
            before: before.get(name).map(words).unwrap_or_default(),
            after: after.get(name).map(words).unwrap_or_default(),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

fn fields(text: &str) -> Map<String, Value> {
    if text.is_empty() {
        return Map::new();
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        Ok(value) => Map::from_iter([("value".to_owned(), value)]),
        Err(_) => Map::from_iter([("value".to_owned(), Value::from(text))]),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(on) => if *on { "Yes" } else { "No" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| format!("{}: {}", in_words(name), words(value)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_beside_each_other_without_braces() {
        for (before, after, expected) in [
            ("", "", vec![]),
            (
                r#"{"name":"A","version":1}"#,
                r#"{"name":"B","version":1}"#,
                vec![("Name", "A", "B")],
            ),
            (
                "",
                r#"{"external_id":"4711","note":""}"#,
                vec![("External id", "", "4711")],
            ),
            (
                r#"{"auto_onboarding":true,"countries":["DE","AT"]}"#,
                r#"{"auto_onboarding":false,"countries":[],"version":2}"#,
                vec![
                    ("Auto onboarding", "Yes", "No"),
                    ("Countries", "DE, AT", ""),
                    ("Version", "", "2"),
                ],
            ),
            (
                r#"{"contact":{"first_name":"Ann","tags":null}}"#,
                "",
                vec![("Contact", "First name: Ann; Tags: ", "")],
            ),
            ("[1,2]", "not JSON", vec![("Value", "1, 2", "not JSON")]),
        ] {
            let found = changes(before, after);
            let found: Vec<_> = found
                .iter()
                .map(|change| (change.field.as_str(), change.before.as_str(), change.after.as_str()))
                .collect();
            assert_eq!(found, expected, "{before} {after}");
        }
    }
}
