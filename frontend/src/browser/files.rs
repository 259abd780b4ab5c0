//! Files that the person chooses or gets, and pictures with QR codes.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, File, HtmlAnchorElement, HtmlCanvasElement, HtmlInputElement,
    ImageBitmap, Url,
};

use super::reader;

/// The longest side to which a picture is drawn before it is searched for a code.
const LONGEST_SIDE: f64 = 2400.0;

/// The first file of a file field.
pub fn chosen(input: &HtmlInputElement) -> Option<File> {
    input.files()?.get(0)
}

/// Reads a file of at most `most` bytes.
pub async fn read(file: &Blob, most: f64) -> Option<Vec<u8>> {
    if file.size() > most {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Gives the person a file to keep.
pub fn give(name: &str, kind: &str, content: &[u8]) -> bool {
    give_file(name, kind, content).is_ok()
}

fn give_file(name: &str, kind: &str, content: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has begun to read it by the time the click returns.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}

/// The text of the QR code in a picture file, if there is one that can be read.
pub async fn read_qr(file: &Blob) -> Option<String> {
    let bitmap = gloo::utils::window().create_image_bitmap_with_blob(file).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await.ok()?.dyn_into().ok()?;
    read_bitmap(&bitmap).await
}

/// The text of the QR code in a picture that is already unpacked.
pub(super) async fn read_bitmap(bitmap: &ImageBitmap) -> Option<String> {
    let (width, height, grey) = draw(bitmap).ok()?;
    reader::decode(width, height, &grey).await
}

fn draw(bitmap: &ImageBitmap) -> Result<(u32, u32, Vec<u8>), JsValue> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).floor().max(1.0), (height * scale).floor().max(1.0));
    let canvas: HtmlCanvasElement = gloo::utils::document().create_element("canvas")?.unchecked_into();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and LONGEST_SIDE")]
    let (columns, rows) = (width as u32, height as u32);
    canvas.set_width(columns);
    canvas.set_height(rows);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    // A transparent picture is drawn on white, as people see it.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)?;
    let pixels = context.get_image_data(0.0, 0.0, width, height)?.data();
    let grey = pixels
        .chunks_exact(4)
        .map(|pixel| match pixel {
            [red, green, blue, _] => red / 10 * 3 + green / 10 * 6 + blue / 10,
            _ => 255,
        })
        .collect();
    Ok((columns, rows, grey))
}
