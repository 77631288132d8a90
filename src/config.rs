//! What the program is told at start: the command line and the `ENTENTE_*` variables. Every refusal is one
//! sentence that says what to change.

use crate::edge::{caller::Proxies, cookies::Cookies};
use clap::{Args, Parser, Subcommand};
use entente_backend::{MailTransport, Settings, StartError};
use std::{net::SocketAddr, path::PathBuf};
use url::Url;

/// Self-hosted partner onboarding: invitations, versioned agreements, signed contracts.
#[derive(Debug, Parser)]
#[command(name = "entente", version, about)]
pub struct Cli {
    /// How it runs.
    #[command(flatten)]
    pub options: Options,
    /// What to do; serves when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve Entente until it is told to stop (the default)
    Serve,
    /// Load a demo account, print its sign-in, then serve
    Demo {
        /// How many partners the account has
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        partners: u32,
        /// Load the account and end
        #[arg(long)]
        load_only: bool,
    },
    /// Check that no event, no evidence and no accepted document was changed or taken out
    Verify,
    /// Take the second factor of somebody away who has lost their app and their recovery codes
    ForgetSecondFactor {
        /// The address they sign in with
        address: String,
    },
    /// End somebody's sessions and let them sign in no more; what they did stays
    Deactivate {
        /// The address they sign in with
        address: String,
    },
    /// Let somebody sign in again who was deactivated
    Activate {
        /// The address they sign in with
        address: String,
    },
    /// Print the version
    Version,
}

// Help texts with addresses in them, which would be links in documentation.
const PUBLIC_URL: &str =
    "Address under which people reach Entente; links in mails begin with it [default: http://localhost:PORT]";
const SMTP: &str = "How mail leaves: smtp://user:password@host:587, smtps://host, file:DIRECTORY, or none";

/// How the program runs.
#[derive(Debug, Args)]
pub struct Options {
    /// Address and port to listen on
    #[arg(long, env = "ENTENTE_LISTEN", default_value = "127.0.0.1:3000", global = true)]
    pub listen: SocketAddr,
    /// Database file [default: entente.db in the data directory]
    #[arg(long, env = "ENTENTE_DATABASE", global = true)]
    pub database: Option<String>,
    /// Address under which people reach Entente.
    #[arg(long, env = "ENTENTE_PUBLIC_URL", global = true, help = PUBLIC_URL)]
    pub public_url: Option<String>,
    /// How mail leaves.
    #[arg(long, env = "ENTENTE_SMTP", default_value = "none", hide_env_values = true, global = true, help = SMTP)]
    pub smtp: String,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, parted by commas
    #[arg(long, env = "ENTENTE_TRUSTED_PROXY", default_value = "", global = true)]
    pub trusted_proxy: Proxies,
    /// Directory for the database and the server key
    #[arg(long, env = "ENTENTE_DATA_DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,
    /// What to log: error, warn, info, debug, trace, or a filter like info,entente=debug
    #[arg(long, env = "ENTENTE_LOG", default_value = "info", global = true)]
    pub log: String,
    /// The server key, when it is not to be kept in the data directory; 64 hexadecimal digits
    #[arg(long, env = "ENTENTE_KEY", hide = true, hide_env_values = true, global = true)]
    pub key: Option<String>,
}

impl Options {
    /// The database file.
    pub fn database(&self) -> String {
        match self.database.as_deref().filter(|database| !database.is_empty()) {
            Some(database) => database.to_owned(),
            None => self.data_dir.join("entente.db").to_string_lossy().into_owned(),
        }
    }

    /// The back end's settings, for a server that listens on `port`.
    ///
    /// # Errors
    /// [`StartError`] with what to change.
    pub fn settings(&self, port: u16) -> Result<Settings, StartError> {
        let mail: MailTransport = self.smtp.parse()?;
        Ok(Settings {
            database: self.database(),
            data_dir: self.data_dir.clone(),
            public_url: public_url(self.public_url.as_deref(), port)?,
            mail,
            key: self.key.clone().filter(|key| !key.is_empty()),
        })
    }
}

fn public_url(given: Option<&str>, port: u16) -> Result<Url, StartError> {
    let text = match given.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => text.to_owned(),
        None => format!("http://localhost:{port}"),
    };
    let wanted = "write it as https://partners.example.com";
    let url = Url::parse(&text).map_err(|error| StartError(format!("--public-url {text}: {error}; {wanted}.")))?;
    let whole_site = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() || !whole_site {
        return Err(StartError(format!(
            "--public-url {text} is not the address of a whole site; {wanted}."
        )));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(StartError(format!(
            "--public-url must not hold a user or a password; {wanted}."
        )));
    }
    Ok(url)
}

/// The cookie maker for an installation reached under `public_url`.
pub fn cookies(key: &[u8; 64], public_url: &Url) -> Cookies {
    Cookies::new(key, public_url.scheme() == "https")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        let after = Cli::try_parse_from(["entente", "demo", "--partners", "7", "--listen", "127.0.0.1:4000"]).unwrap();
        let before = Cli::try_parse_from(["entente", "--listen", "127.0.0.1:4000", "demo", "--partners", "7"]).unwrap();
        for cli in [after, before] {
            assert_eq!(cli.options.listen.port(), 4000);
            assert!(matches!(
                cli.command,
                Some(Command::Demo {
                    partners: 7,
                    load_only: false
                })
            ));
        }
    }

    #[test]
    fn the_public_address_follows_the_port_unless_given() {
        let url = |text: Option<&str>| public_url(text, 4000).map(String::from);
        assert_eq!(url(None).unwrap(), "http://localhost:4000/");
        assert_eq!(url(Some("")).unwrap(), "http://localhost:4000/");
        assert_eq!(
            url(Some("https://partners.example.com")).unwrap(),
            "https://partners.example.com/"
        );
        for wrong in [
            "partners.example.com",
            "ftp://example.com",
            "https://example.com/entente",
            "https://a:b@example.com",
        ] {
            assert!(
                url(Some(wrong)).unwrap_err().0.contains("https://partners.example.com"),
                "{wrong}"
            );
        }
    }
}
