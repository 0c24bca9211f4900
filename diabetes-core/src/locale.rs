//! The two languages of every text.

/// The language of messages, labels and interpretations; Spanish unless asked otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: [Locale; 2] = [Locale::Es, Locale::En];

    /// The language's tag, such as `es`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Locale::Es => "es",
            Locale::En => "en",
        }
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

    /// The Spanish or the English one of two texts.
    pub(crate) fn pick<T>(self, es: T, en: T) -> T {
        match self {
            Locale::Es => es,
            Locale::En => en,
        }
    }
}
