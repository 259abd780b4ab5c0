//! What the bodies of the demonstration may certify.

use chrono::{DateTime, NaiveDate, Utc};

use super::DemoError;
use crate::accounts::organisations;
use crate::db::DbConn;
use crate::issuers::{self, NewAccreditation};

/// Organisation, and the framework that it certifies.
const BODIES: &[(&str, &str)] = &[("sena", "co-sena-nscl"), ("conocer", "mx-conocer-ec"), ("secap", "ec-secap")];

/// The act is made up, and says so: the bodies named have nothing to do with this registry.
const ACT: &str = "Acto de demostración";

pub(super) fn load(conn: &mut DbConn, now: DateTime<Utc>) -> Result<(), DemoError> {
    for (slug, framework) in BODIES {
        let organisation = organisations::by_slug(conn, slug)?;
        let new = NewAccreditation {
            framework,
            standard: None,
            sector: None,
            centre: None,
            from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default(),
            until: None,
            act: ACT,
            act_url: None,
            illustrative: true,
        };
        issuers::accredit(conn, &organisation.id, &new, now)?;
    }
    Ok(())
}
