//! What the assessor has written and not yet handed on, as one state with its changes.

use std::rc::Rc;

use puente_wire::assessments::{Assessment, Evidence, EvidenceKind, SaveAssessment, UnitFindings, UnitRecord, Verdict};
use puente_wire::standards::ItemKey;
use serde::{Deserialize, Serialize};
use yew::prelude::*;

/// A piece of evidence as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Piece {
    pub(super) kind: EvidenceKind,
    pub(super) text: String,
    pub(super) score: String,
}

/// A unit as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "a unit's key has the name it has on the wire")]
pub(super) struct Unit {
    pub(super) unit: ItemKey,
    pub(super) evidence: Vec<Piece>,
    pub(super) verdict: Option<Verdict>,
    pub(super) gap: String,
}

/// What survives a reload of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) version: u32,
    pub(super) units: Vec<Unit>,
    pub(super) observations: String,
}

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Evidence,
    Verdicts,
    Review,
}

/// A wrong field: its element, what is wrong.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wrong {
    pub(super) target: String,
    pub(super) said: AttrValue,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) written: Written,
    pub(super) step: Step,
    /// Something was typed since it was last saved.
    pub(super) changed: bool,
    pub(super) sending: bool,
    pub(super) wrong: Vec<Wrong>,
    pub(super) refused: Option<AttrValue>,
    /// Counts refusals, so that the summary takes focus each time.
    pub(super) refusals: u32,
    /// What the registry holds, when somebody saved another version in the meantime.
    pub(super) other: Option<Rc<Assessment>>,
}

pub(super) enum Change {
    Kind(usize, usize, EvidenceKind),
    Text(usize, usize, String),
    Score(usize, usize, String),
    Add(usize),
    Remove(usize, usize),
    Verdict(usize, Verdict),
    Gap(usize, String),
    Observations(String),
    Step(Step),
    Sending,
    /// The registry has it, as this version.
    Saved(u32),
    Refused(Option<AttrValue>, Vec<Wrong>),
    Stale(Rc<Assessment>),
    /// Go on with what the registry holds.
    TakeOther,
    /// Go on with what was typed here.
    KeepMine,
}

impl Draft {
    /// From what the registry holds, or what was typed before a reload of the same version.
    pub(super) fn new(assessment: &Assessment, kept: Option<Written>) -> Self {
        let held = Written::of(assessment);
        let fits = |kept: &Written| kept.version == held.version && kept.units.len() == held.units.len();
        let kept = kept.filter(fits);
        Self {
            changed: kept.as_ref().is_some_and(|kept| *kept != held),
            written: kept.unwrap_or(held),
            step: Step::Evidence,
            sending: false,
            wrong: Vec::new(),
            refused: None,
            refusals: 0,
            other: None,
        }
    }

    /// What is wrong with an element.
    pub(super) fn wrong_at(&self, target: &str) -> Option<AttrValue> {
        self.wrong.iter().find(|wrong| wrong.target == target).map(|wrong| wrong.said.clone())
    }

    fn unit(&mut self, at: usize, change: impl FnOnce(&mut Unit)) {
        if let Some(unit) = self.written.units.get_mut(at) {
            change(unit);
            self.changed = true;
        }
    }

    fn piece(&mut self, at: usize, nth: usize, change: impl FnOnce(&mut Piece)) {
        self.unit(at, |unit| {
            if let Some(piece) = unit.evidence.get_mut(nth) {
                change(piece);
            }
        });
    }
}

impl Written {
    pub(super) fn of(assessment: &Assessment) -> Self {
        let unit = |unit: &UnitRecord| Unit {
            unit: unit.unit.clone(),
            evidence: unit.evidence.iter().map(Piece::of).collect(),
            verdict: unit.verdict,
            gap: unit.gap.clone(),
        };
        Self {
            version: assessment.version,
            units: assessment.units.iter().map(unit).collect(),
            observations: assessment.observations.clone(),
        }
    }

    /// What is sent; the elements whose score is no number from 0 to 100 otherwise. Empty pieces
    /// are left out.
    pub(super) fn to_send(&self) -> Result<SaveAssessment, Vec<String>> {
        let mut wrong = Vec::new();
        let mut units = Vec::new();
        for (at, unit) in self.units.iter().enumerate() {
            let mut evidence = Vec::new();
            for (nth, piece) in unit.evidence.iter().enumerate() {
                let score = piece.score.trim();
                if piece.text.trim().is_empty() && score.is_empty() {
                    continue;
                }
                match score.parse::<u8>() {
                    Ok(points) if points <= 100 => evidence.push(piece.sent(Some(points))),
                    _ if score.is_empty() => evidence.push(piece.sent(None)),
                    _ => wrong.push(format!("u{at}-e{nth}-score")),
                }
            }
            units.push(UnitFindings {
                unit: unit.unit.clone(),
                evidence,
                verdict: unit.verdict,
                gap: unit.gap.clone(),
            });
        }
        let sent = SaveAssessment { version: self.version, units, observations: self.observations.clone() };
        if wrong.is_empty() { Ok(sent) } else { Err(wrong) }
    }
}

impl Piece {
    const fn empty() -> Self {
        Self { kind: EvidenceKind::Performance, text: String::new(), score: String::new() }
    }

    fn of(evidence: &Evidence) -> Self {
        let score = evidence.score.map(|score| score.to_string()).unwrap_or_default();
        Self { kind: evidence.kind, text: evidence.text.clone(), score }
    }

    fn sent(&self, score: Option<u8>) -> Evidence {
        Evidence { kind: self.kind, text: self.text.trim().to_owned(), score }
    }
}

impl Reducible for Draft {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Kind(at, nth, kind) => next.piece(at, nth, |piece| piece.kind = kind),
            Change::Text(at, nth, text) => next.piece(at, nth, |piece| piece.text = text),
            Change::Score(at, nth, score) => next.piece(at, nth, |piece| piece.score = score),
            Change::Add(at) => next.unit(at, |unit| unit.evidence.push(Piece::empty())),
            Change::Remove(at, nth) => next.unit(at, |unit| {
                if nth < unit.evidence.len() {
                    unit.evidence.remove(nth);
                }
            }),
            Change::Verdict(at, verdict) => next.unit(at, |unit| unit.verdict = Some(verdict)),
            Change::Gap(at, gap) => next.unit(at, |unit| unit.gap = gap),
            Change::Observations(text) => {
                next.written.observations = text;
                next.changed = true;
            }
            Change::Step(step) => next.step = step,
            Change::Sending => next.sending = true,
            Change::Saved(version) => {
                next.written.version = version;
                next.changed = false;
                next.sending = false;
                next.wrong.clear();
                next.refused = None;
                next.other = None;
            }
            Change::Refused(refused, wrong) => {
                next.sending = false;
                next.refusals += 1;
                next.refused = refused;
                next.wrong = wrong;
            }
            Change::Stale(other) => {
                next.sending = false;
                next.other = Some(other);
            }
            Change::TakeOther => {
                if let Some(other) = next.other.take() {
                    next = Self { step: next.step, ..Self::new(&other, None) };
                }
            }
            Change::KeepMine => {
                if let Some(other) = next.other.take() {
                    next.written.version = other.version;
                    next.changed = true;
                }
            }
        }
        next.into()
    }
}

/// The element of a field that the registry named, e.g. `u1-verdict` for `units[1].verdict`, and the
/// step it is on.
pub(super) fn target_of(field: &str) -> Option<(String, usize, Step)> {
    if field == "observations" {
        return Some(("observations".to_owned(), 0, Step::Verdicts));
    }
    let (at, rest) = field.strip_prefix("units[")?.split_once("].")?;
    let unit: usize = at.parse().ok()?;
    let found = match rest {
        "verdict" | "gap" => (format!("u{unit}-{rest}"), Step::Verdicts),
        "evidence" => (format!("u{unit}-add"), Step::Evidence),
        _ => {
            let (nth, name) = rest.strip_prefix("evidence[")?.split_once("].")?;
            (format!("u{unit}-e{nth}-{name}"), Step::Evidence)
        }
    };
    Some((found.0, unit, found.1))
}

/// The step that an element is on.
pub(super) fn step_of(target: &str) -> Step {
    if target == "observations" || target.ends_with("-verdict") || target.ends_with("-gap") {
        Step::Verdicts
    } else {
        Step::Evidence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Rc<Draft> {
        let unit =
            |key: &str| Unit { unit: ItemKey::parse(key), evidence: Vec::new(), verdict: None, gap: String::new() };
        let written = Written { version: 3, units: vec![unit("U1"), unit("U2")], observations: String::new() };
        Rc::new(Draft {
            written,
            step: Step::Evidence,
            changed: false,
            sending: false,
            wrong: Vec::new(),
            refused: None,
            refusals: 0,
            other: None,
        })
    }

    #[test]
    fn what_is_typed_is_what_is_sent_and_empty_pieces_are_not() {
        let typed = draft()
            .reduce(Change::Add(1))
            .reduce(Change::Text(1, 0, " Tablero armado ".to_owned()))
            .reduce(Change::Score(1, 0, "87".to_owned()))
            .reduce(Change::Add(1))
            .reduce(Change::Verdict(1, Verdict::Competent));
        assert!(typed.changed);
        let Ok(sent) = typed.written.to_send() else { panic!("complete") };
        let [first, second] = sent.units.as_slice() else { panic!("two units") };
        assert!(first.evidence.is_empty());
        assert_eq!(second.evidence.len(), 1);
        assert_eq!(second.evidence.first().map(|e| (e.text.as_str(), e.score)), Some(("Tablero armado", Some(87))));
    }

    #[test]
    fn a_score_that_is_no_number_up_to_a_hundred_is_named() {
        let typed = |score: &str| {
            draft().reduce(Change::Add(0)).reduce(Change::Text(0, 0, "x".to_owned())).reduce(Change::Score(
                0,
                0,
                score.to_owned(),
            ))
        };
        for wrong in ["101", "-1", "ocho", "8,5"] {
            assert_eq!(typed(wrong).written.to_send(), Err(vec!["u0-e0-score".to_owned()]), "{wrong}");
        }
        assert!(typed(" 100 ").written.to_send().is_ok());
    }

    #[test]
    fn fields_of_the_registry_lead_to_their_elements_and_steps() {
        assert_eq!(target_of("units[1].verdict"), Some(("u1-verdict".to_owned(), 1, Step::Verdicts)));
        assert_eq!(target_of("units[0].evidence"), Some(("u0-add".to_owned(), 0, Step::Evidence)));
        assert_eq!(target_of("units[2].evidence[4].text"), Some(("u2-e4-text".to_owned(), 2, Step::Evidence)));
        assert_eq!(target_of("version"), None);
    }

    #[test]
    fn a_refusal_keeps_what_was_typed_and_saving_names_the_next_version() {
        let typed = draft().reduce(Change::Observations("Bien".to_owned()));
        let refused = typed.reduce(Change::Sending).reduce(Change::Refused(Some("no".into()), Vec::new()));
        assert_eq!((refused.written.observations.as_str(), refused.sending), ("Bien", false));
        let saved = refused.reduce(Change::Saved(4));
        assert_eq!((saved.written.version, saved.changed, saved.refused.is_none()), (4, false, true));
    }
}
