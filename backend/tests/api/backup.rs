//! A copy of a running registry, and the way back.

use std::fs;

use crate::support::process::{Installation, said, text};

#[test]
fn a_copy_made_beside_a_running_server_brings_the_registry_back() {
    let installation = Installation::on_sqlite();
    let copy = installation.data.path().join("copy.sqlite");
    let server = installation.serve();
    let output = installation.run(&["backup", "--to", text(&copy)]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("master.key"), "the operator is told what is not in the copy");

    let elsewhere = Installation::on_sqlite();
    let output = elsewhere.run(&["restore", "--from", text(&copy)]);
    assert!(output.status.success(), "{}", said(&output));
    fs::copy(installation.data.path().join("master.key"), elsewhere.data.path().join("master.key")).unwrap();
    let log = |of: &Installation| said(&of.run(&["audit", "verify"]));
    assert!(log(&elsewhere).contains("whole"), "{}", log(&elsewhere));
    assert_eq!(log(&installation), log(&elsewhere));
    let (_, registry) = elsewhere.serve().caller().get("/api/v1/registry").unwrap();
    assert_eq!(registry["demonstration"], true);
    drop(server);
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_a_copy() {
    use std::os::unix::fs::PermissionsExt;
    let installation = Installation::on_sqlite();
    let copy = installation.data.path().join("copy.sqlite");
    assert!(installation.run(&["migrate"]).status.success());
    assert!(installation.run(&["backup", "--to", text(&copy)]).status.success());
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn nothing_is_replaced_unasked_and_what_is_replaced_is_kept() {
    let installation = Installation::on_sqlite();
    let data = installation.data.path();
    let copy = data.join("copy.sqlite");
    assert!(installation.run(&["seed", "demo"]).status.success());
    assert!(installation.run(&["backup", "--to", text(&copy)]).status.success());
    for refused in [["backup", "--to", text(&copy)], ["restore", "--from", text(&copy)]] {
        let output = installation.run(&refused);
        assert!(!output.status.success() && said(&output).contains("--force"), "{}", said(&output));
    }
    assert!(installation.run(&["backup", "--to", text(&copy), "--force"]).status.success());
    let output = installation.run(&["restore", "--from", text(&copy), "--force"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(data.join("puente.sqlite.replaced-1").is_file());
    assert!(data.join("puente.sqlite").is_file() && !data.join("puente.sqlite.part").exists());
}

#[test]
fn a_registry_in_use_is_not_replaced() {
    let installation = Installation::on_sqlite();
    let copy = installation.data.path().join("copy.sqlite");
    let server = installation.serve();
    assert!(installation.run(&["backup", "--to", text(&copy)]).status.success());
    let output = installation.run(&["restore", "--from", text(&copy), "--force"]);
    assert!(!output.status.success() && said(&output).contains("in use"), "{}", said(&output));
    drop(server);
    assert!(installation.run(&["restore", "--from", text(&copy), "--force"]).status.success());
}

#[test]
fn a_damaged_copy_is_refused_and_the_registry_stays() {
    let installation = Installation::on_sqlite();
    let data = installation.data.path();
    let copy = data.join("copy.sqlite");
    assert!(installation.run(&["seed", "demo"]).status.success());
    assert!(installation.run(&["backup", "--to", text(&copy)]).status.success());
    let whole = fs::read(&copy).unwrap();
    let before = fs::read(data.join("puente.sqlite")).unwrap();
    let refused = |bytes: &[u8], what: &str| {
        fs::write(&copy, bytes).unwrap();
        let output = installation.run(&["restore", "--from", text(&copy), "--force"]);
        assert!(!output.status.success(), "{what}: {}", said(&output));
        assert_eq!(fs::read(data.join("puente.sqlite")).unwrap(), before, "{what}");
    };
    refused(b"not a database at all, only some words", "other bytes");
    refused(&whole[..whole.len() / 2], "half of it");
    refused(&[], "an empty file");
    let mut scribbled = whole.clone();
    let middle = whole.len() / 2;
    scribbled[middle..middle + 8192].fill(0xA5);
    refused(&scribbled, "two pages overwritten");
}

#[test]
fn on_postgresql_the_operator_is_pointed_to_its_own_tools() {
    let installation = Installation::on_sqlite();
    let url = "postgres://nobody@127.0.0.1:1/none";
    let output = installation.run(&["backup", "--to", "copy", "--database-url", url]);
    assert!(!output.status.success() && said(&output).contains("pg_dump"), "{}", said(&output));
    let output = installation.run(&["restore", "--from", "copy", "--database-url", url]);
    assert!(!output.status.success() && said(&output).contains("pg_restore"), "{}", said(&output));
}
