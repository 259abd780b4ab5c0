//! Small values that outlive a reload. All of it may be forbidden by the browser; then nothing is
//! remembered and everything else works.

use gloo::storage::{LocalStorage, SessionStorage, Storage};

/// What was saved on this device under a name.
pub fn saved(name: &str) -> Option<String> {
    LocalStorage::raw().get_item(name).ok().flatten()
}

/// Saves on this device.
pub fn save(name: &str, value: &str) {
    if LocalStorage::raw().set_item(name, value).is_err() {
        super::console::error("this browser does not remember choices");
    }
}

/// What was kept for as long as the tab is open.
pub fn kept(name: &str) -> Option<String> {
    SessionStorage::raw().get_item(name).ok().flatten()
}

/// Keeps a value for as long as the tab is open.
pub fn keep(name: &str, value: &str) {
    if SessionStorage::raw().set_item(name, value).is_err() {
        super::console::error("this browser does not keep what is typed");
    }
}

/// Forgets what was kept.
pub fn forget(name: &str) {
    SessionStorage::delete(name);
}
