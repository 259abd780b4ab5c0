//! The phone's own share sheet.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Whether the browser has one.
pub fn available() -> bool {
    let navigator = gloo::utils::window().navigator();
    Reflect::has(navigator.as_ref(), &"share".into()).unwrap_or(false)
}

/// Opens it. Closing it without choosing is no failure.
pub async fn share(title: &str, link: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(link);
    let opened = gloo::utils::window().navigator().share_with_data(&data);
    drop(JsFuture::from(opened).await);
}

/// Asks the browser not to clear what is stored when space gets short.
pub async fn ask_to_persist() {
    if let Ok(asked) = gloo::utils::window().navigator().storage().persist() {
        drop(JsFuture::from(asked).await);
    }
}
