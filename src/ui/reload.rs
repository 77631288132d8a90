//! Loading a page's data again after one of its forms has done its work.

use crate::{error::AppError, notice::Done};
use leptos::{prelude::*, server_fn::ServerFn};

/// Counts `reload` up whenever `action` succeeds and the person stays on the page. A refusal does not: loading
/// again would throw away what was typed. The page's resource has `reload` among its sources.
pub fn reload_after<S>(action: ServerAction<S>, reload: RwSignal<u32>)
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        if matches!(&*value.read(), Some(Ok(Done { go: None, .. }))) {
            reload.update(|count| *count += 1);
        }
    });
}
