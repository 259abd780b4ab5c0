//! The standard that is assessed, copied when the assessment begins: framework versions come and go,
//! and what was assessed must still read the same.

use competency_frameworks::{Framework, FrameworkId, Item, ItemKey, ItemKind, Package};
use puente_wire::assessments::{AssessedStandard, UnitRecord};

use crate::db::{DbConn, DbError};
use crate::recognition::store::newest_package;

/// A standard and its units, nothing found yet.
pub type Copied = (AssessedStandard, Vec<UnitRecord>);

/// The standard in the newest published version of its framework.
pub(super) fn find(conn: &mut DbConn, framework: &FrameworkId, key: &ItemKey) -> Result<Option<Copied>, DbError> {
    let package = newest_package(conn, framework)?;
    Ok(package.and_then(|package| in_package(&package, key)))
}

/// The standard in a package.
pub fn in_package(package: &Package, key: &ItemKey) -> Option<Copied> {
    let standard = package.standards().find(|item| item.key == *key)?;
    let units: Vec<&Item> =
        package.items.iter().filter(|item| item.kind == ItemKind::Unit && item.parent.as_ref() == Some(key)).collect();
    Some(copy(&package.framework, standard, &units))
}

/// A standard that its body does not divide is assessed as one unit.
fn copy(framework: &Framework, standard: &Item, units: &[&Item]) -> Copied {
    let copied = AssessedStandard {
        framework: framework.id.clone(),
        framework_title: framework.title.clone(),
        country: framework.country,
        key: standard.key.clone(),
        code: standard.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        code_shown: standard.code_shown(),
        version: standard.version.clone(),
        title: standard.title.clone(),
        level: standard.level.clone(),
        isco08: standard.isco08.clone(),
        validity_months: standard.validity_months,
        illustrative: standard.illustrative,
    };
    let parts = if units.is_empty() { vec![unit(standard)] } else { units.iter().map(|item| unit(item)).collect() };
    (copied, parts)
}

fn unit(item: &Item) -> UnitRecord {
    UnitRecord {
        unit: item.key.clone(),
        code: item.code_shown(),
        title: item.title.clone(),
        illustrative: item.illustrative,
        evidence: Vec::new(),
        verdict: None,
        gap: String::new(),
    }
}
