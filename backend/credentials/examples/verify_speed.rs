//! How long it takes to verify one certificate, and to issue one; `cargo xtask bench` runs it.
//!
//! Natively it prints microseconds per certificate as JSON. In WebAssembly it only does the rounds:
//! there is no clock inside, so the page that runs it holds the watch.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that fails should say where")]

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::{DateTime, Utc};
use puente_credentials::achievement::Certificate;
use puente_credentials::bitstring::{Bitstring, ListCredential, StatusEntry};
use puente_credentials::did::{KeyState, OrganisationKey, organisation_document};
use puente_credentials::keys::{Signer, SigningKey};
use puente_credentials::proof::ProofOptions;
use puente_credentials::verify::{Materials, Registry, SignedRecord, StatusList, verify_text};
use puente_credentials::{instant, jcs};
use puente_wire::verification::{CertificateFacts, StandardFacts, State, StatusPurpose, UnitVerdict, Verdict};
use serde_json::Value;

/// The server's own.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DID: &str = "did:web:example.org:orgs:sena";
/// How often the certificate is verified.
const ROUNDS: u32 = 500;

fn main() {
    let certificate = sign(unsigned());
    let materials = materials();
    let text = serde_json::to_vec(&certificate).unwrap();
    let rounds = || {
        for _ in 0..ROUNDS {
            // As when it comes alone: its lists were opened for no other certificate.
            let materials = unopened(&materials);
            // Genuine, and its issuer is in no registry here.
            let found = verify_text(black_box(&text), &materials, now());
            assert_eq!(found.state, State::IssuerUnknown);
        }
    };
    #[cfg(target_arch = "wasm32")]
    rounds();
    #[cfg(not(target_arch = "wasm32"))]
    native::report(rounds, &certificate);
}

fn now() -> DateTime<Utc> {
    instant::parse("2026-06-01T10:42:00Z").unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

fn options() -> ProofOptions {
    ProofOptions::asserting(format!("{DID}#key-1"), now())
}

fn sign(mut document: Value) -> Value {
    document["proof"] = jcs::sign(&document, &options(), &key()).unwrap();
    document
}

fn unsigned() -> Value {
    let unit = |number: u8| UnitVerdict {
        unit: format!("280101175-{number:02}"),
        title: format!("Montar instalaciones eléctricas, parte {number}"),
        verdict: Verdict::Competent,
        words: "Competente".into(),
    };
    let standard = StandardFacts {
        framework: "co-sena-nscl".into(),
        framework_name: Some("Normas Sectoriales de Competencia Laboral".into()),
        code: "280101175".into(),
        version: Some("1".into()),
        title: "Montar instalaciones eléctricas internas de acuerdo con normativa".into(),
        country: "CO".into(),
        level: Some("3".into()),
        isco08: vec!["7411".into()],
    };
    let facts = CertificateFacts {
        id: Some("urn:uuid:7a6cafb9-11c3-41a8-98d8-8b5a45c2548f".into()),
        number: Some("SENA-2026-000123".into()),
        issuer_did: DID.into(),
        holder_name: Some("Yuleidy Contreras".into()),
        birth_date: None,
        holder_did: Some("did:key:z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r".into()),
        title: standard.title.clone(),
        standard: Some(standard),
        verdict_words: Some("Competente".into()),
        units: (1..=4).map(unit).collect(),
        issued_on: "2026-03-14".parse().unwrap(),
        valid_until: Some("2029-03-14".parse().unwrap()),
    };
    Certificate { facts: &facts, issuer_name: "SENA", status: &entries() }.to_json()
}

fn entries() -> [StatusEntry; 2] {
    [StatusPurpose::Revocation, StatusPurpose::Suspension].map(|purpose| StatusEntry {
        purpose,
        list: format!("https://example.org/status/sena/{purpose}-1"),
        index: 94_567,
    })
}

fn materials() -> Materials {
    let list = |entry: &StatusEntry| {
        let list = ListCredential {
            url: &entry.list,
            issuer: DID,
            purpose: entry.purpose,
            bits: &Bitstring::default(),
            valid_from: now() - chrono::TimeDelta::hours(1),
            valid_until: now() + chrono::TimeDelta::days(1),
        };
        StatusList::new(sign(list.to_json()), now())
    };
    let key = OrganisationKey { fragment: "key-1".into(), key: key().public_key(), state: KeyState::Active };
    Materials {
        issuer_document: Ok(organisation_document(DID, &[key])),
        status_lists: entries().iter().map(|entry| (entry.list.clone(), Ok(list(entry)))).collect::<BTreeMap<_, _>>(),
        signed: SignedRecord::Unreachable,
        registry: Registry::Unknown,
        status_note: None,
        presenter: None,
        asked: None,
    }
}

/// The same, with lists of which nothing is known yet.
fn unopened(materials: &Materials) -> Materials {
    let lists = materials.status_lists.iter().map(|(url, list)| {
        let list = list.as_ref().unwrap();
        (url.clone(), Ok(StatusList::new(list.credential.as_ref().clone(), list.fetched_at)))
    });
    Materials { status_lists: lists.collect(), ..materials.clone() }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::time::Instant;

    use super::{ROUNDS, Signer, State, Value, black_box, key, materials, now, options, unsigned, verify_text};

    /// Microseconds for one of `count`; the best of three, because other work only slows down.
    fn each(count: u32, mut work: impl FnMut()) -> f64 {
        (0..3)
            .map(|_| {
                let started = Instant::now();
                work();
                started.elapsed().as_secs_f64() * 1e6 / f64::from(count)
            })
            .fold(f64::INFINITY, f64::min)
    }

    pub(super) fn report(rounds: impl Fn(), certificate: &Value) {
        let verify = each(ROUNDS, rounds);
        #[cfg(not(feature = "json-ld"))]
        println!("{{\"verify_us\": {verify:.1}, \"bytes\": {}}}", certificate.to_string().len());
        #[cfg(feature = "json-ld")]
        {
            let (issue, canonical, both) = json_ld();
            println!(
                "{{\"verify_us\": {verify:.1}, \"verify_rdfc_us\": {canonical:.1}, \"issue_us\": {issue:.1}, \
                 \"both_us\": {both:.1}, \"bytes\": {}, \"certificate\": {}}}",
                certificate.to_string().len(),
                unsigned()
            );
        }
    }

    /// Issuing with both proofs, verifying the one over canonical RDF, and verifying a certificate with
    /// both whose lists were opened before, as in a batch.
    #[cfg(feature = "json-ld")]
    fn json_ld() -> (f64, f64, f64) {
        let (bare, key) = (unsigned(), key());
        let count = 100;
        let issue = each(count, || {
            for _ in 0..count {
                black_box(puente_credentials::issue::issue(bare.clone(), &options(), &key).unwrap());
            }
        });
        let issued = puente_credentials::issue::issue(bare, &options(), &key).unwrap();
        let proof = issued["proof"][0].as_object().unwrap().clone();
        let document = puente_credentials::proof::unsecured(&issued);
        let canonical = each(count, || {
            for _ in 0..count {
                puente_credentials::rdfc::verify(&document, &proof, key.public_key()).unwrap();
            }
        });
        let (text, materials) = (serde_json::to_vec(&issued).unwrap(), materials());
        let both = each(count, || {
            for _ in 0..count {
                assert_eq!(verify_text(black_box(&text), &materials, now()).state, State::IssuerUnknown);
            }
        });
        (issue, canonical, both)
    }
}
