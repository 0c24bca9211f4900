//! The languages of every text.

use crate::words::{LANGUAGES, Text, Words};
use serde::{Serialize, Serializer};

/// One line per variant, in the order of [`LANGUAGES`]. The first is the default.
macro_rules! locales {
    ($($(#[$attribute:meta])* $name:ident,)+) => {
        /// The language of messages, labels and interpretations; Spanish unless another one is asked for.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Locale {
            $($(#[$attribute])* $name,)+
        }

        impl Locale {
            /// Every language, the default first.
            pub const ALL: [Locale; LANGUAGES.len()] = [$(Locale::$name),+];
        }
    };
}

locales! {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

impl Locale {
    /// What is said in the language.
    #[allow(clippy::indexing_slicing, reason = "there are as many variants as languages")]
    pub(crate) fn words(self) -> &'static Words {
        LANGUAGES[self as usize]
    }

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
        self.at(locale as usize)
    }
}

impl Serialize for Text {
    /// As an object, by language.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Locale::ALL.map(|locale| (locale.tag(), self.get(locale))))
    }
}
