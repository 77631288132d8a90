//! Accepting: whoever is signed in confirms; everybody else registers or signs in with one and the same form, so
//! that it does not reveal which addresses have an account.

use crate::{
    components::{Checkbox, EmailField, Fact, Facts, HiddenField, NativeForm, PasswordField, Submit, TextField},
    place::sign_in,
    server_fns::{access::AccessSignOut, invitations::InvitationsAccept},
};
use entente_domain::{invitation::InvitationKind, password::MIN_PASSWORD, usecases::invitations::Offer};
use leptos::{prelude::*, server_fn::ServerFn};

/// Who looks at the offer.
#[derive(Debug, Clone)]
pub(super) enum Signatory {
    /// Nobody is signed in.
    Nobody,
    /// The right person is.
    SignedIn {
        /// Their name.
        name: String,
        /// Their address.
        email: String,
    },
}

/// The form that accepts.
#[component]
pub(super) fn AcceptForm(
    /// The offer.
    offer: Offer,
    /// Who looks.
    signatory: Signatory,
) -> impl IntoView {
    match signatory {
        Signatory::Nobody => register(offer),
        Signatory::SignedIn { name, email } => confirm(offer, name, email),
    }
}

fn register(offer: Offer) -> AnyView {
    let hint = format!(
        "New here: choose one of at least {MIN_PASSWORD} characters, for example four or five words. \
         If your address has an account already: its password."
    );
    let proposal = offer.name.clone();
    // Shown to everybody, so that it tells nothing; whoever is asked for a code at sign-in has no other way.
    let sign_in = sign_in(&page(&offer));
    view! {
        <h2 id="accept-heading">"Accept and register"</h2>
        <p>"Registered already? "<a href=sign_in>"Sign in"</a>" and come back here, or use this form with the password you have."</p>
        <NativeForm action=InvitationsAccept::PATH>
            <Carried offer=offer.clone()/>
            <Address address=offer.address.clone()/>
            <TextField name="name" label="Full name" hint=signature_hint(&offer) value=proposal.clone() autocomplete="name" max=100/>
            <Position offer=offer.clone()/>
            <PasswordField hint=hint.clone() autocomplete="new-password"/>
            <Ticks offer=offer.clone()/>
            <div class="form-actions"><Submit icon="check">"Accept and register"</Submit></div>
        </NativeForm>
    }
    .into_any()
}

fn confirm(offer: Offer, name: String, email: String) -> AnyView {
    let next = page(&offer);
    let accept = match offer.kind {
        InvitationKind::Partner => "Accept".to_owned(),
        InvitationKind::User => format!("Join {}", offer.account),
    };
    view! {
        <h2 id="accept-heading">"Accept"</h2>
        <p>"You are signed in as "<b>{name}</b>{format!(", {email}.")}</p>
        <NativeForm action=InvitationsAccept::PATH>
            <Carried offer=offer.clone()/>
            {offer
                .document
                .is_some()
                .then(|| view! { <TextField name="name" label="Full name" hint=signature_hint(&offer) autocomplete="name" max=100/> })}
            <Position offer=offer.clone()/>
            {match offer.kind {
                InvitationKind::Partner => view! { <Ticks offer=offer.clone()/> }.into_any(),
                // Nothing is signed: the button alone joins.
                InvitationKind::User => view! { <HiddenField name="accepted" value="true"/> }.into_any(),
            }}
            <div class="form-actions"><Submit icon="check">{accept}</Submit></div>
        </NativeForm>
        <NativeForm action=AccessSignOut::PATH class="">
            <HiddenField name="next" value=next.clone()/>
            <p class="muted">"Not you? "<Submit kind="link">"Sign out and continue"</Submit></p>
        </NativeForm>
    }
    .into_any()
}

/// The path of this page.
fn page(offer: &Offer) -> String {
    format!("/invitation/{}", offer.id)
}

/// What the form carries along: which invitation, and which document was shown.
#[component]
fn Carried(offer: Offer) -> impl IntoView {
    let hash = offer.document.map(|document| document.hash).unwrap_or_default();
    view! {
        <HiddenField name="invitation" value=offer.id.to_string()/>
        <HiddenField name="document_hash" value=hash/>
    }
}

/// The invited address, which is fixed, or a field for it.
#[component]
fn Address(address: String) -> impl IntoView {
    if address.is_empty() {
        view! { <EmailField hint="You sign in with it." autocomplete="username"/> }.into_any()
    } else {
        let shown = address.clone();
        let fixed = view! { <div><Facts><Fact label="E-mail address" value=shown/></Facts></div> };
        // Password managers look for the field that a password belongs to.
        view! {
            {fixed}
            <input type="hidden" name="email" value=address autocomplete="username"/>
        }
        .into_any()
    }
}

/// What the person is in the organisation they sign for.
#[component]
fn Position(offer: Offer) -> impl IntoView {
    (offer.kind == InvitationKind::Partner).then(|| {
        view! {
            <TextField
                name="title"
                label="Title"
                hint="Your position, for example Head of Sales."
                optional=true
                autocomplete="organization-title"
                max=100
            />
        }
    })
}

/// The statements that are accepted, never ticked beforehand.
#[component]
fn Ticks(offer: Offer) -> impl IntoView {
    let authority = (offer.kind == InvitationKind::Partner)
        .then(|| view! { <Checkbox name="authorised" label=offer.authority_statement.clone()/> });
    view! {
        <div class="statement">
            <Checkbox name="accepted" label=offer.statement/>
            {authority}
        </div>
    }
}

fn signature_hint(offer: &Offer) -> &'static str {
    if offer.document.is_some() {
        "This is your signature: write your name as you would sign."
    } else {
        ""
    }
}
