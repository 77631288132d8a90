//! The flash: what a form without JavaScript leaves for the page that follows. It travels in up to four
//! encrypted cookies, lives two minutes and is shown once.

use super::Site;
use axum::{
    extract::{Request, State},
    http::{Method, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use entente_ui::{
    ctx::Edge as _,
    flash::{Flash, RequestFlash},
};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use std::io::{Read as _, Write as _};

/// The most cookies a flash may take.
pub const MOST: usize = 4;
/// The longest piece; encrypted, encoded and named it stays below the 4096 bytes that browsers take.
const PIECE: usize = 2900;
/// Nobody types more; protects against unpacking without end.
const UNPACKED: u64 = 1024 * 1024;

/// Gives a page the flash that came with its request. The answer that shows it also clears it.
pub async fn show(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let clear = site.cookies().clear_flash(request.headers());
    if clear.is_empty() {
        return next.run(request).await;
    }
    let flash = site.cookies().flash(request.headers());
    request.extensions_mut().insert(RequestFlash(flash));
    let mut response = next.run(request).await;
    // A redirect has shown nothing; the page it leads to will.
    if !response.status().is_redirection() {
        for cookie in clear {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Leaves a flash for the page that follows `response`.
pub fn leave(site: &Site, response: &mut Response, flash: &Flash) {
    for cookie in site.cookies().flash_cookies(flash) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Cuts a flash into pieces for cookies, the first beginning with their number. Where it is too long, the
/// longest of what was typed is left behind: the refusal itself and the shorter fields are worth more.
pub fn split(flash: &Flash) -> Vec<String> {
    let mut flash = flash.clone();
    loop {
        let text = pack(&flash);
        let pieces: Vec<&str> = text
            .as_bytes()
            .chunks(PIECE)
            .filter_map(|piece| std::str::from_utf8(piece).ok())
            .collect();
        if pieces.len() <= MOST {
            let count = pieces.len();
            let numbered = pieces.iter().enumerate();
            return numbered
                .map(|(at, piece)| {
                    if at == 0 {
                        format!("{count}{piece}")
                    } else {
                        (*piece).to_owned()
                    }
                })
                .collect();
        }
        let longest = flash
            .values
            .iter()
            .enumerate()
            .max_by_key(|(_, (_, value))| value.len());
        match longest.map(|(at, _)| at) {
            Some(at) => drop(flash.values.remove(at)),
            None => return Vec::new(),
        }
    }
}

/// Puts the pieces together again; `None` unless all belong to one flash.
pub fn join(pieces: &[String]) -> Option<Flash> {
    let (first, rest) = pieces.split_first()?;
    let (count, first) = first.split_at_checked(1)?;
    let count: usize = count.parse().ok()?;
    let rest = rest.get(..count.checked_sub(1)?)?;
    unpack(&format!("{first}{}", rest.concat()))
}

fn pack(flash: &Flash) -> String {
    let json = serde_json::to_vec(flash).unwrap_or_default();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let packed = encoder
        .write_all(&json)
        .and_then(|()| encoder.finish())
        .unwrap_or_default();
    STANDARD_NO_PAD.encode(packed)
}

/// Pieces of two flashes do not pass zlib's checksum.
fn unpack(text: &str) -> Option<Flash> {
    let packed = STANDARD_NO_PAD.decode(text).ok()?;
    let mut json = Vec::new();
    ZlibDecoder::new(&packed[..])
        .take(UNPACKED)
        .read_to_end(&mut json)
        .ok()?;
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flash(letters: &str, length: usize) -> Flash {
        let value = letters.chars().cycle().take(length).collect();
        Flash {
            values: vec![("note".to_owned(), value)],
            ..Flash::default()
        }
    }

    #[test]
    fn ordinary_text_of_twenty_pages_fits() {
        let whole = flash("The partner reads the agreement, accepts it, and signs. ", 60_000);
        let pieces = split(&whole);
        assert_eq!(join(&pieces), Some(whole));
    }

    #[test]
    fn left_over_pieces_of_an_earlier_one_do_no_harm() {
        let short = split(&flash("a", 10));
        assert_eq!(short.len(), 1);
        let with_rest = [short[0].clone(), "left over".to_owned()];
        assert_eq!(join(&with_rest), Some(flash("a", 10)));
        assert_eq!(join(&["2abc".to_owned()]), None);
        assert_eq!(join(&["0".to_owned()]), None);
        assert_eq!(join(&[]), None);
        assert_eq!(join(&["ä".to_owned()]), None);
    }
}
