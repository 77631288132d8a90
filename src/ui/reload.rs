//! Loading a page's data again after one of its forms has done its work, and what is mended on the screen then.

use crate::{components::FormAction, notice::Done};
use leptos::prelude::*;

/// Counts `reload` up whenever `action` succeeds and the person stays on the page. A refusal does not: loading
/// again would throw away what was typed. The page's resource has `reload` among its sources.
pub fn reload_after(action: FormAction, reload: RwSignal<u32>) {
    let value = action.value();
    Effect::new(move |_| {
        if matches!(&*value.read(), Some(Ok(Done { go: None, .. }))) {
            reload.update(|count| *count += 1);
        }
    });
}

/// Runs `then` once what was loaded is drawn, unless it is the first that is: a followed link or a pressed button may
/// be gone then, and the focus with it. To be called wherever the loaded value is shown, with one `shown` for all.
pub fn once_drawn_anew(shown: StoredValue<bool>, then: impl Fn() + Copy + 'static) {
    Effect::new(move |_| {
        if shown.get_value() {
            request_animation_frame(then);
        }
        shown.set_value(true);
    });
}
