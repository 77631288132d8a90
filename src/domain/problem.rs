//! What the outside learns when something is refused: a closed set of codes, a sentence, and the fields
//! concerned. Nothing of a database, a path or a library ever gets in here.

use serde::{Deserialize, Serialize};
use std::fmt;

crate::words! {
    /// The kinds of refusal.
    Code {
        /// The input is wrong; `fields` says where.
        Invalid = "invalid", "Check what you entered";
        /// Nobody is signed in.
        SignInNeeded = "sign-in-needed", "Sign in first";
        /// Signed in, but the account asks for a second factor.
        SecondFactorNeeded = "second-factor-needed", "Set up a second factor first";
        /// Signed in, may see it, may not do this.
        Forbidden = "forbidden", "Not allowed";
        /// Does not exist, or belongs to somebody else: the same answer.
        NotFound = "not-found", "Not found";
        /// The object's state does not allow it, or another was there first.
        Conflict = "conflict", "Not possible now";
        /// Somebody else saved in between; what was typed is kept.
        Stale = "stale", "Changed in the meantime";
        /// A limit is reached; the message names it and says when it ends.
        TooMany = "too-many", "Too many attempts";
        /// The database or the disk cannot take it now; trying again may help.
        Unavailable = "unavailable", "Not available right now";
        /// A defect; the request id finds it in the log.
        Internal = "internal", "Something went wrong";
        /// The browser could not reach the server.
        Transport = "transport", "No connection";
    }
}

impl Code {
    /// The HTTP status that says the same.
    pub const fn status(self) -> u16 {
        match self {
            Self::Invalid => 422,
            Self::SignInNeeded => 401,
            Self::Forbidden | Self::SecondFactorNeeded => 403,
            Self::NotFound => 404,
            Self::Conflict | Self::Stale => 409,
            Self::TooMany => 429,
            Self::Unavailable => 503,
            Self::Internal => 500,
            Self::Transport => 502,
        }
    }
}

/// A page on which something can be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// What the link says, a verb first: "Open the invitation".
    pub label: String,
    /// The page's path.
    pub path: String,
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// What is wrong and how to mend it.
    pub message: String,
    /// Where to mend it, when that is not the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
}

/// A refusal, as the outside sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind.
    pub code: Code,
    /// One sentence for the person.
    pub message: String,
    /// Which fields are wrong, for [`Code::Invalid`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Finds the request in the server's log; set for [`Code::Internal`] and [`Code::Unavailable`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A refusal without fields.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            fields: Vec::new(),
            request_id: None,
        }
    }

    /// Wrong input.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Self {
            fields,
            ..Self::new(Code::Invalid, "Some of what you entered needs another look.")
        }
    }

    /// Wrong input in a single field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError {
            field: field.to_owned(),
            message: message.into(),
            way: None,
        }])
    }

    /// Does not exist, or is another account's.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing here, or it is not yours to see.")
    }

    /// The person lacks a permission.
    pub fn forbidden(what: &str) -> Self {
        Self::new(
            Code::Forbidden,
            format!("You may not {what}. Somebody who manages users can change that."),
        )
    }

    /// The person's account may change nothing: its partnership is suspended.
    pub fn suspended() -> Self {
        let message = "The partnership is suspended. You can read everything and change nothing until it is resumed.";
        Self::new(Code::Forbidden, message)
    }

    /// The object's state does not allow it.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(Code::Conflict, message)
    }

    /// The message for `field`, if that field is wrong.
    pub fn of_field(&self, field: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Problem {}

impl From<crate::status::InvalidTransition> for Problem {
    fn from(refused: crate::status::InvalidTransition) -> Self {
        Self::conflict(refused.to_string())
    }
}
