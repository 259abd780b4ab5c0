//! The camera: shows what it sees and looks for a QR code in it. Nothing is recorded or sent.

use gloo::utils::window;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, ImageBitmap, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::files;

/// An open camera; it goes off when this is dropped.
pub struct Camera(MediaStream);

impl Camera {
    /// Asks the person for the camera that looks away from them. None when there is none, or they
    /// refuse.
    pub async fn open() -> Option<Self> {
        let facing = js_sys::Object::new();
        Reflect::set(&facing, &"facingMode".into(), &"environment".into()).ok()?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_video(&facing);
        let devices = window().navigator().media_devices().ok()?;
        let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted).ok()?).await.ok()?;
        stream.dyn_into().ok().map(Self)
    }

    /// Shows the picture in a `<video>`.
    pub fn show_in(&self, video: &Element) {
        drop(Reflect::set(video, &"srcObject".into(), &self.0));
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.0.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

/// The text of the code that a `<video>` shows at this moment, if one can be read.
pub async fn read_code(video: &Element) -> Option<String> {
    let window: JsValue = window().into();
    let shoot: Function = Reflect::get(&window, &"createImageBitmap".into()).ok()?.dyn_into().ok()?;
    let shot: Promise = shoot.call1(&window, video).ok()?.dyn_into().ok()?;
    let bitmap: ImageBitmap = JsFuture::from(shot).await.ok()?.dyn_into().ok()?;
    files::read_bitmap(&bitmap).await
}
