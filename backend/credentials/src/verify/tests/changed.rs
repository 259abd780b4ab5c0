//! Nothing that was changed verifies, wherever it was changed.

use proptest::prelude::*;
use puente_wire::verification::State;
use serde_json::{Value, json};

use super::{materials, now, signed};
use crate::verify::{verify, verify_text};

/// Every way to one text, number or flag in a document.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| {
            let name = name.replace('~', "~0").replace('/', "~1");
            leaves(inner, &format!("{path}/{name}"), found);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, inner)| {
            leaves(inner, &format!("{path}/{index}"), found);
        }),
        _ => found.push(path.to_owned()),
    }
}

#[test]
fn tampering_with_any_field_or_removing_it_is_noticed() {
    let signed = signed();
    let mut paths = Vec::new();
    leaves(&signed, "", &mut paths);
    assert!(paths.len() > 60);
    for path in paths {
        let mut tampered = signed.clone();
        let leaf = tampered.pointer_mut(&path).unwrap();
        *leaf = match leaf {
            Value::Bool(flag) => json!(!*flag),
            Value::String(text) => json!(format!("{text}.")),
            other => panic!("{other}"),
        };
        let result = verify(&tampered, &materials(), now());
        assert_eq!(result.state, State::Invalid, "{path}");
        let mut removed = signed.clone();
        let (parent, name) = path.rsplit_once('/').unwrap();
        match removed.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(name)),
            Value::Array(items) => drop(items.remove(name.parse().unwrap())),
            other => panic!("{other}"),
        }
        let result = verify(&removed, &materials(), now());
        assert_ne!(result.state, State::Valid, "without {path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any one character changed: either it means the same (blanks, escapes), or it is not valid.
    #[test]
    fn a_changed_character_never_verifies(at in 0..10_000_usize, new in any::<char>()) {
        let original = signed();
        let mut text: Vec<char> = original.to_string().chars().collect();
        let at = at % text.len();
        text[at] = new;
        let text: String = text.into_iter().collect();
        let result = verify_text(text.as_bytes(), &materials(), now());
        let same = serde_json::from_str::<Value>(&text).is_ok_and(|value| value == original);
        prop_assert_eq!(result.state == State::Valid, same, "{}", text);
    }

    #[test]
    fn no_text_makes_the_verifier_fall_over(text in ".{0,200}") {
        prop_assert_eq!(verify_text(text.as_bytes(), &materials(), now()).state, State::Invalid);
    }
}
