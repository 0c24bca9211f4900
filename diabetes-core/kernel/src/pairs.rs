//! Two columns of codes, where one code of a pair can determine the other.

/// The number of distinct codes; higher ones count as the last.
pub const CODES: usize = 8;

/// The resulting two codes, and whether they are allowed.
pub type Pair = (u8, u8, bool);

/// The result for each pair of codes, those with the first column's first code first. A `Vec`, because the early exit
/// for a short one keeps the compiler from unrolling the loop.
#[derive(Debug)]
pub struct Pairs(pub Vec<Pair>);

impl Pairs {
    /// Settles each pair and clears the marks of those not allowed. Returns whether any code changed.
    pub fn settle(&self, firsts: &mut [u8], seconds: &mut [u8], marks: &mut [bool]) -> bool {
        let mut changed = 0;
        for ((first, second), mark) in firsts.iter_mut().zip(seconds).zip(marks) {
            let [row, column] = [*first, *second].map(|code| usize::from(code).min(CODES - 1));
            let Some((new, other, stands)) = self.0.get(CODES * row + column) else { break };
            changed |= (*first ^ *new) | (*second ^ *other);
            (*first, *second) = (*new, *other);
            *mark &= stands;
        }
        changed != 0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a failed test is what a panic means here")]

    use super::*;

    #[test]
    fn pairs_are_settled_one_by_one() {
        let mut pairs = Pairs(vec![(0, 0, true); CODES * CODES]);
        (pairs.0[3], pairs.0[6 * CODES + 2], pairs.0[7 * CODES + 3]) = ((0, 3, true), (6, 2, false), (255, 1, true));
        pairs.0[7 * CODES + 1] = (255, 1, true);
        let (mut firsts, mut seconds, mut marks) = ([0, 255, 6, 0], [3, 3, 2, 0], [true, true, true, false]);
        assert!(pairs.settle(&mut firsts, &mut seconds, &mut marks));
        assert_eq!((firsts, seconds, marks), ([0, 255, 6, 0], [3, 1, 2, 0], [true, true, false, false]));
        assert!(!pairs.settle(&mut firsts, &mut seconds, &mut marks));
    }
}
