//! The offer: who invites, for what, until when, the agreement in full, and the two answers.

use super::{
    accept::{AcceptForm, Signatory},
    decline::DeclineForm,
};
use crate::components::{DocumentSheet, Fact, Facts, Time};
use entente_domain::{invitation::InvitationKind, usecases::invitations::Offer};
use leptos::prelude::*;
use leptos_meta::Title;

/// Everything that can be read and answered.
#[component]
pub(super) fn OfferView(
    /// The offer.
    offer: Offer,
    /// Who looks.
    signatory: Signatory,
) -> impl IntoView {
    let heading = heading(&offer);
    let lead = lead(&offer);
    let document = offer
        .document
        .clone()
        .map(|document| view! { <DocumentSheet document=document issuer=offer.inviter_account.clone()/> });
    view! {
        <Title text="Invitation"/>
        <p class="eyebrow">"Invitation"</p>
        <h1 tabindex="-1">{heading}</h1>
        <p class="lead">{lead}</p>
        <Terms offer=offer.clone()/>
        <nav class="cluster no-print" aria-label="On this page">
            <a class="button small" href="#accept" rel="external">"Go to accept"</a>
            <a class="button small" href="#decline" rel="external">"Go to decline"</a>
        </nav>
        {document}
        <Consequences offer=offer.clone()/>
        <section class="stack no-print" id="accept" aria-labelledby="accept-heading">
            <AcceptForm offer=offer.clone() signatory=signatory/>
        </section>
        <hr class="divider no-print"/>
        <section class="stack no-print" id="decline" aria-labelledby="decline-heading">
            <DeclineForm invitation=offer.id.to_string() inviter=offer.inviter_account/>
        </section>
    }
}

fn heading(offer: &Offer) -> String {
    match offer.kind {
        InvitationKind::Partner => format!("{} invites {}", offer.inviter_account, offer.account),
        InvitationKind::User => format!("{} invites you", offer.account),
    }
}

fn lead(offer: &Offer) -> String {
    let Offer {
        inviter,
        inviter_account,
        account,
        becomes,
        ..
    } = offer;
    match offer.kind {
        InvitationKind::Partner => format!("{inviter} of {inviter_account} invites {account} to become a {becomes}."),
        InvitationKind::User => format!("{inviter} invites you to join {account}."),
    }
}

/// Who, for what, until when.
#[component]
fn Terms(offer: Offer) -> impl IntoView {
    let role = match offer.kind {
        InvitationKind::Partner => "As",
        InvitationKind::User => "Groups",
    };
    view! {
        <div>
            <Facts two=true>
                <Fact label="Invited by" value=format!("{}, {}", offer.inviter, offer.inviter_account)/>
                <Fact label="For" value=offer.account/>
                <Fact label=role value=offer.becomes/>
                <Fact label="Open until">{offer.expires.exact.clone()}" ("<Time when=offer.expires/>")"</Fact>
            </Facts>
        </div>
    }
}

/// What happens besides.
#[component]
fn Consequences(offer: Offer) -> impl IntoView {
    if offer.consequences.is_empty() {
        return ().into_any();
    }
    let items = offer
        .consequences
        .into_iter()
        .map(|consequence| view! { <li>{consequence}</li> })
        .collect_view();
    view! {
        <section class="prose" aria-labelledby="consequences-heading">
            <h2 id="consequences-heading">"When you accept"</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_domain::{invitation::Channel, usecases::When};

    fn offer(kind: InvitationKind) -> Offer {
        Offer {
            id: "INV-100-200-300".parse().expect("an id"),
            kind,
            inviter_account: "Mighty Mick's LLC".to_owned(),
            inviter: "Adrian Mick".to_owned(),
            account: "Front Street Inc".to_owned(),
            becomes: "vendor".to_owned(),
            expires: When {
                iso: String::new(),
                exact: String::new(),
                relative: String::new(),
            },
            document: None,
            consequences: Vec::new(),
            statement: String::new(),
            authority_statement: String::new(),
            channel: Channel::Link,
            name: String::new(),
            address: String::new(),
        }
    }

    #[test]
    fn the_offer_says_who_invites_whom_for_what() {
        assert_eq!(
            heading(&offer(InvitationKind::Partner)),
            "Mighty Mick's LLC invites Front Street Inc"
        );
        assert_eq!(
            lead(&offer(InvitationKind::Partner)),
            "Adrian Mick of Mighty Mick's LLC invites Front Street Inc to become a vendor."
        );
        assert_eq!(
            lead(&offer(InvitationKind::User)),
            "Adrian Mick invites you to join Front Street Inc."
        );
    }
}
