//! Everything random in the sandbox, drawn from one seed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

use crate::severity::Chance;

/// The golden ratio's step of `SplitMix64` (<https://prng.di.unimi.it/splitmix64.c>).
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The one source of a sandbox's random values. Copies draw from the same source.
#[derive(Clone, Debug)]
pub struct Random {
    seed: u32,
    state: Arc<AtomicU64>,
}

impl Random {
    /// The source that begins with a seed: the same seed gives the same values.
    pub fn from_seed(seed: u32) -> Self {
        Self { seed, state: Arc::new(AtomicU64::new(u64::from(seed))) }
    }

    /// What it began with.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// Any number.
    pub fn number(&self) -> u64 {
        let state = self.state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to one less than `count`, which is not 0.
    pub fn below(&self, count: u64) -> u64 {
        self.number() % count.max(1)
    }

    /// Whether something that happens now and then happens this time.
    pub fn happens(&self, chance: Chance) -> bool {
        self.below(1000) < u64::from(chance.per_mille())
    }

    /// One of several; `None` of none.
    pub fn one_of<'a, T>(&self, several: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(several.len()).unwrap_or(u64::MAX);
        several.get(usize::try_from(self.below(count)).unwrap_or_default())
    }

    /// A random UUID.
    pub fn uuid(&self) -> Uuid {
        let number = (u128::from(self.number()) << 64) | u128::from(self.number());
        uuid::Builder::from_random_bytes(number.to_be_bytes()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_values_again_and_another_seed_others() {
        let draw = |seed| {
            let random = Random::from_seed(seed);
            (random.number(), random.uuid(), random.below(10))
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn what_always_happens_happens_and_what_never_does_does_not() {
        let random = Random::from_seed(1);
        for _ in 0..100 {
            assert!(random.happens(Chance::in_thousand(1000)));
            assert!(!random.happens(Chance::in_thousand(0)));
        }
    }
}
