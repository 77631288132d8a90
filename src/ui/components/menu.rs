//! The menu behind ⋮: a native popover, so it works without JavaScript and is never cut off by a table.

use super::Icon;
use leptos::prelude::*;

/// A button ⋮ and its menu of `<a class="menu-item">` and `<form>`s with a `menu-item` button.
#[component]
pub fn Menu(
    /// Unique in the page: `menu-VA-392-495`.
    #[prop(into)]
    id: String,
    /// Names the button after its row: "More for Front Street Inc".
    #[prop(into)]
    label: String,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! {
        <button class="button quiet small icon-only" type="button" popovertarget=id.clone() aria-label=label>
            <Icon name="dots"/>
        </button>
        <div class="menu" id=id popover="auto">{children()}</div>
    }
}
