//! The ministry's workbench: crosswalks, agreements and decisions on their way to publication.

mod acts;
mod agreements;
mod decisions;
mod grounds;
mod mapping;

pub use competency_frameworks::{Country, Framework, FrameworkId, ItemKey, LangMap, Sector};
pub use crosswalks::{
    AgreementStatus, Authority, Bloc, Close, DecisionOutcome, Justification, LegalBasis, Mapping, Means, Membership,
    MembershipStatus, MissingUnit, Mode, Party, Predicate, Provisional, StandardRef, UnitCoverage, Withdrawal,
};

pub use acts::{ActHead, ActState, Ballot, Deliberation, Recusal, Review, Step, Voice, VoiceKind, Vote};
pub use agreements::{AgreementAct, AgreementDraft, AgreementEdit};
pub use decisions::{DecisionAct, DecisionDraft, DecisionEdit};
pub use grounds::{
    BlocAct, BlocDraft, BlocEdit, LegalBases, LegalBasesQuery, LegalBasisAct, LegalBasisDraft, LegalBasisEdit,
};
pub use mapping::{
    CrosswalkDetail, CrosswalkSummary, ItemTitle, MappingDraft, MappingEdit, MappingRow, MappingState, NewCrosswalk,
    PublishedVersion,
};
