//! How long each suite takes to verify the same certificate, beside plain `ssi` and a bare Ed25519
//! signature; `cargo xtask bench` runs it in turn with a program that uses other makers' libraries.
//!
//! `compare_speed FOLDER` writes the certificates there, says `ready`, and for every line it reads
//! measures each row once: a line of JSON, microseconds of processor time each.

#![expect(clippy::unwrap_used, reason = "a measurement that fails should say where")]

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::io::stdin;
use std::path::Path;
use std::thread;
use std::time::Instant;

use chrono::{DateTime, Utc};
use ed25519_dalek::Verifier as _;
use puente_credentials::achievement::Certificate;
use puente_credentials::contexts::BuiltIn;
use puente_credentials::did::{KeyState, OrganisationKey, organisation_document, to_did_key};
use puente_credentials::issue::Issuing;
use puente_credentials::keys::{Signer as _, SigningKey};
use puente_credentials::proof::{Cryptosuite, ProofOptions};
use puente_credentials::sd_jwt::SdJwtCertificate;
use puente_credentials::verify::{Materials, Registry, verify_text};
use puente_credentials::{instant, issue, p256};
use puente_wire::verification::{CertificateFacts, StandardFacts, State, UnitVerdict, Verdict};
use serde_json::{Value, json};
use ssi::claims::VerificationParameters;
use ssi::claims::data_integrity::{AnySuite, DataIntegrity};
use ssi::claims::vc::v2::JsonCredential;
use ssi::json_ld::IriBuf;
use ssi::verification_methods::AnyMethod;

/// The server's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each row is repeated in one round.
const TIMES: u32 = 200;
const ADDRESS: &str = "https://example.org/orgs/sena";
const WEB: &str = "did:web:example.org:orgs:sena";

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let files = Files::make();
    files.write(Path::new(&folder));
    files.measure(1);
    println!("ready");
    for line in stdin().lines() {
        line.unwrap();
        println!("{}", files.measure(TIMES));
    }
}

fn now() -> DateTime<Utc> {
    instant::parse("2026-06-01T10:42:00Z").unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

/// The same certificate, secured in different ways.
struct Files {
    rdfc: Vec<u8>,
    jcs: Vec<u8>,
    both: Vec<u8>,
    ecdsa: Vec<u8>,
    sd_jwt: Vec<u8>,
    /// A bare signature over the bytes of the file with the canonical JSON proof.
    signature: ed25519_dalek::Signature,
}

impl Files {
    fn make() -> Self {
        let did = to_did_key(key().public_key());
        let method = format!("{did}#{}", key().public_key().to_multibase());
        let edwards = ProofOptions::asserting(method, now());
        let signed = |suites: &[Cryptosuite]| {
            let issuing = Issuing { edwards: Some((&edwards, &key())), ecdsa: None, suites, mandatory: &[] };
            issuing.sign(certificate(&did)).unwrap().to_string().into_bytes()
        };
        let ecdsa_key = p256::SigningKey::from_seed(&[9; 32]).unwrap();
        let ecdsa_did = format!("did:key:{}", ecdsa_key.public_key().to_multibase());
        let ecdsa_method = format!("{ecdsa_did}#{}", ecdsa_key.public_key().to_multibase());
        let options = ProofOptions::asserting(ecdsa_method, now());
        let suites = &[Cryptosuite::EcdsaRdfc];
        let issuing = Issuing { edwards: None, ecdsa: Some((&options, &ecdsa_key)), suites, mandatory: &[] };
        let ecdsa = issuing.sign(certificate(&ecdsa_did)).unwrap().to_string().into_bytes();
        let jcs = signed(&[Cryptosuite::Jcs]);
        let signature = ed25519_dalek::Signature::from_bytes(&key().sign(&jcs).unwrap());
        Self {
            rdfc: signed(&[Cryptosuite::Rdfc]),
            both: signed(&issue::USUAL),
            ecdsa,
            sd_jwt: sd_jwt(),
            signature,
            jcs,
        }
    }

    /// For the other program: certificates, and the documents that it would otherwise fetch.
    fn write(&self, folder: &Path) {
        fs::write(folder.join("eddsa-rdfc-2022.json"), &self.rdfc).unwrap();
        fs::write(folder.join("eddsa-jcs-2022.json"), &self.jcs).unwrap();
        let did = to_did_key(key().public_key());
        let multibase = key().public_key().to_multibase();
        let id = format!("{did}#{multibase}");
        let key = json!({"@context": "https://w3id.org/security/multikey/v1", "id": id, "type": "Multikey",
            "controller": did, "publicKeyMultibase": multibase});
        let controller = json!({"@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": did, "verificationMethod": [key], "assertionMethod": [id]});
        let documents = json!({did: controller, id: key});
        fs::write(folder.join("documents.json"), documents.to_string()).unwrap();
    }

    fn measure(&self, times: u32) -> Value {
        let ssi = Ssi::new();
        let materials = materials();
        let ours = |text: &[u8]| {
            each(times, || {
                // Genuine, and its issuer is in no registry here.
                let found = verify_text(black_box(text), &materials, now());
                assert_eq!(found.state, State::IssuerUnknown);
            })
        };
        let public = *key().public_key().as_bytes();
        json!({
            "eddsa-rdfc-2022": ours(&self.rdfc),
            "eddsa-jcs-2022": ours(&self.jcs),
            "eddsa-rdfc-2022, two at once": at_once(&|| ours(&self.rdfc)),
            "both proofs": ours(&self.both),
            "ecdsa-rdfc-2019": ours(&self.ecdsa),
            "SD-JWT VC": ours(&self.sd_jwt),
            "bare Ed25519": each(times, || {
                let key = ed25519_dalek::VerifyingKey::from_bytes(black_box(&public)).unwrap();
                key.verify(&self.jcs, &self.signature).unwrap();
            }),
            "plain ssi, eddsa-rdfc-2022": each(times, || ssi.verify(black_box(&self.rdfc))),
        })
    }
}

/// The mean of two threads that do the same at the same time.
fn at_once(measured: &(dyn Fn() -> f64 + Sync)) -> f64 {
    thread::scope(|scope| {
        let threads = [scope.spawn(measured), scope.spawn(measured)];
        threads.map(|thread| thread.join().unwrap()).iter().sum::<f64>() / 2.0
    })
}

/// Microseconds of processor time for one of `times`.
fn each(times: u32, mut work: impl FnMut()) -> f64 {
    let (clock, before) = (Instant::now(), on_processor());
    for _ in 0..times {
        work();
    }
    let nanoseconds = match (before, on_processor()) {
        (Some(before), Some(after)) => after - before,
        _ => clock.elapsed().as_secs_f64() * 1e9,
    };
    nanoseconds / 1e3 / f64::from(times)
}

/// Nanoseconds this thread has run; other programs on the machine do not count. Linux only.
fn on_processor() -> Option<f64> {
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// `ssi` as its documentation shows it, with the key and the contexts at hand.
struct Ssi {
    parameters: VerificationParameters<HashMap<IriBuf, AnyMethod>, BuiltIn>,
}

impl Ssi {
    fn new() -> Self {
        let did = to_did_key(key().public_key());
        let multibase = key().public_key().to_multibase();
        let id = format!("{did}#{multibase}");
        let method = json!({"id": id, "type": "Multikey", "controller": did, "publicKeyMultibase": multibase});
        let methods = HashMap::from([(id.parse().unwrap(), serde_json::from_value(method).unwrap())]);
        let parameters = VerificationParameters::from_resolver(methods).with_json_ld_loader(BuiltIn);
        Self { parameters: parameters.with_date_time(now()) }
    }

    fn verify(&self, text: &[u8]) {
        let credential: DataIntegrity<JsonCredential, AnySuite> = serde_json::from_slice(text).unwrap();
        ready(credential.verify(&self.parameters)).unwrap().unwrap();
    }
}

/// Runs a future that has nothing to wait for.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("nothing here waits"),
    }
}

fn facts(issuer: &str) -> CertificateFacts {
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
    CertificateFacts {
        id: Some("urn:uuid:7a6cafb9-11c3-41a8-98d8-8b5a45c2548f".into()),
        number: Some("SENA-2026-000123".into()),
        issuer_did: issuer.into(),
        // Open Badges says with a truth value whether a name is hashed, and `ssi` by itself gives that the
        // wrong type: it would find the signature wrong.
        holder_name: None,
        birth_date: None,
        holder_did: Some(to_did_key(SigningKey::from_seed(&[2; 32]).public_key())),
        title: standard.title.clone(),
        standard: Some(standard),
        verdict_words: Some("Competente".into()),
        units: (1..=4).map(unit).collect(),
        issued_on: "2026-03-14".parse().unwrap(),
        valid_until: Some("2029-03-14".parse().unwrap()),
    }
}

fn certificate(issuer: &str) -> Value {
    Certificate { facts: &facts(issuer), issuer_name: "SENA", status: &[] }.to_json()
}

fn sd_jwt() -> Vec<u8> {
    let facts = facts(WEB);
    let holder = SigningKey::from_seed(&[2; 32]).public_key().into();
    let vct = "https://example.org/types/certificate";
    let certificate = SdJwtCertificate { facts: &facts, issuer: ADDRESS, vct, status: None, holder };
    let mut salt = 0_u8;
    let mut salts = || {
        salt += 1;
        Ok([salt; 16])
    };
    certificate.issue(&format!("{WEB}#key-1"), &key(), &mut salts).unwrap().into_bytes()
}

fn materials() -> Materials {
    let key = OrganisationKey { fragment: "key-1".into(), key: key().public_key(), state: KeyState::Active };
    let issuer_document = Ok(organisation_document(WEB, &[key]));
    Materials { issuer_document, registry: Registry::Unknown, ..Materials::none() }
}
