//! IndexedDB, as much of it as is needed: named stores of values under text keys.
//!
//! Each call is a transaction of its own; a write is done when its transaction has completed, that
//! is when the browser has it on disk.

use std::fmt;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

/// The browser does not keep data: private browsing, no space, or storage forbidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageError(pub String);

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the browser's storage: {}", self.0)
    }
}

impl From<JsValue> for StorageError {
    fn from(value: JsValue) -> Self {
        Self(format!("{value:?}"))
    }
}

thread_local! {
    /// Closes the database that a newer program wants to add stores to.
    static MAKE_WAY: Closure<dyn Fn(Event)> = Closure::new(|event: Event| {
        if let Some(database) = event.target() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
}

/// An open database.
#[derive(Debug, Clone)]
pub struct Database(IdbDatabase);

impl Database {
    /// Opens, and makes the stores that are missing. Nothing that is stored is ever removed or
    /// changed by a newer version of the program.
    pub async fn open(name: &str, version: u32, stores: &'static [&'static str]) -> Result<Self, StorageError> {
        // A page and a worker have it under the same name.
        let factory = js_sys::Reflect::get(&js_sys::global(), &"indexedDB".into())?;
        let factory: IdbFactory = factory.dyn_into().map_err(|_| StorageError("none here".to_owned()))?;
        let request = factory.open_with_u32(name, version)?;
        let upgrade = {
            let request = request.clone();
            Closure::<dyn FnMut()>::new(move || {
                if let Err(error) = make_missing(&request, stores) {
                    super::console::error(&format!("{error:?}"));
                }
            })
        };
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let database: IdbDatabase = answer(&request).await?.unchecked_into();
        // A newer program in another tab must not wait for this one.
        MAKE_WAY.with(|make_way| database.set_onversionchange(Some(make_way.as_ref().unchecked_ref())));
        Ok(Self(database))
    }

    /// The value under a key.
    pub async fn get(&self, store: &str, key: &str) -> Result<Option<JsValue>, StorageError> {
        let found =
            answer(&self.transaction(store, IdbTransactionMode::Readonly)?.object_store(store)?.get(&key.into())?)
                .await?;
        Ok((!found.is_undefined()).then_some(found))
    }

    /// Every value of a store, in the order of their keys.
    pub async fn all(&self, store: &str) -> Result<Vec<JsValue>, StorageError> {
        let transaction = self.transaction(store, IdbTransactionMode::Readonly)?;
        let found = answer(&transaction.object_store(store)?.get_all()?).await?;
        Ok(Array::from(&found).to_vec())
    }

    /// How many values a store has.
    pub async fn count(&self, store: &str) -> Result<u32, StorageError> {
        let transaction = self.transaction(store, IdbTransactionMode::Readonly)?;
        let found = answer(&transaction.object_store(store)?.count()?).await?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count is whole and not negative"
        )]
        Ok(found.as_f64().unwrap_or_default() as u32)
    }

    /// Keeps a value; returns once it is on disk.
    pub async fn put(&self, store: &str, key: &str, value: &JsValue) -> Result<(), StorageError> {
        let transaction = self.transaction(store, IdbTransactionMode::Readwrite)?;
        transaction.object_store(store)?.put_with_key(value, &key.into())?;
        completed(&transaction).await
    }

    /// Removes a value.
    pub async fn remove(&self, store: &str, key: &str) -> Result<(), StorageError> {
        let transaction = self.transaction(store, IdbTransactionMode::Readwrite)?;
        transaction.object_store(store)?.delete(&key.into())?;
        completed(&transaction).await
    }

    fn transaction(&self, store: &str, mode: IdbTransactionMode) -> Result<IdbTransaction, StorageError> {
        Ok(self.0.transaction_with_str_and_mode(store, mode)?)
    }
}

fn make_missing(request: &IdbOpenDbRequest, stores: &[&str]) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    let there = database.object_store_names();
    for store in stores.iter().filter(|store| !there.contains(store)) {
        database.create_object_store(store)?;
    }
    Ok(())
}

/// Waits for a request's result.
async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.map_err(|_| failure(request))?;
    request.result().map_err(StorageError::from)
}

fn failure(request: &IdbRequest) -> StorageError {
    let error = request.error().ok().flatten();
    StorageError(error.map_or_else(|| "unknown".to_owned(), |error| error.message()))
}

/// Waits until a transaction is on disk.
async fn completed(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let on = |set: &dyn Fn(&Function), function: &Function| set(function);
    let promise = Promise::new(&mut |resolve, reject| {
        on(&|f| transaction.set_oncomplete(Some(f)), &resolve);
        on(&|f| transaction.set_onabort(Some(f)), &reject);
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(StorageError(transaction.error().map_or_else(|| "aborted".to_owned(), |error| error.message()))),
    }
}
