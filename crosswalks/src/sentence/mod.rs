//! The way to an answer in plain words: one sentence a step, in every language of the registry.

mod standing;
mod words;

use competency_frameworks::{Country, LangMap};
use serde::{Deserialize, Serialize};

use self::words::{country, day};
use crate::answer::{Answer, HoldingView, Information, Outcome, PathStep};

pub(crate) use self::standing::Standing;

/// One sentence in the three languages of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sentence {
    /// Spanish.
    pub es: String,
    /// Portuguese.
    pub pt: String,
    /// English.
    pub en: String,
}

impl Sentence {
    /// The sentence in a language by its tag; Spanish when there is none in it.
    pub fn read_in(&self, tag: &str) -> &str {
        match tag {
            "pt" => &self.pt,
            "en" => &self.en,
            _ => &self.es,
        }
    }
}

/// The outcome in a sentence.
pub(crate) fn summary(
    outcome: Outcome,
    destination: Country,
    best: Option<&Answer>,
    facts: &[Information],
) -> Sentence {
    let [es, pt, en] = country(&destination);
    let target = best.and_then(|answer| answer.target.as_ref()).map(|target| &target.title);
    let decided = best.and_then(|answer| answer.decision.target.as_ref());
    let named = decided.map_or("—", |target| target.standard.as_str());
    let title = |tag: &str| target.map_or(named, |title| title.read_in(tag));
    let (covered, all) =
        best.map_or((0, 0), |answer| (answer.covered.len(), answer.covered.len() + answer.missing.len()));
    match outcome {
        Outcome::NotExamined => undecided([es, pt, en], facts),
        Outcome::NotHeld => not_held([es, pt, en], ["es", "pt", "en"].map(title), all),
        Outcome::Refused => Sentence {
            es: format!("{es}: la autoridad decidió que no se reconoce."),
            pt: format!("{pt}: a autoridade decidiu que não é reconhecido."),
            en: format!("{en}: the authority decided that it is not recognised."),
        },
        Outcome::Partial => Sentence {
            es: format!("{es}: vale para {covered} de {all} unidades de «{}».", title("es")),
            pt: format!("{pt}: vale para {covered} de {all} unidades de «{}».", title("pt")),
            en: format!("{en}: it counts for {covered} of {all} units of “{}”.", title("en")),
        },
        Outcome::Provisional => Sentence {
            es: format!("{es}: vale por un tiempo, con condiciones, como «{}».", title("es")),
            pt: format!("{pt}: vale por um tempo, com condições, como «{}».", title("pt")),
            en: format!("{en}: it counts for a time, on conditions, as “{}”.", title("en")),
        },
        Outcome::Full => Sentence {
            es: format!("{es}: vale por completo como «{}».", title("es")),
            pt: format!("{pt}: vale integralmente como «{}».", title("pt")),
            en: format!("{en}: it counts in full as “{}”.", title("en")),
        },
    }
}

/// That nobody decided; or, where somebody did, why it does not answer the question.
fn undecided([es, pt, en]: [&str; 3], facts: &[Information]) -> Sentence {
    let any = |kind: fn(&Information) -> bool| facts.iter().any(kind);
    if any(|fact| matches!(fact, Information::OtherTarget { .. })) {
        Sentence {
            es: format!(
                "{es}: ninguna autoridad ha decidido sobre este certificado para el estándar pedido; sí para otro."
            ),
            pt: format!(
                "{pt}: nenhuma autoridade decidiu sobre este certificado para o padrão pedido; para outro, sim."
            ),
            en: format!(
                "{en}: no authority has decided on this certificate for the standard asked about; one has for another."
            ),
        }
    } else if any(|fact| matches!(fact, Information::OtherIssuers { .. })) {
        Sentence {
            es: format!("{es}: lo que se decidió vale para certificados de otras instituciones, y no para este."),
            pt: format!("{pt}: o que se decidiu vale para certificados de outras instituições, e não para este."),
            en: format!("{en}: what was decided counts certificates of other bodies, and not this one."),
        }
    } else if any(|fact| matches!(fact, Information::EndedDecision { .. })) {
        Sentence {
            es: format!("{es}: hubo una decisión sobre este certificado, pero ya no rige."),
            pt: format!("{pt}: houve uma decisão sobre este certificado, mas já não vigora."),
            en: format!("{en}: there was a decision on this certificate, but it no longer holds."),
        }
    } else {
        Sentence {
            es: format!("{es}: ninguna autoridad ha decidido sobre este certificado."),
            pt: format!("{pt}: nenhuma autoridade decidiu sobre este certificado."),
            en: format!("{en}: no authority has decided on this certificate."),
        }
    }
}

/// That a decision exists, and the certificates show nothing of what it counts.
fn not_held([es, pt, en]: [&str; 3], [title_es, title_pt, title_en]: [&str; 3], units: usize) -> Sentence {
    if units == 0 {
        return Sentence {
            es: format!("{es}: solo el certificado completo vale como «{title_es}», y este no lo está."),
            pt: format!("{pt}: só o certificado completo vale como «{title_pt}», e este não está completo."),
            en: format!("{en}: only the whole certificate counts as “{title_en}”, and this one is not whole."),
        };
    }
    Sentence {
        es: format!(
            "{es}: el certificado no muestra nada de lo que vale como «{title_es}»; unidades que faltan: {units}."
        ),
        pt: format!("{pt}: o certificado não mostra nada do que vale como «{title_pt}»; unidades que faltam: {units}."),
        en: format!(
            "{en}: the certificate shows nothing of what counts as “{title_en}”; units that are missing: {units}."
        ),
    }
}

/// A sentence for every step of an answer's path.
pub(crate) fn explain(answer: &Answer, holdings: &[HoldingView]) -> Vec<Sentence> {
    answer.path.iter().map(|step| sentence(step, answer, holdings)).collect()
}

fn sentence(step: &PathStep, answer: &Answer, holdings: &[HoldingView]) -> Sentence {
    match step {
        PathStep::Standard { holding } => found(holdings.get(*holding)),
        PathStep::VersionAssumed { holding } => {
            let code = holdings.get(*holding).map_or("", code_of);
            Sentence {
                es: format!("El certificado no dice la versión; se tomó la más nueva, {code}."),
                pt: format!("O certificado não diz a versão; tomou-se a mais nova, {code}."),
                en: format!("The certificate states no version; the newest was taken, {code}."),
            }
        }
        PathStep::StandardNotInUse { .. } => Standing::NotInUse.of_source(),
        PathStep::StandardNotListed { .. } => Standing::NotListed.of_source(),
        PathStep::StandardExpired { until, .. } => Standing::Expired(*until).of_source(),
        PathStep::StandardNotYetInForce { from, .. } => Standing::NotYetInForce(*from).of_source(),
        PathStep::TargetNotInUse => Standing::NotInUse.of_target(),
        PathStep::TargetNotListed => Standing::NotListed.of_target(),
        PathStep::TargetExpired { until } => Standing::Expired(*until).of_target(),
        PathStep::TargetNotYetInForce { from } => Standing::NotYetInForce(*from).of_target(),
        PathStep::Decision { number, version } => decided(answer, number, *version),
        PathStep::IssuerCounts { holding } => {
            let issuer = holdings.get(*holding).map_or("", issuer_of);
            Sentence {
                es: format!("La decisión no vale para toda institución; vale para {issuer}."),
                pt: format!("A decisão não vale para toda instituição; vale para {issuer}."),
                en: format!("The decision does not count every body's certificates; it counts those of {issuer}."),
            }
        }
        PathStep::NotWhole { units, .. } => {
            let titles = |tag: &str| units.iter().map(|one| one.title.read_in(tag)).collect::<Vec<_>>().join("; ");
            Sentence {
                es: format!("La decisión cuenta el certificado completo, y este no muestra: {}.", titles("es")),
                pt: format!("A decisão conta o certificado completo, e este não mostra: {}.", titles("pt")),
                en: format!("The decision counts the whole certificate, and this one does not show: {}.", titles("en")),
            }
        }
        PathStep::UnitsNotHeld { count } => Sentence {
            es: format!("Unidades que la decisión cuenta y el certificado no muestra: {count}."),
            pt: format!("Unidades que a decisão conta e o certificado não mostra: {count}."),
            en: format!("Units that the decision counts and the certificate does not show: {count}."),
        },
        PathStep::Combined { count } => Sentence {
            es: format!("Se sumaron {count} certificados; las decisiones lo permiten."),
            pt: format!("Somaram-se {count} certificados; as decisões o permitem."),
            en: format!("{count} certificates were put together; the decisions allow it."),
        },
        PathStep::Agreement { id } => {
            named(answer, id, ["Se decidió según", "Decidiu-se conforme", "It was decided under"])
        }
        PathStep::AgreementEnded { id } => {
            let words = [
                "El convenio terminó después; la decisión se mantiene:",
                "O acordo terminou depois; a decisão se mantém:",
                "The agreement has ended since; the decision remains:",
            ];
            named(answer, id, words)
        }
        PathStep::LegalBasis { id } => {
            let title = basis(answer, id);
            told(title, ["Base legal:", "Base legal:", "Legal basis:"], id)
        }
        PathStep::LegalBasisNotApplicable { id } => {
            let title = basis(answer, id);
            let words = [
                "No obligaba a ambos países en esa fecha:",
                "Não obrigava os dois países nessa data:",
                "It did not bind both countries on that day:",
            ];
            told(title, words, id)
        }
    }
}

fn code_of(holding: &HoldingView) -> &str {
    holding.standard.as_ref().map_or(&holding.code, |standard| &standard.code)
}

fn issuer_of(holding: &HoldingView) -> &str {
    holding.issuer.as_ref().map_or("", |issuer| &issuer.name)
}

fn found(holding: Option<&HoldingView>) -> Sentence {
    let Some((holding, standard)) = holding.and_then(|holding| Some((holding, holding.standard.as_ref()?))) else {
        return Sentence {
            es: "El registro no conoce ese estándar.".to_owned(),
            pt: "O registro não conhece esse padrão.".to_owned(),
            en: "The registry does not know that standard.".to_owned(),
        };
    };
    let (code, body) = (code_of(holding), &standard.body);
    let title = |tag: &str| standard.title.read_in(tag);
    let issued = |by: &str| match issuer_of(holding) {
        "" => String::new(),
        issuer => format!("; {by} {issuer}"),
    };
    Sentence {
        es: format!("El certificado es de {body}, {code}: «{}»{}.", title("es"), issued("lo expidió")),
        pt: format!("O certificado é de {body}, {code}: «{}»{}.", title("pt"), issued("emitiu-o")),
        en: format!("The certificate is from {body}, {code}: “{}”{}.", title("en"), issued("issued by")),
    }
}

fn decided(answer: &Answer, number: &str, version: u32) -> Sentence {
    let mut all = std::iter::once(&answer.decision).chain(&answer.combined_with);
    let decision = all.find(|one| one.number == number && one.version == version).unwrap_or(&answer.decision);
    let authority = decision.authority.as_ref().map_or("—", |authority| authority.name.as_str());
    let [es, pt, en] = day(decision.decided_on);
    let later = |word: &str| if version > 1 { format!(" ({word} {version})") } else { String::new() };
    Sentence {
        es: format!("{authority} decidió el {es}: {number}{}.", later("versión")),
        pt: format!("{authority} decidiu em {pt}: {number}{}.", later("versão")),
        en: format!("{authority} decided on {en}: {number}{}.", later("version")),
    }
}

fn named(answer: &Answer, id: &str, words: [&str; 3]) -> Sentence {
    let mut all = answer.agreement.iter().chain(&answer.further_agreements);
    told(all.find(|agreement| agreement.id == id).map(|agreement| &agreement.title), words, id)
}

fn basis<'a>(answer: &'a Answer, id: &str) -> Option<&'a LangMap> {
    answer.legal_bases.iter().find(|basis| basis.id == id).map(|basis| &basis.title)
}

fn told(title: Option<&LangMap>, [es, pt, en]: [&str; 3], otherwise: &str) -> Sentence {
    let title = |tag: &str| title.map_or(otherwise, |title| title.read_in(tag));
    Sentence {
        es: format!("{es} {}.", title("es")),
        pt: format!("{pt} {}.", title("pt")),
        en: format!("{en} {}.", title("en")),
    }
}
