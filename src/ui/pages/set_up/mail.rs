//! Whether mail leaves this installation, and a test of it.

use crate::{
    components::{Alert, Card, EmailField, Fact, Facts, Form, FormAction, HiddenField, Submit, Tone},
    server_fns::setup::SetupTestMail,
};
use entente_domain::usecases::setup::MailState;
use leptos::prelude::*;

/// How mail leaves, and a form for a test mail.
#[component]
pub(super) fn MailCard(
    /// The account.
    account: String,
    /// How mail leaves.
    mail: MailState,
    /// Where a test would go to.
    email: String,
) -> impl IntoView {
    let content = if mail.configured {
        test(account, mail.transport, email)
    } else {
        missing()
    };
    view! { <Card title="Mail" id="mail">{content}</Card> }
}

fn missing() -> AnyView {
    view! {
        <Alert tone=Tone::Info title="No mail server is set">
            <p>
                "Entente works without one: you copy activation links and hand them over yourself. To have them mailed, "
                "start the server with "<code class="mono">"--smtp"</code>" or "<code class="mono">"ENTENTE_SMTP"</code>"."
            </p>
        </Alert>
    }
    .into_any()
}

fn test(account: String, transport: String, email: String) -> AnyView {
    let action = FormAction::of::<SetupTestMail>();
    view! {
        <div class="stack">
            <Facts><Fact label="Mail leaves through" value=transport/></Facts>
            <Form action=action>
                <HiddenField name="account" value=account.clone()/>
                <EmailField label="Send a test mail to" value=email.clone()/>
                <div class="form-actions"><Submit kind="">"Send test mail"</Submit></div>
            </Form>
        </div>
    }
    .into_any()
}
