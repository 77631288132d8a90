//! Everything that touches the browser's own objects, in one place. Called from effects and event handlers only,
//! which do not run on the server.

use crate::{error::AppError, notice::Done};
use leptos::{
    html::H1,
    prelude::{FromServerFnError, GetUntracked, NodeRef, document, request_animation_frame, window},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, FormData, Headers, HtmlDialogElement, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    KeyboardEvent, MouseEvent, RequestInit, Response, SubmitEvent, UrlSearchParams,
};

/// Moves the focus to the element with this id; false when there is none.
pub fn focus(id: &str) -> bool {
    document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus to the page's heading.
pub fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

/// Moves the focus to a heading that is about to be put into the page.
pub fn focus_soon(heading: NodeRef<H1>) {
    request_animation_frame(move || {
        if let Some(heading) = heading.try_get_untracked().flatten() {
            let _ = heading.focus();
        }
    });
}

/// True when nothing has the focus, as after the focused element has gone.
pub fn focus_is_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}

/// Moves the focus to the element with this id when nothing has it.
pub fn catch_focus(id: &str) {
    if focus_is_lost() {
        focus(id);
    }
}

/// Puts the forms that `selector` finds back to the values they were made with, apart from one being filled in.
pub fn reset_forms(selector: &str) {
    let Ok(forms) = document().query_selector_all(selector) else {
        return;
    };
    let active = document().active_element();
    for index in 0..forms.length() {
        if let Some(form) = forms
            .item(index)
            .and_then(|node| node.dyn_into::<HtmlFormElement>().ok())
            && !form.contains(active.as_deref())
        {
            form.reset();
        }
    }
}

/// What the form that is being sent holds, with the button that sends it where that has a name, as a URL's query.
pub fn form_query(event: &SubmitEvent) -> Option<String> {
    let data = FormData::new_with_form(&event.target()?.dyn_into().ok()?).ok()?;
    if let Some(button) = event.submitter()
        && let Some(name) = button.get_attribute("name")
    {
        let value = button.get_attribute("value").unwrap_or_default();
        data.append_with_str(&name, &value).ok()?;
    }
    as_query(&data)
}

/// The same of the form in which something was typed.
pub fn typed_form_query(event: &web_sys::Event) -> Option<String> {
    let typed_in = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let form: HtmlFormElement = typed_in.closest("form").ok()??.dyn_into().ok()?;
    as_query(&FormData::new_with_form(&form).ok()?)
}

fn as_query(data: &FormData) -> Option<String> {
    let query = UrlSearchParams::new_with_str_sequence_sequence(data).ok()?;
    query.to_string().as_string()
}

/// Sends a form's fields to a server function and reads what it answers.
///
/// # Errors
/// The function's refusal, or that the server could not be reached.
pub async fn post(path: &str, body: &str) -> Result<Done, AppError> {
    let (accepted, text) = fetch(path, body).await.map_err(|_| AppError::unreachable())?;
    if !accepted {
        return Err(AppError::de(text.into_bytes().into()));
    }
    serde_json::from_str(&text).map_err(|_| AppError::unreachable())
}

/// Sends a form's fields to a server function; tells whether they were accepted, and the answer's text.
///
/// # Errors
/// The server could not be reached.
pub async fn fetch(path: &str, body: &str) -> Result<(bool, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded")?;
    headers.set("Accept", "application/json")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(body));
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &request)).await?;
    let answer: Response = answer.dyn_into()?;
    let text = JsFuture::from(answer.text()?).await?;
    Ok((answer.ok(), text.as_string().unwrap_or_default()))
}

/// Closes every open menu and the drawer, as after going to another page.
pub fn close_popovers() {
    let Ok(open) = document().query_selector_all("[popover]:popover-open") else {
        return;
    };
    for index in 0..open.length() {
        if let Some(element) = open.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
            let _ = element.hide_popover();
        }
    }
}

/// Closes the disclosure in which a key was pressed; the focus returns to what opens it.
pub fn close_disclosure(event: &KeyboardEvent) {
    let within = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(disclosure) = within.and_then(|element| element.closest("details[open]").ok().flatten()) else {
        return;
    };
    let _ = disclosure.remove_attribute("open");
    let summary = disclosure.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}

/// Shows the dialog with this id, above everything else; the focus goes into it, and back when it closes.
pub fn open_dialog(id: &str) {
    // An open menu would be closed later, and with it would go the place that the focus returns to.
    close_popovers();
    if let Some(dialog) = dialog(id) {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog with this id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// True for a click that follows a link here and now, neither in another tab nor to keep it.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

/// Marks the page as brought to life: what works with JavaScript only is shown from now on.
pub fn mark_hydrated() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1("hydrated");
    }
}

/// What this browser remembers under `key`.
pub fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Remembers `value` under `key`, or forgets it.
pub fn remember(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

/// Shows the page in this theme: `light`, `dark`, or by the system.
pub fn set_theme(theme: Option<&str>) {
    remember(crate::shell::THEME_KEY, theme);
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Puts `text` on the clipboard and tells `then` whether that worked.
pub fn copy(text: &str, then: impl Fn(bool) + 'static) {
    let navigator = window().navigator();
    // Browsers leave the clipboard out on plain-http pages other than localhost.
    let has_clipboard = web_sys::js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| clipboard.is_object());
    if !has_clipboard {
        then(false);
        return;
    }
    let then = std::rc::Rc::new(then);
    let failed = std::rc::Rc::clone(&then);
    let on_done = Closure::once_into_js(move |_: JsValue| then(true));
    let on_failed = Closure::once_into_js(move |_: JsValue| failed(false));
    let written: JsValue = navigator.clipboard().write_text(text).into();
    let Ok(method) = web_sys::js_sys::Reflect::get(&written, &JsValue::from_str("then")) else {
        return;
    };
    if let Some(method) = method.dyn_ref::<web_sys::js_sys::Function>() {
        let _ = method.call2(&written, &on_done, &on_failed);
    }
}

/// True while the focus is in a field, where keys are text.
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.has_attribute("contenteditable")
    })
}

/// Shows or hides the password in the input with this id; returns whether it shows now.
pub fn toggle_password(id: &str) -> bool {
    let Some(input) = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    else {
        return false;
    };
    let shows = input.type_() == "password";
    input.set_type(if shows { "text" } else { "password" });
    shows
}

/// The path of the page that is shown.
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Loads another page in full, past the application's router.
pub fn load(path: &str) {
    let _ = window().location().set_href(path);
}

/// Moves what stands in one input or drop-down to another.
pub fn move_value(from: &str, to: &str) {
    let find = |id: &str| document().get_element_by_id(id);
    let (Some(from), Some(to)) = (find(from), find(to)) else {
        return;
    };
    if let (Some(from), Some(to)) = (from.dyn_ref::<HtmlInputElement>(), to.dyn_ref::<HtmlInputElement>()) {
        to.set_value(&from.value());
    }
    if let (Some(from), Some(to)) = (from.dyn_ref::<HtmlSelectElement>(), to.dyn_ref::<HtmlSelectElement>()) {
        to.set_value(&from.value());
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    let _ = window().print();
}
