//! What can go wrong inside, and the little of it that the outside may learn.

use entente_domain::{Code, Problem, status::InvalidTransition};

/// Inside, errors keep their sources; [`Error::expose`] makes the [`Problem`] for the outside.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A refusal that is meant for the person.
    #[error(transparent)]
    Refused(#[from] Problem),
    /// The database said no.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Something that cannot be, unless a row was changed by hand or the code is wrong.
    #[error("defect: {0}")]
    Defect(String),
}

impl Error {
    /// A defect with its description for the log.
    pub fn defect(what: impl std::fmt::Display) -> Self {
        Self::Defect(what.to_string())
    }

    /// Logs what is internal, once, and returns what the outside may know.
    pub fn expose(self, request_id: &str) -> Problem {
        match self {
            Self::Refused(problem) => problem,
            Self::Database(error) => {
                if let Some(problem) = crate::store::constraints::problem(&error) {
                    return problem;
                }
                tracing::error!(request.id = request_id, error = %error, "database error in request {request_id}");
                if is_passing(&error) {
                    let message =
                        "The database cannot take this right now. Nothing was changed; try again in a moment.";
                    return Problem {
                        request_id: Some(request_id.to_owned()),
                        ..Problem::new(Code::Unavailable, message)
                    };
                }
                internal(request_id)
            }
            Self::Defect(what) => {
                tracing::error!(request.id = request_id, error = %what, "defect in request {request_id}");
                internal(request_id)
            }
        }
    }
}

fn internal(request_id: &str) -> Problem {
    Problem {
        request_id: Some(request_id.to_owned()),
        ..Problem::new(Code::Internal, "Something went wrong on our side. Nothing was changed.")
    }
}

/// Locked, full or out of connections: trying again may help.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => {
            let message = error.message();
            message.contains("locked") || message.contains("full") || message.contains("readonly")
        }
        _ => false,
    }
}

impl From<InvalidTransition> for Error {
    fn from(refused: InvalidTransition) -> Self {
        Self::Refused(refused.into())
    }
}

/// Why the server does not start; the sentence says what to change.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StartError(pub String);
