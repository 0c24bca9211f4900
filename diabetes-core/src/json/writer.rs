//! Values as JSON text, in `serde_json`'s compact form.
//!
//! Writing to memory cannot fail, so nothing looks for errors on the way, which is half the code of `serde_json`'s writer.
//! With that one a browser would download 11.3 kB of gzip more, and the engine would weigh over 170 kB.

use crate::numbers;
use serde::Serialize;
use serde::ser::{self, Serializer};
use std::fmt;

/// The text so far.
pub(crate) struct Writer<'a>(pub(crate) &'a mut Vec<u8>);

/// A value that has no JSON by its own account.
#[derive(Debug)]
pub(crate) struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it cannot be written as JSON")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Done = Result<(), Unwritable>;

impl Writer<'_> {
    fn raw(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    fn open(&mut self, bracket: u8) -> &mut Self {
        self.0.push(bracket);
        self
    }

    /// `{"name":` and the bracket of what the variant holds.
    fn open_variant(&mut self, name: &str, bracket: u8) -> &mut Self {
        self.open(b'{').key(name);
        self.open(bracket)
    }

    /// What stands before an item: a comma, but for the first one.
    fn next(&mut self) {
        if !matches!(self.0.last(), Some(b'[' | b'{')) {
            self.0.push(b',');
        }
    }

    fn key(&mut self, name: &str) {
        self.next();
        self.text(name);
        self.0.push(b':');
    }

    fn text(&mut self, text: &str) {
        self.0.push(b'"');
        let mut rest = text.as_bytes();
        while let Some(place) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
            let Some((plain, [byte, after @ ..])) = rest.split_at_checked(place) else { break };
            self.0.extend_from_slice(plain);
            self.escape(*byte);
            rest = after;
        }
        self.0.extend_from_slice(rest);
        self.0.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        let letter = match byte {
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            b'"' | b'\\' => byte,
            _ => {
                self.raw(if byte < 0x10 { "\\u000" } else { "\\u001" });
                return self.0.push(b"0123456789abcdef".get(usize::from(byte & 15)).copied().unwrap_or_default());
            }
        };
        self.0.extend_from_slice(&[b'\\', letter]);
    }

    fn whole(&mut self, number: u64) {
        let start = self.0.len();
        let mut rest = number;
        loop {
            self.0.push(b'0' + (rest % 10) as u8);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.0.get_mut(start..).unwrap_or_default().reverse();
    }
}

/// Methods of [`Serializer`] for numbers of this type.
macro_rules! numbers {
    ($($method:ident: $type:ty => $other:ident,)+) => {$(
        fn $method(self, number: $type) -> Done {
            self.$other(number.into())
        }
    )+};
}

impl Serializer for &mut Writer<'_> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8 => serialize_i64,
        serialize_i16: i16 => serialize_i64,
        serialize_i32: i32 => serialize_i64,
        serialize_u8: u8 => serialize_u64,
        serialize_u16: u16 => serialize_u64,
        serialize_u32: u32 => serialize_u64,
        serialize_f32: f32 => serialize_f64,
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.raw(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i64(self, number: i64) -> Done {
        if number < 0 {
            self.0.push(b'-');
        }
        self.whole(number.unsigned_abs());
        Ok(())
    }

    fn serialize_u64(self, number: u64) -> Done {
        self.whole(number);
        Ok(())
    }

    fn serialize_f64(self, number: f64) -> Done {
        if number.is_finite() {
            numbers::write_json(number, self.0);
        } else {
            self.raw("null");
        }
        Ok(())
    }

    fn serialize_char(self, letter: char) -> Done {
        self.text(letter.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Done {
        self.text(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Done {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.raw("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        self.open(b'{').key(variant);
        value.serialize(&mut *self)?;
        self.0.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unwritable> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unwritable> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unwritable> {
        Ok(self.open_variant(variant, b'['))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unwritable> {
        Ok(self.open(b'{'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        Ok(self.open(b'{'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unwritable> {
        Ok(self.open_variant(variant, b'{'))
    }
}

/// The items of a list, or the members of an object, and the brackets behind them.
macro_rules! compound {
    ($($trait:ident: $method:ident($($key:ident)?), $end:literal;)+) => {$(
        impl ser::$trait for &mut Writer<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: &'static str,)? value: &T) -> Done {
                compound!(@before self $($key)?);
                value.serialize(&mut **self)
            }

            fn end(self) -> Done {
                self.raw($end);
                Ok(())
            }
        }
    )+};
    (@before $writer:ident) => { $writer.next() };
    (@before $writer:ident $key:ident) => { $writer.key($key) };
}

compound! {
    SerializeSeq: serialize_element(), "]";
    SerializeTuple: serialize_element(), "]";
    SerializeTupleStruct: serialize_field(), "]";
    SerializeTupleVariant: serialize_field(), "]}";
    SerializeStruct: serialize_field(key), "}";
    SerializeStructVariant: serialize_field(key), "}}";
}

impl ser::SerializeMap for &mut Writer<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.next();
        let start = self.0.len();
        key.serialize(&mut **self)?;
        // A number is a name here.
        if self.0.get(start) != Some(&b'"') {
            self.0.insert(start, b'"');
            self.0.push(b'"');
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.0.push(b':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.0.push(b'}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::any_value;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn written(value: &impl Serialize) -> String {
        let mut text = Vec::new();
        value.serialize(&mut Writer(&mut text)).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[derive(Serialize)]
    enum Kind {
        Plain,
        One(f64),
        Two(i8, Option<char>),
        Named { first: (), second: (u8, Unit) },
    }

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Pair(bool, f32);

    proptest! {
        #[test]
        fn the_text_is_that_of_serde_json(value in any_value(), number: f64, whole: i64, text: String) {
            prop_assert_eq!(written(&value), value.to_string());
            let types = (
                [Kind::Plain, Kind::One(number), Kind::Two(-7, Some('"')), Kind::Named { first: (), second: (3, Unit) }],
                (Pair(true, 0.5), whole, text, f64::NAN),
                BTreeMap::from([(whole, Some(-0.0))]),
                BTreeMap::from([('\u{1f}', 'é')]),
            );
            prop_assert_eq!(written(&types), serde_json::to_string(&types).unwrap());
        }
    }
}
