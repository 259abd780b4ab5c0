//! The page's title while something on the page is refused.

use yew::prelude::*;

use crate::browser::page::{self, MarkedTitle};
use crate::i18n::use_t;

/// Says “Error:” before the page's title as long as `failed`.
#[hook]
pub fn use_marked_title(failed: bool) {
    let mark = use_t().with("title-error", &[("title", "".into())]);
    use_effect_with(failed, move |failed| {
        let marked = failed.then(|| page::mark_title(mark.trim()));
        move || marked.into_iter().for_each(MarkedTitle::restore)
    });
}
