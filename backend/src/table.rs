//! The table of everything the registry answers to, and of everything it can answer wrongly.

use crate::accounts;
use crate::acts;
use crate::agreements;
use crate::assessments;
use crate::audit;
use crate::candidates;
use crate::case;
use crate::certificates;
use crate::crosswalks;
use crate::decisions;
use crate::frameworks;
use crate::grounds;
use crate::holders;
use crate::http::Endpoint;
use crate::http::problem::{self, Code, FieldCode};
use crate::issuers;
use crate::offers;
use crate::openid4vci;
use crate::openid4vp;
use crate::openings;
use crate::recognition;
use crate::registry;
use crate::sd_jwt_vc;
use crate::shares;
use crate::statistics;
use crate::status;
use crate::trust;
use crate::vc_api;
use crate::verifications;

/// Every endpoint, feature by feature.
pub fn endpoints() -> Vec<Endpoint> {
    let features = [
        registry::routes::endpoints(),
        accounts::routes::endpoints(),
        audit::routes::endpoints(),
        shares::routes::endpoints(),
        holders::routes::endpoints(),
        candidates::routes::endpoints(),
        assessments::routes::endpoints(),
        certificates::routes::endpoints(),
        offers::routes::endpoints(),
        openings::routes::endpoints(),
        openid4vci::routes::endpoints(),
        openid4vp::routes::endpoints(),
        issuers::routes::endpoints(),
        issuers::keys::routes::endpoints(),
        status::routes::endpoints(),
        trust::routes::endpoints(),
        sd_jwt_vc::routes::endpoints(),
        verifications::routes::endpoints(),
        vc_api::routes::endpoints(),
        frameworks::routes::endpoints(),
        frameworks::draft_routes::endpoints(),
        frameworks::draft_items::routes::endpoints(),
        case::routes::endpoints(),
        recognition::routes::endpoints(),
        statistics::routes::endpoints(),
        crosswalks::routes::endpoints(),
        agreements::routes::endpoints(),
        decisions::routes::endpoints(),
        grounds::routes::endpoints(),
    ];
    crate::http::dispatch::with_document(features.into_iter().flatten().collect())
}

/// Every error code; each has a message in every language.
pub fn codes() -> Vec<Code> {
    [
        problem::CODES,
        accounts::error::CODES,
        shares::routes::CODES,
        holders::routes::CODES,
        candidates::routes::CODES,
        assessments::routes::CODES,
        certificates::routes::CODES,
        offers::routes::CODES,
        issuers::routes::CODES,
        vc_api::routes::CODES,
        acts::routes::CODES,
        frameworks::draft_routes::CODES,
        crosswalks::routes::CODES,
    ]
    .concat()
}

/// Every field code; each has a message in every language.
pub fn field_codes() -> Vec<FieldCode> {
    [
        problem::FIELD_CODES,
        accounts::error::FIELD_CODES,
        assessments::routes::FIELD_CODES,
        acts::sheet::FIELD_CODES,
        crosswalks::FIELD_CODES,
        agreements::FIELD_CODES,
        decisions::FIELD_CODES,
        grounds::FIELD_CODES,
        frameworks::draft_items::check::FIELD_CODES,
    ]
    .concat()
}
