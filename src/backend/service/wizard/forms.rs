//! Checking the wizard's forms, one function per step. Finishing calls the same functions again, because what a
//! step referred to may be gone by then.

use super::kind_of;
use crate::{
    Error,
    service::partners::{read_form, taken},
    store::{Connection, agreements, marketplaces, partners},
};
use entente_domain::{
    Problem,
    agreement::{DocumentSource, proposed_description, proposed_title},
    fields::{DESCRIPTION, Fields, NOTE_TO_SIGNEE, PERSON, TITLE},
    invitation::EXPIRY_DAYS,
    partner::PartnerType,
    usecases::{
        partners::PartnerForm,
        wizard::{ActionForm, AgreementForm, DetailsForm, DraftForms, MarketplaceStepForm, Step},
    },
};
use std::collections::BTreeSet;

/// Users that *Create account now* invites at most.
const USERS: usize = 20;
/// The starting groups, as the form names them.
pub(super) const GROUPS: [&str; 3] = ["administrators", "managers", "viewers"];

/// "true" for a ticked box, else empty.
fn ticked(value: &str) -> String {
    if value == "true" { value.to_owned() } else { String::new() }
}

/// Details and contacts as the partner's own form has them.
pub(super) fn partner_form(details: &DetailsForm) -> PartnerForm {
    PartnerForm {
        name: details.name.clone(),
        external_id: details.external_id.clone(),
        technical_name: details.technical_name.clone(),
        technical_email: details.technical_email.clone(),
        business_name: details.business_name.clone(),
        business_email: details.business_email.clone(),
    }
}

/// Step 1.
pub(super) async fn details(
    connection: &mut Connection,
    account_id: &str,
    form: &DetailsForm,
) -> Result<DetailsForm, Error> {
    let mut fields = Fields::new();
    let kind = fields.choice::<PartnerType>("kind", "Type", &form.kind).map(String::from).unwrap_or_default();
    let partner = read_form(&mut fields, &partner_form(form));
    if !partner.external_id.is_empty() {
        if let Some(other) = partners::with_external_id(connection, account_id, &partner.external_id).await? {
            fields.refuse("external_id", taken(&partner.external_id, &other));
        }
    }
    fields.finish()?;
    Ok(DetailsForm {
        kind,
        name: partner.name,
        external_id: partner.external_id,
        technical_name: partner.technical_name,
        technical_email: partner.technical_email,
        business_name: partner.business_name,
        business_email: partner.business_email,
        new_agreement: ticked(&form.new_agreement),
        similar_seen: ticked(&form.similar_seen),
    })
}

/// Brings the later steps in line with changed details: generated texts follow the name, and the agreement step
/// opens again when another kind of agreement is needed.
pub(super) fn follow(forms: &mut DraftForms, details: &DetailsForm, distributor: &str) {
    let before = &forms.details;
    let agreement = &mut forms.agreement;
    if agreement.title == proposed_title(&before.name) {
        agreement.title = proposed_title(&details.name);
    }
    if agreement.description == proposed_description(distributor, &before.name) {
        agreement.description = proposed_description(distributor, &details.name);
    }
    let existing = details.new_agreement.is_empty();
    if before.new_agreement != details.new_agreement || (existing && before.kind != details.kind) {
        agreement.existing.clear();
        forms.done.retain(|&step| step != Step::Agreement);
    }
}

/// Step 2.
pub(super) async fn agreement(
    connection: &mut Connection,
    account_id: &str,
    details: &DetailsForm,
    form: &AgreementForm,
) -> Result<AgreementForm, Error> {
    let mut fields = Fields::new();
    let note_to_signee =
        fields.lines("note_to_signee", "Note to signee", &form.note_to_signee, NOTE_TO_SIGNEE);
    let mut checked = AgreementForm { note_to_signee, ..AgreementForm::default() };
    if details.new_agreement.is_empty() {
        checked.existing = existing(connection, account_id, details, &mut fields, &form.existing).await?;
    } else {
        checked.title = fields.line("title", "Title", &form.title, TITLE);
        checked.description = fields.lines("description", "Description", &form.description, DESCRIPTION);
        let source = fields.choice::<DocumentSource>("source", "Document source", &form.source);
        checked.source = source.map(String::from).unwrap_or_default();
        if source == Some(DocumentSource::Link) {
            checked.link = fields.link("link", "Link", &form.link);
        }
    }
    fields.finish()?;
    Ok(checked)
}

async fn existing(
    connection: &mut Connection,
    account_id: &str,
    details: &DetailsForm,
    fields: &mut Fields,
    id: &str,
) -> Result<String, Error> {
    let wanted = kind_of(&DraftForms { details: details.clone(), ..DraftForms::default() }).main_agreement();
    let found = agreements::find(connection, account_id, id).await?;
    if found.is_none_or(|agreement| agreement.kind != wanted) {
        fields.refuse("existing", format!("Choose one of your {} agreements.", wanted.as_str()));
    } else if agreements::active_version(connection, account_id, id).await?.is_none() {
        fields.refuse("existing", "This agreement has no active version. Activate one first, or choose another.");
    }
    Ok(id.to_owned())
}

/// Step 3.
pub(super) async fn marketplace(
    connection: &mut Connection,
    account_id: &str,
    form: &MarketplaceStepForm,
) -> Result<MarketplaceStepForm, Error> {
    if form.marketplace.is_empty() {
        return Err(Problem::field("marketplace", "Choose a marketplace.").into());
    }
    if marketplaces::find(connection, account_id, &form.marketplace).await?.is_none() {
        let message = "Choose one of your marketplaces; this one may have been deleted meanwhile.";
        return Err(Problem::field("marketplace", message).into());
    }
    Ok(MarketplaceStepForm { marketplace: form.marketplace.clone(), auto_accept: ticked(&form.auto_accept) })
}

/// Step 4. What belongs to the action that was not chosen is kept but not looked at.
pub(super) fn action(form: &ActionForm, mail_configured: bool) -> Result<ActionForm, Problem> {
    let mut fields = Fields::new();
    let mut checked = form.clone();
    match form.action.as_str() {
        "link" => {
            let days = form.expiry_days.trim().parse::<u16>().ok().filter(|days| EXPIRY_DAYS.contains(days));
            match days {
                Some(days) => checked.expiry_days = days.to_string(),
                None => fields.refuse("expiry_days", "Expiry: give a number of days from 1 to 90."),
            }
            checked.mail_to =
                fields.optional_email("mail_to", &form.mail_to).map(String::from).unwrap_or_default();
            if !checked.mail_to.is_empty() && !mail_configured {
                fields.refuse("mail_to", "No mail server is set. Leave this empty and copy the link instead.");
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
        fields.refuse("user_emails[0]", "Name at least one person: nobody else could open the account.");
    } else if checked.user_names.len() > USERS {
        let message = format!("{USERS} people at once are the most; the partner can invite more.");
        fields.refuse(&format!("user_emails[{}]", rows - 1), message);
    } else if !checked.user_groups.iter().any(|group| group == GROUPS[0]) {
        fields.refuse("user_groups[0]", "One of them must be an administrator, who can invite the others.");
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
        assert!(problem.of_field("user_emails[1]").is_some_and(|message| message.contains("another row")));
        assert!(problem.of_field("user_groups[1]").is_some());
        assert!(problem.of_field("user_groups[0]").is_some_and(|message| message.contains("administrator")));
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
            assert!(action(&form(days, ""), true).unwrap_err().of_field("expiry_days").is_some(), "{days}");
        }
        assert!(action(&ActionForm::default(), true).is_err());
    }

    #[test]
    fn generated_texts_follow_the_name() {
        let details = |name: &str, new: &str| DetailsForm {
            kind: "vendor".to_owned(),
            name: name.to_owned(),
            new_agreement: new.to_owned(),
            ..DetailsForm::default()
        };
        let mut forms = DraftForms { details: details("Old", "true"), ..DraftForms::default() };
        forms.agreement.title = proposed_title("Old");
        "my own words".clone_into(&mut forms.agreement.description);
        forms.done = vec![Step::Details, Step::Agreement];
        follow(&mut forms, &details("New", "true"), "D");
        assert_eq!(forms.agreement.title, "New Agreement");
        assert_eq!(forms.agreement.description, "my own words");
        assert_eq!(forms.done.len(), 2);
        follow(&mut forms, &details("New", ""), "D");
        assert_eq!(forms.done, [Step::Details]);
    }
}
