//! Published versions as files: a CASE package, or a table.

use std::io::{self, Write};

use competency_frameworks::FrameworkId;
use competency_frameworks::formats::case::{self, Head};
use competency_frameworks::formats::table::{self, Delimiter};
use competency_frameworks::formats::{Kept, Members};

use super::store;
use crate::db::{DbConn, DbError};

/// The forms of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, schemars::JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// 1EdTech CASE 1.1, JSON: everything that is known of the version.
    #[default]
    Case,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
}

impl Form {
    /// Media type of such files.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Case => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
        }
    }
}

/// A published version with everything that was kept of it.
#[derive(Debug)]
pub struct Outgoing {
    /// Whose it is.
    pub head: Head,
    items: Vec<Kept>,
    associations: Vec<Members>,
}

/// A published version by its label, or the newest; `None` when there is none.
pub fn find(conn: &mut DbConn, id: &FrameworkId, label: Option<&str>) -> Result<Option<Outgoing>, DbError> {
    let version = match label {
        Some(label) => store::labelled(conn, id, label)?.filter(|version| version.published),
        None => store::newest(conn, id)?,
    };
    let Some(version) = version else { return Ok(None) };
    let items = store::items(conn, &version.id)?;
    Ok(Some(Outgoing { associations: store::associations(conn, &version.id)?, items, head: version.head }))
}

impl Outgoing {
    /// Writes it; `base` is the address this registry is served at.
    pub fn write(&self, form: Form, base: &str, out: &mut impl Write) -> io::Result<()> {
        let delimiter = match form {
            Form::Case => return case::write(out, &self.head, &self.items, &self.associations, base),
            Form::Csv => Delimiter::Comma,
            Form::Tsv => Delimiter::Tab,
        };
        out.write_all(&table::write(&self.items, delimiter).map_err(io::Error::other)?)
    }
}
