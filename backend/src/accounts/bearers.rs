//! Programs with a token: those that ask at the same moment are looked up together, and a token that
//! several of their requests carry once.

use std::collections::HashMap;

use super::sessions::of_token;
use crate::actor::Identity;
use crate::db::group::{Group, Work};
use crate::db::{DbConn, DbError};

/// Tokens that wait for being looked up.
pub type Bearers = Group<LookUp>;

/// Finds the organisation behind each token.
#[derive(Clone, Copy)]
pub struct LookUp;

impl Work for LookUp {
    type Order = String;
    type Outcome = Identity;
    type Error = DbError;

    const READS: bool = true;

    fn run(&self, conn: &mut DbConn, tokens: &[String]) -> Result<Vec<Identity>, DbError> {
        let mut known: HashMap<&str, Identity> = HashMap::new();
        for token in tokens {
            if !known.contains_key(token.as_str()) {
                known.insert(token, of_token(conn, token)?);
            }
        }
        Ok(tokens.iter().filter_map(|token| known.get(token.as_str()).cloned()).collect())
    }

    fn for_all(error: &DbError) -> Option<DbError> {
        error.for_all()
    }
}
