//! What a list of the desk shows: which part, which words, which page. Kept while the page is open.

use std::ops::Deref;

use yew::prelude::*;

/// A choice of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listing<S> {
    pub(super) state: Option<S>,
    pub(super) q: String,
    pub(super) page: u64,
}

/// The choice and the ways to change it; another part or other words start at the first page.
pub(super) struct UseListing<S>(UseStateHandle<Listing<S>>);

impl<S: Copy + 'static> UseListing<S> {
    pub(super) fn choose(&self) -> Callback<Option<S>> {
        self.changing(|listing, state| Listing { state, page: 0, ..listing })
    }

    pub(super) fn search(&self) -> Callback<String> {
        self.changing(|listing, q| Listing { q, page: 0, ..listing })
    }

    pub(super) fn go(&self) -> Callback<u64> {
        self.changing(|listing, page| Listing { page, ..listing })
    }

    fn changing<C: 'static>(&self, change: fn(Listing<S>, C) -> Listing<S>) -> Callback<C> {
        let listing = self.0.clone();
        Callback::from(move |to| listing.set(change((*listing).clone(), to)))
    }
}

impl<S> Deref for UseListing<S> {
    type Target = Listing<S>;

    fn deref(&self) -> &Listing<S> {
        &self.0
    }
}

#[hook]
pub(super) fn use_listing<S: 'static>() -> UseListing<S> {
    UseListing(use_state(|| Listing { state: None, q: String::new(), page: 0 }))
}
