//! Reading QR codes in a worker: its program, tables above all, weighs as much as a third of the
//! wallet, and is loaded when the first picture is chosen.

use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::worker::{self, Assistant};

/// Where the build puts the worker's program.
const PROGRAM: &str = "/reader_loader.js";

/// The text of the first readable code in a grey picture, row by row; asks the worker.
pub async fn decode(width: u32, height: u32, grey: &[u8]) -> Option<String> {
    let picture = Array::of3(&width.into(), &height.into(), &Uint8Array::from(grey));
    let found = Assistant::start(PROGRAM).await?.ask(&picture).await?;
    found.dyn_into::<JsString>().ok().map(String::from)
}

/// The worker's side: answers each picture with its text or null.
pub fn listen() {
    worker::listen(|picture| async move { read(&picture).map_or(JsValue::NULL, JsValue::from) });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of a picture, sent by `decode`")]
fn read(picture: &JsValue) -> Option<String> {
    let parts: &Array = picture.dyn_ref()?;
    let (width, height) = (parts.get(0).as_f64()? as usize, parts.get(1).as_f64()? as usize);
    let grey = parts.get(2).dyn_into::<Uint8Array>().ok()?.to_vec();
    first_code(width, height, &grey)
}

/// Reads the first readable code of a grey picture.
fn first_code(width: usize, height: usize, grey: &[u8]) -> Option<String> {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        grey.get(y * width + x).copied().unwrap_or(255)
    });
    image.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}
