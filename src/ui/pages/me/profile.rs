//! Name, time zone, language and address.

use crate::{
    components::{
        Alert, Badge, Card, EmailField, Fact, Facts, NativeForm, PasswordField, SelectField, Submit, TextField, Time,
        Tone,
    },
    server_fns::me::{MeAskEmail, MeAskProof, MeCancelEmail, MeSave},
};
use entente_domain::{
    Language,
    usecases::{
        Choice,
        me::{EmailChange, Profile},
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form for name, time zone and language.
#[component]
pub(super) fn YouCard(
    /// The person.
    profile: Profile,
) -> impl IntoView {
    let zones: Vec<Choice> = profile
        .time_zones
        .into_iter()
        .map(|zone| Choice {
            label: zone.replace('_', " "),
            value: zone,
            hint: String::new(),
        })
        .collect();
    let languages: Vec<Choice> = Language::ALL
        .iter()
        .map(|language| Choice {
            label: language.label().to_owned(),
            value: language.as_str().to_owned(),
            hint: String::new(),
        })
        .collect();
    view! {
        <Card title="You" id="you">
            <NativeForm action=MeSave::PATH>
                <TextField
                    name="name"
                    label="Full name"
                    value=profile.name
                    autocomplete="name"
                    hint="What you signed keeps the name it was signed with."
                />
                <SelectField
                    name="time_zone"
                    label="Time zone"
                    value=profile.time_zone
                    options=zones
                    hint="In which times are shown to you; mails and evidence name UTC."
                />
                <SelectField
                    name="language"
                    label="Language"
                    value=profile.language.as_str()
                    options=languages
                    hint="Of the mails that Entente writes to you. The pages are in English."
                />
                <div class="form-actions"><Submit>"Save"</Submit></div>
            </NativeForm>
        </Card>
    }
}

/// The address, and the way to another one.
#[component]
pub(super) fn EmailCard(
    /// The person.
    profile: Profile,
) -> impl IntoView {
    let unproved = (!profile.verified).then(|| unproved(&profile));
    let mark = (!profile.verified).then(|| view! { " "<Badge tone=Tone::Warning icon="alert" label="Not confirmed"/> });
    let more = match (profile.email_change, profile.mail_configured) {
        (Some(change), _) => waiting(change),
        (None, true) => form(),
        (None, false) => {
            let words = "This installation sends no mail, so another address cannot be confirmed.";
            view! { <p class="hint">{words}</p> }.into_any()
        }
    };
    view! {
        <Card title="E-mail address" id="email">
            <div class="stack">
                <Facts><Fact label="Present address">{profile.email}{mark}</Fact></Facts>
                {unproved}
                {more}
            </div>
        </Card>
    }
}

/// That nobody has proved the address, and the way to do it.
fn unproved(profile: &Profile) -> AnyView {
    let why = "No link that was mailed to this address has been followed, and evidence of what you sign says so.";
    if !profile.mail_configured {
        return view! { <p>{why}" This installation sends no mail, so it cannot be confirmed."</p> }.into_any();
    }
    if profile.email_change.is_some() {
        return view! { <p>{why}</p> }.into_any();
    }
    let (waits, button) = match profile.proof.clone() {
        Some(until) => (
            Some(view! { <p>"A link was mailed to it; it expires "<Time when=until/>"."</p> }),
            "Mail me another link",
        ),
        None => (None, "Mail me a link"),
    };
    view! {
        <p>{why}</p>
        {waits}
        <NativeForm action=MeAskProof::PATH>
            <div class="form-actions"><Submit kind="" icon="mail">{button}</Submit></div>
        </NativeForm>
    }
    .into_any()
}

fn form() -> AnyView {
    view! {
        <NativeForm action=MeAskEmail::PATH>
            <EmailField label="New address" autocomplete="email"/>
            <PasswordField name="current_password" label="Present password" autocomplete="current-password"/>
            <p class="hint">"A mail to the new address asks to confirm it; the present one is told."</p>
            <div class="form-actions"><Submit>"Change address"</Submit></div>
        </NativeForm>
    }
    .into_any()
}

fn waiting(change: EmailChange) -> AnyView {
    view! {
        <Alert tone=Tone::Info title="Another address waits to be confirmed">
            <p>"The link mailed to "<b>{change.to}</b>" expires "<Time when=change.until/>"."</p>
        </Alert>
        <NativeForm action=MeCancelEmail::PATH>
            <div class="form-actions"><Submit kind="">"Keep the present address"</Submit></div>
        </NativeForm>
    }
    .into_any()
}
