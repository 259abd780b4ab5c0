//! HTTP: one table of endpoints, a dispatcher over it, the embedded screens, cross-cutting layers.

pub mod assets;
pub mod call;
pub mod dispatch;
pub mod endpoint;
mod idempotency;
pub mod openapi;
mod origins;
pub mod paging;
pub mod problem;
pub mod server;

pub use call::Call;
pub use endpoint::Endpoint;
