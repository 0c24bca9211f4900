//! `SplitMix64` (Steele, Lea and Flood, 2014): a seeded generator that needs no dependency.

/// The increment of the state.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// The generator's next number from this state; also serves as a hash of the state.
pub(crate) fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(GAMMA);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The generator.
#[derive(Clone, Debug)]
pub(crate) struct SplitMix64(u64);

impl SplitMix64 {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to below `end` (Lemire, 2019, without rejection: the bias is below end / 2^64).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let number = mix(self.0);
        self.0 = self.0.wrapping_add(GAMMA);
        ((u128::from(number) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_published_ones() {
        // The first outputs of the reference implementation for the seed 1234567.
        assert_eq!(mix(1_234_567), 6_457_827_717_110_365_317);
        assert_eq!(mix(1_234_567_u64.wrapping_add(GAMMA)), 3_203_168_211_198_807_973);
    }

    #[test]
    fn every_number_below_the_end_is_as_frequent() {
        let mut generator = SplitMix64::new(1);
        let mut counts = [0_i32; 7];
        for _ in 0..70_000 {
            counts[generator.below(7)] += 1;
        }
        assert!(counts.iter().all(|count| (count - 10_000).abs() < 400), "{counts:?}");
    }
}
