//! Looking for a QR code with the camera.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::camera::{self, Camera};
use crate::browser::pause::pause;
use crate::components::{Button, ButtonKind, IconName};
use crate::i18n::use_t;

/// Milliseconds between two looks.
const PAUSE: u32 = 350;

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct CameraPanelProps {
    /// The text of the first code that was read.
    pub read: Callback<String>,
}

/// A button that opens the camera; then what it sees, until a code is read or it is closed.
#[component]
pub(in crate::pages) fn CameraPanel(props: &CameraPanelProps) -> Html {
    let t = use_t();
    let open = use_state_eq(|| false);
    let refused = use_state_eq(|| false);
    let video = use_node_ref();
    {
        let (video, read) = (video.clone(), props.read.clone());
        let (closed, refuse) = (open.setter(), refused.setter());
        use_effect_with(*open, move |open| {
            let wanted = Rc::new(Cell::new(*open));
            if *open {
                let wanted = Rc::clone(&wanted);
                spawn_local(async move {
                    match look(&video, &wanted).await {
                        Ok(Some(text)) => read.emit(text),
                        Ok(None) => {}
                        Err(NoCamera) => {
                            refuse.set(true);
                            closed.set(false);
                        }
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let toggle = {
        let (open, refused) = (open.clone(), refused.setter());
        Callback::from(move |()| {
            refused.set(false);
            open.set(!*open);
        })
    };
    let label = if *open { t.text("camera-close") } else { t.text("camera-open") };
    html! {
        <div class="camera">
            <div class="actions">
                <Button kind={ButtonKind::Quiet} icon={IconName::Camera} {label} onclick={toggle} />
            </div>
            <div>
                if *refused {
                    <p class="err" role="alert">{ t.text("camera-refused") }</p>
                }
            </div>
            <div>
                if *open {
                    <p role="status">{ t.text("camera-hint") }</p>
                    <video ref={video} autoplay=true muted=true playsinline=true aria-label={t.text("camera-view")} />
                }
            </div>
        </div>
    }
}

/// There is no camera, or the person did not allow it.
struct NoCamera;

/// Looks until a code is read, or nobody wants it any more.
async fn look(video: &NodeRef, wanted: &Cell<bool>) -> Result<Option<String>, NoCamera> {
    let camera = Camera::open().await.ok_or(NoCamera)?;
    let Some(video) = video.cast::<Element>() else { return Ok(None) };
    camera.show_in(&video);
    while wanted.get() {
        if let Some(text) = camera::read_code(&video).await {
            return Ok(wanted.get().then_some(text));
        }
        pause(PAUSE).await;
    }
    Ok(None)
}
