//! The entry of the program that the browser loads: brings the server's page to life.

/// Called by the page's script once the program is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(entente_ui::app::App);
}
