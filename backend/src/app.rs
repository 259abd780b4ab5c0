//! What every use case may need, in one cheap-to-clone value.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::hardware::Hardware;
use crate::recognition::Library;
use crate::secrets::Secrets;
use crate::turns::Turns;
use crate::vc_api::Orders;
use crate::verifications::documents::Documents;

/// The running registry.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The master key.
    pub secrets: Secrets,
    /// The hardware security module, if there is one.
    pub hardware: Option<Arc<Hardware>>,
    /// Credentials that wait for being noted together.
    pub orders: Orders,
    /// What is published, held in memory.
    pub library: Library,
    /// DID documents of other issuers, held for a little while.
    pub documents: Documents,
    /// Turns for what takes processor time.
    pub turns: Turns,
    /// The settings.
    pub config: Arc<Config>,
}
