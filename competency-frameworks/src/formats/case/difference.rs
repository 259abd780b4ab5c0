//! What a file says beyond what the registry would say itself.
//!
//! An item is read into the model and the model is written again; whatever differs is kept as
//! members, and laid over the model's own words when it is exported. So the export says what the
//! import said, however much or little of it the model understands. JSON's `null` is taken for
//! "absent", here and in the specification, and marks what the file left out.

use serde_json::Value;

use crate::formats::Members;

/// The member whose own members are compared one by one.
const EXTENSIONS: &str = "extensions";

/// What has to be laid over `derived` to say what `given` says.
pub(super) fn difference(mut given: Members, derived: &Members) -> Members {
    given.retain(|_, value| !value.is_null());
    let absent: Vec<String> = derived.keys().filter(|name| !given.contains_key(*name)).cloned().collect();
    let mut out = Members::new();
    for (name, value) in given {
        let Some(own) = derived.get(&name) else {
            out.insert(name, value);
            continue;
        };
        if *own == value {
            continue;
        }
        let kept = match (own, value) {
            (Value::Object(own), Value::Object(given)) if name == EXTENSIONS => {
                let own: Members = own.clone().into_iter().collect();
                Value::Object(difference(given.into_iter().collect(), &own).into_iter().collect())
            }
            (_, value) => value,
        };
        out.insert(name, kept);
    }
    out.extend(absent.into_iter().map(|name| (name, Value::Null)));
    out
}

/// The registry's own words with what was kept laid over them.
pub(super) fn overlay(mut derived: Members, kept: &Members) -> Members {
    for (name, value) in kept {
        match (derived.get_mut(name), value) {
            (_, Value::Null) => {
                derived.remove(name);
            }
            (Some(Value::Object(own)), Value::Object(kept)) if name == EXTENSIONS => {
                for (name, value) in kept {
                    if value.is_null() {
                        own.remove(name);
                    } else {
                        own.insert(name.clone(), value.clone());
                    }
                }
            }
            _ => {
                derived.insert(name.clone(), value.clone());
            }
        }
    }
    derived
}

/// What is still to be laid over after the registry's own words changed: where they did, they count.
pub(super) fn after_change(mut kept: Members, before: &Members, after: &Members) -> Members {
    kept.retain(|name, _| before.get(name) == after.get(name));
    kept
}
