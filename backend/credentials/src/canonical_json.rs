//! Canonical JSON (JSON Canonicalization Scheme, RFC 8785), written straight into what is hashed.

use std::cmp::Ordering;

use serde_json::{Map, Value};

/// Writes a value.
pub(crate) fn write(value: &Value, to: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    match value {
        Value::Object(members) => write_members(members.iter(), to),
        Value::Array(items) => {
            to.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    to.push(b',');
                }
                write(item, to)?;
            }
            to.push(b']');
            Ok(())
        }
        Value::String(text) => serde_json::to_writer(to, text),
        // Written as JavaScript writes them (section 3.2.2.3).
        Value::Number(number) => {
            to.extend(serde_json_canonicalizer::to_vec(number)?);
            Ok(())
        }
        Value::Bool(_) | Value::Null => serde_json::to_writer(to, value),
    }
}

/// Writes an object without some of its members.
pub(crate) fn write_without(
    members: &Map<String, Value>,
    skipped: &[&str],
    to: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    write_members(members.iter().filter(|(name, _)| !skipped.contains(&name.as_str())), to)
}

/// Writes an object of these members.
pub(crate) fn write_members<'a>(
    members: impl Iterator<Item = (&'a String, &'a Value)>,
    to: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    let mut members: Vec<_> = members.collect();
    members.sort_by(|(one, _), (other, _)| order(one, other));
    to.push(b'{');
    for (at, (name, value)) in members.into_iter().enumerate() {
        if at > 0 {
            to.push(b',');
        }
        serde_json::to_writer(&mut *to, name)?;
        to.push(b':');
        write(value, to)?;
    }
    to.push(b'}');
    Ok(())
}

/// By UTF-16 code units (section 3.2.3), which is by bytes as long as all is ASCII.
pub(crate) fn order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anything() -> impl Strategy<Value = Value> {
        let number = prop_oneof![
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_filter_map("finite", |number| serde_json::Number::from_f64(number).map(Value::Number)),
        ];
        let text = "[\\PCa-c\\x00-\\x1f\u{e000}-\u{ffff}\u{10000}-\u{10010}\"\\\\]{0,6}";
        let scalar =
            prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, text.prop_map(Value::from)];
        scalar.prop_recursive(3, 24, 5, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(text, inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_what_another_implementation_writes(value in anything()) {
            let mut ours = Vec::new();
            write(&value, &mut ours).unwrap();
            prop_assert_eq!(ours, serde_json_canonicalizer::to_vec(&value).unwrap());
        }
    }
}
