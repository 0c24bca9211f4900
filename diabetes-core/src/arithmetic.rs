//! Formulas that can be computed and also written as text.

/// What a formula is made of: numbers, or the text of numbers.
pub(crate) trait Arithmetic: Clone {
    fn number(number: f64) -> Self;
    fn times(self, other: Self) -> Self;
    fn over(self, other: Self) -> Self;
}

impl Arithmetic for f64 {
    fn number(number: f64) -> Self {
        number
    }

    fn times(self, other: Self) -> Self {
        self * other
    }

    fn over(self, other: Self) -> Self {
        self / other
    }
}

/// A formula in infix notation. Its numbers are whole.
#[cfg(feature = "sql")]
#[derive(Clone, Debug)]
pub(crate) struct Written(pub(crate) String);

#[cfg(feature = "sql")]
impl Arithmetic for Written {
    fn number(number: f64) -> Self {
        Self(format!("{number:?}"))
    }

    fn times(self, other: Self) -> Self {
        Self(format!("({} * {})", self.0, other.0))
    }

    fn over(self, other: Self) -> Self {
        Self(format!("({} / {})", self.0, other.0))
    }
}
