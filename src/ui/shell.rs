//! The HTML document around the application, and the policy that says what it may load.

/// Where the browser remembers the chosen theme.
pub const THEME_KEY: &str = "theme";

#[cfg(feature = "ssr")]
pub use document::shell;

#[cfg(feature = "ssr")]
mod document {
    use super::THEME_KEY;
    use crate::{
        app::{App, page_at},
        ctx,
    };
    use http::{HeaderValue, header};
    use leptos::{nonce::use_nonce, prelude::*};
    use leptos_meta::MetaTags;

    /// Escape puts tooltips away until the pointer or the focus is elsewhere, also before the program is loaded.
    const TIPS: &str = "
const root = document.documentElement;
addEventListener('keydown', event => { if (event.key === 'Escape') root.dataset.tips = 'off' });
for (const away of ['pointerover', 'focusin']) addEventListener(away, () => delete root.dataset.tips);";

    /// The document; given to `leptos_routes_with_context`.
    pub fn shell(bridge: ctx::Bridge) -> impl IntoView {
        let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
        if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
            ctx::header(header::CONTENT_SECURITY_POLICY, policy);
        }
        let ctx::Assets {
            js,
            loader,
            wasm,
            css,
            chunks,
        } = &*bridge.assets;
        let chunk = page_at(&ctx::path()).and_then(|page| chunks.get(page.chunk().name()));
        let program: Vec<String> = std::iter::once(wasm)
            .chain(chunk.into_iter().flatten())
            .cloned()
            .collect();
        let start = format!(
            "import start, {{ hydrate }} from {js:?};\nawait start({{ module_or_path: {wasm:?} }});\nhydrate();"
        );
        // Before the first paint, or a page in the other theme would flash.
        let theme = format!(
            "try {{ const t = localStorage.getItem({THEME_KEY:?}); if (t === 'light' || t === 'dark') document.documentElement.dataset.theme = t }} catch {{}}{TIPS}"
        );
        view! {
            <!DOCTYPE html>
            <html lang="en">
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <script nonce=nonce.clone()>{theme}</script>
                    <link rel="stylesheet" href=css.clone()/>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    <link rel="modulepreload" href=js.clone() nonce=nonce.clone()/>
                    <link rel="modulepreload" href=loader.clone() nonce=nonce.clone()/>
                    {program
                        .into_iter()
                        .map(|file| {
                            view! { <link rel="preload" href=file r#as="fetch" crossorigin="anonymous"/> }
                        })
                        .collect_view()}
                    <script type="module" nonce=nonce>{start}</script>
                    <MetaTags/>
                </head>
                <body>
                    <App/>
                </body>
            </html>
        }
    }

    /// Scripts run only with this answer's nonce; nothing is loaded from elsewhere.
    fn policy(nonce: &str) -> String {
        format!(
            "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
             style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
             frame-ancestors 'none'; form-action 'self'; connect-src 'self'"
        )
    }

    #[cfg(test)]
    mod tests {
        use super::policy;

        #[test]
        fn scripts_need_the_nonce() {
            let policy = policy("abc");
            assert!(policy.contains("script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';"));
            assert!(!policy.contains("unsafe-inline"));
        }
    }
}
