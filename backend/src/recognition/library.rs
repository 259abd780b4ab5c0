//! What is published, held in memory: read again when the published stamp in the database moves.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use competency_frameworks::search::{Document, Index};
use competency_frameworks::{Code, FrameworkId, Item, ItemKey, LangMap, Package, bundled, occupations};
use crosswalks::statistics::Statistics;
use crosswalks::suggest::Suggester;
use crosswalks::{Published, Snapshot, StandardAt};

use super::answers::Answers;
use super::entries::Suggesters;
use super::store;
use crate::config::Config;
use crate::db::{DbConn, DbError};

/// One published state of everything, indexed.
#[derive(Debug)]
pub struct Edition {
    /// Changes with every publication, on whichever node.
    pub stamp: String,
    /// What the engine answers from.
    pub snapshot: Snapshot,
    /// Titles of occupation groups, by ISCO-08 code.
    pub occupations: HashMap<String, LangMap>,
    /// Answers that were given before.
    pub answers: Answers,
    index: Index,
    suggesters: Suggesters,
    /// Counted when first asked for, on each day anew.
    statistics: RwLock<Option<Arc<Statistics>>>,
    /// What the index's documents are, in its order.
    entries: Vec<(FrameworkId, ItemKey)>,
}

/// How long an edition is answered from without asking the database whether it is still the newest.
/// So long it can take until one node shows what was published on another; what was published through
/// this one is shown at once.
const FRESH: Duration = Duration::from_millis(200);

/// The newest edition this node has read.
#[derive(Debug, Clone, Default)]
pub struct Library {
    current: Arc<RwLock<Option<Held>>>,
    /// Held by whoever reads everything anew: others wait for it instead of doing the same.
    reading: Arc<Mutex<()>>,
}

/// An edition, and when it was the newest.
#[derive(Debug, Clone)]
struct Held {
    edition: Arc<Edition>,
    /// How many writes this node had made.
    writes: u64,
    asked: Instant,
}

impl Library {
    /// The edition in memory, when it was the newest a moment ago and this node has written nothing since.
    pub fn fresh(&self, writes: u64) -> Option<Arc<Edition>> {
        let held = self.held()?;
        (held.writes == writes && held.asked.elapsed() < FRESH).then_some(held.edition)
    }

    /// The edition as the database has it now; read and indexed anew only when the stamp moved.
    pub fn edition(&self, conn: &mut DbConn, config: &Config) -> Result<Arc<Edition>, DbError> {
        // No node ever writes so often: whoever asks next asks the database again.
        self.edition_after(conn, config, u64::MAX)
    }

    /// The same; `writes` is how many writes this node had made before it began to ask.
    pub fn edition_after(&self, conn: &mut DbConn, config: &Config, writes: u64) -> Result<Arc<Edition>, DbError> {
        if let Some(edition) = self.of_stamp(&store::stamp(conn)?, writes) {
            return Ok(edition);
        }
        let _turn = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = store::stamp(conn)?;
        if let Some(edition) = self.of_stamp(&stamp, writes) {
            return Ok(edition);
        }
        // The stamp was read before: a publication in between only means one more round.
        let asked = Instant::now();
        let edition = Arc::new(Edition::build(stamp, store::published(conn, config)?)?);
        self.hold(Held { edition: edition.clone(), writes, asked });
        Ok(edition)
    }

    fn of_stamp(&self, stamp: &str, writes: u64) -> Option<Arc<Edition>> {
        let held = self.held().filter(|held| held.edition.stamp == stamp)?;
        self.hold(Held { edition: held.edition.clone(), writes, asked: Instant::now() });
        Some(held.edition)
    }

    fn held(&self) -> Option<Held> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, held: Held) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(held);
    }
}

impl Edition {
    fn build(stamp: String, published: Published) -> Result<Self, DbError> {
        let occupations = bundled::occupations().map_err(|error| DbError::Damaged(error.to_string()))?;
        let snapshot = Snapshot::build(published);
        let names = names();
        let standards = snapshot.every_standard();
        let index = Index::build(standards.iter().map(|at| document(at, &occupations, &names)));
        let entries = standards.iter().map(|at| (at.package.framework.id.clone(), at.item.key.clone())).collect();
        let (answers, suggesters, statistics) = (Answers::default(), Suggesters::default(), RwLock::default());
        Ok(Self { stamp, snapshot, occupations, answers, index, suggesters, statistics, entries })
    }

    /// Standards that answer a query, best first, as of a day; also those no longer listed.
    pub fn search(&self, query: &str, day: NaiveDate) -> Vec<StandardAt<'_>> {
        let hits = self.index.search(query).into_iter();
        hits.filter_map(|hit| self.entries.get(hit.document))
            .filter_map(|(framework, key)| self.snapshot.resolve(framework, key, day))
            .collect()
    }

    /// Ranked candidates of a framework, for items of another. Made when it is first asked for.
    pub fn suggester(&self, package: &Package) -> Result<Arc<Suggester<'static>>, DbError> {
        self.suggesters.of(package)
    }

    /// The day's statistics, when they were counted before.
    pub fn counted(&self, day: NaiveDate) -> Option<Arc<Statistics>> {
        let held = self.statistics.read().unwrap_or_else(PoisonError::into_inner);
        held.clone().filter(|statistics| statistics.as_of == day)
    }

    /// Keeps statistics for whoever asks next.
    pub fn keep_counted(&self, statistics: Arc<Statistics>) {
        *self.statistics.write().unwrap_or_else(PoisonError::into_inner) = Some(statistics);
    }

    /// One standard, by its key or code, as of a day; also one that is no longer listed.
    pub fn standard(&self, framework: &FrameworkId, code: &str, day: NaiveDate) -> Option<StandardAt<'_>> {
        self.snapshot.standard(framework, code, None, day).map(|(at, _)| at)
    }
}

/// What people call the occupations of each group.
type Names = HashMap<&'static str, Vec<&'static str>>;

fn names() -> Names {
    let mut names = Names::new();
    for (group, _, more) in occupations::names() {
        names.entry(group).or_default().extend(more);
    }
    names
}

/// A standard is found by its title first, then by its occupations' titles and what people call them.
fn document<'a>(at: &StandardAt<'a>, occupations: &'a HashMap<String, LangMap>, names: &Names) -> Document<'a> {
    let item: &Item = at.item;
    let groups = item.isco08.iter().filter_map(|group| occupations.get(group));
    let mut words: Vec<&str> = groups.flat_map(|title| title.texts.values()).map(String::as_str).collect();
    words.extend(item.isco08.iter().filter_map(|group| names.get(group.as_str())).flatten());
    words.push(&at.package.framework.body);
    words.extend(item.sector_name.as_deref());
    Document {
        codes: [item.key.as_str()].into_iter().chain(item.code.iter().map(Code::normal)).collect(),
        titles: item.title.texts.values().map(String::as_str).collect(),
        words,
    }
}
