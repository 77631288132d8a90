//! Several lines of text, escaped by ourselves.

use super::wiring::{Wiring, field};
use leptos::prelude::*;

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Its name in the form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to answer, possibly empty.
    #[prop(optional, into)]
    hint: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// May stay empty.
    #[prop(default = false)]
    optional: bool,
    /// Lines to see at once.
    #[prop(default = 4)]
    rows: u32,
    /// The most characters.
    #[prop(optional)]
    max: Option<u32>,
) -> impl IntoView {
    let wiring = Wiring::new(&name, !hint.is_empty());
    field(wiring, label, hint, optional, "", move |wiring| {
        view! {
            <textarea
                class="textarea"
                id=wiring.id.clone()
                name=name
                rows=rows.to_string()
                maxlength=max.map(|max| max.to_string())
                required=!optional
                aria-invalid=wiring.invalid()
                aria-describedby=wiring.described_by()
                inner_html=textarea_html(&wiring.value(value), cfg!(feature = "ssr"))
            ></textarea>
        }
        .into_any()
    })
}

/// The text as a text area's HTML: Leptos 0.8 does not escape the children of `<textarea>` on the server, where
/// text with `</textarea>` in it would get out. A parser drops the first line break, so one is put before it.
fn textarea_html(text: &str, on_server: bool) -> String {
    let dropped = if on_server && text.starts_with('\n') { "\n" } else { "" };
    format!("{dropped}{}", html_escape::encode_text(text))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn text_never_gets_out_of_a_text_area() {
        let owner = Owner::new();
        let html = owner.with(|| {
            view! { <TextArea name="note" label="Note" value="</textarea><script>alert(1)</script>"/> }.to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert!(
            html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"),
            "{html}"
        );
    }

    #[test]
    fn the_first_line_break_is_kept() {
        assert_eq!(textarea_html("\na", true), "\n\na");
        assert_eq!(textarea_html("\na", false), "\na");
        assert_eq!(textarea_html("a & b", true), "a &amp; b");
    }
}
