//! Who asks: session, opened links, address, browser, gathered from the request and nothing decided.

use super::{Site, telemetry::RequestId};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use entente_domain::{Language, id::AccountId, usecases::Caller};
use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

const USER_AGENT: usize = 300;

/// Puts the [`Caller`] into the request, where pages, server functions and handlers find it.
pub async fn attach(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    let headers = request.headers();
    let caller = Caller {
        session: site.cookies().session(headers),
        account: account(request.uri().path()),
        links: site.cookies().links(headers).into_iter().collect(),
        ip: peer
            .map(|peer| site.proxies().client(peer, headers).to_string())
            .unwrap_or_default(),
        language: language(headers),
        user_agent: user_agent(headers),
        request_id: request
            .extensions()
            .get::<RequestId>()
            .map(|id| id.0.clone())
            .unwrap_or_default(),
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// The account named by the path's first part.
fn account(path: &str) -> Option<AccountId> {
    path.split('/').nth(1)?.parse().ok()
}

/// The best of the languages that the browser asks for (RFC 9110 §12.5.4), among those there are. Whoever asks for
/// Austrian German gets German; weight 0 is a refusal.
fn language(headers: &HeaderMap) -> Language {
    let asked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let mut known: Vec<(f32, Language)> = asked.unwrap_or_default().split(',').filter_map(weighted).collect();
    known.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    known.first().map_or_else(Language::default, |(_, language)| *language)
}

/// `de-AT;q=0.9`, as far as it is a language there is and not refused.
fn weighted(part: &str) -> Option<(f32, Language)> {
    let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
    let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
    let language = tag.trim().split('-').next()?.to_lowercase().parse().ok()?;
    (weight.is_finite() && weight > 0.0).then_some((weight, language))
}

fn user_agent(headers: &HeaderMap) -> String {
    headers
        .get(header::USER_AGENT)
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(USER_AGENT)
        .collect()
}

/// The proxies whose word about the client's address is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

/// An address, or all that share its first `bits`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u32,
}

impl Proxies {
    /// The client's address: the peer's, unless the peer is a trusted proxy; then the last one in
    /// `X-Forwarded-For` that is not a trusted proxy itself. What stands before it could be made up by the client.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        for hop in hops.into_iter().rev() {
            if !self.0.iter().any(|network| network.contains(client)) {
                break;
            }
            let Some(address) = hop_address(hop) else {
                break;
            };
            client = address.to_canonical();
        }
        client
    }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn hop_address(hop: &str) -> Option<IpAddr> {
    hop.parse()
        .ok()
        .or_else(|| hop.parse().ok().map(|address: SocketAddr| address.ip()))
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - self.bits;
                own.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - self.bits;
                own.to_bits().checked_shr(shift) == other.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text} is neither an address nor a network; write 10.0.0.1 or 10.0.0.0/8");
        let (address, bits) = text
            .split_once('/')
            .map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.trim().parse()).map_err(|_| wrong())?;
        if bits > most {
            return Err(wrong());
        }
        Ok(Self { address, bits })
    }
}

impl FromStr for Proxies {
    type Err = String;

    /// Addresses and networks, parted by commas; none when empty.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        Ok(Self(parts.map(str::parse).collect::<Result<_, _>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let proxies: Proxies = trusted.parse().unwrap();
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(client("", "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client("10.0.0.0/8", "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client("10.0.0.0/8", "10.1.2.3", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(
            client("10.0.0.0/8", "::ffff:10.1.2.3", &["198.51.100.7"]),
            "198.51.100.7"
        );
        assert_eq!(client("10.0.0.0/8", "10.1.2.3", &[]), "10.1.2.3");
    }

    #[test]
    fn what_the_client_made_up_does_not_count() {
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", &["6.6.6.6, 198.51.100.7, 10.0.0.2"]),
            "198.51.100.7"
        );
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", &["6.6.6.6", "198.51.100.7"]),
            "198.51.100.7"
        );
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", &["198.51.100.7, nonsense"]),
            "10.0.0.1"
        );
        assert_eq!(
            client("2001:db8::/32", "2001:db8::1", &["[2001:db9::5]:4711"]),
            "2001:db9::5"
        );
    }

    #[test]
    fn networks_are_read_strictly() {
        assert_eq!("".parse::<Proxies>().unwrap(), Proxies::default());
        assert_eq!("10.0.0.1, ::1/128".parse::<Proxies>().unwrap().0.len(), 2);
        for wrong in ["10.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "proxy.example"] {
            assert!(wrong.parse::<Proxies>().unwrap_err().contains("10.0.0.0/8"), "{wrong}");
        }
        assert!(
            "0.0.0.0/0"
                .parse::<Network>()
                .unwrap()
                .contains("203.0.113.9".parse().unwrap())
        );
    }

    #[test]
    fn the_language_is_the_best_there_is() {
        for (asked, found) in [
            ("", Language::English),
            ("de", Language::German),
            ("de-AT,de;q=0.9,en;q=0.8", Language::German),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7", Language::English),
            ("en;q=0.3, de;q=0.5", Language::German),
            ("fr, it", Language::English),
            ("*", Language::English),
            ("fr, de;q=0", Language::English),
            ("de;q=NaN, de;q=-1, de;q=inf", Language::English),
            (";;;,,,q=x", Language::English),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, asked.parse().unwrap());
            assert_eq!(language(&headers), found, "{asked}");
        }
        assert_eq!(language(&HeaderMap::new()), Language::English);
    }

    #[test]
    fn the_account_is_the_first_part_of_the_path() {
        assert_eq!(account("/PA-123-456/partners").unwrap().as_str(), "PA-123-456");
        assert_eq!(account("/sfn/partners/list"), None);
        assert_eq!(account("/"), None);
    }
}
