//! The agreement as a sheet to be read and printed.

use super::Icon;
use crate::browser;
use entente_domain::usecases::invitations::OfferedDocument;
use leptos::prelude::*;

/// The agreement in full.
#[component]
pub fn DocumentSheet(
    /// The agreement.
    document: OfferedDocument,
    /// The distributor, whose note may stand below.
    #[prop(into)]
    issuer: String,
) -> impl IntoView {
    let elsewhere = (!document.link.is_empty()).then(|| {
        view! {
            <p>
                "The full text is at "
                <a href=document.link.clone() target="_blank" rel="noopener noreferrer">{document.link.clone()}</a>
                <span class="visually-hidden">" (opens in a new tab)"</span>
                ". Read it before you accept."
            </p>
        }
    });
    let note = (!document.note.is_empty()).then(|| {
        view! { <h3>{format!("Note from {issuer}")}</h3><p class="lines">{document.note}</p> }
    });
    view! {
        <article class="document" aria-labelledby="document-heading">
            <header class="document-head">
                <p class="document-type">"Agreement"</p>
                <h2 id="document-heading">{document.title}</h2>
                <p class="meta"><span>{format!("Version {}", document.version)}</span></p>
            </header>
            <div class="prose">
                <p class="lines">{document.description}</p>
                {elsewhere}
                {note}
            </div>
        </article>
        <p class="no-print">
            <button class="button js-only" type="button" on:click=move |_| browser::print()>
                <Icon name="print"/>
                "Print"
            </button>
        </p>
    }
}
