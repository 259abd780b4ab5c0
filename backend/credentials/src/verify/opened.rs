//! A status list is verified and expanded once, and then answers for every certificate that names it.
//!
//! Only what held is kept, and only for the same address, keys and moment: anything else is found out
//! anew. A browser asks about one certificate at a time and keeps nothing.

#[cfg(feature = "json-ld")]
use std::sync::OnceLock;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::did::DidDocument;

/// Under which circumstances a list was opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances<'a> {
    /// The address by which the certificate names it.
    pub(super) url: &'a str,
    /// Whose it must be, with the keys that may sign it.
    pub(super) issuer: &'a DidDocument,
    /// As of when.
    pub(super) now: DateTime<Utc>,
}

/// What was in a list when it was first opened. Copies share it.
#[derive(Debug)]
pub(super) struct Opened<T> {
    #[cfg(feature = "json-ld")]
    first: Arc<OnceLock<First<T>>>,
    #[cfg(not(feature = "json-ld"))]
    nothing: std::marker::PhantomData<T>,
}

#[cfg(feature = "json-ld")]
#[derive(Debug)]
struct First<T> {
    url: String,
    issuer: DidDocument,
    now: DateTime<Utc>,
    found: Arc<T>,
}

#[cfg(feature = "json-ld")]
impl<T> Opened<T> {
    /// What is in the list; `open` finds out when it was not opened under these circumstances before.
    pub(super) fn get<E>(&self, of: Circumstances, open: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let first = self.first.get();
        if let Some(first) =
            first.filter(|first| first.now == of.now && first.url == of.url && first.issuer == *of.issuer)
        {
            return Ok(first.found.clone());
        }
        let found = Arc::new(open()?);
        let (url, issuer) = (of.url.to_owned(), of.issuer.clone());
        // Another thread may have been first; either is right.
        let _ = self.first.set(First { url, issuer, now: of.now, found: found.clone() });
        Ok(found)
    }
}

#[cfg(not(feature = "json-ld"))]
impl<T> Opened<T> {
    /// What is in the list.
    #[expect(clippy::unused_self, reason = "as where something is kept")]
    pub(super) fn get<E>(&self, _: Circumstances, open: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        open().map(Arc::new)
    }
}

impl<T> Clone for Opened<T> {
    fn clone(&self) -> Self {
        Self {
            #[cfg(feature = "json-ld")]
            first: self.first.clone(),
            #[cfg(not(feature = "json-ld"))]
            nothing: std::marker::PhantomData,
        }
    }
}

impl<T> Default for Opened<T> {
    fn default() -> Self {
        Self {
            #[cfg(feature = "json-ld")]
            first: Arc::default(),
            #[cfg(not(feature = "json-ld"))]
            nothing: std::marker::PhantomData,
        }
    }
}
