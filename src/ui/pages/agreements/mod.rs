//! Agreements: the list by type, an agreement's page, the forms for new ones, changes and versions.

mod agreement;
mod edit;
mod list;
mod new;
mod new_version;
mod versions;

pub use agreement::AgreementPage;
pub use edit::EditAgreementPage;
pub use list::AgreementsPage;
pub use new::NewAgreementPage;
pub use new_version::NewVersionPage;

use crate::{
    components::{RadioGroup, TextField},
    place::in_account,
};
use entente_domain::{
    agreement::{AgreementType, DocumentSource},
    usecases::{Choice, Reference},
};
use leptos::prelude::*;

/// The list of agreements of one type.
fn list_path(account: &str, kind: AgreementType) -> String {
    in_account(account, &format!("agreements?type={kind}"))
}

/// An agreement's page.
fn agreement_path(account: &str, id: &str) -> String {
    in_account(account, &format!("agreements/{id}"))
}

/// A link to an agreement.
fn agreement_link(account: &str, agreement: &Reference) -> AnyView {
    let href = agreement_path(account, &agreement.id);
    view! { <a href=href>{agreement.name.clone()}</a>" "<span class="mono muted">{agreement.id.clone()}</span> }
        .into_any()
}

/// Where the text of a version is.
#[component]
fn DocumentFields(
    /// The chosen source.
    source: DocumentSource,
    /// The document's address.
    #[prop(into)]
    link: String,
) -> impl IntoView {
    let options = vec![
        Choice {
            value: DocumentSource::None.to_string(),
            label: "None".to_owned(),
            hint: "The description says it all.".to_owned(),
        },
        Choice {
            value: DocumentSource::Link.to_string(),
            label: "Link".to_owned(),
            hint: "The document is at an address elsewhere.".to_owned(),
        },
    ];
    view! {
        <RadioGroup name="source" label="Document source" value=source.to_string() options=options two=true/>
        <TextField
            name="link"
            label="Link to the document"
            hint="Only for the source Link. Begins with https://"
            value=link
            kind="url"
            max=200
            optional=true
        />
    }
}
