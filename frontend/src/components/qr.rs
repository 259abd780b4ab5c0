//! A QR code as a drawing.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder, QRCode};
use yew::prelude::*;

/// Empty modules around the code, as ISO/IEC 18004 asks.
const QUIET: usize = 4;

#[derive(Properties, PartialEq)]
pub struct QrProps {
    /// What a phone reads.
    pub text: AttrValue,
    /// What it is, for those who do not see it.
    pub label: AttrValue,
}

/// Draws the text as a QR code; nothing when it is too long for one.
#[component]
pub fn Qr(props: &QrProps) -> Html {
    let code = use_memo(props.text.clone(), |text| {
        QRBuilder::new(text.as_str()).ecl(ECL::M).build().ok().map(|code| draw(&code))
    });
    html! {
        <div>
            if let Some((size, path)) = &*code {
                <svg class="qr" viewBox={format!("0 0 {size} {size}")} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
                    <path fill="#fff" d={format!("M0 0h{size}v{size}H0z")} />
                    <path fill="#000" d={path.clone()} />
                </svg>
            }
        </div>
    }
}

/// Side length in modules with the quiet zone, and one path over all dark runs.
fn draw(code: &QRCode) -> (usize, String) {
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.value() == b.value()) {
            if run.first().is_some_and(|module| module.value()) {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    (code.size + 2 * QUIET, path)
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "tests fail loudly")]
mod tests {
    use super::*;

    /// Paints the drawing's own path and reads it back with an independent decoder.
    fn read_back(text: &str) -> String {
        let code = QRBuilder::new(text).ecl(ECL::M).build().expect("fits");
        let (size, path) = draw(&code);
        let mut dark = vec![false; size * size];
        for run in path.split('M').skip(1) {
            let numbers: Vec<usize> = run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
            for x in numbers[0]..numbers[0] + numbers[2] {
                dark[numbers[1] * size + x] = true;
            }
        }
        let scale = 4;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * scale, size * scale, |x, y| {
            if dark[(y / scale) * size + x / scale] { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        grids[0].decode().expect("readable").1
    }

    #[test]
    fn another_decoder_reads_what_was_drawn() {
        let link = "https://puente.example/s/0197-abc#k3y";
        assert_eq!(read_back(link), link);
    }

    #[test]
    fn a_dense_code_is_read_too() {
        let long = "Añadir 0123456789 ".repeat(75);
        assert_eq!(read_back(&long), long);
    }
}
