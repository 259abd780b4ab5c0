//! The way to an answer in plain words: one sentence a step, in every language of the registry.

use chrono::{Datelike, NaiveDate};
use competency_frameworks::{Country, LangMap};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, HoldingView, Outcome, PathStep};

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
pub(crate) fn summary(outcome: Outcome, destination: Country, best: Option<&Answer>) -> Sentence {
    let [es, pt, en] = country(&destination);
    let target = best.and_then(|answer| answer.target.as_ref()).map(|target| &target.title);
    let title = |tag: &str| target.map_or("—", |title| title.read_in(tag));
    let (covered, all) =
        best.map_or((0, 0), |answer| (answer.covered.len(), answer.covered.len() + answer.missing.len()));
    match outcome {
        Outcome::NotExamined => Sentence {
            es: format!("{es}: ninguna autoridad ha decidido sobre este certificado."),
            pt: format!("{pt}: nenhuma autoridade decidiu sobre este certificado."),
            en: format!("{en}: no authority has decided on this certificate."),
        },
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
        PathStep::StandardNotInUse { .. } => Sentence {
            es: "La institución ya no usa ese estándar; el certificado sigue siendo válido como tal.".to_owned(),
            pt: "A instituição já não usa esse padrão; o certificado continua válido como tal.".to_owned(),
            en: "The body no longer uses that standard; the certificate as such still stands.".to_owned(),
        },
        PathStep::Decision { number, version } => decided(answer, number, *version),
        PathStep::IssuerCounts { holding } => {
            let issuer = holdings.get(*holding).map_or("", issuer_of);
            Sentence {
                es: format!("La decisión no vale para toda institución; vale para {issuer}."),
                pt: format!("A decisão não vale para toda instituição; vale para {issuer}."),
                en: format!("The decision does not count every body's certificates; it counts those of {issuer}."),
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
        PathStep::Agreement { .. } => {
            named(answer, ["Se decidió según", "Decidiu-se conforme", "It was decided under"])
        }
        PathStep::AgreementEnded { .. } => Sentence {
            es: "El convenio terminó después; la decisión se mantiene.".to_owned(),
            pt: "O acordo terminou depois; a decisão se mantém.".to_owned(),
            en: "The agreement has ended since; the decision remains.".to_owned(),
        },
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

fn named(answer: &Answer, words: [&str; 3]) -> Sentence {
    told(answer.agreement.as_ref().map(|agreement| &agreement.title), words, "—")
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

/// A day as people say it, in Spanish, Portuguese and English.
fn day(day: NaiveDate) -> [String; 3] {
    let month = usize::try_from(day.month0()).unwrap_or_default();
    let [es, pt, en] = MONTHS.map(|months| months.get(month).copied().unwrap_or_default());
    let (number, year) = (day.day(), day.year());
    [format!("{number} de {es} de {year}"), format!("{number} de {pt} de {year}"), format!("{number} {en} {year}")]
}

fn country(country: &Country) -> [&str; 3] {
    let code = country.as_str();
    COUNTRIES.iter().find(|(known, _)| *known == code).map_or([code; 3], |(_, names)| *names)
}

const MONTHS: [[&str; 12]; 3] = [
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// Countries by code: Spanish, Portuguese, English.
const COUNTRIES: &[(&str, [&str; 3])] = &[
    ("AR", ["Argentina", "Argentina", "Argentina"]),
    ("BO", ["Bolivia", "Bolívia", "Bolivia"]),
    ("BR", ["Brasil", "Brasil", "Brazil"]),
    ("CL", ["Chile", "Chile", "Chile"]),
    ("CO", ["Colombia", "Colômbia", "Colombia"]),
    ("CR", ["Costa Rica", "Costa Rica", "Costa Rica"]),
    ("CU", ["Cuba", "Cuba", "Cuba"]),
    ("DO", ["República Dominicana", "República Dominicana", "Dominican Republic"]),
    ("EC", ["Ecuador", "Equador", "Ecuador"]),
    ("ES", ["España", "Espanha", "Spain"]),
    ("GT", ["Guatemala", "Guatemala", "Guatemala"]),
    ("GY", ["Guyana", "Guiana", "Guyana"]),
    ("HN", ["Honduras", "Honduras", "Honduras"]),
    ("HT", ["Haití", "Haiti", "Haiti"]),
    ("MX", ["México", "México", "Mexico"]),
    ("NI", ["Nicaragua", "Nicarágua", "Nicaragua"]),
    ("PA", ["Panamá", "Panamá", "Panama"]),
    ("PE", ["Perú", "Peru", "Peru"]),
    ("PT", ["Portugal", "Portugal", "Portugal"]),
    ("PY", ["Paraguay", "Paraguai", "Paraguay"]),
    ("SR", ["Surinam", "Suriname", "Suriname"]),
    ("SV", ["El Salvador", "El Salvador", "El Salvador"]),
    ("US", ["Estados Unidos", "Estados Unidos", "United States"]),
    ("UY", ["Uruguay", "Uruguai", "Uruguay"]),
    ("VE", ["Venezuela", "Venezuela", "Venezuela"]),
];

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn a_day_is_said_with_its_month() {
        let said = day("2026-04-09".parse().unwrap());
        assert_eq!(said, ["9 de abril de 2026", "9 de abril de 2026", "9 April 2026"]);
    }

    #[test]
    fn a_country_is_named_in_each_language_and_an_unknown_one_by_its_code() {
        assert_eq!(country(&"BR".parse().unwrap()), ["Brasil", "Brasil", "Brazil"]);
        assert_eq!(country(&"XX".parse().unwrap()), ["XX"; 3]);
    }
}
