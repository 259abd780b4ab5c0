//! Why a request did not bring what was asked for.

use std::fmt;
use std::rc::Rc;

use puente_wire::problem::Problem;

use crate::browser::indexed_db::StorageError;

/// Why a request did not bring what was asked for. Said to people by `T::failure`.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The server could not be reached.
    Network,
    /// The server refused, and says why.
    Problem(Rc<Problem>),
    /// The answer was not what this program understands.
    Unreadable(Rc<str>),
    /// The browser does not keep data.
    Storage,
}

impl Failure {
    /// The server's stable code, when it gave one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => Some(&problem.code),
            Self::Network | Self::Unreadable(_) | Self::Storage => None,
        }
    }

    /// What is stored now, where somebody else saved in the meantime (409 `stale`).
    pub fn current<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        match self {
            Self::Problem(problem) => serde_json::from_value(problem.current.clone()?).ok(),
            Self::Network | Self::Unreadable(_) | Self::Storage => None,
        }
    }

    /// HTTP status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Problem(problem) => Some(problem.status),
            Self::Network | Self::Unreadable(_) | Self::Storage => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("the server could not be reached"),
            Self::Problem(problem) => write!(f, "{} {}", problem.status, problem.code),
            Self::Unreadable(why) => write!(f, "unreadable answer: {why}"),
            Self::Storage => f.write_str("the browser does not keep data"),
        }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        crate::browser::console::error(&error.to_string());
        Self::Storage
    }
}
