//! A mapping set of a million rows, brought into a registry.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Table, import, remove, scratch};

/// Standards of each framework: every pair is a row.
const STANDARDS: usize = 1_000;
const FRAMEWORKS: [(&str, &str); 2] = [("co-medida", "CO"), ("ec-medida", "EC")];

/// Measures and adds its lines to the table.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let folder = scratch("crosswalks")?;
    let data = folder.join("data");
    for (id, country) in FRAMEWORKS {
        let file = framework(&folder, id)?;
        let about = ["--id", id, "--country", country, "--body", id, "--title", id];
        import::run(&data, &[&["framework", text(&file)?], &about[..]].concat())?;
    }
    let [(from, _), (to, _)] = FRAMEWORKS;
    let file = every_pair(&folder, from, to)?;
    let imported = import::run(&data, &["crosswalk", "--from", from, "--to", to, text(&file)?])?;
    #[expect(clippy::cast_precision_loss, reason = "a size in megabytes")]
    table.number("SSSOM file", fs::metadata(&file)?.len() as f64 / 1_048_576.0, "MB, 1,000,000 rows");
    imported.report(table, "put forward for review");
    remove(&folder)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path of letters")
}

fn framework(folder: &Path, id: &str) -> Result<PathBuf> {
    let file = folder.join(format!("{id}.csv"));
    let rows: Vec<String> = (0..STANDARDS).map(|number| format!("S{number:04};Norma {number}\n")).collect();
    fs::write(&file, format!("code;title\n{}", rows.concat()))?;
    Ok(file)
}

fn every_pair(folder: &Path, from: &str, to: &str) -> Result<PathBuf> {
    let file = folder.join("pairs.sssom.tsv");
    let mut out = BufWriter::new(File::create(&file)?);
    writeln!(out, "#mapping_set_id: https://example.org/set\n#license: https://example.org/licence")?;
    writeln!(out, "#curie_map:\n#  {from}: https://example.org/from/\n#  {to}: https://example.org/to/")?;
    writeln!(out, "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tauthor_label")?;
    for (one, other) in (0..STANDARDS).flat_map(|one| (0..STANDARDS).map(move |other| (one, other))) {
        writeln!(out, "{from}:S{one:04}\tskos:relatedMatch\t{to}:S{other:04}\tsemapv:MappingReview\t0.8\tCuradora")?;
    }
    out.flush()?;
    Ok(file)
}
