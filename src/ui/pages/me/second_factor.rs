//! `/me/second-factor`: setting it up, its recovery codes, taking it away.

use crate::{
    answer::Answer,
    components::{
        Alert, ButtonLink, Card, CopyAction, Crumb, Fact, Facts, Load, NativeForm, PageHead, PasswordField, Submit,
        TextField, Time, Tone,
    },
    frame::Page,
    server_fns::me::{MeBeginSecondFactor, MeConfirmSecondFactor, MeRemoveSecondFactor, MeRenewCodes, MeSecondFactor},
};
use entente_domain::usecases::{
    When,
    me::{FactorState, RecoveryCode, SecondFactor},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// Whether there is one, and the way to its page.
#[component]
pub(super) fn SecondFactorCard(
    /// As it is.
    factor: FactorState,
) -> impl IntoView {
    let (words, button) = match factor {
        FactorState::Off => (
            "Your password alone signs you in. A code of an authenticator app makes it much harder for others.",
            "Set up",
        ),
        FactorState::Beginning => ("It was begun and is not set up yet.", "Go on"),
        FactorState::On => ("Signing in asks for your password and a code of your app.", "Manage"),
    };
    view! {
        <Card title="Second factor" id="second-factor">
            <div class="stack">
                <p>{words}</p>
                <div class="actions"><ButtonLink href="/me/second-factor">{button}</ButtonLink></div>
            </div>
        </Card>
    }
}

/// The second factor's page.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let factor = Answer::new(|| MeSecondFactor {});
    let needed = use_query_map().read_untracked().get("needed").is_some();
    view! {
        <Page kind="narrow">
            <PageHead title="Second factor" crumbs=vec![Crumb::new("My profile", "/me")]/>
            {needed.then(needed_words)}
            <Load resource=factor view=cards/>
        </Page>
    }
    .into_any()
}

fn needed_words() -> AnyView {
    view! {
        <Alert tone=Tone::Warning title="The account you opened asks for a second factor">
            <p>"Set yours up here; then the account opens as before."</p>
        </Alert>
    }
    .into_any()
}

fn cards(factor: SecondFactor) -> AnyView {
    match factor {
        SecondFactor::Off => off(),
        SecondFactor::Beginning { qr, secret } => beginning(qr, secret),
        SecondFactor::On {
            since,
            codes_left,
            codes,
            required_by,
        } => on(since, codes_left, codes, required_by),
    }
}

fn off() -> AnyView {
    view! {
        <Card title="Set up a second factor" id="begin">
            <NativeForm action=MeBeginSecondFactor::PATH>
                <p>
                    "With a second factor your password alone opens nothing: signing in also asks for a code that an
                    authenticator app on your phone or computer shows."
                </p>
                <PasswordField name="current_password" label="Present password" autocomplete="current-password"/>
                <div class="form-actions"><Submit>"Begin"</Submit></div>
            </NativeForm>
        </Card>
    }
    .into_any()
}

fn beginning(qr: String, secret: String) -> AnyView {
    view! {
        <div class="stack large">
            <Card title="1. Add Entente to your app" id="app">
                <div class="stack">
                    <p>"Scan the picture with the app, or type the key."</p>
                    <div class="qr" role="img" aria-label="The key as a QR code" inner_html=qr></div>
                    <Facts><Fact label="Key"><span class="mono hash">{secret}</span></Fact></Facts>
                </div>
            </Card>
            <Card title="2. Enter the code it shows" id="confirm">
                <NativeForm action=MeConfirmSecondFactor::PATH>
                    <TextField name="code" label="Code" autocomplete="one-time-code" hint="Six digits."/>
                    <p class="hint">"Every other session ends. Recovery codes for a lost phone come next."</p>
                    <div class="form-actions"><Submit>"Set up"</Submit></div>
                </NativeForm>
            </Card>
            <Card title="Not now" id="remove"><RemoveForm label="Stop setting up"/></Card>
        </div>
    }
    .into_any()
}

fn on(since: When, codes_left: usize, codes: Vec<RecoveryCode>, required_by: Vec<String>) -> AnyView {
    let left = match codes_left {
        0 => "None is left. Make new ones now.".to_owned(),
        1 => "1 is left.".to_owned(),
        more => format!("{more} are left."),
    };
    let shown = !codes.is_empty();
    let codes = shown.then(|| view! { <Codes codes=codes/> });
    view! {
        <div class="stack large">
            <Alert tone=Tone::Success title="Your sign-in asks for a code of your app">
                <p>"Set up "<Time when=since/>"."</p>
            </Alert>
            <Card title="Recovery codes" id="codes">
                <div class="stack">
                    <p>"Each stands in once for a code of the app, when the phone is lost or out of power. "{left}</p>
                    {codes}
                    <NativeForm action=MeRenewCodes::PATH>
                        <PasswordField name="current_password" label="Present password" autocomplete="current-password"/>
                        <div class="form-actions"><Submit kind="">"Make new codes"</Submit></div>
                    </NativeForm>
                </div>
            </Card>
            <Card title="Take the second factor away" id="remove">
                <div class="stack">
                    {(!required_by.is_empty()).then(|| required(required_by))}
                    <RemoveForm label="Take it away"/>
                </div>
            </Card>
        </div>
    }
    .into_any()
}

/// What taking it away closes.
fn required(by: Vec<String>) -> AnyView {
    let names = by.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    view! {
        <Alert tone=Tone::Warning title="Some of your accounts require it">
            <p>"These open no more until you set a second factor up again:"</p>
            <ul>{names}</ul>
        </Alert>
    }
    .into_any()
}

#[component]
fn Codes(codes: Vec<RecoveryCode>) -> impl IntoView {
    let unused: Vec<&str> = codes
        .iter()
        .filter(|code| !code.used)
        .map(|code| code.code.as_str())
        .collect();
    let unused = unused.join("\n");
    let items = codes
        .into_iter()
        .map(|code| {
            if code.used {
                view! { <li><s>{code.code}</s>" used"</li> }.into_any()
            } else {
                view! { <li>{code.code}</li> }.into_any()
            }
        })
        .collect_view();
    view! {
        <Alert tone=Tone::Warning title="Keep them now">
            <p>"Print them or put them into a password manager: in ten minutes they are not shown any more."</p>
        </Alert>
        <ul class="recovery-codes mono">{items}</ul>
        // The start page is decided by the server.
        <div class="actions">
            <a class="button primary" href="/" rel="external">"Continue to your account"</a>
            {(!unused.is_empty())
                .then(|| {
                    view! { <CopyAction text=unused label="Copy the codes" copied="The codes are copied." class="button"/> }
                })}
        </div>
    }
}

#[component]
fn RemoveForm(label: &'static str) -> impl IntoView {
    view! {
        <NativeForm action=MeRemoveSecondFactor::PATH>
            <PasswordField name="current_password" label="Present password" autocomplete="current-password"/>
            <div class="form-actions"><Submit kind="danger">{label}</Submit></div>
        </NativeForm>
    }
}
