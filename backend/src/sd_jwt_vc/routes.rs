//! `/.well-known/jwt-vc-issuer/orgs/{slug}`, `/vct/certificate`.

use puente_wire::problem::Problem;
use serde_json::{Value, json};
use warp::reply::Response;

use super::{TYPE_PATH, type_metadata, vct};
use crate::actor::Permission;
use crate::http::call::cacheable;
use crate::http::{Call, Endpoint};
use crate::issuers;
use crate::secrets::sha256_hex;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/.well-known/jwt-vc-issuer/orgs/{slug}",
            Permission::Public,
            "An issuer's keys for SD-JWT credentials (JWT VC Issuer Metadata)",
        )
        .from_anywhere()
        .returns_media("application/json")
        .handle(issuer_metadata),
        Endpoint::get(TYPE_PATH, Permission::Public, "What a certificate's claims mean (SD-JWT VC Type Metadata)")
            .from_anywhere()
            .returns_media("application/json")
            .handle(metadata),
    ]
}

async fn issuer_metadata(call: Call) -> Result<Response, Problem> {
    let slug = call.param("slug").to_owned();
    let document = issuers::published_document(&call.app, &slug).await?;
    let issuer = issuers::address_of(&call.app.config, &slug);
    Ok(published(&call, &json!({"issuer": issuer, "jwks": {"keys": document.jwks()}})))
}

async fn metadata(call: Call) -> Result<Response, Problem> {
    Ok(published(&call, &type_metadata(&vct(&call.app.config))))
}

fn published(call: &Call, document: &Value) -> Response {
    let body = document.to_string();
    let etag = format!("\"{}\"", sha256_hex(body.as_bytes()));
    cacheable(call, "application/json", body, &etag, 0)
}
