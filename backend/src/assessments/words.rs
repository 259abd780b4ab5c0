//! Each body's own words for its two verdicts.

use puente_wire::assessments::{AssessedStandard, VerdictWords};

/// Framework (or the language of its title, for the others), and the words.
///
/// SENA says «aún no competente», CONOCER «todavía no competente». For a body whose words we have
/// not seen published, the plain words of its language stand here.
const WORDS: &[(&str, &str, &str)] = &[
    ("co-sena-nscl", "Competente", "Aún no competente"),
    ("co-sena-efo", "Competente", "Aún no competente"),
    ("mx-conocer-ec", "Competente", "Todavía no competente"),
    ("es", "Competente", "Aún no competente"),
    ("pt", "Competente", "Ainda não competente"),
    ("en", "Competent", "Not yet competent"),
];

/// The words that go with a standard.
pub fn of(standard: &AssessedStandard) -> VerdictWords {
    let language = standard.title.official.primary();
    let find = |name: &str| WORDS.iter().find(|(key, ..)| *key == name);
    let (_, competent, not_yet) =
        find(standard.framework.as_str()).or_else(|| find(language)).unwrap_or(&("", "Competent", "Not yet competent"));
    VerdictWords { competent: (*competent).to_owned(), not_yet_competent: (*not_yet).to_owned() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use competency_frameworks::ItemKey;

    use super::*;
    use crate::assessments::standard;

    fn words(framework: &str, key: &str) -> String {
        let packages = competency_frameworks::bundled::frameworks(true).unwrap();
        let package = packages.iter().find(|package| package.framework.id.as_str() == framework).unwrap();
        let (standard, _) = standard::in_package(package, &ItemKey::parse(key)).unwrap();
        of(&standard).not_yet_competent
    }

    #[test]
    fn every_body_speaks_in_its_own_words() {
        assert_eq!(words("co-sena-nscl", "280101175"), "Aún no competente");
        assert_eq!(words("mx-conocer-ec", "EC0118"), "Todavía no competente");
        assert_eq!(words("br-cbo-2002", "4221-05"), "Ainda não competente");
    }
}
