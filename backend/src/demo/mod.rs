//! Demonstration data: real institutions' names and standards, invented people, and the plain
//! statement that no institution named has issued or endorsed anything.

mod accreditations;
mod cases;
mod desk;
mod people;

use std::fmt::Write as _;

use crate::app::App;
use crate::db::DbError;
use crate::recognition;
use crate::secrets::SecretError;
use crate::settings;

pub use people::{ACCOUNTS, Account, PASSWORD};

/// Why the demonstration could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Nothing could be sealed.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A step of the demonstration was refused.
    #[error("a step of the demonstration was refused: {0}")]
    Step(String),
}

/// Loads everything in one transaction; `false` when it was there already.
pub fn load(app: &App) -> Result<bool, DemoError> {
    let now = app.clock.now();
    app.db.write_now(|conn| {
        if settings::get(conn, settings::DEMONSTRATION)?.is_some() {
            return Ok(false);
        }
        people::load(conn, now)?;
        accreditations::load(conn, now)?;
        recognition::seed::load(conn, now, true)?;
        desk::load(conn, app, now)?;
        settings::set(conn, settings::DEMONSTRATION, "true")?;
        Ok(true)
    })
}

/// The accounts, as a table for people.
pub fn accounts_text() -> String {
    let mut text = format!("Demonstration accounts (password of each: {PASSWORD})\n");
    for account in ACCOUNTS {
        let roles = account.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "  {:<30} {:<14} {roles}", account.login, account.organisation);
    }
    text
}
