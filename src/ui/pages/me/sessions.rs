//! The person's sessions: where they are signed in, and ending that.

use crate::{
    answer::Answer,
    components::{Badge, Card, Form, FormAction, HiddenField, Load, Submit, Time, Tone},
    reload::reload_after,
    server_fns::access::{AccessEndOtherSessions, AccessEndSession, AccessSessions},
};
use entente_domain::usecases::access::SessionRow;
use leptos::prelude::*;

/// Every live session, each with its end.
#[component]
pub(super) fn SessionsCard() -> impl IntoView {
    let reload = RwSignal::new(0_u32);
    let sessions = Answer::anew(move || reload.get(), || AccessSessions {});
    view! {
        <Card title="Where you are signed in" id="sessions" flush=true>
            <Load resource=sessions view=move |sessions| list(sessions, reload)/>
        </Card>
    }
}

fn list(sessions: Vec<SessionRow>, reload: RwSignal<u32>) -> AnyView {
    let others = sessions.iter().any(|session| !session.current);
    let rows = sessions
        .into_iter()
        .map(|session| view! { <Session session=session reload=reload/> })
        .collect_view();
    view! {
        <ol class="versions">{rows}</ol>
        {others.then(|| view! { <footer class="card-foot"><EndOthers reload=reload/></footer> })}
    }
    .into_any()
}

#[component]
fn Session(session: SessionRow, reload: RwSignal<u32>) -> impl IntoView {
    let end = (!session.current).then(|| view! { <End id=session.id device=session.device.clone() reload=reload/> });
    view! {
        <li class="version">
            <div class="version-body">
                <p>
                    <b>{session.device}</b>" "
                    {session.current.then(|| view! { <Badge tone=Tone::Success icon="check-circle" label="This one"/> })}
                </p>
                <p class="muted">
                    "Last used "<Time when=session.seen/>" from "<span class="mono">{session.ip}</span>
                    " · signed in "<Time when=session.created/>
                </p>
            </div>
            <div class="actions">{end}</div>
        </li>
    }
}

#[component]
fn End(id: String, device: String, reload: RwSignal<u32>) -> impl IntoView {
    let action = FormAction::of::<AccessEndSession>();
    reload_after(action, reload);
    view! {
        <Form action=action key=("id", id.clone()) class="">
            <HiddenField name="id" value=id.clone()/>
            <Submit kind="small">"End"<span class="visually-hidden">{format!(" the session on {device}")}</span></Submit>
        </Form>
    }
}

#[component]
fn EndOthers(reload: RwSignal<u32>) -> impl IntoView {
    let action = FormAction::of::<AccessEndOtherSessions>();
    reload_after(action, reload);
    view! {
        <Form action=action class=""><Submit kind="small">"End all other sessions"</Submit></Form>
    }
}
