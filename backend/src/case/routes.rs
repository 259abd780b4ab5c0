//! `/ims/case/v1p1/…`.

use competency_frameworks::formats::Members;
use competency_frameworks::formats::case::{self, Writing};
use http::StatusCode;
use http::header::{HeaderName, HeaderValue, LINK};
use puente_wire::problem::Problem;
use serde::Serialize;
use serde_json::{Value, json};
use warp::reply::Response;

use super::query::{ListQuery, Page, Refusal};
use crate::actor::Permission;
use crate::db::DbError;
use crate::frameworks::store;
use crate::http::call::{cacheable, json as answer};
use crate::http::{Call, Endpoint};
use crate::recognition;

const JSON: &str = "application/json";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/ims/case/v1p1/CFDocuments", Permission::Public, "CASE: every published framework version")
            .from_anywhere()
            .query::<ListQuery>()
            .returns_media(JSON)
            .errors_as(&[JSON])
            .handle(documents),
        one("/ims/case/v1p1/CFDocuments/{id}", "CASE: a framework version without its items").handle(document),
        one("/ims/case/v1p1/CFPackages/{id}", "CASE: a framework version with everything in it").handle(package),
        one("/ims/case/v1p1/CFItems/{id}", "CASE: an item").handle(item),
        one("/ims/case/v1p1/CFItemAssociations/{id}", "CASE: an item with its associations").handle(item_associations),
        one("/ims/case/v1p1/CFAssociations/{id}", "CASE: an association").handle(association),
        one("/ims/case/v1p1/CFAssociationGroupings/{id}", "CASE: a group of associations")
            .handle(|call| definition(call, "CFAssociationGroupings", false)),
        one("/ims/case/v1p1/CFConcepts/{id}", "CASE: a concept").handle(|call| definition(call, "CFConcepts", true)),
        one("/ims/case/v1p1/CFItemTypes/{id}", "CASE: a type of item")
            .handle(|call| definition(call, "CFItemTypes", true)),
        one("/ims/case/v1p1/CFLicenses/{id}", "CASE: a licence").handle(|call| definition(call, "CFLicenses", false)),
        one("/ims/case/v1p1/CFRubrics/{id}", "CASE: a rubric").handle(|call| definition(call, "CFRubrics", false)),
        one("/ims/case/v1p1/CFSubjects/{id}", "CASE: a subject").handle(|call| definition(call, "CFSubjects", true)),
    ]
}

fn one(path: &'static str, summary: &'static str) -> Endpoint {
    Endpoint::get(path, Permission::Public, summary).from_anywhere().returns_media(JSON).errors_as(&[JSON])
}

async fn documents(call: Call) -> Result<Response, Problem> {
    let query: ListQuery = match call.query() {
        Ok(query) => query,
        Err(unread) => {
            let fields: Vec<&str> = unread.errors.iter().map(|error| error.field.as_str()).collect();
            return Ok(refused(StatusCode::BAD_REQUEST, "invaliddata", &fields.join(", ")));
        }
    };
    let base = call.app.config.origin.clone();
    let records = call.app.db.read(move |conn| super::documents(conn, &base)).await?;
    let page = match query.page(records) {
        Ok(page) => page,
        Err(Refusal(code, what)) => return Ok(refused(StatusCode::BAD_REQUEST, code, &what)),
    };
    let mut response = published(&call, &json!({ "CFDocuments": page.records })).await?;
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-total-count"), HeaderValue::from(page.total));
    if let Ok(links) = HeaderValue::from_str(&links(&call, &page)) {
        headers.insert(LINK, links);
    }
    let exposed = HeaderValue::from_static("link, x-total-count");
    headers.insert(HeaderName::from_static("access-control-expose-headers"), exposed);
    Ok(response)
}

/// `first`, `prev`, `next` and `last` of a page (RFC 8288), with the rest of the query as it was.
fn links(call: &Call, page: &Page) -> String {
    let base = &call.app.config.origin;
    let kept = form_urlencoded::parse(call.query.as_bytes()).filter(|(name, _)| name != "limit" && name != "offset");
    let kept: Vec<_> = kept.collect();
    let link = |relation: &str, offset: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&kept).append_pair("limit", &page.limit.to_string());
        let query = query.append_pair("offset", &offset.to_string()).finish();
        format!("<{base}/ims/case/v1p1/CFDocuments?{query}>; rel=\"{relation}\"")
    };
    let last = page.total.saturating_sub(1) / page.limit * page.limit;
    let mut links = vec![link("first", 0), link("last", last)];
    if page.offset > 0 {
        links.push(link("prev", page.offset.saturating_sub(page.limit)));
    }
    if page.offset.saturating_add(page.limit) < page.total {
        links.push(link("next", page.offset + page.limit));
    }
    links.join(", ")
}

async fn document(call: Call) -> Result<Response, Problem> {
    let (id, base) = (call.param("id").to_owned(), call.app.config.origin.clone());
    let find = move |conn: &mut _| -> Result<Option<Members>, DbError> {
        Ok(super::version(conn, &id)?.map(|version| Writing::new(&version.head, &base).document()))
    };
    let found = call.app.db.read(find).await?;
    found_or_not(&call, found).await
}

async fn package(call: Call) -> Result<Response, Problem> {
    let (id, base) = (call.param("id").to_owned(), call.app.config.origin.clone());
    let write = move |conn: &mut _| -> Result<Option<Vec<u8>>, DbError> {
        let Some(version) = super::version(conn, &id)? else { return Ok(None) };
        let items = store::items(conn, &version.id)?;
        let associations = store::associations(conn, &version.id)?;
        let mut out = Vec::new();
        case::write(&mut out, &version.head, &items, &associations, &base)
            .map_err(|error| DbError::Damaged(error.to_string()))?;
        Ok(Some(out))
    };
    match call.app.db.read(write).await? {
        Some(body) => Ok(cacheable(&call, JSON, body, &tag(&call).await?, 0)),
        None => Ok(unknown(&call)),
    }
}

async fn item(call: Call) -> Result<Response, Problem> {
    let (id, base) = (call.param("id").to_owned(), call.app.config.origin.clone());
    let find = move |conn: &mut _| -> Result<Option<Members>, DbError> {
        Ok(super::item(conn, &id)?.map(|(version, kept)| Writing::new(&version.head, &base).item(&kept)))
    };
    let found = call.app.db.read(find).await?;
    found_or_not(&call, found).await
}

async fn item_associations(call: Call) -> Result<Response, Problem> {
    let (id, base) = (call.param("id").to_owned(), call.app.config.origin.clone());
    let find = move |conn: &mut _| -> Result<Option<Value>, DbError> {
        let Some((version, kept)) = super::item(conn, &id)? else { return Ok(None) };
        let has_end =
            |one: &Members, end: &str| one.get(end).and_then(|link| link.get("identifier")?.as_str()) == Some(&id);
        let mut associations = super::associations(conn, &version, &base)?;
        associations.retain(|one| has_end(one, "originNodeURI") || has_end(one, "destinationNodeURI"));
        let item = Writing::new(&version.head, &base).item(&kept);
        Ok(Some(json!({ "CFItem": item, "CFAssociations": associations })))
    };
    let found = call.app.db.read(find).await?;
    found_or_not(&call, found).await
}

async fn association(call: Call) -> Result<Response, Problem> {
    let (id, base) = (call.param("id").to_owned(), call.app.config.origin.clone());
    let found = call.app.db.read(move |conn| super::association(conn, &id, &base)).await?;
    found_or_not(&call, found).await
}

/// Concepts, types and subjects are answered as a set, as the specification has it.
async fn definition(call: Call, class: &'static str, set: bool) -> Result<Response, Problem> {
    let id = call.param("id").to_owned();
    let found = call.app.db.read(move |conn| super::definition(conn, class, &id)).await?;
    let found = found.map(|one| if set { json!({ class: [one] }) } else { one });
    found_or_not(&call, found).await
}

async fn found_or_not(call: &Call, found: Option<impl Serialize>) -> Result<Response, Problem> {
    match found {
        Some(found) => published(call, &found).await,
        None => Ok(unknown(call)),
    }
}

async fn published(call: &Call, found: &impl Serialize) -> Result<Response, Problem> {
    Ok(cacheable(call, JSON, serde_json::to_vec(found).unwrap_or_default(), &tag(call).await?, 0))
}

/// The tag of everything published.
async fn tag(call: &Call) -> Result<String, DbError> {
    Ok(format!("\"{}\"", call.app.db.read(recognition::store::stamp).await?))
}

fn unknown(call: &Call) -> Response {
    refused(StatusCode::NOT_FOUND, "unknownobject", call.param("id"))
}

/// The specification's own form of an error, `imsx_StatusInfo`.
fn refused(status: StatusCode, code: &str, what: &str) -> Response {
    let what: String = what.chars().take(200).collect();
    answer(
        status,
        &json!({
            "imsx_codeMajor": "failure",
            "imsx_severity": "error",
            "imsx_description": what,
            "imsx_CodeMinor": {
                "imsx_codeMinorField": [
                    { "imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": code }
                ]
            }
        }),
    )
}
