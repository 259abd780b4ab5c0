//! Work that takes processor time on behalf of strangers: done beside the requests, and never on all cores
//! at once. Whoever asks for much of it makes others who ask for the same wait, and nobody else.

use std::sync::Arc;
use std::thread;

use tokio::sync::Semaphore;

use crate::db::DbError;

/// Turns on the processor: one fewer than there are cores, at least one.
#[derive(Clone)]
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self::of(cores.saturating_sub(1).max(1))
    }
}

impl Turns {
    /// So many at once.
    pub fn of(count: usize) -> Self {
        Self(Arc::new(Semaphore::new(count)))
    }

    /// Does the work when it is its turn. Who stops waiting gives the place up; work that has begun keeps its
    /// turn to the end.
    pub async fn take<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, DbError> {
        let ended = |error: &dyn std::fmt::Display| DbError::Unavailable(format!("the work ended early: {error}"));
        let turn = self.0.clone().acquire_owned().await.map_err(|error| ended(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|error| ended(&error))
    }
}
