//! How a standard itself stands on a day, in words.

use chrono::NaiveDate;
use competency_frameworks::Status;

use super::{Sentence, words::day};
use crate::{answer::PathStep, snapshot::StandardAt};

/// What is to be known of a standard beside what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its body withdrew or replaced it.
    NotInUse,
    /// The framework's newest version no longer lists it.
    NotListed,
    /// Its last day was before.
    Expired(NaiveDate),
    /// Its first day is later.
    NotYetInForce(NaiveDate),
}

impl Standing {
    /// Everything that is to be known of a standard on a day.
    pub(crate) fn on(at: &StandardAt<'_>, on: NaiveDate) -> impl Iterator<Item = Self> {
        let replaced = (at.item.status != Status::Active).then_some(Self::NotInUse);
        let dropped = (!at.listed).then_some(Self::NotListed);
        let expired = at.item.in_force_until.filter(|last| *last < on).map(Self::Expired);
        let early = at.item.in_force_from.filter(|first| *first > on).map(Self::NotYetInForce);
        [replaced, dropped, expired, early].into_iter().flatten()
    }

    /// The step that says it of the certificate's standard.
    pub(crate) const fn source_step(self, holding: usize) -> PathStep {
        match self {
            Self::NotInUse => PathStep::StandardNotInUse { holding },
            Self::NotListed => PathStep::StandardNotListed { holding },
            Self::Expired(until) => PathStep::StandardExpired { holding, until },
            Self::NotYetInForce(from) => PathStep::StandardNotYetInForce { holding, from },
        }
    }

    /// The step that says it of the destination's standard.
    pub(crate) const fn target_step(self) -> PathStep {
        match self {
            Self::NotInUse => PathStep::TargetNotInUse,
            Self::NotListed => PathStep::TargetNotListed,
            Self::Expired(until) => PathStep::TargetExpired { until },
            Self::NotYetInForce(from) => PathStep::TargetNotYetInForce { from },
        }
    }

    /// The sentence about the certificate's standard.
    pub(crate) fn of_source(self) -> Sentence {
        let who = ["ese estándar", "esse padrão", "that standard"];
        let remains = [
            "; el certificado sigue siendo válido como tal",
            "; o certificado continua válido como tal",
            "; the certificate as such still stands",
        ];
        self.said(who, remains)
    }

    /// The sentence about the destination's standard.
    pub(crate) fn of_target(self) -> Sentence {
        let who = ["el estándar de destino", "o padrão de destino", "the destination's standard"];
        self.said(who, ["; la decisión se mantiene", "; a decisão se mantém", "; the decision remains"])
    }

    fn said(self, [es, pt, en]: [&str; 3], [remains_es, remains_pt, remains_en]: [&str; 3]) -> Sentence {
        match self {
            Self::NotInUse => Sentence {
                es: format!("La institución ya no usa {es}{remains_es}."),
                pt: format!("A instituição já não usa {pt}{remains_pt}."),
                en: format!("The body no longer uses {en}{remains_en}."),
            },
            Self::NotListed => Sentence {
                es: format!("La versión más nueva del catálogo ya no incluye {es}{remains_es}."),
                pt: format!("A versão mais nova do catálogo já não inclui {pt}{remains_pt}."),
                en: format!("The newest version of the framework no longer lists {en}{remains_en}."),
            },
            Self::Expired(last) => {
                let [last_es, last_pt, last_en] = day(last);
                Sentence {
                    es: format!("Hasta el {last_es} estuvo vigente {es}{remains_es}."),
                    pt: format!("Até {last_pt} esteve em vigor {pt}{remains_pt}."),
                    en: format!("Until {last_en} {en} was in force{remains_en}."),
                }
            }
            Self::NotYetInForce(first) => {
                let [first_es, first_pt, first_en] = day(first);
                Sentence {
                    es: format!("Solo desde el {first_es} está vigente {es}."),
                    pt: format!("Só a partir de {first_pt} está em vigor {pt}."),
                    en: format!("Only from {first_en} on {en} is in force."),
                }
            }
        }
    }
}
