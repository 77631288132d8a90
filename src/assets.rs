//! The files inside the program: what `cargo xtask site` laid into `target/site`. In a debug build they are read
//! from there at each request; without that folder the server runs all the same, only bare.
//!
//! What pages load is inside a release in its packed forms alone. Nearly every browser takes one of them; for the
//! few that do not, the others need not be carried, in the file and in memory: one is unpacked as they ask.

use crate::edge::Site;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use entente_ui::ctx::Assets;
use flate2::read::GzDecoder;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, Read as _},
};

#[derive(RustEmbed)]
#[folder = "target/site"]
#[cfg_attr(not(debug_assertions), exclude = "pkg/*.css")]
#[cfg_attr(not(debug_assertions), exclude = "pkg/*.js")]
#[cfg_attr(not(debug_assertions), exclude = "pkg/*.pack")]
#[cfg_attr(not(debug_assertions), exclude = "pkg/*.wasm")]
#[allow_missing = true]
struct Files;

/// Names that change with their content may be kept for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Others are asked about again after an hour, so that an update shows soon.
const FOR_AN_HOUR: &str = "public, max-age=3600";

/// The paths that pages load; those of an unhashed build when there is no manifest.
pub fn paths() -> Assets {
    let manifest = Files::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok());
    manifest.unwrap_or_else(|| Assets {
        js: "/pkg/entente.js".to_owned(),
        loader: "/pkg/loader.js".to_owned(),
        wasm: "/pkg/entente.wasm".to_owned(),
        css: "/pkg/entente.css".to_owned(),
        chunks: BTreeMap::new(),
    })
}

/// A route for each file at the site's root, and one for the folder that pages load from. Each has its own, so
/// that `/robots.txt` is not taken for the page of an account.
pub fn routes() -> Router<Site> {
    let mut router = Router::new().route("/pkg/{*file}", get(serve));
    for name in Files::iter() {
        let own =
            !name.starts_with("pkg/") && name != "manifest.json" && !name.ends_with(".br") && !name.ends_with(".gz");
        if own {
            router = router.route(&format!("/{name}"), get(serve));
        }
    }
    router
}

async fn serve(uri: axum::http::Uri, headers: HeaderMap) -> Response<Body> {
    answer(uri.path().trim_start_matches('/'), &headers)
}

/// The file in the smallest form that the browser takes, or 304 when it has it already.
fn answer(name: &str, headers: &HeaderMap) -> Response<Body> {
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let Some(form) = Form::of(name, accepted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = form.tag();
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|value| value.to_str().is_ok_and(|v| v.contains(&tag)));
    let encoding = form.encoding();
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match form.body() {
            Ok(body) => Response::new(body),
            Err(error) => {
                tracing::error!("cannot unpack {name}: {error}");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let keep = if is_hashed(name) { FOR_EVER } else { FOR_AN_HOUR };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// A file as it goes to a browser.
enum Form {
    /// As it lies inside, packed so.
    Packed(EmbeddedFile, &'static str),
    /// As it lies inside, which is as it is.
    Plain(EmbeddedFile),
    /// Unpacked from what lies inside.
    Unpacked(EmbeddedFile),
}

impl Form {
    /// The smallest that `Accept-Encoding` takes; `None` when there is no such file.
    fn of(name: &str, accepted: &str) -> Option<Self> {
        let packed = |encoding, ending| {
            let file = accepts(accepted, encoding).then(|| Files::get(&format!("{name}.{ending}")));
            file.flatten().map(|file| Self::Packed(file, encoding))
        };
        packed("br", "br")
            .or_else(|| packed("gzip", "gz"))
            .or_else(|| Files::get(name).map(Self::Plain))
            .or_else(|| Files::get(&format!("{name}.gz")).map(Self::Unpacked))
    }

    fn encoding(&self) -> Option<&'static str> {
        match self {
            Self::Packed(_, encoding) => Some(encoding),
            Self::Plain(_) | Self::Unpacked(_) => None,
        }
    }

    /// Each form has its own tag, since each has its own bytes.
    fn tag(&self) -> String {
        let (Self::Packed(file, _) | Self::Plain(file) | Self::Unpacked(file)) = self;
        let mut tag = String::from("\"");
        for byte in &file.metadata.sha256_hash()[..12] {
            // Writing to a String cannot fail.
            let _ = write!(tag, "{byte:02x}");
        }
        if matches!(self, Self::Unpacked(_)) {
            tag.push_str("-unpacked");
        }
        tag.push('"');
        tag
    }

    fn body(self) -> io::Result<Body> {
        match self {
            Self::Packed(file, _) | Self::Plain(file) => Ok(match file.data {
                Cow::Borrowed(bytes) => Body::from(bytes),
                Cow::Owned(bytes) => Body::from(bytes),
            }),
            Self::Unpacked(file) => {
                let mut bytes = Vec::new();
                GzDecoder::new(&*file.data).read_to_end(&mut bytes)?;
                Ok(Body::from(bytes))
            }
        }
    }
}

/// Whether `Accept-Encoding` names `encoding` and does not turn it down with `q=0`.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding))
            && !words.any(|word| {
                word.strip_prefix("q=")
                    .is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0))
            })
    })
}

/// `entente.0123456789abcdef.css` or `0123456789abcdef/entente.js`, as the build names what pages load.
fn is_hashed(name: &str) -> bool {
    name.split(['.', '/'])
        .any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_taken_as_offered() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("BR;q=0.5", "br"));
        assert!(!accepts("gzip", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("br ; q=0.0", "br"));
        assert!(!accepts("", "gzip"));
    }

    #[test]
    fn only_names_with_a_digest_are_kept_for_ever() {
        assert!(is_hashed("pkg/entente.ba7816bf8f01cfea.css"));
        assert!(is_hashed("pkg/ba7816bf8f01cfea/entente.wasm"));
        assert!(!is_hashed("pkg/entente.wasm"));
        assert!(!is_hashed("icons.svg"));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(answer("pkg/none.js", &HeaderMap::new()).status(), StatusCode::NOT_FOUND);
        assert_eq!(
            answer("../Cargo.toml", &HeaderMap::new()).status(),
            StatusCode::NOT_FOUND
        );
    }
}
