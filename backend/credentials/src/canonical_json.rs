//! Canonical JSON (JSON Canonicalization Scheme, RFC 8785), written straight into what is hashed.

use std::cmp::Ordering;

use serde::ser::Error as _;
use serde_json::{Map, Number, Value};

use crate::decimal::Decimal;

/// Writes a value.
pub(crate) fn write(value: &Value, to: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    match value {
        Value::Object(members) => write_members(members.iter().collect(), to),
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
        Value::Number(number) => write_number(number, to),
        Value::Bool(_) | Value::Null => serde_json::to_writer(to, value),
    }
}

/// Writes an object without some of its members.
pub(crate) fn write_without(
    members: &Map<String, Value>,
    skipped: &[&str],
    to: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    write_members(members.iter().filter(|(name, _)| !skipped.contains(&name.as_str())).collect(), to)
}

/// Writes an object of these members.
pub(crate) fn write_members(mut members: Vec<(&String, &Value)>, to: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    members.sort_unstable_by(|(one, _), (other, _)| order(one, other));
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

/// As JavaScript writes the nearest double (section 3.2.2.3).
fn write_number(number: &Number, to: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    // Whatever it is written like, a double's own text has the fewest digits that tell it from others.
    let shortest = number.as_f64().and_then(Number::from_f64).map(|double| double.to_string());
    let decimal = shortest.as_deref().and_then(Decimal::parse);
    decimal.ok_or_else(|| serde_json::Error::custom("a number beyond doubles"))?.write(to);
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

    #[test]
    fn doubles_are_written_as_in_the_specification() {
        // RFC 8785, appendix B.
        for (bits, text) in [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] {
            let mut written = Vec::new();
            write(&Value::from(f64::from_bits(bits)), &mut written).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), text);
        }
    }

    proptest! {
        #[test]
        fn every_double_is_written_as_another_implementation_does(bits in any::<u64>()) {
            if let Some(number) = Number::from_f64(f64::from_bits(bits)) {
                let mut ours = Vec::new();
                write_number(&number, &mut ours).unwrap();
                prop_assert_eq!(ours, serde_json_canonicalizer::to_vec(&number).unwrap());
            }
        }


        #[test]
        fn it_is_what_another_implementation_writes(value in anything()) {
            let mut ours = Vec::new();
            write(&value, &mut ours).unwrap();
            prop_assert_eq!(ours, serde_json_canonicalizer::to_vec(&value).unwrap());
        }
    }
}
