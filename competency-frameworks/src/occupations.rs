//! ISCO-08, the classification of occupations through which frameworks of different countries meet.
//!
//! Titles are read by [`crate::bundled::occupations`].

/// The group one level above: unit groups have four digits, minor groups three, sub-major groups
/// two, major groups one and nothing above them.
pub fn parent(group: &str) -> Option<&str> {
    let last = group.char_indices().next_back()?.0;
    group.get(..last).filter(|above| !above.is_empty())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use crate::bundled;

    #[test]
    fn the_whole_classification_is_there() {
        let titles = bundled::occupations().unwrap();
        let groups = |digits| titles.keys().filter(|group| group.len() == digits).count();
        assert_eq!([1, 2, 3, 4].map(groups), [10, 43, 130, 436]);
        assert_eq!(titles.len(), 619);
    }

    #[test]
    fn every_group_stands_under_one_that_exists() {
        let titles = bundled::occupations().unwrap();
        for group in titles.keys() {
            assert!(group.chars().all(|digit| digit.is_ascii_digit()), "{group}");
            assert!(parent(group).is_none_or(|above| titles.contains_key(above)), "{group}");
            let under = titles.keys().any(|other| parent(other) == Some(group));
            assert_eq!(under, group.len() < 4, "{group}");
        }
        assert_eq!(parent("7411"), Some("741"));
        assert_eq!(parent("7"), None);
    }

    #[test]
    fn every_group_has_a_title_in_three_languages() {
        for (group, title) in bundled::occupations().unwrap() {
            assert!(!title.official_text().is_empty(), "{group}");
            for lang in ["pt", "en"] {
                assert!(title.translation(lang).is_some(), "{group} {lang}");
            }
        }
    }
}
