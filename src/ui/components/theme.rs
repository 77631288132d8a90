//! Light, dark, or by the system. Without JavaScript the system decides.

use super::Icon;
use crate::{browser, shell::THEME_KEY};
use leptos::prelude::*;

/// The three choices, remembered by this browser.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    // The server cannot know the choice: every button is unpressed until the page has come to life.
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| chosen.set(browser::remembered(THEME_KEY).unwrap_or_else(|| "system".to_owned())));
    let option = move |value: &'static str, icon: &'static str, label: &'static str| {
        let choose = move |_| {
            browser::set_theme((value != "system").then_some(value));
            chosen.set(value.to_owned());
        };
        view! {
            <button
                class="theme-option"
                type="button"
                aria-pressed=move || if chosen.get() == value { "true" } else { "false" }
                on:click=choose
            >
                <Icon name=icon/>
                {label}
            </button>
        }
    };
    view! {
        <div class="theme-switch js-only" role="group" aria-label="Theme">
            {option("system", "monitor", "System")}
            {option("light", "sun", "Light")}
            {option("dark", "moon", "Dark")}
        </div>
    }
}
