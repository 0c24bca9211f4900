//! Whose records a model learned from, and on whose it was recalibrated.

use crate::Locale;
use crate::reader::{FromJson, Node, Reason, from_members};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The longest text in a model, in bytes: its name, or the source of its data.
pub(crate) const MAX_TEXT: usize = 10_000;

/// The most characters of a source shown in a sentence.
const LONGEST: usize = 200;

/// A text in each language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// In Spanish.
    pub es: String,
    /// In English.
    pub en: String,
}

/// Where a model comes from, as stated in every answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Whose records it learned from, such as "people in the United States".
    pub learned_from: Words,
    /// When and on whom it was recalibrated; `None` if it was not.
    pub recalibrated: Option<Words>,
}

from_members! {
    Words { es, en }
    Origin { learned_from, recalibrated }
}

impl Origin {
    /// The closing sentence of a text.
    pub(crate) fn sentence(&self, locale: Locale) -> String {
        let words = locale.words();
        let own = |texts: &Words| (words.stated)([&*texts.es, &*texts.en]).to_owned();
        let people = own(&self.learned_from);
        match self.recalibrated.as_ref().map(own) {
            None => (words.origin.learned)(&people),
            Some(since) => (words.origin.recalibrated)(&people, &since),
        }
    }

    /// The origin after recalibration on so many people from a source on a date.
    pub(crate) fn recalibrated(&self, rows: u64, source: &str, date: Option<&str>) -> Self {
        let [on_es, on_en] = date.map_or_else(Default::default, |date| [format!("el {date} "), format!("on {date} ")]);
        let source = shown(source);
        let [of_es, of_en] = if source.is_empty() {
            ["fuente no indicada".to_owned(), "source not stated".to_owned()]
        } else {
            [format!("fuente: {source}"), format!("source: {source}")]
        };
        let words = Words {
            es: format!("{on_es}con datos de {rows} personas ({of_es})"),
            en: format!("{on_en}with data of {rows} people ({of_en})"),
        };
        Self { learned_from: self.learned_from.clone(), recalibrated: Some(words) }
    }

    pub(crate) fn defect(&self) -> Option<&'static str> {
        let words = self.recalibrated.iter().chain([&self.learned_from]);
        let is_long = |text: &String| text.len() > 2 * MAX_TEXT;
        words.into_iter().any(|words| is_long(&words.es) || is_long(&words.en)).then_some("a text is too long")
    }
}

/// A source as shown within a sentence: on one line and not too long.
fn shown(source: &str) -> String {
    let is_shown =
        |letter: &char| !letter.is_control() && !matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let blank = |letter: char| if is_shown(&letter) { letter } else { ' ' };
    let words: String = source.chars().map(blank).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

impl FromJson for Arc<Origin> {
    fn read(node: Node<'_>) -> Result<Self, Reason> {
        Origin::read(node).map(Arc::new)
    }
}
