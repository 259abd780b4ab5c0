//! Counts that anybody may see.

use puente_wire::statistics::{CoverageStatistics, DecisionStatistics};

use super::{Failure, get};

/// Where decisions are counted; `?format=csv` makes it a file.
pub const DECISIONS: &str = "/api/v1/statistics/decisions";
/// Where coverage is counted.
pub const COVERAGE: &str = "/api/v1/statistics/coverage";

pub async fn statistics() -> Result<(DecisionStatistics, CoverageStatistics), Failure> {
    Ok((get(DECISIONS).await?, get(COVERAGE).await?))
}
