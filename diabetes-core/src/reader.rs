//! Reads typed values from JSON: a model from the text of its file.
//!
//! Values are read in place, and every number is rounded exactly, on which the bits of an answer depend. Derived
//! `serde` readers duplicate the parser for every type; a single parser alone is 17.6 kB of a browser's download (see
//! [`json`]), and exact numbers need even larger tables.

use crate::outputs::{Output, Outputs};
use crate::raw::Raw;
use crate::schema::Field;
use crate::{Locale, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// No valid model nests this deep.
const MAX_DEPTH: u8 = 32;

/// Why a text cannot be read.
pub(crate) type Reason = String;

/// What can be read from JSON.
pub(crate) trait FromJson: Sized {
    /// Reads the value.
    fn read(node: Node<'_>) -> Result<Self, Reason>;

    /// The default for a missing member; `None` if it is required.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads the members of an object into the struct fields of the same names, and those named after outputs into the
/// field after `..`. Any other member is an error.
macro_rules! from_members {
    ($($type:ident $(<$part:ident>)? { $($field:ident),+ $(, ..$outputs:ident)? })+) => {$(
        impl $(<$part: crate::reader::FromJson>)? crate::reader::FromJson for $type $(<$part>)? {
            fn read(node: crate::reader::Node<'_>) -> Result<Self, crate::reader::Reason> {
                let mut members = node.members()?;
                let read = Self {
                    $($field: members.take(stringify!($field))?,)+
                    $($outputs: crate::outputs::Outputs::take(&mut members)?,)?
                };
                members.end()?;
                Ok(read)
            }
        }
    )+};
}
pub(crate) use from_members;

/// Reads a whole JSON text.
pub(crate) fn from_json<T: FromJson>(json: &str) -> Result<T, Reason> {
    let json = json::value(json.as_bytes()).map_err(|error| error.message(Locale::En))?;
    T::read(Node { json, depth: 0 })
}

/// A value in its text.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    json: &'a str,
    depth: u8,
}

impl<'a> Node<'a> {
    /// Wraps a well-formed value.
    #[cfg(not(feature = "train"))]
    pub(crate) fn of(json: &'a str) -> Self {
        Self { json, depth: 0 }
    }

    /// The value's text.
    #[cfg(not(feature = "train"))]
    pub(crate) fn text(self) -> &'a str {
        self.json
    }

    fn scalar(self) -> Raw<'a> {
        Raw::from_json(self.json)
    }

    fn child(self, json: &'a str) -> Self {
        Self { json, depth: self.depth + 1 }
    }

    /// The error for a value other than the expected one.
    #[cold]
    pub(crate) fn unlike<T>(self, expected: &str) -> Result<T, Reason> {
        let start: String = self.json.chars().take(40).collect();
        Err(format!("expected {expected}, found {start}"))
    }

    fn items(self) -> Result<Vec<Self>, Reason> {
        match json::items(self.json) {
            Some(items) if self.depth < MAX_DEPTH => Ok(items.into_iter().map(|item| self.child(item)).collect()),
            _ => self.unlike("a list"),
        }
    }

    /// The items of a list of this length.
    pub(crate) fn list<const N: usize>(self) -> Result<[Self; N], Reason> {
        self.items()?.try_into().or_else(|_| self.unlike("a list of another length"))
    }

    /// The members of an object.
    pub(crate) fn members(self) -> Result<Members<'a>, Reason> {
        match json::members(self.json) {
            Some(members) if self.depth < MAX_DEPTH => {
                Ok(Members(members.into_iter().map(|(key, value)| (key, self.child(value))).collect()))
            }
            _ => self.unlike("an object"),
        }
    }

    /// The name and the members of `{"name": {…}}`.
    pub(crate) fn variant(self) -> Result<(Cow<'a, str>, Members<'a>), Reason> {
        match self.members()?.0.pop() {
            Some((name, node)) if self.members()?.0.len() == 1 => Ok((name, node.members()?)),
            _ => self.unlike("an object with one member"),
        }
    }

    /// Looks up what a text names.
    pub(crate) fn named<T>(self, by_name: impl Fn(&str) -> Option<T>) -> Result<T, Reason> {
        let named = if let Raw::Text(text) = self.scalar() { by_name(&text) } else { None };
        named.map_or_else(|| self.unlike("one of the known names"), Ok)
    }
}

/// The members of an object that have not been taken yet.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Members<'a> {
    fn find(&mut self, name: &str) -> Option<Node<'a>> {
        let place = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(place).1)
    }

    /// Takes the value of a member.
    pub(crate) fn take<T: FromJson>(&mut self, name: &str) -> Result<T, Reason> {
        match self.find(name) {
            Some(node) => T::read(node),
            None => T::absent().ok_or_else(|| format!("missing field `{name}`")),
        }
    }

    /// Fails if any member is left.
    pub(crate) fn end(self) -> Result<(), Reason> {
        match self.0.first() {
            Some((key, _)) => Err(format!("unknown or repeated field `{key}`")),
            None => Ok(()),
        }
    }
}

impl FromJson for bool {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        match node.scalar() {
            Raw::Bool(value) => Ok(value),
            _ => node.unlike("true or false"),
        }
    }
}

impl FromJson for u64 {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.json.parse().or_else(|_| node.unlike("a whole number"))
    }
}

impl FromJson for i64 {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.json.parse().or_else(|_| node.unlike("a whole number"))
    }
}

impl FromJson for u32 {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.json.parse().or_else(|_| node.unlike("a whole number"))
    }
}

impl FromJson for f64 {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        match node.scalar() {
            Raw::Number(number) if number.is_finite() => Ok(number),
            _ => node.unlike("a number"),
        }
    }
}

impl FromJson for String {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        match node.scalar() {
            Raw::Text(text) => Ok(text.into_owned()),
            _ => node.unlike("a text"),
        }
    }
}

impl FromJson for Field {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.named(Field::by_name)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        match node.scalar() {
            Raw::Missing => Ok(None),
            _ => T::read(node).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.items()?.into_iter().map(T::read).collect()
    }
}

impl<T: FromJson, const N: usize> FromJson for [T; N] {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        Vec::read(node)?.try_into().or_else(|_| node.unlike("a list of another length"))
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let mut map = BTreeMap::new();
        for (key, value) in node.members()?.0 {
            map.insert(key.into_owned(), T::read(value)?);
        }
        Ok(map)
    }
}

impl FromJson for Output {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        node.named(Output::by_name)
    }
}

impl<G, P> Outputs<G, P> {
    /// Takes the members named after outputs.
    pub(crate) fn take(members: &mut Members<'_>) -> Result<Self, Reason>
    where
        G: FromJson,
        P: FromJson,
    {
        let glucose = members.take(Output::Glucose.name())?;
        Self::try_of(glucose, |output| members.take(output.name()))
    }
}

impl<G: FromJson, P: FromJson> FromJson for Outputs<G, P> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        let mut members = node.members()?;
        let read = Self::take(&mut members)?;
        members.end()?;
        Ok(read)
    }
}
