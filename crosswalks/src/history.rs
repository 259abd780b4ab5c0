//! Things that are published in versions and never rewritten.

use chrono::NaiveDate;

/// One published version of something.
pub trait Dated {
    /// What all versions of the thing share.
    fn id(&self) -> &str;
    /// 1, 2, 3 …
    fn version(&self) -> u32;
    /// The day this version became known.
    fn published_on(&self) -> NaiveDate;
    /// The day from which it holds, when that is not the day it became known.
    fn holds_from(&self) -> Option<NaiveDate> {
        None
    }
}

/// The version that held on a day, out of all versions of one thing: the newest that was known and
/// in effect by then. What is published later, or takes effect later, changes nothing.
pub fn as_known_on<'a, T: Dated>(versions: impl IntoIterator<Item = &'a T>, day: NaiveDate) -> Option<&'a T> {
    versions
        .into_iter()
        .filter(|one| one.published_on() <= day && one.holds_from().is_none_or(|from| from <= day))
        .max_by_key(|one| one.version())
}
