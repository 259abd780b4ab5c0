//! The clipboard.

use gloo::utils::window;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; whether it worked.
pub async fn copy(text: &str) -> bool {
    // Absent on pages that are not served securely.
    let clipboard = window().navigator().clipboard();
    let clipboard: &wasm_bindgen::JsValue = clipboard.as_ref();
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
