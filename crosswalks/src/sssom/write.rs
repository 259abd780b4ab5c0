//! Writing tables, row by row.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::slots::{SLOTS, slot_named};
use super::table::join;
use super::yaml::scalar;
use super::{MappingSet, SlotValue, Slots, slots};

/// The columns that rows need, in their order: those of the schema, then extensions by name. The four
/// that every mapping has are always there.
pub fn columns_of<'a>(rows: impl IntoIterator<Item = &'a Slots>) -> Vec<String> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for row in rows {
        names.extend(row.keys().map(String::as_str));
    }
    columns_named(names.into_iter().map(str::to_owned))
}

/// The columns of rows that have slots of these names.
pub fn columns_named(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let always = ["subject_id", "predicate_id", "object_id", "mapping_justification"].map(str::to_owned);
    let names: BTreeSet<String> = always.into_iter().chain(names).collect();
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_key(|name| slots::place(name));
    names
}

/// Writes a table whose metadata and columns are known.
#[derive(Debug)]
pub struct TableWriter<W: Write> {
    columns: Vec<String>,
    out: csv::Writer<W>,
}

impl<W: Write> TableWriter<W> {
    /// Writes the metadata and the columns' names.
    pub fn start(mut out: W, set: &MappingSet, columns: Vec<String>) -> io::Result<Self> {
        for line in metadata(set) {
            writeln!(out, "#{line}")?;
        }
        let mut out = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
        out.write_record(&columns).map_err(io::Error::other)?;
        Ok(Self { columns, out })
    }

    /// Writes a mapping.
    pub fn with(mut self, row: &Slots) -> io::Result<Self> {
        self.write(row)?;
        Ok(self)
    }

    /// Writes a mapping.
    pub fn write(&mut self, row: &Slots) -> io::Result<()> {
        for column in &self.columns {
            let cell = match row.get(column) {
                None => String::new(),
                Some(SlotValue::One(text)) => text.clone(),
                Some(SlotValue::Many(all)) => join(all),
            };
            self.out.write_field(cell).map_err(io::Error::other)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io::Error::other)
    }

    /// Completes the table.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

/// The lines of a set's metadata, in the order of the schema.
fn metadata(set: &MappingSet) -> Vec<String> {
    let mut lines = Vec::new();
    if !set.curie_map.is_empty() {
        lines.push("curie_map:".to_owned());
        lines.extend(set.curie_map.iter().map(|(prefix, url)| format!("  {}: {}", scalar(prefix), scalar(url))));
    }
    let mut names: Vec<&String> = set.slots.keys().collect();
    names.sort_by_key(|name| slots::place(name));
    let (known, extensions) = names.split_at(names.partition_point(|name| slots::place(name) < SLOTS.len()));
    for name in known {
        lines.extend(slot(set, name));
    }
    if !set.extension_definitions.is_empty() {
        lines.push("extension_definitions:".to_owned());
        for one in &set.extension_definitions {
            lines.push(format!("  - slot_name: {}", scalar(&one.slot_name)));
            lines.extend(one.property.as_ref().map(|text| format!("    property: {}", scalar(text))));
            lines.extend(one.type_hint.as_ref().map(|text| format!("    type_hint: {}", scalar(text))));
        }
    }
    for name in extensions {
        lines.extend(slot(set, name));
    }
    lines
}

fn slot(set: &MappingSet, name: &str) -> Vec<String> {
    let number = matches!(slot_named(name).map(|slot| slot.kind), Some(slots::Kind::Number(..)));
    let shown = |text: &str| if number { text.to_owned() } else { scalar(text) };
    match set.slots.get(name) {
        None => Vec::new(),
        Some(SlotValue::One(text)) => vec![format!("{}: {}", scalar(name), shown(text))],
        Some(SlotValue::Many(all)) => {
            let values = all.iter().map(|text| format!("  - {}", shown(text)));
            std::iter::once(format!("{}:", scalar(name))).chain(values).collect()
        }
    }
}
