//! The process is killed in the middle of issuing, again and again: what was acknowledged is there,
//! and nothing was given out twice.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use diesel::prelude::*;
use puente::db::schema::{certificates, status_entries};
use puente::db::{Db, DbError};
use serde_json::{Value, json};

use crate::support::process::{Caller, Installation, Server};

/// How often the server is killed.
const KILLS: usize = 3;
/// How many institutions' desks issue at the same time.
const DESKS: usize = 4;
/// How many certificates are acknowledged before it is killed.
const BEFORE_KILL: usize = 6;

/// A certificate whose issue was acknowledged: id and number.
type Issued = (String, String);

/// The people at one desk.
#[derive(Clone)]
pub struct Desk {
    assessor: Caller,
    signatory: Caller,
}

impl Desk {
    pub fn open(server: &Server) -> Self {
        Self {
            assessor: server.caller().log_in("evaluadora@sena.example"),
            signatory: server.caller().log_in("firmante@sena.example"),
        }
    }

    /// From a new candidate to a certificate; `None` when the server is gone.
    fn issue(&self, who: &str) -> Option<Issued> {
        let signed = self.sign_off(who)?;
        let text = |name: &str| signed["certificate"][name].as_str().unwrap().to_owned();
        Some((text("id"), text("number")))
    }

    /// The same; what signing off answers.
    pub fn sign_off(&self, who: &str) -> Option<Value> {
        let org = "/api/v1/orgs/sena";
        let candidate = done(self.assessor.post(
            &format!("{org}/candidates"),
            &json!({
                "name": format!("Persona {who}"),
                "birth_date": "1990-05-17",
                "evidence": {"document_type": "passport", "country": "CO", "number": who, "assurance": "seen"},
            }),
        ))?;
        let new = json!({"candidate_id": candidate["id"], "framework": "co-sena-nscl", "standard": "280101175"});
        let assessment = done(self.assessor.post(&format!("{org}/assessments"), &new))?;
        let one = format!("{org}/assessments/{}", assessment["id"].as_str().unwrap());
        let saved = done(self.assessor.send("PUT", &one, Some(&all_competent(&assessment))))?;
        let version = json!({"version": saved["version"]});
        let submitted = done(self.assessor.post(&format!("{one}/submit"), &version))?;
        let version = json!({"version": submitted["version"]});
        done(self.signatory.post(&format!("{one}/sign-off"), &version))
    }
}

/// The body of a good answer; `None` when the connection broke.
#[track_caller]
fn done(called: crate::support::process::Called) -> Option<Value> {
    let (status, body) = called.ok()?;
    assert!((200..300).contains(&status), "{status} {body}");
    Some(body)
}

fn all_competent(assessment: &Value) -> Value {
    let units: Vec<Value> = assessment["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| {
            json!({
                "unit": unit["unit"],
                "evidence": [{"kind": "performance", "text": "Observada en el taller"}],
                "verdict": "competent",
            })
        })
        .collect();
    json!({"version": assessment["version"], "units": units, "observations": ""})
}

/// Issues until the server is gone, and says what was acknowledged.
fn issue_on(desk: &Desk, name: &str, acknowledged: &Sender<Issued>) {
    for number in 0.. {
        let Some(issued) = desk.issue(&format!("{name}n{number:03}")) else { return };
        if acknowledged.send(issued).is_err() {
            return;
        }
    }
}

/// Desks issue side by side until the server is killed; returns what was acknowledged.
fn issue_until_killed(server: Server, round: usize) -> Vec<Issued> {
    let desk = Arc::new(Desk::open(&server));
    let (sender, receiver) = channel();
    let desks: Vec<_> = (0..DESKS)
        .map(|number| {
            let (desk, sender) = (desk.clone(), sender.clone());
            thread::spawn(move || issue_on(&desk, &format!("r{round}d{number}"), &sender))
        })
        .collect();
    drop(sender);
    let mut acknowledged: Vec<Issued> = receiver.iter().take(BEFORE_KILL).collect();
    server.kill();
    // What was answered before the end counts as well.
    acknowledged.extend(receiver.iter());
    for desk in desks {
        desk.join().unwrap();
    }
    acknowledged
}

#[test]
fn what_was_acknowledged_survives_kills_and_nothing_is_given_out_twice() {
    let installation = Installation::new();
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        acknowledged.extend(issue_until_killed(installation.serve(), round));
    }
    assert!(acknowledged.len() >= KILLS * BEFORE_KILL);
    let server = installation.serve();
    let desk = Desk::open(&server);
    acknowledged.push(desk.issue("alend").unwrap());
    for (id, number) in &acknowledged {
        let record = done(desk.assessor.get(&format!("/api/v1/orgs/sena/certificates/{id}"))).unwrap();
        assert_eq!(record["summary"]["number"], *number);
    }
    let numbers: BTreeSet<&String> = acknowledged.iter().map(|(_, number)| number).collect();
    assert_eq!(numbers.len(), acknowledged.len(), "a number was given out twice");
    drop(server);
    nothing_is_half_written(&installation);
}

/// Each certificate has one number and one position in the status lists, shared with no other.
fn nothing_is_half_written(installation: &Installation) {
    let rows = |db: &Db| -> Result<(Vec<Row>, Vec<Position>), DbError> {
        db.read_now(|conn| {
            let certificates =
                certificates::table.select((certificates::id, certificates::organisation_id, certificates::number));
            let positions = status_entries::table.select((
                status_entries::subject_id,
                status_entries::organisation_id,
                status_entries::list,
                status_entries::position,
            ));
            Ok((certificates.load(conn)?, positions.load(conn)?))
        })
    };
    let (certificates, positions) = rows(&installation.db()).unwrap();
    let numbers: BTreeSet<_> = certificates.iter().map(|(_, organisation, number)| (organisation, number)).collect();
    assert_eq!(numbers.len(), certificates.len());
    let slots: BTreeSet<_> = positions.iter().map(|(_, organisation, list, at)| (organisation, list, at)).collect();
    assert_eq!(slots.len(), positions.len());
    let certified: BTreeSet<_> = certificates.iter().map(|(id, ..)| id).collect();
    let placed: BTreeSet<_> = positions.iter().map(|(id, ..)| id).collect();
    assert_eq!(certified, placed, "a certificate without a status, or a status without a certificate");
}

type Row = (String, String, String);
type Position = (String, String, i32, i32);
