//! Programs beside the page: web workers that load when they are first needed, so that a phone's
//! first load stays small and the page stays alive while they work.
//!
//! A worker says that it is ready, and then gives one answer to each message.

use std::future::Future;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

/// The page's side of a running worker; ends it when dropped.
#[derive(Debug)]
pub struct Assistant(Worker);

impl Assistant {
    /// Loads a worker's program and waits until it listens.
    pub async fn start(program: &str) -> Option<Self> {
        let assistant = Self(Worker::new(program).ok()?);
        assistant.next().await.map(|_| assistant)
    }

    /// Sends a message and waits for its answer. One at a time: answers carry no name.
    pub async fn ask(&self, message: &JsValue) -> Option<JsValue> {
        self.0.post_message(message).ok()?;
        self.next().await
    }

    /// The next message, unless the worker fails first.
    async fn next(&self) -> Option<JsValue> {
        let event = Promise::new(&mut |resolve, reject| {
            self.0.set_onmessage(Some(&resolve));
            self.0.set_onerror(Some(&reject));
        });
        let event = JsFuture::from(event).await.ok()?;
        Some(event.unchecked_into::<MessageEvent>().data())
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// The worker's side: says that it is ready, then answers each message.
pub fn listen<Answer, Done>(answer: Answer)
where
    Answer: Fn(JsValue) -> Done + 'static,
    Done: Future<Output = JsValue> + 'static,
{
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (answering, answer) = (scope.clone(), Rc::new(answer));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let (scope, answer) = (answering.clone(), answer.clone());
        spawn_local(async move {
            let found = answer(event.data()).await;
            if scope.post_message(&found).is_err() {
                scope.close();
            }
        });
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    if scope.post_message(&JsValue::TRUE).is_err() {
        scope.close();
    }
}
