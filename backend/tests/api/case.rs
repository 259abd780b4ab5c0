//! The registry as a provider of CASE 1.1, read as another system reads it.

use competency_frameworks::formats::case;
use puente::actor::Actor;
use puente::frameworks::import::{self, Moment, Wanted};
use serde_json::Value;

use crate::support::{Answer, Sender, TestApp};

const ROOT: &str = "/ims/case/v1p1";

async fn get(test: &TestApp, path: &str) -> Answer {
    test.get(&Sender::nobody(), &format!("{ROOT}/{path}")).await
}

fn id(of: &Value) -> &str {
    of["identifier"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_paged_sorted_filtered_and_reduced() {
    let test = TestApp::demo();
    let all = get(&test, "CFDocuments").await.expect(200);
    let documents = all.json()["CFDocuments"].as_array().unwrap().clone();
    assert_eq!(all.headers["x-total-count"], documents.len().to_string().as_str());
    let page =
        get(&test, "CFDocuments?limit=2&offset=2&sort=title&orderBy=desc&fields=title,identifier").await.expect(200);
    let link = page.headers["link"].to_str().unwrap().to_owned();
    for relation in ["first", "prev", "next", "last"] {
        assert!(link.contains(&format!("rel=\"{relation}\"")), "{link}");
    }
    assert!(link.contains("limit=2&offset=4>; rel=\"next\""), "{link}");
    let page = page.json();
    let two = page["CFDocuments"].as_array().unwrap();
    assert_eq!((two.len(), two[0].as_object().unwrap().len()), (2, 2));
    let sena =
        get(&test, "CFDocuments?filter=creator%3D%27SENA%27%20AND%20title~%27normas%27").await.expect(200).json();
    assert_eq!(sena["CFDocuments"].as_array().unwrap().len(), 1);
    for wrong in ["filter=colour%3D%27x%27", "sort=colour", "fields=colour", "limit=0", "orderBy=up"] {
        let refused = get(&test, &format!("CFDocuments?{wrong}")).await.expect(400).json();
        assert_eq!(refused["imsx_codeMajor"], "failure", "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_a_package_is_found_by_its_identifier() {
    let test = TestApp::demo();
    let documents = get(&test, "CFDocuments?filter=creator%3D%27SENA%27").await.expect(200).json();
    for document in documents["CFDocuments"].as_array().unwrap() {
        assert_eq!(&get(&test, &format!("CFDocuments/{}", id(document))).await.expect(200).json(), document);
        let package = get(&test, &format!("CFPackages/{}", id(document))).await.expect(200).json();
        assert_eq!(&package["CFDocument"], document);
        let (item, association) =
            (&package["CFItems"][0], package["CFAssociations"].as_array().unwrap().last().unwrap());
        assert_eq!(&get(&test, &format!("CFItems/{}", id(item))).await.expect(200).json(), item);
        assert_eq!(&get(&test, &format!("CFAssociations/{}", id(association))).await.expect(200).json(), association);
        let near = get(&test, &format!("CFItemAssociations/{}", id(item))).await.expect(200).json();
        assert_eq!(&near["CFItem"], item);
        assert!(
            near["CFAssociations"].as_array().unwrap().iter().all(|one| {
                [&one["originNodeURI"], &one["destinationNodeURI"]].iter().any(|end| id(end) == id(item))
            })
        );
        assert!(!near["CFAssociations"].as_array().unwrap().is_empty());
        for link in [&document["CFPackageURI"]["uri"], &item["uri"], &association["uri"]] {
            let path = link.as_str().unwrap().strip_prefix("https://registro.example").unwrap();
            test.get(&Sender::nobody(), path).await.expect(200);
        }
    }
    let unknown = get(&test, "CFItems/00000000-0000-7000-8000-000000000000").await.expect(404).json();
    let minor = &unknown["imsx_CodeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"];
    assert_eq!(minor, "unknownobject");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_package_is_served_as_it_came() {
    let test = TestApp::demo();
    let bytes = include_bytes!("../../../competency-frameworks/src/formats/case/fixtures/foreign.json");
    let moment = Moment { at: test.now(), base: test.app.config.origin.clone() };
    test.app
        .db
        .write_now(|conn| {
            let open = || Ok(&bytes[..]);
            import::publish_case(conn, open, (&Wanted::default(), &moment), &Actor::system(), |_, _| {})
        })
        .unwrap();
    let given: Value = serde_json::from_slice(bytes).unwrap();
    let document = &given["CFDocument"];
    let served = get(&test, &format!("CFPackages/{}", id(document))).await.expect(200);
    let items = |package: &Value| {
        let mut items = package["CFItems"].as_array().unwrap().clone();
        items.sort_by_key(|item| id(item).to_owned());
        items
    };
    let package = served.json();
    assert_eq!(items(&package), items(&given));
    assert_eq!(package["CFAssociations"], given["CFAssociations"]);
    for name in ["CFDocument", "CFDefinitions", "CFRubrics", "extensions"] {
        assert_eq!(package[name], given[name], "{name}");
    }
    for kind in case::ASSOCIATION_TYPES {
        assert!(served.text().contains(kind), "{kind}");
    }
    let licence = &given["CFDefinitions"]["CFLicenses"][0];
    assert_eq!(&get(&test, &format!("CFLicenses/{}", id(licence))).await.expect(200).json(), licence);
    let subject = &given["CFDefinitions"]["CFSubjects"][0];
    assert_eq!(&get(&test, &format!("CFSubjects/{}", id(subject))).await.expect(200).json()["CFSubjects"][0], subject);
    let association = &given["CFAssociations"][3];
    assert_eq!(&get(&test, &format!("CFAssociations/{}", id(association))).await.expect(200).json(), association);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_cannot_be_read_is_refused_in_the_words_of_the_specification() {
    let test = TestApp::demo();
    for (query, said) in
        [("limit=abc", "limit"), ("limit=-1", "limit"), ("offset=-1", "offset"), ("limit=0", "limit=0")]
    {
        let refused = get(&test, &format!("CFDocuments?{query}")).await.expect(400).json();
        assert_eq!(
            (&refused["imsx_codeMajor"], &refused["imsx_description"]),
            (&Value::from("failure"), &Value::from(said))
        );
        let minor = &refused["imsx_CodeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"];
        assert_eq!(minor, "invaliddata", "{query}");
    }
}
