//! Any bytes as the body of a batch: what it is split into is JSON, in the order and within the text of the list.

use puente_credentials::batch::{Batch, texts};
use serde_json::Value;

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let Ok(batch) = Batch::read(bytes) else { return };
    let Some(list) = batch.credentials else { return };
    let Some(found) = texts(list, 500) else {
        assert!(!matches!(serde_json::from_str(list.get()), Ok(Value::Array(_))));
        return;
    };
    let (mut rest, written) = (list.get(), found.len());
    for text in &found {
        let at = rest.find(text).expect("a part of the list");
        rest = rest.get(at + text.len()..).expect("what follows");
    }
    if let Ok(Value::Array(all)) = serde_json::from_str(list.get()) {
        assert_eq!(written, all.len().min(501));
        for (text, value) in found.iter().zip(&all) {
            assert_eq!(serde_json::from_str::<Value>(text).ok().as_ref(), Some(value));
        }
    }
}
