//! The head of a page: title, where it stands, its main actions. Moves the focus to the title when the person
//! comes from another page.

use crate::browser;
use leptos::{children::ViewFnOnce, html::H1, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// A page above this one.
#[derive(Debug, Clone)]
pub struct Crumb {
    label: String,
    href: String,
}

impl Crumb {
    /// A link to the page above.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// The path whose heading had the focus last, in context: the first page of a visit leaves the focus alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrived(StoredValue<Option<String>>);

impl Arrived {
    pub(crate) fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }
}

/// For a page's heading: it gets the focus when the person comes from another page.
pub(super) fn focus_on_arrival() -> NodeRef<H1> {
    let heading = NodeRef::new();
    let path = use_location().pathname;
    if let Some(Arrived(last)) = use_context::<Arrived>() {
        Effect::new(move |_| {
            let now = path.get_untracked();
            if last.get_value().is_some_and(|last| last != now) {
                browser::focus_soon(heading);
            }
            last.set_value(Some(now));
        });
    }
    heading
}

/// Title, breadcrumb, badge and actions of a page.
#[component]
pub fn PageHead(
    /// The heading, and the browser's title.
    #[prop(into)]
    title: String,
    /// The pages above.
    #[prop(default = Vec::new())]
    crumbs: Vec<Crumb>,
    /// One line below the title, possibly empty.
    #[prop(optional, into)]
    lead: String,
    /// A badge beside the title.
    #[prop(optional, into)]
    badge: Option<ViewFnOnce>,
    /// The main actions.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
) -> impl IntoView {
    let heading = focus_on_arrival();
    let breadcrumb = (!crumbs.is_empty()).then(|| {
        let items = crumbs
            .into_iter()
            .map(|crumb| view! { <li><a href=crumb.href>{crumb.label}</a></li> })
            .collect_view();
        view! { <nav class="breadcrumb" aria-label="Breadcrumb"><ol>{items}</ol></nav> }
    });
    view! {
        <Title text=title.clone()/>
        {breadcrumb}
        <header class="page-head">
            <div class="page-title">
                <h1 tabindex="-1" node_ref=heading>{title}</h1>
                {badge.map(ViewFnOnce::run)}
            </div>
            {(!lead.is_empty()).then(|| view! { <p class="page-lead muted">{lead}</p> })}
            {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
        </header>
    }
}
