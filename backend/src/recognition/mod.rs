//! What certificates count for: the engine over what this registry has published.

mod answers;
pub mod effects;
pub mod entries;
mod library;
pub mod routes;
pub mod seed;
pub mod store;

use std::sync::Arc;

use chrono::NaiveDate;
use crosswalks::{Holding, Question, Recognition};
use puente_wire::recognition::{RecognitionQuery, RecognitionRequest};

use crate::app::App;
use crate::db::DbError;

pub use answers::{Answers, Kept};
pub use library::{Edition, Library};

/// Most certificates in one question.
pub const MOST_HOLDINGS: usize = 50;

/// Why a question is not answered.
#[derive(Debug, thiserror::Error)]
pub enum RecognitionError {
    /// None, or more than [`MOST_HOLDINGS`].
    #[error("a question has one to {MOST_HOLDINGS} certificates")]
    Holdings,
    /// A code that is blank or too long.
    #[error("a code has 1 to 120 characters")]
    Code {
        /// Which of the holdings.
        holding: usize,
    },
    /// An issuer's name that is blank or too long.
    #[error("an issuer's name has 1 to 300 characters")]
    Issuer {
        /// Which of the holdings.
        holding: usize,
    },
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Everything published, as the database has it now.
pub async fn edition(app: &App) -> Result<Arc<Edition>, DbError> {
    let (library, writes) = (app.library.clone(), app.db.writes());
    if let Some(edition) = library.fresh(writes) {
        return Ok(edition);
    }
    let config = app.config.clone();
    app.db.read(move |conn| library.edition_after(conn, &config, writes)).await
}

/// [`edition`] for code that is not asynchronous.
pub fn edition_now(app: &App) -> Result<Arc<Edition>, DbError> {
    app.db.read_now(|conn| app.library.edition(conn, &app.config))
}

/// Today, in UTC.
pub fn today(app: &App) -> NaiveDate {
    app.clock.now().date_naive()
}

/// The question that a query asks.
pub fn question_of(query: RecognitionQuery, today: NaiveDate) -> RecognitionRequest {
    let RecognitionQuery { framework, code, version, issued_on, issuer, destination, on } = query;
    let holding = Holding { framework, code, version, issued_on, issuer, units: Vec::new() };
    RecognitionRequest { holdings: vec![holding], destination, target: None, on: Some(on.unwrap_or(today)) }
}

/// Answers.
pub fn recognise(
    edition: &Edition,
    request: RecognitionRequest,
    today: NaiveDate,
) -> Result<Recognition, RecognitionError> {
    if !(1..=MOST_HOLDINGS).contains(&request.holdings.len()) {
        return Err(RecognitionError::Holdings);
    }
    let bad = |holding: &Holding| holding.code.trim().is_empty() || holding.code.chars().count() > 120;
    if let Some(holding) = request.holdings.iter().position(bad) {
        return Err(RecognitionError::Code { holding });
    }
    let nobody = |holding: &Holding| {
        holding.issuer.as_ref().is_some_and(|issuer| issuer.trim().is_empty() || issuer.chars().count() > 300)
    };
    if let Some(holding) = request.holdings.iter().position(nobody) {
        return Err(RecognitionError::Issuer { holding });
    }
    let question = Question {
        holdings: request.holdings,
        destination: request.destination,
        target: request.target,
        as_of: request.on.unwrap_or(today),
    };
    Ok(crosswalks::recognise(&edition.snapshot, &question))
}
