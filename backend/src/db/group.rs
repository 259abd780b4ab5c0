//! Several small pieces of work on the database in one.
//!
//! What makes a small write slow is waiting for the disk. Whoever comes while a transaction is being
//! written waits for the next, which takes all that came: each is answered after the commit, and is as
//! durable as if it had been alone. A small read is slow for going to another thread and to the database;
//! whoever comes meanwhile goes with the next, and hears what is true after they came.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use super::{Db, DbConn, DbError};

/// How many go into one transaction at most.
const MOST: usize = 256;

/// Does the work of some orders, in their order: as many outcomes. An error undoes all of them.
pub trait Work: Clone + Send + Sync + 'static {
    /// What is to be done.
    type Order: Send + Sync + 'static;
    /// What comes of it.
    type Outcome: Send + 'static;
    /// Why nothing does.
    type Error: From<DbError> + Send + 'static;

    /// Whether it only reads, so that it takes no transaction.
    const READS: bool = false;

    /// Does it.
    fn run(&self, conn: &mut DbConn, orders: &[Self::Order]) -> Result<Vec<Self::Outcome>, Self::Error>;

    /// The same error again, when it is about no order, so that trying each alone would not help.
    fn for_all(error: &Self::Error) -> Option<Self::Error>;
}

/// What one order is told.
pub type Answer<W> = Result<<W as Work>::Outcome, <W as Work>::Error>;
type Waiting<W> = (<W as Work>::Order, oneshot::Sender<Answer<W>>);

/// Orders that wait for their turn.
pub struct Group<W: Work>(Arc<Mutex<Queue<W>>>);

struct Queue<W: Work> {
    waiting: Vec<Waiting<W>>,
    /// Whether somebody works, and will take what waits now.
    working: bool,
}

impl<W: Work> Clone for Group<W> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<W: Work> Default for Group<W> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Queue { waiting: Vec::new(), working: false })))
    }
}

impl<W: Work> Group<W> {
    /// Has an order done together with those that wait beside it. What was written is committed.
    pub async fn run(&self, db: &Db, work: &W, order: W::Order) -> Answer<W> {
        let (sender, answer) = oneshot::channel();
        if self.enter(order, sender) {
            // Beside this request: should its caller hang up, the others are answered all the same.
            let (turn, db, work) = (Turn(self.clone()), db.clone(), work.clone());
            tokio::spawn(async move {
                loop {
                    // Those whose requests have arrived come along.
                    tokio::task::yield_now().await;
                    let Some(orders) = turn.next() else { return };
                    run_waiting(&db, &work, orders).await;
                }
            });
        }
        answer.await.map_err(|_| ended_early())?
    }

    /// Whether nobody works, so that whoever comes has to.
    fn enter(&self, order: W::Order, sender: oneshot::Sender<Answer<W>>) -> bool {
        let mut queue = self.queue();
        queue.waiting.push((order, sender));
        !std::mem::replace(&mut queue.working, true)
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, Queue<W>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Works until nobody waits.
struct Turn<W: Work>(Group<W>);

impl<W: Work> Turn<W> {
    fn next(&self) -> Option<Vec<Waiting<W>>> {
        let mut queue = self.0.queue();
        let most = queue.waiting.len().min(MOST);
        if most == 0 {
            queue.working = false;
            return None;
        }
        Some(queue.waiting.drain(..most).collect())
    }
}

impl<W: Work> Drop for Turn<W> {
    /// After a turn that ended as it should, nothing is left to do, or somebody else does it. Should it
    /// have ended early, nobody is left waiting for it.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut queue = self.0.queue();
            queue.working = false;
            queue.waiting.clear();
        }
    }
}

async fn run_waiting<W: Work>(db: &Db, work: &W, waiting: Vec<Waiting<W>>) {
    // Whoever hung up before anything was done wants nothing done.
    let (orders, senders): (Vec<_>, Vec<_>) = waiting.into_iter().filter(|(_, sender)| !sender.is_closed()).unzip();
    for (sender, answer) in senders.into_iter().zip(run_together(db, work, orders).await) {
        // Whoever hung up since does not hear it.
        let _ = sender.send(answer);
    }
}

/// Does orders in one transaction; when that fails, each alone, so that one that cannot be done
/// spoils no other and each hears its own reason. Their outcomes, in their order.
pub async fn run_together<W: Work>(db: &Db, work: &W, orders: Vec<W::Order>) -> Vec<Answer<W>> {
    let orders = Arc::new(orders);
    let error = match run_some(db, work, &orders, 0..orders.len()).await {
        Ok(outcomes) => return outcomes.into_iter().map(Ok).collect(),
        Err(error) if orders.len() < 2 => return vec![Err(error)],
        Err(error) => error,
    };
    let mut answers = Vec::with_capacity(orders.len());
    for at in 0..orders.len() {
        answers.push(match W::for_all(&error) {
            Some(same) => Err(same),
            None => run_some(db, work, &orders, at..at + 1).await.and_then(only),
        });
    }
    answers
}

async fn run_some<W: Work>(
    db: &Db,
    work: &W,
    orders: &Arc<Vec<W::Order>>,
    which: Range<usize>,
) -> Result<Vec<W::Outcome>, W::Error> {
    let (work, orders) = (work.clone(), orders.clone());
    let run = move |conn: &mut DbConn| work.run(conn, orders.get(which).unwrap_or_default());
    if W::READS { db.read(run).await } else { db.write(run).await }
}

fn ended_early() -> DbError {
    DbError::Unavailable("work on the database ended early".to_owned())
}

fn only<T, E: From<DbError>>(outcomes: Vec<T>) -> Result<T, E> {
    outcomes.into_iter().next().ok_or_else(|| DbError::Damaged("an order without an outcome".to_owned()).into())
}
