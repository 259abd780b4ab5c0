//! The first reading: identifiers, codes and the tree. The second: items and associations, one at a
//! time, with keys and places.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use serde_json::Value;

use super::difference::difference;
use super::parse::{self, link, text};
use super::render::{CHILD, Frame, Node, REPLACED};
use super::stream::{Piece, Wanted, pieces};
use super::{CaseError, Head, Options};
use crate::formats::order::parents_first;
use crate::formats::{Finding, Kept, Members, Reason, Report};
use crate::{ItemKey, ItemKind, Status};

/// The member that marks, with `null`, an item of which the file does not say where it stands.
pub(super) const NOWHERE: &str = "isChildOf";

/// What a package holds, without its texts.
#[derive(Debug)]
pub struct Outline {
    /// Whose package it is.
    pub head: Head,
    /// What was found in it. Nothing can be imported while there is an error.
    pub report: Report,
    nodes: Vec<Entry>,
    by_identifier: HashMap<Box<str>, u32>,
    frame: Frame,
}

/// A piece of a package with its place.
#[derive(Debug)]
pub enum Part {
    /// An item.
    Item {
        /// Its place among the items, parents before their children.
        position: u32,
        /// Its identifier in CASE.
        identifier: String,
        /// The item.
        kept: Box<Kept>,
    },
    /// An association that does not follow from the items.
    Association(Members),
}

/// An item of which only its place is known.
#[derive(Debug)]
struct Entry {
    identifier: Box<str>,
    name: ItemKey,
    key: Option<ItemKey>,
    kind: Option<ItemKind>,
    parent: Option<u32>,
    /// Whether an association says where it stands.
    placed: bool,
    sequence: Option<i64>,
    replaced_by: Vec<u32>,
    refused: bool,
    position: u32,
    /// Which child of its parent it is, from 1.
    number: u32,
}

/// The two ends of an association that shapes the tree, before the items are known.
struct Edge {
    row: u32,
    child: bool,
    origin: Box<str>,
    destination: Box<str>,
    sequence: Option<i64>,
}

#[derive(Default)]
struct First {
    document: Option<Members>,
    others: Members,
    nodes: Vec<Entry>,
    by_identifier: HashMap<Box<str>, u32>,
    edges: Vec<Edge>,
    report: Report,
    associations: u32,
}

impl Outline {
    /// Reads a package for the first time.
    pub fn read(reader: impl Read, options: &Options) -> Result<Self, CaseError> {
        let mut first = First::default();
        pieces(reader, Wanted::All, |piece| first.take(piece, options))?;
        let document = first.document.take().ok_or(CaseError::NoDocument)?;
        let (framework, version) = parse::head(&document, options).ok_or(CaseError::NoDocument)?;
        let frame = Frame::new(&framework, &version, &document, &options.base);
        // Compared with the identifier the registry would give, so that the file's own is kept.
        let own = Frame::new(&framework, &version, &Members::new(), &options.base);
        let document = difference(document, &own.document(&framework, &version));
        first.connect(&frame.document);
        let order = first.order();
        first.name(&order);
        let First { others, nodes, by_identifier, mut report, .. } = first;
        report.rows = count(nodes.len());
        report.accepted = count(nodes.iter().filter(|node| !node.refused).count());
        report.require_items();
        report.sort();
        let head = Head { framework, version, document, others };
        Ok(Self { head, report, nodes, by_identifier, frame })
    }

    /// Reads the same package again, handing on each item and association.
    pub fn parts<E: From<CaseError>>(
        &self,
        reader: impl Read,
        mut take: impl FnMut(Part) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut items = self.nodes.iter();
        let mut placed: HashSet<u32> = HashSet::new();
        pieces(reader, Wanted::ItemsAndAssociations, |piece| match piece {
            Piece::Item(members) => match items.next().and_then(|entry| self.item(entry, members)) {
                Some(part) => take(part),
                None => Ok(()),
            },
            Piece::Association(members) => match self.association(members, &mut placed) {
                Some(members) => take(Part::Association(members)),
                None => Ok(()),
            },
            Piece::Document(_) | Piece::Other(..) => Ok(()),
        })
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.nodes.get(number as usize)
    }

    fn parent(&self, entry: &Entry) -> Option<&Entry> {
        entry.parent.and_then(|parent| self.entry(parent))
    }

    fn item(&self, entry: &Entry, members: Members) -> Option<Part> {
        if entry.refused {
            return None;
        }
        let framework = &self.head.framework;
        let mut item = parse::item(&members, &framework.title.official, &framework.source)?.item;
        let natural = entry.natural(self.parent(entry));
        item.key = entry.key.clone().unwrap_or_else(|| natural.clone());
        item.parent = self.parent(entry).and_then(|parent| parent.key.clone());
        item.kind = entry.kind.unwrap_or(ItemKind::Standard);
        if item.replaced_by.is_empty() && !entry.replaced_by.is_empty() {
            let new = entry.replaced_by.iter().filter_map(|number| self.entry(*number));
            item.replaced_by = new.filter_map(|entry| entry.key.clone()).collect();
            if item.status == Status::Active {
                item.status = Status::Replaced;
            }
        }
        // The identifier the registry would give is its own word too.
        let derived = self.frame.item(&item, &self.frame.identifier(&item.key), &natural);
        let mut members = difference(members, &derived);
        if !entry.placed {
            members.insert(NOWHERE.to_owned(), Value::Null);
        }
        let kept = Box::new(Kept { item, members });
        Some(Part::Item { position: entry.position, identifier: entry.identifier.to_string(), kept })
    }

    /// The association, unless it is what the registry would say itself.
    fn association(&self, mut members: Members, placed: &mut HashSet<u32>) -> Option<Members> {
        members.retain(|_, value| !value.is_null());
        let find = |name: &str| link(&members, name).and_then(|identifier| self.by_identifier.get(identifier)).copied();
        let origin = find("originNodeURI");
        let own = origin.and_then(|number| {
            let entry = self.entry(number)?;
            let node = entry.node()?;
            match members.get("associationType").and_then(Value::as_str)? {
                CHILD if placed.insert(number) => {
                    let parent = match self.parent(entry) {
                        Some(parent) => Some(parent.node()?),
                        None => None,
                    };
                    Some(self.frame.child_of(&node, parent.as_ref(), entry.number))
                }
                REPLACED => {
                    let new = find("destinationNodeURI").filter(|new| entry.replaced_by.contains(new))?;
                    Some(self.frame.replaced_by(&node, &self.entry(new)?.node()?))
                }
                _ => None,
            }
        });
        (own.as_ref() != Some(&members)).then_some(members)
    }
}

impl Entry {
    fn natural(&self, parent: Option<&Self>) -> ItemKey {
        let parent = parent.and_then(|parent| parent.key.as_ref());
        self.name.clone().within(parent, self.kind.unwrap_or(ItemKind::Standard))
    }

    fn node(&self) -> Option<Node<'_>> {
        Some(Node { identifier: &self.identifier, key: self.key.as_ref()? })
    }
}

impl First {
    fn take(&mut self, piece: Piece, options: &Options) -> Result<(), CaseError> {
        match piece {
            Piece::Document(document) => self.document = Some(document),
            Piece::Other(name, value) => drop(self.others.insert(name, value)),
            Piece::Item(members) => self.item(&members, options)?,
            Piece::Association(members) => self.association(&members),
        }
        Ok(())
    }

    fn item(&mut self, members: &Members, options: &Options) -> Result<(), CaseError> {
        let number =
            u32::try_from(self.nodes.len()).ok().filter(|number| *number < u32::MAX).ok_or(CaseError::TooMany)?;
        let row = number + 1;
        let identifier = text(members, "identifier").unwrap_or_default();
        let parsed = parse::item(members, &options.lang, "");
        let mut refuse = |member: &str, reason: Reason, value: &str| {
            self.report.error(row, Some(&format!("CFItems.{member}")), reason, value);
        };
        if parsed.is_none() {
            refuse("fullStatement", Reason::TitleMissing, identifier);
        }
        if identifier.is_empty() {
            refuse("identifier", Reason::IdentifierMissing, "");
        }
        let mut refused = parsed.is_none() || identifier.is_empty();
        if let Some(other) = self.by_identifier.get(identifier) {
            let finding = Finding::new(row, Some("CFItems.identifier"), Reason::IdentifierTwice, identifier);
            self.report.errors.push(finding.with(other + 1));
            refused = true;
        } else if !identifier.is_empty() {
            self.by_identifier.insert(identifier.into(), number);
        }
        let (name, key, kind) =
            parsed.map_or_else(|| (ItemKey::parse("~"), None, None), |parsed| (parsed.name, parsed.key, parsed.kind));
        self.nodes.push(Entry {
            identifier: identifier.into(),
            name,
            key,
            kind,
            parent: None,
            placed: false,
            sequence: None,
            replaced_by: Vec::new(),
            refused,
            position: 0,
            number: 0,
        });
        Ok(())
    }

    fn association(&mut self, members: &Members) {
        self.associations = self.associations.saturating_add(1);
        let kind = members.get("associationType").and_then(Value::as_str);
        let ends = (link(members, "originNodeURI"), link(members, "destinationNodeURI"));
        if let (Some(kind @ (CHILD | REPLACED)), (Some(origin), Some(destination))) = (kind, ends) {
            self.edges.push(Edge {
                row: self.associations,
                child: kind == CHILD,
                origin: origin.into(),
                destination: destination.into(),
                sequence: members.get("sequenceNumber").and_then(Value::as_i64),
            });
        }
    }

    /// Parents and replacements, once all items are known.
    fn connect(&mut self, document: &str) {
        for edge in std::mem::take(&mut self.edges) {
            let end = self.by_identifier.get(&edge.destination).copied();
            let origin = self.by_identifier.get(&edge.origin).copied();
            let Some(entry) = origin.and_then(|origin| self.nodes.get_mut(origin as usize)) else {
                self.report.warn(edge.row, Some("CFAssociations.originNodeURI"), Reason::NodeUnknown, &edge.origin);
                continue;
            };
            let root = edge.child && *edge.destination == *document;
            if end.is_none() && !root {
                let member = Some("CFAssociations.destinationNodeURI");
                self.report.warn(edge.row, member, Reason::NodeUnknown, &edge.destination);
            } else if !edge.child {
                entry.replaced_by.extend(end.filter(|end| !entry.replaced_by.contains(end)));
            } else if entry.placed {
                let member = Some("CFAssociations.destinationNodeURI");
                self.report.warn(edge.row, member, Reason::SecondParent, &edge.destination);
            } else {
                (entry.parent, entry.sequence, entry.placed) = (end, edge.sequence, true);
            }
        }
    }

    /// All items, parents first: in the order of the file if that agrees with the sequence numbers,
    /// otherwise down the tree by them.
    fn order(&mut self) -> Vec<usize> {
        let parents: Vec<Option<usize>> = self.nodes.iter().map(|node| node.parent.map(|at| at as usize)).collect();
        let order = parents_first(&parents);
        for (place, reason) in order.problems {
            if let Some(node) = self.nodes.get_mut(place) {
                let member = Some("CFAssociations.destinationNodeURI");
                self.report.error(count(place) + 1, member, reason, &node.identifier);
                (node.refused, node.parent) = (true, None);
            }
        }
        let mut last: HashMap<Option<u32>, i64> = HashMap::new();
        let agrees = order.places.iter().filter_map(|place| self.nodes.get(*place)).all(|node| {
            let Some(sequence) = node.sequence else { return true };
            last.insert(node.parent, sequence).is_none_or(|before| before <= sequence)
        });
        if agrees { order.places } else { self.down_the_tree() }
    }

    fn down_the_tree(&self) -> Vec<usize> {
        let mut children: HashMap<Option<u32>, Vec<usize>> = HashMap::new();
        for (place, node) in self.nodes.iter().enumerate() {
            children.entry(node.parent).or_default().push(place);
        }
        for list in children.values_mut() {
            list.sort_by_key(|place| self.nodes.get(*place).and_then(|node| node.sequence).unwrap_or(i64::MAX));
        }
        let mut open: Vec<usize> = children.remove(&None).unwrap_or_default();
        open.reverse();
        let mut order = Vec::with_capacity(self.nodes.len());
        while let Some(place) = open.pop() {
            order.push(place);
            let below = children.remove(&u32::try_from(place).ok()).unwrap_or_default();
            open.extend(below.into_iter().rev());
        }
        order
    }

    /// Kinds, keys and numbers, from the top down.
    fn name(&mut self, order: &[usize]) {
        self.find_groups();
        let mut taken: HashSet<ItemKey> = HashSet::new();
        let mut numbers: HashMap<Option<u32>, u32> = HashMap::new();
        let mut position = 0;
        for &place in order {
            let above = self.nodes.get(place).and_then(|node| node.parent);
            let parent = above.and_then(|parent| self.nodes.get(parent as usize));
            let refused = parent.is_some_and(|parent| parent.refused);
            let below = parent.and_then(|parent| parent.kind).map_or(ItemKind::Standard, ItemKind::below);
            let parent_key = parent.and_then(|parent| parent.key.clone());
            let Some(node) = self.nodes.get_mut(place) else { continue };
            let row = count(place) + 1;
            if refused && !node.refused {
                self.report.error(row, Some("CFAssociations"), Reason::ParentRefused, &node.identifier);
                node.refused = true;
            }
            let kind = *node.kind.get_or_insert(below);
            let natural = node.name.clone().within(parent_key.as_ref(), kind);
            let mut key = node.key.take().unwrap_or(natural);
            if taken.contains(&key) {
                let value = key.to_string();
                let start: String = node.identifier.chars().take(8).collect();
                let first = format!("{key}~{start}");
                key = ItemKey::parse(&first);
                let mut number = 2;
                while taken.contains(&key) {
                    key = ItemKey::parse(&format!("{first}-{number}"));
                    number += 1;
                }
                self.report.warn(row, Some("CFItems.humanCodingScheme"), Reason::KeyChanged, &value);
            }
            taken.insert(key.clone());
            node.key = Some(key);
            node.position = position;
            position += 1;
            if !node.refused {
                let number = numbers.entry(above).or_insert(0);
                *number += 1;
                node.number = *number;
            }
        }
    }

    /// What stands above a standard and does not say what it is, is a group.
    fn find_groups(&mut self) {
        let standards: Vec<u32> = self
            .nodes
            .iter()
            .filter(|node| node.kind == Some(ItemKind::Standard))
            .filter_map(|node| node.parent)
            .collect();
        for parent in standards {
            let mut at = Some(parent);
            while let Some(node) = at.and_then(|at| self.nodes.get_mut(at as usize)).filter(|node| node.kind.is_none())
            {
                node.kind = Some(ItemKind::Group);
                at = node.parent;
            }
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
