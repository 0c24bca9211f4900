//! Two columns of codes, where one of a pair settles the other.

/// Codes from here on are taken for the last one.
const CODES: usize = 8;

/// What becomes of each pair of codes: the settled ones, and whether the pair can stand.
#[derive(Debug)]
pub struct Pairs([[(u8, u8, bool); CODES]; CODES]);

impl Pairs {
    /// `settled` says it of pairs of small codes and of `missing`.
    pub fn new(missing: u8, settled: impl Fn(u8, u8) -> (u8, u8, bool)) -> Self {
        let mut pairs = [[(missing, missing, false); CODES]; CODES];
        let code = |place: usize| if place + 1 < CODES { place as u8 } else { missing };
        for (first, row) in pairs.iter_mut().enumerate() {
            for (second, pair) in row.iter_mut().enumerate() {
                *pair = settled(code(first), code(second));
            }
        }
        Self(pairs)
    }

    /// Settles each pair, and takes back the marks of those that cannot stand. Says whether a code has changed.
    pub fn settle(&self, firsts: &mut [u8], seconds: &mut [u8], marks: &mut [bool]) -> bool {
        let mut changed = 0;
        for ((first, second), mark) in firsts.iter_mut().zip(seconds).zip(marks) {
            let [row, column] = [*first, *second].map(|code| usize::from(code).min(CODES - 1));
            let Some((new, other, stands)) = self.0.get(row).and_then(|row| row.get(column)) else { continue };
            changed |= (*first ^ *new) | (*second ^ *other);
            (*first, *second) = (*new, *other);
            *mark &= stands;
        }
        changed != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_settled_one_by_one() {
        let pairs = Pairs::new(255, |first, second| (first, if first == 255 { 1 } else { second }, second != 2));
        let (mut firsts, mut seconds, mut marks) = ([0, 255, 6, 0], [255, 0, 2, 0], [true, true, true, false]);
        assert!(pairs.settle(&mut firsts, &mut seconds, &mut marks));
        assert_eq!((firsts, seconds, marks), ([0, 255, 6, 0], [255, 1, 2, 0], [true, true, false, false]));
        assert!(!pairs.settle(&mut firsts, &mut seconds, &mut marks));
    }
}
