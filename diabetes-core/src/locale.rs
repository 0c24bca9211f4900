//! The languages of all texts.

mod number;

use crate::words::{EN, ES, Words};
use serde::{Serialize, Serializer};

/// One row per language: its variant and its words. The first is the default.
macro_rules! languages {
    ($($(#[$attribute:meta])* $name:ident => $words:ident,)+) => {
        /// The language of messages, labels and interpretations; Spanish unless another one is asked for.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Locale {
            $($(#[$attribute])* $name,)+
        }

        /// The words of every language, in the order of the variants.
        const LANGUAGES: &[&Words] = &[$(&$words),+];

        impl Locale {
            /// Every language, the default first.
            pub const ALL: [Locale; LANGUAGES.len()] = [$(Locale::$name),+];
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
    /// The texts of the language.
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
        Locale::ALL.iter().copied().find(|locale| primary.eq_ignore_ascii_case(locale.tag()))
    }
}

/// The text of a row, in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text([&'static str; LANGUAGES.len()]);

impl Text {
    /// Does not compile where a language lacks the text.
    #[allow(clippy::indexing_slicing, reason = "the compiler runs it")]
    pub(crate) const fn new(es: &'static str, en: &'static str) -> Self {
        let mut texts = [en; LANGUAGES.len()];
        let mut place = 0;
        while place < LANGUAGES.len() {
            texts[place] = LANGUAGES[place].rows.of(es, en);
            place += 1;
        }
        Self(texts)
    }

    /// The same text in every language.
    pub(crate) const fn same(text: &'static str) -> Self {
        Self([text; LANGUAGES.len()])
    }

    /// The text in the given language.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "there is a text per language")]
    pub fn get(self, locale: Locale) -> &'static str {
        self.0[locale as usize]
    }
}

impl Serialize for Text {
    /// Serialized as an object keyed by language.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Locale::ALL.map(|locale| (locale.tag(), self.get(locale))))
    }
}
