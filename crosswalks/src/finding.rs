//! What does not fit together in crosswalks. Each finding says which rule found it; none forbids
//! anything: people decide.

use std::collections::{BTreeMap, BTreeSet};

use competency_frameworks::{FrameworkId, ItemKey, Status};
use serde::{Deserialize, Serialize};

use crate::mapping::{Mapping, Predicate};

/// A rule that mappings are checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Rule {
    /// One item is said to be exactly the same as several.
    OneToMany,
    /// Following "broader" leads back to where it started.
    Cycle,
    /// The same relation is said to hold and not to hold.
    ExactAndNot,
    /// Each of two items is said to be broader than the other.
    BroaderBothWays,
    /// A row says that nothing corresponds to an item, another names something that does.
    MappedAndNoCounterpart,
    /// A row names an item that its body withdrew or replaced.
    WithdrawnItem,
    /// A row names an item that the framework's version does not have.
    UnknownItem,
}

impl Rule {
    /// Every rule, in the order in which screens list them.
    pub const ALL: [Self; 7] = [
        Self::OneToMany,
        Self::Cycle,
        Self::ExactAndNot,
        Self::BroaderBothWays,
        Self::MappedAndNoCounterpart,
        Self::WithdrawnItem,
        Self::UnknownItem,
    ];

    /// The kebab-case name used on the wire and in message ids (`rule-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneToMany => "one-to-many",
            Self::Cycle => "cycle",
            Self::ExactAndNot => "exact-and-not",
            Self::BroaderBothWays => "broader-both-ways",
            Self::MappedAndNoCounterpart => "mapped-and-no-counterpart",
            Self::WithdrawnItem => "withdrawn-item",
            Self::UnknownItem => "unknown-item",
        }
    }
}

/// A row among others, possibly of several crosswalks.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// What the finding calls the row.
    pub id: &'a str,
    /// From.
    pub subject_framework: &'a FrameworkId,
    /// To.
    pub object_framework: &'a FrameworkId,
    /// What it says.
    pub mapping: &'a Mapping,
}

/// An item that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FoundItem {
    /// Its framework.
    pub framework: FrameworkId,
    /// The item: a standard, or a unit of one.
    pub item: ItemKey,
}

/// Something that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// What it is about; a cycle in its order.
    pub items: Vec<FoundItem>,
    /// The rows that lead to it, by id.
    pub rows: Vec<String>,
}

/// A place in the graph.
type Node<'a> = (&'a FrameworkId, &'a ItemKey);
/// The rows that say something of a pair.
type Pairs<'a> = BTreeMap<(Node<'a>, Node<'a>), Vec<&'a str>>;

/// Rows that say one thing, and rows that say the other.
type Sides<'a> = (Vec<&'a str>, Vec<&'a str>);

/// Checks rows against every rule. `status` tells where an item stands in the framework version that
/// counts; none: that version does not have it.
pub fn findings(rows: &[Placed<'_>], status: impl Fn(&FrameworkId, &ItemKey) -> Option<Status>) -> Vec<Finding> {
    let mut found = one_to_many(rows);
    found.extend(contradictions(rows));
    found.extend(both_ways_and_cycles(rows));
    found.extend(mapped_and_not(rows));
    found.extend(items(rows, status));
    found.sort_by(|a, b| (a.rule, &a.items).cmp(&(b.rule, &b.items)));
    found
}

fn subject<'a>(row: &Placed<'a>) -> Node<'a> {
    (row.subject_framework, row.mapping.subject_item())
}

fn object<'a>(row: &Placed<'a>) -> Option<Node<'a>> {
    Some((row.object_framework, row.mapping.object_item()?))
}

fn found_item((framework, item): Node<'_>) -> FoundItem {
    FoundItem { framework: framework.clone(), item: item.clone() }
}

fn finding<'a>(rule: Rule, items: impl IntoIterator<Item = Node<'a>>, rows: &[&str]) -> Finding {
    Finding {
        rule,
        items: items.into_iter().map(found_item).collect(),
        rows: rows.iter().map(|row| (*row).to_owned()).collect(),
    }
}

fn one_to_many(rows: &[Placed<'_>]) -> Vec<Finding> {
    let mut objects: BTreeMap<(Node<'_>, &FrameworkId), BTreeMap<Node<'_>, &str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.mapping.predicate == Predicate::ExactMatch && !row.mapping.not) {
        if let Some(object) = object(row) {
            objects.entry((subject(row), row.object_framework)).or_default().insert(object, row.id);
        }
    }
    let several = objects.into_iter().filter(|(_, objects)| objects.len() > 1);
    several
        .map(|((subject, _), objects)| {
            let rows: Vec<&str> = objects.values().copied().collect();
            finding(Rule::OneToMany, std::iter::once(subject).chain(objects.into_keys()), &rows)
        })
        .collect()
}

fn contradictions(rows: &[Placed<'_>]) -> Vec<Finding> {
    let mut said: BTreeMap<(Node<'_>, Node<'_>, &str), Sides<'_>> = BTreeMap::new();
    for row in rows {
        let Some(object) = object(row) else { continue };
        let sides = said.entry((subject(row), object, row.mapping.predicate.as_str())).or_default();
        if row.mapping.not { sides.1.push(row.id) } else { sides.0.push(row.id) }
    }
    let both = said.into_iter().filter(|(_, (holds, not))| !holds.is_empty() && !not.is_empty());
    both.map(|((subject, object, _), (holds, not))| {
        let rows: Vec<&str> = holds.into_iter().chain(not).collect();
        finding(Rule::ExactAndNot, [subject, object], &rows)
    })
    .collect()
}

/// Edges from an item to a broader one, whichever way the row was written.
fn broader<'a>(rows: &[Placed<'a>]) -> Pairs<'a> {
    let mut edges: Pairs<'a> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.mapping.not) {
        let Some(object) = object(row) else { continue };
        let edge = match row.mapping.predicate {
            Predicate::BroadMatch => (subject(row), object),
            Predicate::NarrowMatch => (object, subject(row)),
            _ => continue,
        };
        edges.entry(edge).or_default().push(row.id);
    }
    edges
}

fn both_ways_and_cycles(rows: &[Placed<'_>]) -> Vec<Finding> {
    let edges = broader(rows);
    let mut found = Vec::new();
    for ((narrow, broad), one) in &edges {
        if narrow < broad
            && let Some(other) = edges.get(&(*broad, *narrow))
        {
            let rows: Vec<&str> = one.iter().chain(other).copied().collect();
            found.push(finding(Rule::BroaderBothWays, [*narrow, *broad], &rows));
        }
    }
    found.extend(cycles(&edges));
    found
}

/// Cycles of three items or more, one for each knot of items that reach each other; an iterative walk,
/// so that a long chain needs no deep stack.
fn cycles(edges: &Pairs<'_>) -> Vec<Finding> {
    let mut next: BTreeMap<Node<'_>, Vec<Node<'_>>> = BTreeMap::new();
    for (narrow, broad) in edges.keys() {
        next.entry(*narrow).or_default().push(*broad);
    }
    let mut found = Vec::new();
    let mut done: BTreeSet<Node<'_>> = BTreeSet::new();
    for start in next.keys() {
        let mut path: Vec<(Node<'_>, usize)> = vec![(*start, 0)];
        let mut on_path: BTreeMap<Node<'_>, usize> = BTreeMap::from([(*start, 0)]);
        while let Some((node, turn)) = path.last_mut() {
            let ahead = next.get(node).and_then(|all| all.get(*turn)).copied();
            *turn += 1;
            let node = *node;
            match ahead {
                Some(ahead) if done.contains(&ahead) => {}
                Some(ahead) => match on_path.get(&ahead) {
                    Some(from) if path.len() - from > 2 => found.push(cycle(edges, path.get(*from..).unwrap_or(&[]))),
                    Some(_) => {}
                    None => {
                        on_path.insert(ahead, path.len());
                        path.push((ahead, 0));
                    }
                },
                None => {
                    done.insert(node);
                    on_path.remove(&node);
                    path.pop();
                }
            }
        }
    }
    found
}

fn cycle(edges: &Pairs<'_>, path: &[(Node<'_>, usize)]) -> Finding {
    let nodes: Vec<Node<'_>> = path.iter().map(|(node, _)| *node).collect();
    let ring = nodes.iter().zip(nodes.iter().cycle().skip(1));
    let rows: Vec<&str> =
        ring.filter_map(|(from, to)| edges.get(&(*from, *to)).and_then(|rows| rows.first())).copied().collect();
    finding(Rule::Cycle, nodes.iter().copied(), &rows)
}

fn mapped_and_not(rows: &[Placed<'_>]) -> Vec<Finding> {
    let mut of: BTreeMap<(Node<'_>, &FrameworkId), Sides<'_>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.mapping.not) {
        let sides = of.entry((subject(row), row.object_framework)).or_default();
        if row.mapping.object.is_none() { sides.0.push(row.id) } else { sides.1.push(row.id) }
    }
    let both = of.into_iter().filter(|(_, (nothing, something))| !nothing.is_empty() && !something.is_empty());
    both.map(|((subject, _), (nothing, something))| {
        let rows: Vec<&str> = nothing.into_iter().chain(something).collect();
        finding(Rule::MappedAndNoCounterpart, [subject], &rows)
    })
    .collect()
}

fn items(rows: &[Placed<'_>], status: impl Fn(&FrameworkId, &ItemKey) -> Option<Status>) -> Vec<Finding> {
    let mut named: BTreeMap<Node<'_>, Vec<&str>> = BTreeMap::new();
    for row in rows {
        for node in std::iter::once(subject(row)).chain(object(row)) {
            named.entry(node).or_default().push(row.id);
        }
    }
    let rule = |node: &Node<'_>| match status(node.0, node.1) {
        None => Some(Rule::UnknownItem),
        Some(Status::Active) => None,
        Some(Status::Withdrawn | Status::Replaced) => Some(Rule::WithdrawnItem),
    };
    named.into_iter().filter_map(|(node, rows)| Some(finding(rule(&node)?, [node], &rows))).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use std::collections::BTreeMap;

    use super::*;
    use crate::Justification;

    fn row(subject: &str, predicate: Predicate, object: &str) -> Mapping {
        Mapping {
            subject: ItemKey::parse(subject),
            subject_unit: None,
            predicate,
            not: false,
            object: (!object.is_empty()).then(|| ItemKey::parse(object)),
            object_unit: None,
            justification: Justification::default(),
            confidence: None,
            author: "Ana".to_owned(),
            reviewer: None,
            comment: None,
            slots: BTreeMap::new(),
        }
    }

    fn found(rows: &[Mapping]) -> Vec<(Rule, Vec<String>)> {
        let (from, to): (FrameworkId, FrameworkId) = ("co-a".parse().unwrap(), "ec-b".parse().unwrap());
        let ids: Vec<String> = (0..rows.len()).map(|n| n.to_string()).collect();
        let placed: Vec<Placed<'_>> = ids
            .iter()
            .zip(rows)
            .map(|(id, mapping)| Placed { id, subject_framework: &from, object_framework: &to, mapping })
            .collect();
        let status = |_: &FrameworkId, key: &ItemKey| match key.as_str() {
            "GONE" => Some(Status::Withdrawn),
            "NEVER" => None,
            _ => Some(Status::Active),
        };
        findings(&placed, status).into_iter().map(|one| (one.rule, one.rows)).collect()
    }

    fn ids(rows: &[usize]) -> Vec<String> {
        rows.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rows_that_fit_together_are_no_finding() {
        let rows = [
            row("1", Predicate::ExactMatch, "x"),
            row("2", Predicate::BroadMatch, "x"),
            row("3", Predicate::CloseMatch, "x"),
            row("3", Predicate::CloseMatch, "y"),
            row("4", Predicate::ExactMatch, ""),
        ];
        assert_eq!(found(&rows), []);
    }

    #[test]
    fn one_item_is_exactly_the_same_as_one_other_at_most() {
        let rows = [row("1", Predicate::ExactMatch, "x"), row("1", Predicate::ExactMatch, "y")];
        assert_eq!(found(&rows), [(Rule::OneToMany, ids(&[0, 1]))]);
    }

    #[test]
    fn the_same_relation_does_not_hold_and_not_hold() {
        let not = Mapping { not: true, ..row("1", Predicate::ExactMatch, "x") };
        assert_eq!(found(&[row("1", Predicate::ExactMatch, "x"), not.clone()]), [(Rule::ExactAndNot, ids(&[0, 1]))]);
        assert_eq!(found(&[row("1", Predicate::CloseMatch, "x"), not]), [], "close and not exact go together");
    }

    #[test]
    fn neither_two_items_nor_a_ring_of_them_are_broader_than_themselves() {
        let both = [row("1", Predicate::BroadMatch, "x"), row("1", Predicate::NarrowMatch, "x")];
        assert_eq!(found(&both), [(Rule::BroaderBothWays, ids(&[0, 1]))]);
        let ring = [
            row("1", Predicate::BroadMatch, "x"),
            row("2", Predicate::NarrowMatch, "x"),
            row("2", Predicate::BroadMatch, "y"),
            row("1", Predicate::NarrowMatch, "y"),
        ];
        assert_eq!(found(&ring), [(Rule::Cycle, ids(&[0, 1, 2, 3]))]);
        assert_eq!(found(&ring[..3]), [], "a chain is no ring");
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let up = |n: usize| row(&n.to_string(), Predicate::BroadMatch, &n.to_string());
        let down = |n: usize| row(&(n + 1).to_string(), Predicate::NarrowMatch, &n.to_string());
        let rows: Vec<Mapping> = (0..20_000).flat_map(|n| [up(n), down(n)]).collect();
        assert_eq!(found(&rows), []);
    }

    #[test]
    fn an_item_has_a_counterpart_or_none() {
        let rows = [row("1", Predicate::ExactMatch, ""), row("1", Predicate::RelatedMatch, "x")];
        assert_eq!(found(&rows), [(Rule::MappedAndNoCounterpart, ids(&[0, 1]))]);
    }

    #[test]
    fn items_that_are_gone_are_named() {
        let rows = [row("gone", Predicate::ExactMatch, "x"), row("1", Predicate::ExactMatch, "never")];
        assert_eq!(found(&rows), [(Rule::WithdrawnItem, ids(&[0])), (Rule::UnknownItem, ids(&[1]))]);
    }
}
