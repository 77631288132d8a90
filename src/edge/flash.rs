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
/// More fields than any form has, and more text than packs into the cookies, are left behind before anything is
/// packed: packing takes time, and anybody can send a form.
const FIELDS: usize = 1_000;
const TEXT: usize = 96 * 1024;

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
    let mut flash = Flash {
        values: within_reason(&flash.values),
        ..flash.clone()
    };
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
        // One of a form's few; of many at a time, so that the rounds stay few.
        let fewer = flash.values.len() - flash.values.len().div_ceil(8);
        if flash.values.is_empty() {
            return Vec::new();
        }
        flash.values = shortest(&flash.values, fewer);
    }
}

/// As many of the shortest values as are worth packing.
fn within_reason(values: &[(String, String)]) -> Vec<(String, String)> {
    let mut lengths: Vec<usize> = values.iter().map(|(name, value)| name.len() + value.len()).collect();
    lengths.sort_unstable();
    let sums = lengths.iter().scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    });
    shortest(values, sums.take(FIELDS).take_while(|&sum| sum <= TEXT).count())
}

/// The `count` shortest values, in the order of the form.
fn shortest(values: &[(String, String)], count: usize) -> Vec<(String, String)> {
    let mut numbered: Vec<_> = values.iter().enumerate().collect();
    numbered.sort_by_key(|(_, (name, value))| name.len() + value.len());
    numbered.truncate(count);
    numbered.sort_unstable_by_key(|&(at, _)| at);
    numbered.into_iter().map(|(_, value)| value.clone()).collect()
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
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
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
    fn the_longest_is_left_behind() {
        let noise = |length: usize| -> String {
            let mut state = 1_u32;
            let mut letter = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b'a' + u8::try_from(state >> 24).unwrap() % 26)
            };
            (0..length).map(|_| letter()).collect()
        };
        let values = [("a", 10), ("long", 40_000), ("b", 2_000), ("c", 3)];
        let values = values.map(|(name, length)| (name.to_owned(), noise(length)));
        let kept = join(&split(&Flash {
            values: values.to_vec(),
            ..Flash::default()
        }));
        let names: Vec<String> = kept.unwrap().values.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn a_form_of_a_hundred_thousand_fields_takes_no_time() {
        let values = (0..100_000)
            .map(|at| (format!("a{at}"), format!("{:08x}", at * 7_919)))
            .collect();
        let many = Flash {
            values,
            ..Flash::default()
        };
        let begun = std::time::Instant::now();
        let pieces = split(&many);
        // Unoptimised, on a busy machine; it took hours.
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(5),
            "{:?}",
            begun.elapsed()
        );
        assert!((1..=MOST).contains(&pieces.len()) && join(&pieces).is_some());
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
