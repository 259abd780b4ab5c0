//! What the columns of a table mean.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Lang, text};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub enum Column {
    /// The body's code.
    Code,
    /// The item's own version.
    Version,
    /// `group`, `standard`, `unit`, `element` or `criterion`.
    Kind,
    /// Code or key of the item it is a part of.
    Parent,
    /// The official title.
    Title,
    /// The language of the official title and statement.
    Lang,
    /// An unofficial translation of the title: `title:pt`.
    Translation(Lang),
    /// What the holder can do, in the body's words.
    Statement,
    /// Level, in the body's own scale.
    Level,
    /// Length in hours.
    Hours,
    /// Sector in the body's own words.
    Sector,
    /// Sectors as agreements name them, separated by blanks.
    Sectors,
    /// ISCO-08 groups, separated by blanks.
    Isco08,
    /// How many months a certificate is valid.
    ValidityMonths,
    /// `active`, `withdrawn` or `replaced`.
    Status,
    /// The first day the item is in force, `2026-12-31`.
    InForceFrom,
    /// The last day the item is in force, `2026-12-31`.
    InForceUntil,
    /// What took its place: codes or keys, separated by `|`.
    ReplacedBy,
    /// Where this was found.
    Source,
    /// `yes` when no body published it.
    Illustrative,
}

/// No column is called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} is no column; there are code, version, kind, parent, title, title:<language>, lang, statement, level, hours, sector, sectors, isco08, validity_months, status, in_force_from, in_force_until, replaced_by, source and illustrative"
)]
pub struct ColumnError(String);

impl Column {
    /// The columns without a language of their own, in the order files are written in.
    pub const PLAIN: [Self; 19] = [
        Self::Code,
        Self::Version,
        Self::Kind,
        Self::Parent,
        Self::Title,
        Self::Lang,
        Self::Statement,
        Self::Level,
        Self::Hours,
        Self::Sector,
        Self::Sectors,
        Self::Isco08,
        Self::ValidityMonths,
        Self::Status,
        Self::InForceFrom,
        Self::InForceUntil,
        Self::ReplacedBy,
        Self::Source,
        Self::Illustrative,
    ];

    /// What people call such a column, folded, in Spanish, Portuguese and English; its own name first.
    const fn names(&self) -> &'static [&'static str] {
        match self {
            Self::Code => &["code", "codigo", "clave", "cod", "codigo norma", "codigo estandar", "codigo cbo"],
            Self::Version => &["version", "versao", "version norma"],
            Self::Kind => &["kind", "tipo", "clase", "type"],
            Self::Parent => &["parent", "padre", "superior", "pai", "pertenece a", "parent code", "codigo padre"],
            Self::Title => {
                &["title", "titulo", "nombre", "denominacion", "denominacao", "nome", "name", "titulo oficial"]
            }
            Self::Lang => &["lang", "idioma", "lingua", "language"],
            Self::Translation(_) => &[],
            Self::Statement => &["statement", "enunciado", "descripcion", "descricao", "description", "proposito"],
            Self::Level => &["level", "nivel", "nivel competencia"],
            Self::Hours => &["hours", "horas", "duracion", "carga horaria", "duracion horas"],
            Self::Sector => &["sector", "setor", "sector productivo", "rama"],
            Self::Sectors => &["sectors", "sectores", "setores"],
            Self::Isco08 => &["isco08", "ciuo08", "isco 08", "ciuo 08", "isco", "ciuo"],
            Self::ValidityMonths => &["validity months", "vigencia meses", "validade meses"],
            Self::Status => &["status", "estado", "situacao"],
            Self::InForceFrom => &["in force from", "vigente desde", "vigencia desde"],
            Self::InForceUntil => &["in force until", "vigente hasta", "vigencia hasta", "fecha vencimiento"],
            Self::ReplacedBy => &["replaced by", "reemplazado por", "sustituido por", "substituido por"],
            Self::Source => &["source", "fuente", "fonte"],
            Self::Illustrative => &["illustrative", "ilustrativo", "ilustrativa"],
        }
    }

    /// What a header means, if anybody calls a column so.
    pub fn of_header(header: &str) -> Option<Self> {
        if let Some((name, lang)) = header.split_once(':')
            && Self::of_header(name) == Some(Self::Title)
        {
            return lang.parse().ok().map(Self::Translation);
        }
        let words: Vec<String> = text::words(header).into_iter().filter(|word| !text::is_stop_word(word)).collect();
        let name = words.join(" ");
        let plain = |column: &Self| {
            column.names().iter().any(|known| {
                let known: Vec<&str> = known.split(' ').filter(|word| !text::is_stop_word(word)).collect();
                known.join(" ") == name
            })
        };
        Self::PLAIN.into_iter().find(plain)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Translation(lang) => write!(f, "title:{lang}"),
            plain => f.write_str(&plain.names().first().copied().unwrap_or_default().replace(' ', "_")),
        }
    }
}

impl FromStr for Column {
    type Err = ColumnError;
    fn from_str(name: &str) -> Result<Self, ColumnError> {
        let plain = Self::PLAIN.into_iter().find(|column| column.to_string() == name);
        let translation = || name.strip_prefix("title:")?.parse().ok().map(Self::Translation);
        plain.or_else(translation).ok_or_else(|| ColumnError(name.to_owned()))
    }
}

impl TryFrom<String> for Column {
    type Error = ColumnError;
    fn try_from(name: String) -> Result<Self, ColumnError> {
        name.parse()
    }
}

impl From<Column> for String {
    fn from(column: Column) -> Self {
        column.to_string()
    }
}

/// Which column of a file holds what, by its header. What is not named is guessed from the headers.
pub type Mapping = BTreeMap<Column, String>;

/// How a column of the file was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ColumnUse {
    /// The header, as the file has it.
    pub header: String,
    /// What it holds; absent: nothing the registry has a field for, so its cells are kept aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Column>,
}

/// What each column of a file holds; the headers that a mapping names and the file has not.
pub(super) fn assign(
    headers: &[String],
    (mapping, aside): (&Mapping, &[String]),
) -> (Vec<ColumnUse>, Vec<(Column, String)>) {
    let kept_aside = |header: &str| aside.iter().any(|one| text::collapse(one) == text::collapse(header));
    let mut uses: Vec<ColumnUse> =
        headers.iter().map(|header| ColumnUse { header: header.clone(), column: None }).collect();
    let mut missing = Vec::new();
    for (column, wanted) in mapping {
        let same =
            |known: &&mut ColumnUse| known.column.is_none() && text::collapse(&known.header) == text::collapse(wanted);
        match uses.iter_mut().find(same) {
            Some(known) => known.column = Some(column.clone()),
            None => missing.push((column.clone(), wanted.clone())),
        }
    }
    for place in 0..uses.len() {
        let open = uses.get(place).filter(|known| known.column.is_none() && !kept_aside(&known.header));
        let guess = open.and_then(|known| Column::of_header(&known.header));
        let Some(guess) = guess.filter(|guess| !mapping.contains_key(guess)) else { continue };
        let taken = uses.iter().any(|known| known.column.as_ref() == Some(&guess));
        if let (Some(known), false) = (uses.get_mut(place), taken) {
            known.column = Some(guess);
        }
    }
    (uses, missing)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn headers_in_three_languages_are_understood() {
        for (header, column) in [
            ("Código de la norma", Column::Code),
            ("TÍTULO", Column::Title),
            ("Denominação", Column::Title),
            ("Nivel de competencia", Column::Level),
            ("title:pt-br", Column::Translation("pt-BR".parse().unwrap())),
            ("in_force_until", Column::InForceUntil),
        ] {
            assert_eq!(Column::of_header(header), Some(column), "{header}");
        }
        assert_eq!(Column::of_header("committee"), None);
    }

    #[test]
    fn a_column_that_is_kept_aside_is_not_guessed() {
        let headers = ["Nivel", "nombre"].map(str::to_owned);
        let (uses, missing) = assign(&headers, (&Mapping::new(), &["  Nivel ".to_owned()]));
        let held: Vec<_> = uses.into_iter().map(|one| one.column).collect();
        assert_eq!((held, missing), (vec![None, Some(Column::Title)], vec![]));
    }

    #[test]
    fn every_column_is_read_back_from_its_name_and_understood_as_a_header() {
        for column in Column::PLAIN.into_iter().chain([Column::Translation(Lang::spanish())]) {
            assert_eq!(column.to_string().parse(), Ok(column.clone()));
            assert_eq!(Column::of_header(&column.to_string()), Some(column));
        }
    }
}
