//! A region that does not exist: every country's standards, mapped and decided on at random.

use chrono::{Days, NaiveDate};
use competency_frameworks::{
    Country, Framework, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Package, Sector,
};
use crosswalks::{
    Agreement, AgreementStatus, Authority, Contact, Crosswalk, CrosswalkVersion, Decision, DecisionOutcome, Holding,
    Justification, LegalBasis, Mapping, MissingUnit, Mode, Opening, Party, Predicate, Published, Question, StandardRef,
    UnitCoverage,
};

const COUNTRIES: [&str; 20] = [
    "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PT", "PY", "SV",
    "UY",
];
const STANDARDS: usize = 5_000;
const UNITS: usize = 4;
const MAPPINGS: usize = 1_000_000;
const DECISIONS: usize = 200_000;
const AGREEMENTS: usize = 100;
const LEGAL_BASES: usize = 20;
const OPENINGS: usize = 40_000;
/// Groups of the occupation classification that standards are spread over.
const GROUPS: usize = 436;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A standard: country and number.
type Place = (usize, usize);

/// What is made up, and how much of it.
pub(crate) struct Region {
    standards: usize,
    mappings: usize,
    /// From, to.
    decisions: Vec<(Place, Place)>,
    openings: usize,
}

impl Region {
    /// The whole, divided by `parts`.
    pub(crate) fn of(parts: usize) -> Self {
        let mut dice = Dice(7);
        let standards = STANDARDS / parts;
        let pair = |_| {
            let from = dice.roll(COUNTRIES.len());
            let to = (from + 1 + dice.roll(COUNTRIES.len() - 1)) % COUNTRIES.len();
            ((from, dice.roll(standards)), (to, dice.roll(standards)))
        };
        let decisions = (0..DECISIONS / parts).map(pair).collect();
        Self { standards, mappings: MAPPINGS / parts, decisions, openings: OPENINGS / parts }
    }

    pub(crate) fn published(&self) -> Published {
        Published {
            packages: (0..COUNTRIES.len()).map(|country| self.package(country)).collect(),
            crosswalks: self.crosswalks(),
            agreements: (0..AGREEMENTS).map(agreement).collect(),
            decisions: self.decisions.iter().enumerate().map(|(n, (from, to))| decision(n, *from, *to)).collect(),
            blocs: Vec::new(),
            legal_bases: (0..LEGAL_BASES).map(legal_basis).collect(),
            authorities: (0..COUNTRIES.len()).map(authority).collect(),
            issuers: Vec::new(),
            openings: self.openings(),
        }
    }

    /// Questions about standards that somebody has decided on.
    pub(crate) fn decided(&self, count: usize) -> Vec<Question> {
        let mut dice = Dice(11);
        let one = |_| {
            let (from, to) = self.decisions[dice.roll(self.decisions.len())];
            question(from, to.0)
        };
        (0..count).map(one).collect()
    }

    /// Questions about any standard in any country: most of them nobody has examined.
    pub(crate) fn any(&self, count: usize) -> Vec<Question> {
        let mut dice = Dice(13);
        let one = |_| {
            let from = (dice.roll(COUNTRIES.len()), dice.roll(self.standards));
            question(from, (from.0 + 1 + dice.roll(COUNTRIES.len() - 1)) % COUNTRIES.len())
        };
        (0..count).map(one).collect()
    }

    fn package(&self, index: usize) -> Package {
        let items = (0..self.standards).flat_map(|number| {
            let units = (0..UNITS).map(move |unit| item(index, number, Some(unit)));
            std::iter::once(item(index, number, None)).chain(units)
        });
        Package {
            framework: Framework {
                id: framework(index),
                country: Some(country(index)),
                body: format!("Instituto de {}", COUNTRIES[index]),
                title: text("Registro de normas de competencia"),
                source: "made up".to_owned(),
                illustrative: true,
            },
            version: FrameworkVersion { label: "1".to_owned(), published_on: day(0) },
            items: items.collect(),
        }
    }

    fn crosswalks(&self) -> Vec<CrosswalkVersion> {
        let pairs = COUNTRIES.len() * (COUNTRIES.len() - 1);
        let mut dice = Dice(17);
        let mut crosswalks = Vec::with_capacity(pairs);
        for from in 0..COUNTRIES.len() {
            for to in (0..COUNTRIES.len()).filter(|to| *to != from) {
                let rows = self.mappings / pairs + usize::from(crosswalks.len() < self.mappings % pairs);
                let mapping = |_| mapping((from, dice.roll(self.standards)), (to, dice.roll(self.standards)));
                crosswalks.push(CrosswalkVersion {
                    crosswalk: Crosswalk {
                        id: format!("{}--{}", framework(from), framework(to)),
                        subject_framework: framework(from),
                        object_framework: framework(to),
                        subject_version: Some("1".to_owned()),
                        object_version: Some("1".to_owned()),
                        illustrative: true,
                        source: "made up".to_owned(),
                    },
                    version: 1,
                    published_on: day(10),
                    mappings: (0..rows).map(mapping).collect(),
                });
            }
        }
        crosswalks
    }

    fn openings(&self) -> Vec<Opening> {
        let mut dice = Dice(19);
        let one = |number| {
            let place = (dice.roll(COUNTRIES.len()), dice.roll(self.standards));
            Opening {
                id: format!("o{number}"),
                body: format!("Instituto de {}", COUNTRIES[place.0]),
                country: country(place.0),
                standard: standard(place),
                units: vec![unit(place, dice.roll(UNITS))],
                means: crosswalks::Means::Assessment,
                hours: Some(8),
                place: None,
                remote: false,
                url: None,
                published_on: day(20),
                until: None,
                withdrawn_on: None,
                illustrative: true,
                source: "made up".to_owned(),
            }
        };
        (0..self.openings).map(one).collect()
    }
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number)
}

fn text(words: &str) -> LangMap {
    LangMap::new(Lang::spanish(), words)
}

fn country(index: usize) -> Country {
    COUNTRIES[index].parse().unwrap()
}

fn framework(index: usize) -> competency_frameworks::FrameworkId {
    format!("{}-registro", COUNTRIES[index].to_lowercase()).parse().unwrap()
}

fn code((country, number): Place) -> String {
    format!("{}{number:05}", COUNTRIES[country])
}

fn standard(place: Place) -> StandardRef {
    StandardRef { framework: framework(place.0), standard: ItemKey::parse(&code(place)) }
}

fn unit(place: Place, number: usize) -> ItemKey {
    ItemKey::parse(&format!("{}/U{number}", code(place)))
}

fn item(index: usize, number: usize, of: Option<usize>) -> Item {
    let place = (index, number);
    let title = |what: &str| text(&format!("{what} {number} según especificaciones técnicas y normativa vigente"));
    match of {
        Some(number) => Item {
            parent: Some(standard(place).standard),
            ..Item::new(ItemKind::Unit, unit(place, number), title("Preparar la tarea"), "made up")
        },
        None => Item {
            code: code(place).parse().ok(),
            level: Some((1 + number % 5).to_string()),
            sectors: vec![Sector::ALL[number % Sector::ALL.len()]],
            isco08: vec![(1_000 + number % GROUPS).to_string()],
            ..Item::new(ItemKind::Standard, standard(place).standard, title("Realizar la tarea"), "made up")
        },
    }
}

fn mapping(from: Place, to: Place) -> Mapping {
    Mapping {
        subject: standard(from).standard,
        subject_unit: None,
        predicate: Predicate::ALL[to.1 % Predicate::ALL.len()],
        not: false,
        object: Some(standard(to).standard),
        object_unit: None,
        justification: Justification::ManualMappingCuration,
        confidence: Some(80),
        author: "Curadora de prueba".to_owned(),
        reviewer: Some("Revisor de prueba".to_owned()),
        comment: None,
        slots: [].into(),
    }
}

fn agreement(number: usize) -> Agreement {
    let (one, other) = (number % COUNTRIES.len(), (number * 7 + 3 + number / COUNTRIES.len()) % COUNTRIES.len());
    let party = |index: usize| Party { country: country(index), body: format!("Instituto de {}", COUNTRIES[index]) };
    Agreement {
        id: format!("agreement-{number}"),
        version: 1,
        published_on: day(5),
        title: text("Convenio de reconocimiento"),
        parties: vec![party(one), party(other)],
        mode: Mode::Mutual,
        status: AgreementStatus::InForce,
        sectors: vec![Sector::ALL[number % Sector::ALL.len()]],
        frameworks: Vec::new(),
        standards: Vec::new(),
        legal_bases: Vec::new(),
        starts_on: None,
        ends_on: None,
        rule: None,
        votes: None,
        illustrative: true,
        source: "made up".to_owned(),
    }
}

fn legal_basis(number: usize) -> LegalBasis {
    LegalBasis {
        id: format!("basis-{number}"),
        version: 1,
        published_on: day(5),
        title: text("Tratado de la región"),
        subject: None,
        bloc: None,
        countries: (0..COUNTRIES.len()).map(country).collect(),
        from: None,
        until: None,
        source: "made up".to_owned(),
    }
}

fn authority(index: usize) -> Authority {
    Authority {
        id: format!("ministerio-{}", COUNTRIES[index].to_lowercase()),
        country: country(index),
        name: format!("Ministerio de Trabajo de {}", COUNTRIES[index]),
        contact: Contact {
            name: "Ventanilla".to_owned(),
            url: Some("https://ministerio.example".to_owned()),
            email: None,
            phone: None,
            address: None,
        },
        source: "made up".to_owned(),
    }
}

/// Three units of four are covered, the fourth is missing.
fn decision(number: usize, from: Place, to: Place) -> Decision {
    let covered = (0..UNITS - 1).map(|n| UnitCoverage { unit: unit(to, n), by: vec![unit(from, n)], close: None });
    Decision {
        id: format!("decision-{number}"),
        version: 1,
        number: format!("Resolución {number}-2026"),
        authority: authority(to.0).id,
        source_standard: standard(from),
        destination: country(to.0),
        target: Some(standard(to)),
        outcome: DecisionOutcome::Partial,
        covers: covered.collect(),
        missing: vec![MissingUnit { unit: unit(to, UNITS - 1), close: None }],
        combines: true,
        issuers: Vec::new(),
        conditions: Vec::new(),
        reason: None,
        provisional: None,
        decided_on: day(30),
        published_on: day(30),
        effective_from: day(30),
        effective_until: None,
        withdrawal: None,
        legal_bases: vec![format!("basis-{}", number % LEGAL_BASES)],
        agreement: Some(format!("agreement-{}", number % AGREEMENTS)),
        illustrative: true,
        source: "made up".to_owned(),
    }
}

fn question(from: Place, to: usize) -> Question {
    let StandardRef { framework, standard } = standard(from);
    let (code, issued_on) = (standard.to_string(), Some(day(40)));
    let holding = Holding { framework, code, version: None, issued_on, issuer: None, units: Vec::new() };
    Question { holdings: vec![holding], destination: country(to), target: None, as_of: day(300) }
}
