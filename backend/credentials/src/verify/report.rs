//! Collecting the checks, and the one reason that decides.

use chrono::{DateTime, Utc};
use puente_wire::issuers::Issuer;
use puente_wire::verification::{
    CertificateFacts, Check, CheckKind, Detail, Outcome, Reason, StatusNote, Verification,
};

/// Reasons from the one that decides over all others to the one that decides last.
const PRECEDENCE: [Reason; 19] = [
    Reason::TooLarge,
    Reason::Malformed,
    Reason::NotSigned,
    Reason::SignatureUnsupported,
    Reason::KeysUnavailable,
    Reason::KeyNotIssuers,
    Reason::KeyCompromised,
    Reason::SignatureWrong,
    Reason::Revoked,
    Reason::OtherHolder,
    Reason::Expired,
    Reason::Suspended,
    Reason::NotYetValid,
    Reason::StatusUnavailable,
    Reason::IssuerNotInRegistry,
    Reason::RegistryUnavailable,
    Reason::StandardNotStated,
    Reason::IssuerNotAccredited,
    Reason::Valid,
];

/// What one check found; a reason when it keeps the certificate from being valid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finding {
    pub(super) outcome: Outcome,
    pub(super) detail: Detail,
    pub(super) reason: Option<Reason>,
}

impl Finding {
    pub(super) const fn passed(detail: Detail) -> Self {
        Self { outcome: Outcome::Passed, detail, reason: None }
    }

    pub(super) const fn not_checked(detail: Detail) -> Self {
        Self { outcome: Outcome::NotChecked, detail, reason: None }
    }

    pub(super) const fn warning(detail: Detail, reason: Reason) -> Self {
        Self { outcome: Outcome::Warning, detail, reason: Some(reason) }
    }

    pub(super) const fn failed(detail: Detail, reason: Reason) -> Self {
        Self { outcome: Outcome::Failed, detail, reason: Some(reason) }
    }
}

/// The answer while it is being worked out.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<(CheckKind, Finding)>,
    pub(super) issuer: Option<Issuer>,
    pub(super) certificate: Option<CertificateFacts>,
    pub(super) status_note: Option<StatusNote>,
    pub(super) status_checked_at: Option<DateTime<Utc>>,
}

impl Report {
    /// Notes what a check found; true when it did not fail.
    pub(super) fn note(&mut self, check: CheckKind, finding: Finding) -> bool {
        self.findings.push((check, finding));
        finding.outcome != Outcome::Failed
    }

    /// The answer: every check once, those never reached marked so.
    pub(super) fn conclude(self, checked_at: DateTime<Utc>) -> Verification {
        let reasons: Vec<Reason> = self.findings.iter().filter_map(|(_, f)| f.reason).collect();
        let reason = PRECEDENCE.into_iter().find(|reason| reasons.contains(reason)).unwrap_or(Reason::Valid);
        let checks = CheckKind::ALL.iter().map(|&check| {
            let found = self.findings.iter().find(|(kind, _)| *kind == check);
            let finding = found.map_or(Finding::not_checked(Detail::NotReached), |(_, f)| *f);
            Check { check, outcome: finding.outcome, detail: finding.detail }
        });
        Verification {
            state: reason.state(),
            reason,
            checks: checks.collect(),
            issuer: self.issuer,
            certificate: self.certificate,
            status_note: self.status_note,
            checked_at,
            status_checked_at: self.status_checked_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_place_in_the_order() {
        for reason in Reason::ALL {
            assert!(PRECEDENCE.contains(reason), "{reason}");
        }
        assert_eq!(PRECEDENCE.len(), Reason::ALL.len());
    }
}
