//! `/set-up`: the first account and the first person. The one-time link leads here.

use crate::{
    answer::Answer,
    components::{ButtonLink, DeadEnd, EmailField, Load, NativeForm, NewPasswordField, Submit, TextField},
    frame::PublicFrame,
    server_fns::setup::{SetUpDoor, SetupBegin, SetupDoor},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The first page of the first run.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let door = Answer::new(|| SetupDoor {});
    let view = |door| match door {
        SetUpDoor::Open => form(),
        SetUpDoor::Closed => closed(),
        SetUpDoor::Done => done(),
    };
    view! {
        <PublicFrame>
            <Title text="Set up Entente"/>
            <Load resource=door view=view/>
        </PublicFrame>
    }
}

fn form() -> AnyView {
    view! {
        <div class="stack">
            <h1 tabindex="-1">"Set up Entente"</h1>
            <p class="lead">"First your organisation, which invites partners, and you, who administer it."</p>
            <NativeForm action=SetupBegin::PATH>
                <TextField
                    name="account_name"
                    label="Organisation"
                    hint="Partners see this name on invitations and contracts."
                    autocomplete="organization"
                    max=64
                />
                <TextField name="name" label="Your full name" autocomplete="name" max=100/>
                <EmailField label="Your e-mail address" hint="You sign in with it." autocomplete="username"/>
                <NewPasswordField/>
                <div class="form-actions"><Submit>"Create account"</Submit></div>
            </NativeForm>
        </div>
    }
    .into_any()
}

fn closed() -> AnyView {
    view! {
        <DeadEnd icon="key" heading="Open the set-up link">
            <p>"Nobody has set this installation up yet. The server printed a link at its start; open it in this browser."</p>
            <p class="muted">"The link is gone? Start the server again: it prints one as long as there is no account."</p>
        </DeadEnd>
    }
    .into_any()
}

fn done() -> AnyView {
    view! {
        <DeadEnd icon="check-circle" heading="Entente is set up">
            <p>"This installation has its account. Sign in to go on."</p>
            <div class="actions"><ButtonLink href="/sign-in" kind="primary">"Sign in"</ButtonLink></div>
        </DeadEnd>
    }
    .into_any()
}
