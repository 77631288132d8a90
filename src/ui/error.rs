//! What a server function refuses with: the domain's `Problem`, in a type that Leptos can carry.

use entente_domain::{Code, Problem};
use leptos::{
    prelude::FromServerFnError,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A refusal on its way from a server function to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppError(pub Problem);

impl AppError {
    /// Does not exist, or is another account's.
    pub fn not_found() -> Self {
        Self(Problem::not_found())
    }

    /// A form whose values are not even of the right kind; no page of ours sends one.
    pub fn unreadable_form() -> Self {
        Self(Problem::new(
            Code::Invalid,
            "The form could not be read. Reload the page and try again.",
        ))
    }

    /// No answer came, or none that could be read.
    pub fn unreachable() -> Self {
        Self(Problem::new(
            Code::Transport,
            "The server could not be reached. Check the connection and try again.",
        ))
    }

    /// An answer that is not what was asked for, as after an update of the server.
    pub fn unreadable_answer() -> Self {
        Self(Problem::new(
            Code::Transport,
            "The server's answer could not be read. Reload the page and try again.",
        ))
    }

    /// The kind of refusal.
    pub const fn code(&self) -> Code {
        self.0.code
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// Defects of the transport; their own words stay out of sight.
    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        let (code, message) = match value {
            ServerFnErrorErr::Request(_) => return Self::unreachable(),
            ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Response(_) => return Self::unreadable_answer(),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Serialization(_) => {
                return Self::unreadable_form();
            }
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_) => (Code::Internal, "Something went wrong. Try again in a moment."),
        };
        Self(Problem::new(code, message))
    }

    /// Encodes the refusal; on the server the answer gets the status that says the same, which Leptos 0.8 does
    /// not do by itself.
    fn ser(&self) -> leptos::server_fn::Bytes {
        #[cfg(feature = "ssr")]
        crate::ctx::status(self.0.code.status());
        serde_json::to_vec(self).unwrap_or_default().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_survives_the_way_to_the_browser() {
        let refused = AppError(Problem::field("name", "Name is missing."));
        assert_eq!(AppError::de(refused.ser()), refused);
    }

    #[test]
    fn an_unreadable_answer_becomes_a_sentence() {
        let refused = AppError::de("<html>502</html>".into());
        assert_eq!(refused.code(), Code::Transport);
        assert!(!refused.0.message.contains('<'));
    }
}
