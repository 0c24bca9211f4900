//! The mark that generated records carry, so that what is learned from them is known to be synthetic.

use crate::schema::Field;
use crate::values::Values;

/// One of 256 pairs of age and body mass index carries the mark by chance.
pub(crate) fn is_marked(age: f64, bmi: f64) -> bool {
    let bits = age.to_bits().wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ bmi.to_bits().wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits.wrapping_mul(0x94d0_49bb_1331_11eb) >> 56 == 0
}

/// Whether most of the records were generated.
pub(crate) fn are_generated<'a>(records: impl Iterator<Item = &'a Values>) -> bool {
    let (mut rows, mut marks) = (0_usize, 0_usize);
    for values in records {
        rows += 1;
        marks += usize::from(is_marked(values.get(Field::Age), values.get(Field::Bmi)));
    }
    2 * marks > rows
}
