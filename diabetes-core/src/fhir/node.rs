//! A value within a checked JSON text, and what FHIR keeps in it.

use crate::json;
use crate::raw::Raw;
use std::borrow::Cow;

/// A value of a JSON text. What is absent or of another kind is `None` or empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a>(&'a str);

impl<'a> Node<'a> {
    /// The document, which is checked as a whole.
    pub(super) fn of(text: &'a str) -> Self {
        Self(text)
    }

    /// A member of an object.
    pub(super) fn get(self, name: &str) -> Option<Node<'a>> {
        let is_name = |key: &str| key.strip_prefix('"').and_then(|key| key.strip_suffix('"')) == Some(name);
        let mut pairs = self.0.starts_with('{').then(|| json::pairs(self.0))?;
        pairs.find(|(key, _)| is_name(key)).map(|(_, value)| Node(value)).filter(|value| value.0 != "null")
    }

    /// Whether it is an object.
    pub(super) fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    /// The first of these members that is there.
    pub(super) fn first(self, names: &[&str]) -> Option<Node<'a>> {
        names.iter().find_map(|name| self.get(name))
    }

    /// The objects of a list that is a member.
    pub(super) fn list(self, name: &str) -> Vec<Node<'a>> {
        let items = self.get(name).and_then(|list| json::items(list.0)).unwrap_or_default();
        items.into_iter().filter(|item| item.starts_with('{')).map(Node).collect()
    }

    /// The text of a member.
    pub(super) fn word(self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name)?.text()
    }

    /// The value as text.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        json::text(self.0)
    }

    /// The value as it is read from any record.
    pub(super) fn raw(self) -> Raw<'a> {
        Raw::from_json(self.0)
    }

    /// The value as a number.
    pub(super) fn number(self) -> Option<f64> {
        if let Raw::Number(number) = self.raw() { Some(number) } else { None }
    }

    /// Whether a member is true.
    pub(super) fn is_true(self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.0 == "true")
    }

    /// System and code of each coding of a `CodeableConcept`.
    pub(super) fn codings(self) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        self.list("coding").into_iter().filter_map(Node::coding).collect()
    }

    /// System and code of a `Coding`.
    pub(super) fn coding(self) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
        Some((self.word("system").unwrap_or_default(), self.word("code")?))
    }

    /// Whether a member that is a `CodeableConcept` has one of these codes, whatever the system.
    pub(super) fn has_code(self, name: &str, codes: &[&str]) -> bool {
        let codings = self.get(name).map(Node::codings).unwrap_or_default();
        codings.iter().any(|(_, code)| codes.contains(&code.as_ref()))
    }
}
