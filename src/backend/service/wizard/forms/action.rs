//! Step 4: a link, or an account at once with its first people.

use entente_domain::{
    Problem,
    fields::{Fields, PERSON},
    usecases::wizard::ActionForm,
};
use std::collections::BTreeSet;

/// Users that *Create account now* invites at most.
const USERS: usize = 20;
/// The starting groups, as the form names them.
const GROUPS: [&str; 3] = ["administrators", "managers", "viewers"];

/// Step 4. What belongs to the action that was not chosen is kept but not looked at.
pub(in crate::service::wizard) fn action(form: &ActionForm, mail_configured: bool) -> Result<ActionForm, Problem> {
    let mut fields = Fields::new();
    let mut checked = form.clone();
    match form.action.as_str() {
        "link" => {
            if let Some(days) = fields.expiry_days(&form.expiry_days) {
                checked.expiry_days = days.to_string();
            }
            checked.mail_to = fields
                .optional_email("mail_to", &form.mail_to)
                .map(String::from)
                .unwrap_or_default();
            if !checked.mail_to.is_empty() && !mail_configured {
                fields.refuse(
                    "mail_to",
                    "No mail server is set. Leave this empty and copy the link instead.",
                );
            }
        }
        "account" => users(&mut fields, form, &mut checked),
        _ => fields.refuse("action", "Choose how the partner gets its account."),
    }
    fields.finish()?;
    Ok(checked)
}

fn users(fields: &mut Fields, form: &ActionForm, checked: &mut ActionForm) {
    let part = |list: &[String], row: usize| list.get(row).map(|text| text.trim().to_owned()).unwrap_or_default();
    let rows = form.user_names.len().max(form.user_emails.len()).min(200);
    let mut seen = BTreeSet::new();
    (checked.user_names, checked.user_emails, checked.user_groups) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..rows {
        let (name, email) = (part(&form.user_names, row), part(&form.user_emails, row));
        if name.is_empty() && email.is_empty() {
            continue;
        }
        let name = fields.line(&format!("user_names[{row}]"), "Full name", &name, PERSON);
        let field = format!("user_emails[{row}]");
        let email = fields.email(&field, &email).map(String::from).unwrap_or_default();
        if !email.is_empty() && !seen.insert(email.clone()) {
            fields.refuse(&field, "This address stands in another row already.");
        }
        let group = part(&form.user_groups, row);
        if !GROUPS.contains(&group.as_str()) {
            fields.refuse(&format!("user_groups[{row}]"), "Group: choose one of the options.");
        }
        checked.user_names.push(name);
        checked.user_emails.push(email);
        checked.user_groups.push(group);
    }
    if checked.user_names.is_empty() {
        fields.refuse(
            "user_emails[0]",
            "Name at least one person: nobody else could open the account.",
        );
    } else if checked.user_names.len() > USERS {
        let message = format!("{USERS} people at once are the most; the partner can invite more.");
        fields.refuse(&format!("user_emails[{}]", rows - 1), message);
    } else if !checked.user_groups.iter().any(|group| group == GROUPS[0]) {
        fields.refuse(
            "user_groups[0]",
            "One of them must be an administrator, who can invite the others.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(rows: &[(&str, &str, &str)]) -> ActionForm {
        let column = |pick: fn(&(&str, &str, &str)) -> String| rows.iter().map(pick).collect();
        ActionForm {
            action: "account".to_owned(),
            user_names: column(|row| row.0.to_owned()),
            user_emails: column(|row| row.1.to_owned()),
            user_groups: column(|row| row.2.to_owned()),
            ..ActionForm::default()
        }
    }

    #[test]
    fn empty_rows_are_left_out() {
        let form = people(&[
            ("", "", "administrators"),
            ("Ann Lee", " Ann@Example.com ", "administrators"),
            ("", " ", "viewers"),
        ]);
        let checked = action(&form, true).unwrap();
        assert_eq!(checked.user_names, ["Ann Lee"]);
        assert_eq!(checked.user_emails, ["ann@example.com"]);
    }

    #[test]
    fn what_is_wrong_is_said_at_its_row() {
        let form = people(&[
            ("Ann Lee", "ann@example.com", "viewers"),
            ("", "ANN@example.com", "owners"),
        ]);
        let problem = action(&form, true).unwrap_err();
        assert!(problem.of_field("user_names[1]").is_some());
        assert!(
            problem
                .of_field("user_emails[1]")
                .is_some_and(|message| message.contains("another row"))
        );
        assert!(problem.of_field("user_groups[1]").is_some());
        assert!(
            problem
                .of_field("user_groups[0]")
                .is_some_and(|message| message.contains("administrator"))
        );
        assert!(action(&people(&[]), true).is_err());
    }

    #[test]
    fn a_link_needs_a_time_and_a_way() {
        let form = |days: &str, mail_to: &str| ActionForm {
            action: "link".to_owned(),
            expiry_days: days.to_owned(),
            mail_to: mail_to.to_owned(),
            ..ActionForm::default()
        };
        assert!(action(&form("14", ""), false).is_ok());
        assert!(action(&form("14", "ann@example.com"), true).is_ok());
        assert!(action(&form("14", "ann@example.com"), false).is_err());
        for days in ["0", "91", "", "-1", "x"] {
            assert!(
                action(&form(days, ""), true)
                    .unwrap_err()
                    .of_field("expiry_days")
                    .is_some(),
                "{days}"
            );
        }
        assert!(action(&ActionForm::default(), true).is_err());
    }
}
