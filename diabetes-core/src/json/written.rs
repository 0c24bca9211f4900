//! Re-serializes JSON text.

use super::{items, members};
use crate::Raw;
use serde::ser::{Serialize, Serializer};

/// Serializes as the value of a well-formed JSON text.
pub(crate) struct Written<'a>(pub(crate) &'a str);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(json) = *self;
        match Raw::from_json(json) {
            Raw::Missing => serializer.serialize_unit(),
            Raw::Bool(value) => serializer.serialize_bool(value),
            Raw::Text(text) => serializer.serialize_str(&text),
            Raw::Number(number) => match json.parse() {
                Ok(whole) => serializer.serialize_u64(whole),
                Err(_) => serializer.serialize_f64(number),
            },
            Raw::Other => match members(json) {
                Some(members) => serializer.collect_map(members.into_iter().map(|(key, value)| (key, Written(value)))),
                None => serializer.collect_seq(items(json).unwrap_or_default().into_iter().map(Written)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::any_value;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_text_is_the_same(value in any_value()) {
            let text = value.to_string();
            prop_assert_eq!(serde_json::to_string(&Written(&text)).unwrap(), text);
        }
    }
}
