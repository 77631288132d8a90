//! What the browser calls a page: in its tab, its history, its bookmarks.

use leptos::prelude::*;
use leptos_meta::Title;

/// What the pages inside of it are called: the page, the account if there is one, the product. Made once: it is told
/// of another account by the signal, which is counted, since titles are written after a page's other signals have gone.
#[component]
pub(crate) fn TabTitles(
    /// The account's name; empty outside of accounts.
    #[prop(default = ArcRwSignal::new(String::new()))]
    account: ArcRwSignal<String>,
) -> impl IntoView {
    view! { <Title formatter=move |page: String| account.with(|account| tab_title(&page, account))/> }
}

fn tab_title(page: &str, account: &str) -> String {
    let parts = [page, account, "Entente"];
    let title = parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" · ");
    // leptos_meta 0.8 writes the title into the document as it is, and names are given by people.
    if cfg!(feature = "ssr") {
        html_escape::encode_text(&title).into_owned()
    } else {
        title
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn no_name_gets_out_of_the_title() {
        assert_eq!(tab_title("", ""), "Entente");
        assert_eq!(
            tab_title("Users", "Front & Street"),
            "Users · Front &amp; Street · Entente"
        );
        assert_eq!(
            tab_title("</title><script>", ""),
            "&lt;/title&gt;&lt;script&gt; · Entente"
        );
    }
}
