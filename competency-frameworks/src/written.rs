//! What is a text is written as that text, without a copy of it.

use serde::{Serialize, Serializer};

use crate::{Code, Country, FrameworkId, ItemKey, Lang, Texts};

macro_rules! written_as {
    ($($type:ty: $text:ident),+ $(,)?) => {
        $(impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$text())
            }
        })+
    };
}

written_as!(Code: raw, Country: as_str, FrameworkId: as_str, ItemKey: as_str, Lang: as_str);

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
