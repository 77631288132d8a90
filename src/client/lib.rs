//! The entry of the program that the browser loads: brings the server's page to life.

use entente_ui::{
    app::{App, page_at},
    browser,
};

/// Called by the page's script once the program's main part is loaded. When the page's chunk cannot be had, the
/// page stays as the server sent it, which works by itself.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    if let Some(page) = page_at(&browser::path())
        && page.load().await.is_err()
    {
        return;
    }
    leptos::mount::hydrate_body(App);
}
