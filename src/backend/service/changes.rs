//! What changed: the fields that differ, for events, and the refusal of a save made from an older state.

use crate::{
    Backend, Error,
    auth::Actor,
    store::{Connection, agreements::NewAgreementRow, events},
};
use entente_domain::{Code, Problem, contract::ContractStatus};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fmt::Display;

/// The fields in which two states differ, as JSON before and after; `None` when they are equal. Addresses are
/// not written down: events are kept for ever.
pub(crate) fn changed<T: Serialize>(before: &T, after: &T) -> Result<Option<(String, String)>, Error> {
    let fields = |state: &T| match serde_json::to_value(state) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Error::defect("a state to compare is no object")),
        Err(error) => Err(Error::defect(error)),
    };
    let (before, after) = (fields(before)?, fields(after)?);
    let differing: Vec<&String> = before.keys().filter(|&key| before.get(key) != after.get(key)).collect();
    if differing.is_empty() {
        return Ok(None);
    }
    let shown = |state: &Map<String, Value>| -> String {
        let only: Map<String, Value> = differing
            .iter()
            .map(|&key| {
                let value = state.get(key).cloned().unwrap_or_default();
                let empty = value.as_str().is_some_and(str::is_empty);
                (
                    key.clone(),
                    if key.ends_with("email") && !empty {
                        "not kept".into()
                    } else {
                        value
                    },
                )
            })
            .collect();
        Value::Object(only).to_string()
    };
    Ok(Some((shown(&before), shown(&after))))
}

/// What events keep of an object that moves from one status to another.
pub(crate) fn status(word: impl Display) -> String {
    format!(r#"{{"status":"{word}"}}"#)
}

/// What events keep of a contract that is made, or signed on another version.
pub(crate) fn of_contract(status: ContractStatus, version: i64) -> String {
    json!({ "status": status.as_str(), "version": version }).to_string()
}

/// What events keep of an invitation that is made, with the groups it gives.
pub(crate) fn of_invitation(name: &str, groups: &[&str]) -> String {
    json!({ "name": name, "groups": groups }).to_string()
}

/// What events keep of an agreement that is made, with its first version.
pub(crate) fn of_agreement(row: &NewAgreementRow<'_>) -> String {
    json!({ "title": row.title, "type": row.kind.as_str(), "active_version": 1 }).to_string()
}

/// What events keep of a second factor that is taken away, before and after.
pub(crate) const SECOND_FACTOR_OFF: (&str, &str) = (r#"{"second_factor":true}"#, r#"{"second_factor":false}"#);

/// What events keep of the groups somebody is in.
pub(crate) fn in_groups<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    json!({ "groups": names }).to_string()
}

impl Backend {
    /// The refusal of a save that was made from an older state of an object; says who of the actor's account was
    /// faster, and when. What others do with the object elsewhere is theirs.
    pub(crate) async fn stale(
        &self,
        connection: &mut Connection,
        actor: &Actor,
        object_id: &str,
    ) -> Result<Error, Error> {
        let newest = events::of_object_in(connection, actor.account().as_str(), object_id, 1).await?;
        let who = newest.first().map_or_else(
            || "Somebody else saved this in the meantime.".to_owned(),
            |event| {
                format!(
                    "{} saved this in the meantime ({}).",
                    event.user_name,
                    self.when(event.at).relative
                )
            },
        );
        let message = format!("{who} What you typed is kept: compare it with what is there now, then save again.");
        Ok(Problem::new(Code::Stale, message).into())
    }
}

/// Names a few and counts the rest: "A, B and 3 more".
pub(crate) fn named(names: &[String], shown: usize) -> String {
    let first = names
        .iter()
        .take(shown)
        .map(|name| format!("“{name}”"))
        .collect::<Vec<_>>();
    match (first.split_last(), names.len().saturating_sub(shown)) {
        (None, _) => String::new(),
        (Some(_), more) if more > 0 => format!("{} and {more} more", first.join(", ")),
        (Some((last, [])), _) => last.clone(),
        (Some((last, others)), _) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::usecases::partners::PartnerForm;

    #[test]
    fn only_what_differs_and_no_address() {
        let before = PartnerForm {
            name: "A".to_owned(),
            external_id: "1".to_owned(),
            ..PartnerForm::default()
        };
        let after = PartnerForm {
            name: "B".to_owned(),
            business_email: "b@b.example".to_owned(),
            ..before.clone()
        };
        let (was, is) = changed(&before, &after).unwrap().unwrap();
        assert_eq!(was, r#"{"business_email":"","name":"A"}"#);
        assert_eq!(is, r#"{"business_email":"not kept","name":"B"}"#);
        assert!(changed(&after, &after).unwrap().is_none());
    }

    #[test]
    fn a_few_are_named() {
        let names: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).into();
        assert_eq!(named(&names[..1], 3), "“A”");
        assert_eq!(named(&names[..2], 3), "“A” and “B”");
        assert_eq!(named(&names[..3], 3), "“A”, “B” and “C”");
        assert_eq!(named(&names, 3), "“A”, “B”, “C” and 1 more");
    }
}
