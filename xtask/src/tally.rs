//! Counting what the runners report.

use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many checks held and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0 };
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1 };

    /// A runner that failed without naming a test (it did not compile, say) still is one failure.
    pub(crate) fn or_failed(self, succeeded: bool) -> Self {
        if succeeded || self.failed > 0 { self } else { Self { failed: 1, ..self } }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Adds up the summary lines of `cargo test` and of wasm-bindgen's runner:
/// `test result: ok. 12 passed; 0 failed; 0 ignored; …`. A test that was ignored did not hold.
pub(crate) fn of_libtest(output: &str) -> Tally {
    let mut tally = Tally::default();
    for summary in output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: ")) {
        for part in summary.split([';', '.']).map(str::trim) {
            let Some((count, what)) = part.split_once(' ') else {
                continue;
            };
            let Ok(count) = count.parse::<u64>() else {
                continue;
            };
            match what {
                "passed" => tally.passed += count,
                "failed" | "ignored" => tally.failed += count,
                _ => {}
            }
        }
    }
    tally
}

/// Counts lines that begin with `ok`; what was expected and did not pass has failed.
pub(crate) fn of_lines(output: &str, expected: usize) -> Tally {
    let passed = output.lines().filter(|line| line.starts_with("ok ")).count();
    Tally { passed: passed as u64, failed: expected.saturating_sub(passed) as u64 }
}

/// Reads the totals of Playwright's JSON report. A skipped or flaky test did not hold.
pub(crate) fn of_playwright(report: &str) -> Result<Tally> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
    let count = |name: &str| {
        report
            .pointer(&format!("/stats/{name}"))
            .and_then(Value::as_u64)
            .with_context(|| format!("Playwright's report has no stats.{name}"))
    };
    let outside_tests = report.get("errors").and_then(Value::as_array).map_or(0, |errors| errors.len() as u64);
    Ok(Tally {
        passed: count("expected")?,
        failed: count("unexpected")? + count("flaky")? + count("skipped")? + outside_tests,
    })
}

#[cfg(test)]
mod tests {
    use super::{Tally, of_libtest, of_lines, of_playwright};

    #[test]
    fn summaries_of_several_binaries_add_up() {
        let output = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
                      test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(of_libtest(output), Tally { passed: 7, failed: 3 });
    }

    #[test]
    fn a_file_that_is_refused_or_not_spoken_of_has_failed() {
        assert_eq!(of_lines("ok a\nFAILED b: why\nok c\n", 4), Tally { passed: 2, failed: 2 });
    }

    #[test]
    fn skipped_browser_tests_are_failures() -> anyhow::Result<()> {
        let report = r#"{"errors":[],"stats":{"expected":9,"unexpected":1,"flaky":0,"skipped":2}}"#;
        assert_eq!(of_playwright(report)?, Tally { passed: 9, failed: 3 });
        Ok(())
    }

    #[test]
    fn a_report_without_totals_is_an_error() {
        assert!(of_playwright("{}").is_err());
    }

    #[test]
    fn a_runner_that_did_not_start_counts_once() {
        assert_eq!(Tally::default().or_failed(false), Tally::FAILED);
        assert_eq!(Tally { passed: 2, failed: 1 }.or_failed(false), Tally { passed: 2, failed: 1 });
        assert_eq!(Tally { passed: 2, failed: 0 }.or_failed(true), Tally { passed: 2, failed: 0 });
    }
}
