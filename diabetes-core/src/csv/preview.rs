//! The columns of a file before it is read: headings, the fields they probably mean, and some cells.

use super::{Opened, Rows};
use crate::schema::Suggestion;
use crate::{Error, dialect};
use serde::Serialize;

/// The rows looked at, and the cells shown of each column.
const ROWS: usize = 100;
const SAMPLES: usize = 3;

/// A file whose headings need not name any field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preview {
    /// The columns, in order.
    pub columns: Vec<PreviewColumn>,
}

/// A column of a [`Preview`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PreviewColumn {
    /// The heading.
    pub heading: String,
    /// The field it names or probably means, no field twice.
    pub suggestion: Suggestion,
    /// The first different cells that are not empty.
    pub samples: Vec<String>,
}

impl Preview {
    /// Looks at the first rows of a file. Fails if the text cannot be CSV.
    ///
    /// ```
    /// use diabetes_core::{Field, csv::Preview};
    /// let file = Preview::of("Nombre;Años cumplidos;PAS\nAna;45;\nEva;51;128\n")?;
    /// assert_eq!(file.columns[0].suggestion.field, None);
    /// assert_eq!((file.columns[1].suggestion.field, file.columns[1].suggestion.named), (Some(Field::Age), false));
    /// assert_eq!(file.columns[2].samples, ["128"]);
    /// let heights = Preview::of("Talla m;Peso\n1,52;60\n1,71;75\n")?;
    /// assert_eq!(heights.columns[0].suggestion.unit, Some("metres"));
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn of(text: &str) -> Result<Self, Error> {
        let Opened { separator, header, rows: (place, line) } = Opened::of(text)?;
        if header.iter().all(String::is_empty) {
            dialect::look_at_header(&header)?;
        }
        let mut samples: Vec<Vec<String>> = vec![Vec::new(); header.len()];
        let mut values: Vec<Vec<f64>> = vec![Vec::new(); header.len()];
        let mut rows = Rows::new(text, separator, &[], place, line);
        for _ in 0..ROWS {
            let Some(row) = rows.next()? else { break };
            for (column, (samples, values)) in samples.iter_mut().zip(&mut values).enumerate() {
                let cell = row.get(column).trim();
                values.extend(dialect::number(cell, separator));
                if samples.len() < SAMPLES && !cell.is_empty() && samples.iter().all(|known| known != cell) {
                    samples.push(cell.to_owned());
                }
            }
        }
        let suggestions = Suggestion::all(header.iter().map(String::as_str));
        let suggestions = suggestions.into_iter().zip(&values).map(|(suggestion, values)| suggestion.seeing(values));
        let columns = header.into_iter().zip(suggestions).zip(samples);
        let columns = columns.map(|((heading, suggestion), samples)| PreviewColumn { heading, suggestion, samples });
        Ok(Self { columns: columns.collect() })
    }
}
