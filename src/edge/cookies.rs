//! The cookies: session, opened links, flash. Under https all carry the `__Host-` prefix, which binds them to
//! this host and to encrypted connections; links and flash are encrypted besides, and so is, with the same key, what
//! travels in a page's address.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, CookieJar, Key, SameSite, time::Duration};
use entente_domain::usecases::access;
use entente_ui::{ctx::Edge, flash::Flash};

use super::{flash as pieces, sealed};

const SESSION: &str = "entente";
const LINKS: &str = "entente-links";
const FLASH: &str = "entente-flash";

/// The browser forgets the session after this; the server ends it earlier when it lies idle.
const SESSION_AGE: Duration = Duration::days(30);
/// Long enough to read an agreement and come back after lunch.
const LINKS_AGE: Duration = Duration::hours(12);
/// Long enough for the redirect that follows.
const FLASH_AGE: Duration = Duration::minutes(2);
/// A browser that opened more links than this has forgotten the first.
const MOST_LINKS: usize = 10;

/// Reads and makes the cookies.
#[derive(Clone)]
pub struct Cookies {
    key: Key,
    secure: bool,
}

impl Cookies {
    /// `secure` when people reach the site by https.
    pub fn new(key: &[u8; 64], secure: bool) -> Self {
        Self {
            key: Key::from(key),
            secure,
        }
    }

    fn name(&self, name: &str) -> String {
        if self.secure {
            format!("__Host-{name}")
        } else {
            name.to_owned()
        }
    }

    fn flash_name(&self, piece: usize) -> String {
        self.name(&format!("{FLASH}-{piece}"))
    }

    /// The session's token.
    pub fn session(&self, headers: &HeaderMap) -> Option<String> {
        find(headers, &self.name(SESSION)).map(|cookie| cookie.value().to_owned())
    }

    /// The opened links, id and token, oldest first.
    pub fn links(&self, headers: &HeaderMap) -> Vec<(String, String)> {
        self.open(headers, &self.name(LINKS))
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Keeps these links; only the newest of too many.
    pub fn keep_links(&self, links: &[(String, String)]) -> HeaderValue {
        let newest = &links[links.len().saturating_sub(MOST_LINKS)..];
        let text = serde_json::to_string(newest).unwrap_or_default();
        self.sealed(self.name(LINKS), text, LINKS_AGE)
    }

    /// What the last request left for this one, if it arrived whole.
    pub fn flash(&self, headers: &HeaderMap) -> Option<Flash> {
        let read: Vec<String> = (0..pieces::MOST)
            .map_while(|piece| self.open(headers, &self.flash_name(piece)))
            .collect();
        pieces::join(&read)
    }

    /// Forgets the pieces of a flash that came with the request.
    pub fn clear_flash(&self, headers: &HeaderMap) -> Vec<HeaderValue> {
        (0..pieces::MOST)
            .map(|piece| self.flash_name(piece))
            .filter(|name| find(headers, name).is_some())
            .map(|name| self.cleared(name))
            .collect()
    }

    fn open(&self, headers: &HeaderMap, name: &str) -> Option<String> {
        let mut jar = CookieJar::new();
        jar.add_original(find(headers, name)?);
        jar.private(&self.key).get(name).map(|cookie| cookie.value().to_owned())
    }

    fn sealed(&self, name: String, value: String, age: Duration) -> HeaderValue {
        let mut jar = CookieJar::new();
        jar.private_mut(&self.key).add(self.build(name.clone(), value, age));
        jar.get(&name).map_or(HeaderValue::from_static(""), written)
    }

    fn cleared(&self, name: String) -> HeaderValue {
        written(&self.build(name, String::new(), Duration::ZERO))
    }

    fn build(&self, name: String, value: String, age: Duration) -> Cookie<'static> {
        Cookie::build((name, value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure)
            .max_age(age)
            .build()
    }
}

impl Edge for Cookies {
    fn session_cookie(&self, token: &str) -> HeaderValue {
        written(&self.build(self.name(SESSION), token.to_owned(), SESSION_AGE))
    }

    fn clear_session_cookie(&self) -> HeaderValue {
        self.cleared(self.name(SESSION))
    }

    fn flash_cookies(&self, flash: &Flash) -> Vec<HeaderValue> {
        let pieces = pieces::split(flash).into_iter().enumerate();
        pieces
            .map(|(at, piece)| self.sealed(self.flash_name(at), piece, FLASH_AGE))
            .collect()
    }

    fn links_cookie_without(&self, headers: &HeaderMap, id: &str) -> HeaderValue {
        let rest = with_link(self.links(headers), id, None);
        if rest.is_empty() {
            self.cleared(self.name(LINKS))
        } else {
            self.keep_links(&rest)
        }
    }

    fn seal(&self, purpose: &str, text: String) -> String {
        sealed::seal(&self.key, purpose, text)
    }

    fn unseal(&self, purpose: &str, sealed: &str) -> Option<String> {
        sealed::unseal(&self.key, purpose, sealed)
    }
}

fn find(headers: &HeaderMap, name: &str) -> Option<Cookie<'static>> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| Cookie::split_parse(line.to_owned()))
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
}

/// A cookie that is no header value would have to come from a token that is not ASCII; none is made so.
fn written(cookie: &Cookie<'_>) -> HeaderValue {
    HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

/// The links with one more, or with its token renewed; `token` `None` forgets it.
pub fn with_link(mut links: Vec<(String, String)>, id: &str, token: Option<&str>) -> Vec<(String, String)> {
    links.retain(|(have, _)| have != id);
    if let Some(token) = token {
        links.push((id.to_owned(), token.to_owned()));
    }
    links
}

/// The key of an opened reset link.
pub const RESET: &str = access::RESET_LINK;

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies() -> Cookies {
        Cookies::new(&[7; 64], false)
    }

    /// What a browser would send back.
    fn returned(set: &[HeaderValue]) -> HeaderMap {
        let pairs: Vec<&str> = set
            .iter()
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap())
            .collect();
        HeaderMap::from_iter([(header::COOKIE, pairs.join("; ").parse().unwrap())])
    }

    #[test]
    fn the_session_cookie_is_bound_to_host_and_https() {
        let secure = Cookies::new(&[7; 64], true).session_cookie("token");
        let text = secure.to_str().unwrap();
        assert!(text.starts_with("__Host-entente=token; "));
        for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(text.contains(attribute), "{text}");
        }
        let plain = cookies().session_cookie("token");
        assert!(plain.to_str().unwrap().starts_with("entente=token; ") && !plain.to_str().unwrap().contains("Secure"));
        assert_eq!(cookies().session(&returned(&[plain])).as_deref(), Some("token"));
        assert!(cookies().clear_session_cookie().to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn links_come_back_and_the_oldest_go() {
        let mut links = Vec::new();
        for number in 0..12 {
            links = with_link(links, &format!("INV-{number}"), Some("secret"));
        }
        links = with_link(links, "INV-5", Some("renewed"));
        let cookie = cookies().keep_links(&links);
        assert!(!cookie.to_str().unwrap().contains("secret"));
        let read = cookies().links(&returned(&[cookie]));
        assert_eq!(read.len(), MOST_LINKS);
        assert_eq!(read.last().unwrap(), &("INV-5".to_owned(), "renewed".to_owned()));
        assert!(!read.iter().any(|(id, _)| id == "INV-0"));
        assert!(with_link(read, "INV-5", None).iter().all(|(id, _)| id != "INV-5"));
    }

    #[test]
    fn a_used_link_is_forgotten_and_no_other() {
        let pair = |id: &str| (id.to_owned(), "secret".to_owned());
        let opened = returned(&[cookies().keep_links(&[pair("INV-1"), pair("INV-2")])]);
        let rest = returned(&[cookies().links_cookie_without(&opened, "INV-1")]);
        assert_eq!(cookies().links(&rest), [pair("INV-2")]);
        let none = cookies().links_cookie_without(&rest, "INV-2");
        assert!(none.to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn a_flash_comes_back_once_and_whole() {
        let flash = Flash {
            path: "/sfn/partners/save".to_owned(),
            values: vec![
                ("name".to_owned(), "Front Street".to_owned()),
                ("name".to_owned(), "ä\n€".to_owned()),
            ],
            ..Flash::default()
        };
        let set = cookies().flash_cookies(&flash);
        let headers = returned(&set);
        assert_eq!(cookies().flash(&headers), Some(flash));
        assert_eq!(cookies().clear_flash(&headers).len(), set.len());
        assert_eq!(Cookies::new(&[8; 64], false).flash(&headers), None);
        assert!(cookies().clear_flash(&HeaderMap::new()).is_empty());
    }

    #[test]
    fn every_cookie_fits_a_browser() {
        let mut noise = 1_u64;
        let mut letters = || {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'!' + u8::try_from((noise >> 33) % 90).unwrap())
        };
        let long: String = (0..60_000).map(|_| letters()).collect();
        let middling: String = (0..4_000).map(|_| letters()).collect();
        let values = vec![
            ("note".to_owned(), long),
            ("text".to_owned(), middling),
            ("name".to_owned(), "Ann".to_owned()),
        ];
        let flash = Flash {
            values,
            ..Flash::default()
        };
        let set = cookies().flash_cookies(&flash);
        assert!(set.len() <= pieces::MOST && set.iter().all(|cookie| cookie.len() <= 4096));
        let read = cookies().flash(&returned(&set)).unwrap();
        assert_eq!(
            read.values.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["text", "name"]
        );
    }
}
