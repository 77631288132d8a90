//! The list's state: read from the URL, and the chosen columns remembered by this browser.

use super::Frame;
use crate::browser;
use entente_domain::list::ListSpec;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use web_sys::SubmitEvent;

/// The page in a path, without the account before it.
fn page_of(path: &str) -> &str {
    path.splitn(3, '/').nth(2).unwrap_or_default()
}

/// The URL's query, as long as it is this list's: on the way to another page the address changes before the
/// list goes.
fn own_search() -> Memo<String> {
    let location = use_location();
    let own = location.pathname.with_untracked(|path| page_of(path).to_owned());
    Memo::new(move |before: Option<&String>| {
        if location.pathname.with(|path| page_of(path) == own) {
            location.search.get()
        } else {
            before.cloned().unwrap_or_default()
        }
    })
}

/// The list's state as the URL has it, in its shortest form; what the server function takes.
pub fn use_list_query(spec: &'static ListSpec) -> Memo<String> {
    let search = own_search();
    Memo::new(move |_| search.with(|search| spec.url(&spec.parse(search))))
}

/// The names and values of a query that [`ListSpec::url`] has made.
pub(super) fn pairs(url: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(url.trim_start_matches('?').as_bytes())
        .into_owned()
        .collect()
}

/// A GET form of the list. The browser's program goes to the list's shortest address instead of loading the page.
#[component]
pub(super) fn ListForm(
    /// The list.
    frame: Frame,
    /// The form's class.
    class: &'static str,
    /// The fields that the form sets; the rest of the state it carries along.
    #[prop(into)]
    sets: Vec<&'static str>,
    /// The field and a button, if there is one.
    children: Children,
) -> impl IntoView {
    let (spec, base) = (frame.spec, frame.base.clone());
    let navigate = use_navigate();
    let on_submit = {
        let base = base.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(query) = browser::form_query(&event) {
                browser::close_popovers();
                navigate(
                    &format!("{base}{}", spec.url(&spec.parse(&query))),
                    NavigateOptions::default(),
                );
            }
        }
    };
    view! {
        <form class=class method="get" action=base on:submit=on_submit>
            {frame.carried(&sets)}
            {children()}
        </form>
    }
}

/// Remembers the columns chosen on this list, and chooses them again when the URL says nothing of columns.
pub(super) fn remember_columns(spec: &'static ListSpec, base: Signal<String>) {
    let search = own_search();
    let navigate = use_navigate();
    Effect::new(move |first: Option<()>| {
        let key = format!("columns-{}", spec.name);
        let mut query = search.with(|search| spec.parse(search));
        if !query.columns.is_empty() {
            let usual = spec
                .columns
                .iter()
                .filter(|column| column.shown)
                .map(|column| column.key);
            let chosen = query.columns.join(",");
            let is_usual = usual.eq(query.columns.iter().map(String::as_str));
            browser::remember(&key, (!is_usual).then_some(chosen.as_str()));
        } else if first.is_none()
            && let Some(columns) = browser::remembered(&key)
        {
            query.columns = spec.parse(&format!("columns={columns}")).columns;
            if !query.columns.is_empty() {
                let options = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                navigate(&format!("{}{}", base.get_untracked(), spec.url(&query)), options);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stands_behind_the_account() {
        assert_eq!(page_of("/PA-100-001/partners"), "partners");
        assert_eq!(page_of("/PA-100-001/partners/VA-1"), "partners/VA-1");
        assert_eq!(page_of("/PA-100-001"), "");
    }

    #[test]
    fn pairs_are_decoded() {
        let pairs = pairs("?q=a+%26+b&status=active");
        assert_eq!(pairs[0], ("q".to_owned(), "a & b".to_owned()));
        assert_eq!(pairs[1], ("status".to_owned(), "active".to_owned()));
    }
}
