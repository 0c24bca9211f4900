//! Errors and warnings of a record: code, field, limits, and a text in every language.

/// The codes of an enumeration's variants, as a list and one by one; a variant without a code does not compile. The
/// codes of rules are in their rows.
macro_rules! codes {
    ($kind:ident: $($($variant:ident)|+ => $code:literal,)* [$rules:pat => $of_rule:expr]) => {
        impl $kind {
            const CODES: &[&str] = &[$($code),*];

            fn code(&self) -> &'static str {
                match self {
                    $($($kind::$variant { .. })|+ => $code,)*
                    $rules => $of_rule,
                }
            }
        }
    };
}

mod errors;
mod warnings;

pub use errors::{FieldError, LocalizedError, ValidationErrors};
pub use warnings::{LocalizedWarning, Warning};
