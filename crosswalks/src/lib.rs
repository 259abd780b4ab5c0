//! What certificates count for elsewhere: mappings, agreements, decisions, and the engine that
//! answers from them.
//!
//! [`recognise`] is a pure function over an immutable [`Snapshot`]. Outcomes come only from
//! [`Decision`]s that an authority published; a [`Mapping`] or a common occupation code is
//! information, never recognition. Nothing is symmetric and nothing is transitive: a decision says
//! what one standard counts for in one country, and no more.

pub mod bundled;
pub mod statistics;
pub mod suggest;

mod agreement;
mod answer;
mod bloc;
mod combine;
mod decision;
mod engine;
mod finding;
mod held;
mod history;
mod information;
mod issuer;
mod mapping;
mod opening;
mod places;
mod question;
mod reopening;
mod sentence;
mod sharing;
mod snapshot;
pub mod sssom;

pub use agreement::{Agreement, AgreementStatus, Mode, Party};
pub use answer::{
    AgreementView, Answer, CoveredUnit, DecisionView, HoldingView, Information, LegalBasisView, MissingView, Outcome,
    PathStep, Recognition, StandardView, UnitName,
};
pub use bloc::{Bloc, LegalBasis, Membership, MembershipStatus};
pub use decision::{
    Authority, Close, Contact, Decision, DecisionOutcome, Means, MissingUnit, Provisional, UnitCoverage, Withdrawal,
};
pub use engine::recognise;
pub use finding::{Finding, FoundItem, Placed, Rule, findings};
pub use history::{Dated, as_known_on};
pub use issuer::{Issuer, IssuerView};
pub use mapping::{Crosswalk, CrosswalkVersion, Justification, Mapping, Predicate, SlotValue, StandardRef};
pub use opening::Opening;
pub use question::{Holding, Question, UnitVerdict};
pub use reopening::{changed_items, touches};
pub use sentence::Sentence;
pub use snapshot::{Published, Snapshot, StandardAt};
