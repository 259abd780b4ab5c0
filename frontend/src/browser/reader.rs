//! Reading QR codes in a worker: its program, tables above all, weighs as much as a third of the
//! wallet, and is loaded when the first picture is chosen.

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use js_sys::{Array, JsString, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

/// Where the build puts the worker's program.
const PROGRAM: &str = "/reader_loader.js";

/// The text of the first readable code in a grey picture, row by row; asks the worker.
pub async fn decode(width: u32, height: u32, grey: &[u8]) -> Option<String> {
    let worker = Worker::new(PROGRAM).ok()?;
    let found = ask(&worker, width, height, grey).await;
    worker.terminate();
    found?.dyn_into::<JsString>().ok().map(String::from)
}

async fn ask(worker: &Worker, width: u32, height: u32, grey: &[u8]) -> Option<JsValue> {
    let failed = next(|call| worker.set_onerror(Some(call)));
    let ready = next(|call| worker.set_onmessage(Some(call)));
    let failed = JsFuture::from(failed).shared();
    let Either::Left((Ok(_), _)) = select(JsFuture::from(ready), failed.clone()).await else { return None };
    let picture = Array::of3(&width.into(), &height.into(), &Uint8Array::from(grey));
    let answer = next(|call| worker.set_onmessage(Some(call)));
    worker.post_message(&picture).ok()?;
    match select(JsFuture::from(answer), failed).await {
        Either::Left((Ok(event), _)) => Some(event.unchecked_into::<MessageEvent>().data()),
        _ => None,
    }
}

/// The next event that `listen` hears.
fn next(listen: impl FnOnce(&js_sys::Function)) -> Promise {
    let mut listen = Some(listen);
    Promise::new(&mut |resolve, _| {
        if let Some(listen) = listen.take() {
            listen(&resolve);
        }
    })
}

/// The worker's side: says that it is ready, then answers each picture with its text or null.
pub fn listen() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answering = scope.clone();
    let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = read(&event.data()).map_or(JsValue::NULL, JsValue::from);
        if answering.post_message(&text).is_err() {
            answering.close();
        }
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    if scope.post_message(&JsValue::TRUE).is_err() {
        scope.close();
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of a picture, sent by `ask`")]
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
