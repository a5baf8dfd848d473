//! Everything random in the sandbox, drawn from one seed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::severity::Chance;

/// The golden ratio's step of `SplitMix64` (<https://prng.di.unimi.it/splitmix64.c>).
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The basis and the prime of FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>).
const FNV_BASIS: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01B3;

/// The one source of a sandbox's random values: a stream of them for each concern. Copies are the same source.
#[derive(Clone, Debug)]
pub struct Random {
    seed: u32,
    streams: Arc<Mutex<HashMap<String, Stream>>>,
}

/// Random values about one concern, which no other concern disturbs. Copies draw from the same stream.
#[derive(Clone, Debug)]
pub struct Stream {
    state: Arc<AtomicU64>,
}

impl Random {
    /// The source that begins with a seed: the same seed gives the same values.
    pub fn from_seed(seed: u32) -> Self {
        Self { seed, streams: Arc::default() }
    }

    /// What it began with.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// What is random about a concern: one item, or one kind of thing that happens in an order of its own.
    pub fn about(&self, concern: &str) -> Stream {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.entry(concern.to_owned()).or_insert_with(|| Stream::new(self.seed, concern)).clone()
    }
}

impl Stream {
    fn new(seed: u32, concern: &str) -> Self {
        let bytes = seed.to_be_bytes().into_iter().chain(concern.bytes());
        let start = bytes.fold(FNV_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
        Self { state: Arc::new(AtomicU64::new(start)) }
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
            let stream = Random::from_seed(seed).about("tests");
            (stream.number(), stream.uuid(), stream.below(10))
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn what_is_drawn_about_one_thing_does_not_hang_on_what_is_drawn_about_another() {
        let (one, other) = (Random::from_seed(7), Random::from_seed(7));
        for _ in 0..5 {
            other.about("requests").number();
        }
        assert_eq!(one.about("items").number(), other.about("items").number());
        assert_ne!(one.about("items").number(), one.about("answers").number());
        let next = one.about("items").number();
        assert_ne!(next, Random::from_seed(7).about("items").number(), "a stream goes on");
    }

    #[test]
    fn what_always_happens_happens_and_what_never_does_does_not() {
        let random = Random::from_seed(1).about("tests");
        for _ in 0..100 {
            assert!(random.happens(Chance::in_thousand(1000)));
            assert!(!random.happens(Chance::in_thousand(0)));
        }
    }
}
