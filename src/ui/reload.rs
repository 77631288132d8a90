//! Loading a page's data again after one of its forms has done its work.

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
