//! Writing a package: the document, items and associations, each as it was given or as the registry
//! says it itself.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde_json::Value;

use super::Head;
use super::difference::{after_change, overlay};
use super::outline::NOWHERE;
use super::parse::link;
use super::render::{CHILD, Frame, Node, REPLACED};
use crate::formats::{Kept, Members};
use crate::{Item, ItemKey};

/// The parts of one version, as they are served and exported.
#[derive(Debug)]
pub struct Writing<'a> {
    head: &'a Head,
    /// With the document's identifier.
    frame: Frame,
    /// With the identifier the registry would give.
    own: Frame,
}

impl<'a> Writing<'a> {
    /// For a version that is served under `base`, e.g. `https://registro.example`.
    pub fn new(head: &'a Head, base: &str) -> Self {
        let frame = |document: &Members| Frame::new(&head.framework, &head.version, document, base);
        Self { frame: frame(&head.document), own: frame(&Members::new()), head }
    }

    /// The identifier of the document and its package.
    pub fn identifier(&self) -> &str {
        &self.frame.document
    }

    /// The identifier of an item.
    pub fn identifier_of(&self, kept: &Kept) -> String {
        let given = kept.members.get("identifier").and_then(Value::as_str);
        given.map_or_else(|| self.frame.identifier(&kept.item.key), str::to_owned)
    }

    /// The `CFDocument`.
    pub fn document(&self) -> Members {
        overlay(self.own.document(&self.head.framework, &self.head.version), &self.head.document)
    }

    /// The `CFItem`.
    pub fn item(&self, kept: &Kept) -> Members {
        let derived = self.derived(&kept.item, &self.frame.identifier(&kept.item.key));
        let mut item = overlay(derived, &kept.members);
        item.remove(NOWHERE);
        item
    }

    fn derived(&self, item: &Item, identifier: &str) -> Members {
        self.frame.item(item, identifier, &item.natural_key())
    }

    /// What is still to be kept beside an item once it was edited: where the registry's own words
    /// changed, they count.
    pub fn keep(&self, before: &Kept, after: &Item) -> Members {
        let identifier = self.identifier_of(before);
        let (old, new) = (self.derived(&before.item, &identifier), self.derived(after, &identifier));
        after_change(before.members.clone(), &old, &new)
    }

    /// The associations of items that follow from the tree and from replacements, but those that
    /// `given` says already.
    pub fn associations(&self, items: &[Kept], given: &[Members]) -> Vec<Members> {
        let end = |members: &Members, name: &str| link(members, name).map(str::to_owned);
        let said: HashSet<(&str, Option<String>, Option<String>)> = given
            .iter()
            .filter_map(|members| {
                let kind = members.get("associationType").and_then(Value::as_str)?;
                Some((kind, end(members, "originNodeURI"), end(members, "destinationNodeURI")))
            })
            .collect();
        let identifiers: HashMap<&ItemKey, String> =
            items.iter().map(|kept| (&kept.item.key, self.identifier_of(kept))).collect();
        let node = |key: &'_ ItemKey| identifiers.get_key_value(key).map(|(key, identifier)| Node { identifier, key });
        let mut numbers: HashMap<Option<&ItemKey>, u32> = HashMap::new();
        let mut out = Vec::new();
        for Kept { item, members } in items {
            let Some(origin) = node(&item.key) else { continue };
            let is_said = |kind: &'static str, destination: &str| {
                said.contains(&(kind, Some(origin.identifier.to_owned()), Some(destination.to_owned())))
            };
            let parent = item.parent.as_ref().and_then(node);
            let number = numbers.entry(item.parent.as_ref()).or_insert(0);
            *number += 1;
            let above = parent.as_ref().map_or(self.frame.document.as_str(), |parent| parent.identifier);
            let nowhere = members.contains_key(NOWHERE) && parent.is_none();
            if !nowhere && !is_said(CHILD, above) {
                out.push(self.frame.child_of(&origin, parent.as_ref(), *number));
            }
            for new in item.replaced_by.iter().filter_map(node) {
                if !is_said(REPLACED, new.identifier) {
                    out.push(self.frame.replaced_by(&origin, &new));
                }
            }
        }
        out
    }
}

/// Writes a package of items, which come parents before their children.
pub fn write(out: &mut impl Write, head: &Head, items: &[Kept], given: &[Members], base: &str) -> io::Result<()> {
    let writing = Writing::new(head, base);
    out.write_all(b"{\"CFDocument\":")?;
    serde_json::to_writer(&mut *out, &writing.document())?;
    out.write_all(b",\n\"CFItems\":[")?;
    list(out, items.iter().map(|kept| writing.item(kept)))?;
    out.write_all(b"],\n\"CFAssociations\":[")?;
    let derived = writing.associations(items, given);
    list(out, given.iter().cloned().chain(derived))?;
    out.write_all(b"]")?;
    for (name, value) in &head.others {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, name)?;
        out.write_all(b":")?;
        serde_json::to_writer(&mut *out, value)?;
    }
    out.write_all(b"}\n")
}

fn list(out: &mut impl Write, all: impl Iterator<Item = Members>) -> io::Result<()> {
    for (number, members) in all.enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &members)?;
    }
    Ok(())
}
