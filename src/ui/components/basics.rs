//! The smallest parts: icons, links that look like buttons, cards, lists of facts, empty states, alerts.

use super::Tone;
use leptos::{children::ViewFnOnce, prelude::*};

/// A picture from the sprite, for the eye only: a text or an `aria-label` stands beside it.
#[component]
pub fn Icon(
    /// Its name in `public/icons.svg`.
    name: &'static str,
    /// `small` or `large`; the usual size otherwise.
    #[prop(default = "")]
    size: &'static str,
) -> impl IntoView {
    let class = match size {
        "small" => "icon small",
        "large" => "icon large",
        _ => "icon",
    };
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Classes after `button`, for example `primary`.
    #[prop(default = "")]
    kind: &'static str,
    /// Icon before the words, possibly empty.
    #[prop(default = "")]
    icon: &'static str,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=format!("button {kind}") href=href>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            {children()}
        </a>
    }
}

/// A part of a page with a heading of its own.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// Names the card in links (`#history`) and for screen readers; unique in the page.
    #[prop(into)]
    id: String,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// The content is a table or a list that reaches the edges.
    #[prop(default = false)]
    flush: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-heading");
    let body = if flush {
        children().into_any()
    } else {
        view! { <div class="card-body">{children()}</div> }.into_any()
    };
    view! {
        <section class="card" id=id aria-labelledby=heading.clone()>
            <header class="card-head">
                <h2 id=heading.clone()>{title}</h2>
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </header>
            {body}
        </section>
    }
}

/// A list of facts, each a [`Fact`].
#[component]
pub fn Facts(
    /// In two columns.
    #[prop(default = false)]
    two: bool,
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class=if two { "facts two" } else { "facts" }>{children()}</dl> }
}

/// One fact: its name and its value; "—" when `value` is given and empty.
#[component]
pub fn Fact(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The value as text; for anything else use the children.
    #[prop(optional, into)]
    value: Option<String>,
    /// The value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = value.map(|value| {
        if value.is_empty() {
            view! { <span class="none">"—"</span> }.into_any()
        } else {
            value.into_any()
        }
    });
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{text}{children.map(|children| children())}</dd>
        </div>
    }
}

/// Stands where a list would be: why there is nothing, and what to do.
#[component]
pub fn EmptyState(
    /// Icon above the words.
    icon: &'static str,
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// Inside a card.
    #[prop(default = false)]
    small: bool,
    /// Why, and what to do: a `<p>`, and `<div class="actions">` if there is something to do.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=if small { "empty small" } else { "empty" }>
            <Icon name=icon size="large"/>
            <h2>{title}</h2>
            {children()}
        </div>
    }
}

/// Something to know before going on.
#[component]
pub fn Alert(
    /// How grave.
    tone: Tone,
    /// In a few words.
    #[prop(into)]
    title: String,
    /// In full: a `<p>`, and `<div class="actions">` if there is something to do.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::Success => "check-circle",
        Tone::Warning | Tone::Danger => "alert",
        Tone::Info | Tone::Neutral => "info",
    };
    view! {
        <div class=format!("alert {}", tone.class())>
            <Icon name=icon/>
            <div>
                <p class="alert-title">{title}</p>
                {children()}
            </div>
        </div>
    }
}

/// A page with nothing to do but to go on elsewhere: what is the matter, and the next step.
#[component]
pub fn DeadEnd(
    /// Names an icon.
    icon: &'static str,
    /// What is the matter.
    heading: &'static str,
    /// In full: `<p>`s, and `<div class="actions">` with the next step.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="dead-end">
            <Icon name=icon size="large"/>
            <h1 tabindex="-1">{heading}</h1>
            {children()}
        </div>
    }
}
