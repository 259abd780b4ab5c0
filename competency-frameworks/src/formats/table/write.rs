//! Writing a table: the columns that have anything in them, and what was kept aside.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Column, Delimiter};
use crate::Lang;
use crate::formats::Kept;

/// Writes items as a table in UTF-8. Reading it again gives the same items, but for keys that do not
/// follow from code and place, and for translations of statements.
pub fn write(items: &[Kept], delimiter: Delimiter) -> Result<Vec<u8>, csv::Error> {
    let used = |column: &Column| {
        let always = matches!(column, Column::Code | Column::Title | Column::Lang);
        always || items.iter().any(|kept| !cell(kept, column).is_empty())
    };
    let langs: BTreeSet<&Lang> = items.iter().flat_map(|kept| kept.item.title.texts.keys()).collect();
    let translations = langs.into_iter().map(|lang| Column::Translation(lang.clone()));
    let columns: Vec<Column> = Column::PLAIN.into_iter().chain(translations).filter(used).collect();
    let aside: BTreeSet<&str> = items.iter().flat_map(|kept| kept.members.keys()).map(String::as_str).collect();
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter.byte()).from_writer(Vec::new());
    writer.write_record(columns.iter().map(ToString::to_string).chain(aside.iter().map(|&name| name.to_owned())))?;
    for kept in items {
        let own = columns.iter().map(|column| cell(kept, column));
        writer.write_record(own.chain(aside.iter().map(|name| member(kept, name))))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn member(kept: &Kept, name: &str) -> String {
    match kept.members.get(name) {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn cell(kept: &Kept, column: &Column) -> String {
    let item = &kept.item;
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    match column {
        Column::Code => item.code.as_ref().map(|code| code.raw().to_owned()).unwrap_or_default(),
        Column::Version => some(&item.version),
        Column::Kind => item.kind.as_str().to_owned(),
        Column::Parent => item.parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        Column::Title => item.title.official_text().to_owned(),
        Column::Lang => item.title.official.to_string(),
        Column::Translation(lang) if *lang == item.title.official => String::new(),
        Column::Translation(lang) => item.title.texts.get(lang).cloned().unwrap_or_default(),
        Column::Statement => item.statement.as_ref().map(|text| text.official_text().to_owned()).unwrap_or_default(),
        Column::Level => some(&item.level),
        Column::Hours => number(item.hours),
        Column::Sector => some(&item.sector_name),
        Column::Sectors => item.sectors.iter().map(|sector| sector.as_str()).collect::<Vec<_>>().join(" "),
        Column::Isco08 => item.isco08.join(" "),
        Column::ValidityMonths => number(item.validity_months),
        Column::Status => item.status.as_str().to_owned(),
        Column::InForceFrom => day(item.in_force_from),
        Column::InForceUntil => day(item.in_force_until),
        Column::ReplacedBy => item.replaced_by.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"),
        Column::Source => item.source.clone(),
        Column::Illustrative => if item.illustrative { "yes" } else { "" }.to_owned(),
    }
}
