//! `/trust`: whom the registry knows, signed by its operator.

use chrono::Duration;
use puente::accounts::organisations::{self, NewOrganisation};
use puente::issuers::{self, NewAccreditation};
use puente::trust::PER_PAGE;
use puente_credentials::trust_list::{ListError, TrustList};
use puente_wire::session::OrganisationKind;
use serde_json::{Value, json};

use crate::support::{Answer, Sender, TestApp};

async fn get(test: &TestApp, path: &str) -> Answer {
    test.get(&Sender::nobody(), path).await
}

fn etag(answer: &Answer) -> String {
    answer.headers["etag"].to_str().unwrap().to_owned()
}

/// Another body, accredited as the demonstration's are.
fn add_body(test: &TestApp, slug: &str) {
    let now = test.now();
    test.db(|conn| {
        let new = NewOrganisation {
            slug,
            name: slug,
            country: "CO",
            kind: OrganisationKind::CertificationBody,
            contact: "",
            website: "",
            signatory_totp_required: true,
        };
        let id = organisations::insert(conn, &new, now)?;
        let accreditation = NewAccreditation {
            framework: "co-sena-nscl",
            standard: None,
            sector: None,
            centre: None,
            from: now.date_naive(),
            until: None,
            act: "Acto 1",
            act_url: None,
            illustrative: false,
        };
        issuers::accredit(conn, &id, &accreditation, now).map(drop)
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_names_bodies_acts_and_keys_and_is_signed_by_the_operator() {
    let test = TestApp::demo();
    get(&test, "/orgs/sena/did.json").await.expect(200);
    let answer = get(&test, "/trust/list").await.expect(200);
    let list = TrustList::read(&answer.body, None, test.now()).unwrap();
    assert!(list.issuer.ends_with(":orgs:operador"));
    let sena = list.issuers.iter().find(|issuer| issuer.slug == "sena").unwrap();
    assert_eq!(sena.name, "Servicio Nacional de Aprendizaje (SENA)");
    assert_eq!(sena.accreditations[0].framework, "co-sena-nscl");
    let keys = list.documents.iter().find(|document| document.id == sena.did).unwrap();
    assert!(!keys.verification_method.is_empty());
    assert!(!list.documents.iter().find(|one| one.id == list.issuer).unwrap().verification_method.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_foreign_or_ended_list_is_not_relied_on() {
    let test = TestApp::demo();
    let text = get(&test, "/trust/list").await.expect(200).body;
    let changed = String::from_utf8(text.clone()).unwrap().replace("Servicio Nacional", "Servicio nacional");
    let read = |text: &[u8], key: Option<&str>| TrustList::read(text, key, test.now()).map(drop);
    assert!(matches!(read(changed.as_bytes(), None), Err(ListError::Signature(_))));
    let mut unsigned: Value = serde_json::from_slice(&text).unwrap();
    unsigned.as_object_mut().unwrap().remove("proof");
    assert!(matches!(read(unsigned.to_string().as_bytes(), None), Err(ListError::Signature(_))));
    // Signed by a body of the list instead of its operator.
    let mut foreign: Value = serde_json::from_slice(&text).unwrap();
    foreign["issuer"] = json!("did:web:localhost:orgs:sena");
    assert!(matches!(read(foreign.to_string().as_bytes(), None), Err(ListError::Signature(_))));
    let other = "z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r";
    assert_eq!(read(&text, Some(other)), Err(ListError::OtherKey(other.to_owned())));
    assert!(matches!(read(b"{}", None), Err(ListError::Malformed(_))));
    test.advance(Duration::days(31));
    assert!(matches!(read(&text, None), Err(ListError::Ended(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_list_with_a_byte_changed_or_cut_off_is_relied_on() {
    let test = TestApp::demo();
    let text = get(&test, "/trust/list").await.expect(200).body;
    let whole: Value = serde_json::from_slice(&text).unwrap();
    for at in (0..text.len()).step_by(text.len() / 300 + 1) {
        let mut changed = text.clone();
        changed[at] ^= 1;
        let same = serde_json::from_slice::<Value>(&changed).is_ok_and(|value| value == whole);
        assert!(same || TrustList::read(&changed, None, test.now()).is_err(), "{}", String::from_utf8_lossy(&changed));
        assert!(matches!(TrustList::read(&text[..at], None, test.now()), Err(ListError::Malformed(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_signed_once_a_change_and_once_a_day() {
    let test = TestApp::demo();
    for path in ["/trust/list", "/trust/entities", "/trust/entities/sena"] {
        let first = get(&test, path).await.expect(200);
        test.advance(Duration::hours(2));
        let again = get(&test, path).await.expect(200);
        assert_eq!((etag(&first), &first.body), (etag(&again), &again.body), "{path}");
        let asked = Sender { extra: vec![("if-none-match".into(), etag(&first))], ..Sender::nobody() };
        test.get(&asked, path).await.expect(304);
        test.advance(Duration::hours(23));
        assert_ne!(etag(&get(&test, path).await.expect(200)), etag(&first), "{path}");
    }
    let before = etag(&get(&test, "/trust/list").await);
    add_body(&test, "nueva");
    assert_ne!(etag(&get(&test, "/trust/list").await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn recognized_entities_are_a_credential_that_verifies() {
    let test = TestApp::demo();
    for path in ["/trust/entities", "/trust/entities/sena"] {
        let answer = get(&test, path).await.expect(200);
        assert_eq!(answer.headers["content-type"], "application/vc");
        let credential = answer.json();
        assert_eq!(credential["type"][1], "RecognizedEntityCredential");
        assert_eq!(credential["issuer"]["type"], "RecognizedIssuer");
        let subjects = credential["credentialSubject"].as_array().unwrap();
        let sena = subjects.iter().find(|one| one["legalName"] == "Servicio Nacional de Aprendizaje (SENA)").unwrap();
        let action = &sena["recognizedTo"][0];
        assert_eq!((&sena["type"], &action["type"]), (&json!("RecognizedEntity"), &json!("RecognizedAction")));
        assert_eq!((&action["action"], &action["framework"]), (&json!("issue"), &json!("co-sena-nscl")));
        assert_eq!(action["validFrom"], "2020-01-01T00:00:00Z");
        let result = test.post(&Sender::nobody(), "/api/v1/verifications", &credential).await.expect(200).json();
        let signature = result["checks"].as_array().unwrap().iter().find(|check| check["check"] == "signature");
        assert_eq!(signature.unwrap()["outcome"], "passed", "{result:#}");
    }
    get(&test, "/trust/entities/nobody").await.expect(404);
    get(&test, "/trust/entities?page=2").await.expect(404);
    get(&test, "/trust/list?page=0").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_has_pages_and_an_empty_registry_an_operator_first() {
    let test = TestApp::demo();
    for number in 0..PER_PAGE {
        add_body(&test, &format!("body-{number:03}"));
    }
    let first: TrustList = serde_json::from_slice(&get(&test, "/trust/list").await.expect(200).body).unwrap();
    assert_eq!((first.page, first.pages, first.issuers.len()), (1, 2, PER_PAGE));
    let next = first.next.unwrap();
    let next = next.strip_prefix(&test.app.config.origin).unwrap();
    let second = get(&test, next).await.expect(200);
    let second = TrustList::read(&second.body, None, test.now()).unwrap();
    assert!(second.next.is_none() && !second.issuers.is_empty());
    assert!(second.issuers.iter().all(|one| !first.issuers.contains(one)));
    let pages = get(&test, "/trust/entities").await.expect(200);
    assert_eq!(pages.headers["link"], format!("<{}/trust/entities?page=2>; rel=\"next\"", test.app.config.origin));
    assert!(!get(&test, "/trust/entities?page=2").await.expect(200).headers.contains_key("link"));
    get(&TestApp::empty(), "/trust/list").await.expect(404);
}

/// A body may certify much: by standard, by sector, at centre after centre.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_with_a_thousand_accreditations_is_published_in_pages_that_verify() {
    let test = TestApp::demo();
    let now = test.now();
    test.db(|conn| {
        let sena = organisations::by_slug(conn, "sena")?;
        for number in 0..1_000 {
            let centre = format!("Centro de Formación {}", number / 2);
            let accreditation = NewAccreditation {
                framework: "co-sena-nscl",
                standard: None,
                sector: None,
                // Every one twice, word for word.
                centre: Some(&centre),
                from: now.date_naive(),
                until: None,
                act: "Resolución 1 de 2026",
                act_url: None,
                illustrative: true,
            };
            issuers::accredit(conn, &sena.id, &accreditation, now)?;
        }
        Ok(())
    });
    for start in ["/trust/entities", "/trust/entities/sena"] {
        let (mut path, mut actions, mut pages) = (start.to_owned(), 0, 0);
        loop {
            let answer = get(&test, &path).await.expect(200);
            let credential = answer.json();
            let result = test.post(&Sender::nobody(), "/api/v1/verifications", &credential).await.expect(200).json();
            let signature = result["checks"].as_array().unwrap().iter().find(|check| check["check"] == "signature");
            assert_eq!(signature.unwrap()["outcome"], "passed", "{path}");
            let subjects = credential["credentialSubject"].as_array().unwrap();
            let sena = subjects.iter().filter(|one| one["legalName"] == "Servicio Nacional de Aprendizaje (SENA)");
            actions += sena.filter_map(|one| one["recognizedTo"].as_array()).map(Vec::len).sum::<usize>();
            pages += 1;
            let Some(link) = answer.headers.get("link") else { break };
            let link = link.to_str().unwrap().trim_start_matches('<');
            path = link[..link.find('>').unwrap()].strip_prefix(&test.app.config.origin).unwrap().to_owned();
        }
        assert!(pages > 1 && actions >= 500, "{start}: {pages} pages, {actions} actions");
    }
}
