//! Two columns of codes, where one of a pair settles the other.

/// So many codes are told apart; those beyond are taken for the last one.
pub const CODES: usize = 8;

/// What becomes of two codes, and whether they can stand.
pub type Pair = (u8, u8, bool);

/// What becomes of each pair of codes, those of the first one's first code foremost. A list, for the way out of the loop
/// where it is too short keeps the compiler from unrolling it.
#[derive(Debug)]
pub struct Pairs(pub Vec<Pair>);

impl Pairs {
    /// Settles each pair, and takes back the marks of those that cannot stand. Says whether a code has changed.
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
