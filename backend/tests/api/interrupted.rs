//! An import that is killed in the middle leaves nothing, and can be done again.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use diesel::prelude::*;
use puente::db::DbError;
use puente::db::schema::{crosswalks, framework_versions, mappings};
use serde_json::{Value, json};

use crate::support::process::{Installation, said, text};

/// Standards of each side: all pairs are more than one line of progress.
const STANDARDS: usize = 110;
/// Items of the package: more than one line of progress.
const ITEMS: usize = 5_500;

/// Runs an import and kills it as soon as it tells how far it has come.
fn kill_midway(installation: &Installation, arguments: &[&str]) {
    let mut child = installation.command(arguments).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let told =
        lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with(|first: char| first.is_ascii_digit())));
    assert!(told.is_some(), "it says how far it has come");
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was killed before its end");
}

#[track_caller]
fn run(installation: &Installation, arguments: &[&str]) {
    let output = installation.run(arguments);
    assert!(output.status.success(), "{}", said(&output));
}

fn framework(installation: &Installation, id: &str, country: &str) {
    let file = installation.data.path().join(format!("{id}.csv"));
    let rows = (0..STANDARDS).fold("code;title\n".to_owned(), |mut rows, number| {
        writeln!(rows, "S{number:03};Norma {number}").unwrap();
        rows
    });
    fs::write(&file, rows).unwrap();
    let about = ["--id", id, "--country", country, "--body", id, "--title", id];
    run(installation, &[&["import", "framework", text(&file)], &about[..]].concat());
}

fn pairs(folder: &Path) -> PathBuf {
    let file = folder.join("pairs.sssom.tsv");
    let mut rows = "#mapping_set_id: https://example.org/set\n#license: https://example.org/licence\n\
         #curie_map:\n#  co-one: https://example.org/one/\n#  ec-two: https://example.org/two/\n\
         subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        .to_owned();
    for (from, to) in (0..STANDARDS).flat_map(|from| (0..STANDARDS).map(move |to| (from, to))) {
        let why = "semapv:MappingReview";
        writeln!(rows, "co-one:S{from:03}\tskos:relatedMatch\tec-two:S{to:03}\t{why}").unwrap();
    }
    fs::write(&file, rows).unwrap();
    file
}

#[test]
fn a_crosswalk_whose_import_is_killed_is_not_there_and_comes_in_whole_the_next_time() {
    let installation = Installation::new();
    framework(&installation, "co-one", "CO");
    framework(&installation, "ec-two", "EC");
    let file = pairs(installation.data.path());
    let import = ["import", "crosswalk", "--from", "co-one", "--to", "ec-two", text(&file)];
    let stored = || -> (i64, i64) {
        let count = |conn: &mut puente::db::DbConn| -> Result<(i64, i64), DbError> {
            let ours = crosswalks::table.filter(crosswalks::id.eq("co-one--ec-two"));
            Ok((ours.count().get_result(conn)?, mappings::table.count().get_result(conn)?))
        };
        installation.db().read_now(count).unwrap()
    };
    let (_, before) = stored();
    kill_midway(&installation, &import);
    assert_eq!(stored(), (0, before));
    run(&installation, &import);
    assert_eq!(stored(), (1, before + i64::try_from(STANDARDS * STANDARDS).unwrap()));
}

/// A package of standards and nothing else.
fn package(folder: &Path) -> PathBuf {
    let uri = |class: &str, number: usize| {
        let id = format!("{number:08x}-0000-4000-8000-000000000000");
        (id.clone(), format!("https://marcos.example/ims/case/v1p1/{class}/{id}"))
    };
    let moment = "2026-01-01T00:00:00+00:00";
    let (document, address) = uri("CFDocuments", ITEMS);
    let link = json!({"title": "Marco", "identifier": document, "uri": address});
    let items: Vec<Value> = (0..ITEMS)
        .map(|number| {
            let (identifier, uri) = uri("CFItems", number);
            json!({
                "identifier": identifier, "uri": uri, "CFDocumentURI": link, "fullStatement": format!("Norma {number}"),
                "humanCodingScheme": format!("K{number:05}"), "CFItemType": "Estándar", "language": "es",
                "lastChangeDateTime": moment,
            })
        })
        .collect();
    let whole = json!({
        "CFDocument": {
            "identifier": document, "uri": address, "title": "Marco", "creator": "Prueba", "language": "es",
            "version": "1", "lastChangeDateTime": moment,
        },
        "CFItems": items, "CFAssociations": [],
    });
    let file = folder.join("package.json");
    fs::write(&file, whole.to_string()).unwrap();
    file
}

#[test]
fn a_framework_whose_import_is_killed_is_not_there_and_comes_in_whole_the_next_time() {
    let installation = Installation::new();
    let file = package(installation.data.path());
    let import = ["import", "framework", text(&file), "--id", "co-package", "--country", "CO"];
    // The registry is made and its own frameworks are loaded before.
    framework(&installation, "co-one", "CO");
    kill_midway(&installation, &import);
    let known = |conn: &mut puente::db::DbConn| -> Result<i64, DbError> {
        let ours = framework_versions::table.filter(framework_versions::framework_id.eq("co-package"));
        Ok(ours.count().get_result(conn)?)
    };
    assert_eq!(installation.db().read_now(known).unwrap(), 0);
    assert!(!installation.run(&["export", "framework", "co-package"]).status.success());
    run(&installation, &import);
    let exported = installation.run(&["export", "framework", "co-package"]);
    let exported: Value = serde_json::from_slice(&exported.stdout).unwrap();
    assert_eq!(exported["CFItems"].as_array().unwrap().len(), ITEMS);
}
