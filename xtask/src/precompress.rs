//! Brotli and gzip beside every file that gains from it, so that the server only hands bytes over.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result};

use crate::web::files_under;

/// Formats that are compressed already.
const COMPRESSED: [&str; 8] = ["br", "gz", "woff2", "png", "jpg", "jpeg", "webp", "avif"];

/// Writes `name.br` and `name.gz` for each file under `folder` that gets smaller by it.
pub(crate) fn folder(folder: &Path) -> Result<()> {
    let waiting = Mutex::new(files_under(folder)?);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(|| drain(&waiting))).collect();
        running.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a compression thread panicked")))
        })
    })
}

fn drain(waiting: &Mutex<Vec<PathBuf>>) -> Result<()> {
    loop {
        let next = waiting.lock().map_or(None, |mut files| files.pop());
        let Some(file) = next else { return Ok(()) };
        compress(&file).with_context(|| format!("cannot compress {}", file.display()))?;
    }
}

fn compress(file: &Path) -> Result<()> {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if COMPRESSED.contains(&extension) {
        return Ok(());
    }
    let content = fs::read(file)?;
    for (suffix, smaller) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
        if smaller.len() < content.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(".");
            name.push(suffix);
            fs::write(name, smaller)?;
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut out, &parameters)?;
    Ok(out)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{brotli, gzip};

    #[test]
    fn both_encodings_come_back_as_they_were() -> anyhow::Result<()> {
        let text = "El puente une dos orillas. ".repeat(200).into_bytes();
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli(&text)?.as_slice(), &mut back)?;
        assert_eq!(back, text);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(gzip(&text)?.as_slice()).read_to_end(&mut back)?;
        assert_eq!(back, text);
        Ok(())
    }
}
