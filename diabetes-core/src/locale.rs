//! The languages of all texts.

use crate::words::{EN, ES, Text, Words};
use serde::{Serialize, Serializer};

/// One row per language: its variant and its words. The first is the default.
macro_rules! languages {
    ($($(#[$attribute:meta])* $name:ident => $words:ident,)*) => {
        /// The language of messages, labels and interpretations; Spanish unless asked otherwise.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Locale {
            $($(#[$attribute])* $name,)*
        }

        impl Locale {
            /// Every language, the default first.
            pub const ALL: [Locale; [$($words),*].len()] = [$(Locale::$name),*];

            /// The texts of the language.
            pub(crate) fn words(self) -> &'static Words {
                match self {
                    $(Locale::$name => &$words,)*
                }
            }
        }
    };
}

languages! {
    /// Spanish.
    #[default]
    Es => ES,
    /// English.
    En => EN,
}

impl Locale {
    /// The language's tag, such as `es`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.words().tag
    }

    /// Reads a language tag such as `es`, `en`, `es-CO` or `en_US`.
    ///
    /// ```
    /// use diabetes_core::Locale;
    /// assert_eq!(Locale::from_tag("en-GB"), Some(Locale::En));
    /// assert_eq!(Locale::from_tag("fr"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Locale> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Locale::ALL.into_iter().find(|locale| primary.eq_ignore_ascii_case(locale.tag()))
    }
}

impl Text {
    /// The text in the given language.
    #[must_use]
    pub fn get(self, locale: Locale) -> &'static str {
        (locale.words().row)(self)
    }
}

impl Serialize for Text {
    /// Serialized as an object keyed by language.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Locale::ALL.map(|locale| (locale.tag(), self.get(locale))))
    }
}
