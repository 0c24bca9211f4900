//! The words for a sex in a file whose columns a person has named.

use crate::text::fold;

/// How a column of sexes is written. With H for a man, M is a woman, and a man elsewhere.
///
/// ```
/// use diabetes_core::csv::Sexes;
/// let read = |cells: [&'static str; 3]| {
///     let sexes = Sexes::of(cells.into_iter());
///     cells.map(|cell| sexes.read(cell))
/// };
/// assert_eq!(read(["Masculino", "mujer", ""]), ["M", "F", ""]);
/// assert_eq!(read(["M", "F", "x"]), ["M", "F", "x"]);
/// assert_eq!(read(["H", "M", "m"]), ["M", "F", "F"]);
/// // What M means here nobody can tell.
/// assert_eq!(read(["H", "M", "F"]), ["M", "H or F?", "F"]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Sexes {
    has_h: bool,
    has_f: bool,
}

impl Sexes {
    /// Looks at the cells of the column.
    #[must_use]
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        cells.fold(Self::default(), |sexes, cell| match &*fold(cell.trim()) {
            "h" => Self { has_h: true, ..sexes },
            "f" => Self { has_f: true, ..sexes },
            _ => sexes,
        })
    }

    /// The cell as the field `sexo` takes it; any other cell unchanged.
    #[must_use]
    pub fn read<'c>(&self, cell: &'c str) -> &'c str {
        match &*fold(cell.trim()) {
            "h" | "hombre" | "masculino" | "male" => "M",
            "mujer" | "femenino" | "female" => "F",
            "m" if self.has_h => {
                if self.has_f {
                    "H or F?"
                } else {
                    "F"
                }
            }
            _ => cell,
        }
    }
}
