//! Checking the wizard's forms, one function per step. Finishing calls the same functions again, because what a
//! step referred to may be gone by then.

use super::kind_of;
mod action;

use crate::{
    Error,
    service::partners::{read_form, taken},
    store::{Connection, agreements, marketplaces, partners},
};
use entente_domain::{
    Problem,
    agreement::{DocumentSource, proposed_description, proposed_title},
    fields::{DESCRIPTION, Fields, NOTE_TO_SIGNEE, TITLE},
    partner::PartnerType,
    usecases::{
        partners::PartnerForm,
        wizard::{AgreementForm, DetailsForm, DraftForms, MarketplaceStepForm, Step},
    },
};

pub(super) use action::action;

/// "true" for a ticked box, else empty.
fn ticked(value: &str) -> String {
    if value == "true" {
        value.to_owned()
    } else {
        String::new()
    }
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
    let kind = fields
        .choice::<PartnerType>("kind", "Type", &form.kind)
        .map(String::from)
        .unwrap_or_default();
    let partner = read_form(&mut fields, &partner_form(form));
    if !partner.external_id.is_empty()
        && let Some(other) = partners::with_external_id(connection, account_id, &partner.external_id).await?
    {
        fields.refuse("external_id", taken(&partner.external_id, &other));
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
    let note_to_signee = fields.lines("note_to_signee", "Note to signee", &form.note_to_signee, NOTE_TO_SIGNEE);
    let mut checked = AgreementForm {
        note_to_signee,
        ..AgreementForm::default()
    };
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
    let wanted = kind_of(&DraftForms {
        details: details.clone(),
        ..DraftForms::default()
    })
    .main_agreement();
    let found = agreements::find(connection, account_id, id).await?;
    if found.is_none_or(|agreement| agreement.kind != wanted) {
        fields.refuse(
            "existing",
            format!("Choose one of your {} agreements.", wanted.as_str()),
        );
    } else if agreements::active_version(connection, account_id, id).await?.is_none() {
        fields.refuse(
            "existing",
            "This agreement has no active version. Activate one first, or choose another.",
        );
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
    if marketplaces::name_of(connection, account_id, &form.marketplace)
        .await?
        .is_none()
    {
        let message = "Choose one of your marketplaces; this one may have been deleted meanwhile.";
        return Err(Problem::field("marketplace", message).into());
    }
    Ok(MarketplaceStepForm {
        marketplace: form.marketplace.clone(),
        auto_accept: ticked(&form.auto_accept),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_texts_follow_the_name() {
        let details = |name: &str, new: &str| DetailsForm {
            kind: "vendor".to_owned(),
            name: name.to_owned(),
            new_agreement: new.to_owned(),
            ..DetailsForm::default()
        };
        let mut forms = DraftForms {
            details: details("Old", "true"),
            ..DraftForms::default()
        };
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
