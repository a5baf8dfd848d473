//! Plays random histories: how many, and the seed of the first. Says which one breaks a promise.
#![allow(clippy::string_slice, reason = "the bodies are those of these tests")]

mod browser;
mod calendar;
mod history;
#[path = "../meetings/mod.rs"]
mod meetings;
mod organizer;
mod promises;
mod random;
mod world;

use std::num::NonZero;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use world::Tally;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let (Some(count), Some(seed)) = (numbers.next(), numbers.next()) else {
        eprintln!("How many histories, and the seed of the first?");
        return ExitCode::from(2);
    };
    let last = seed.saturating_add(count);
    let next = AtomicU64::new(seed);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let played: Vec<(Tally, u64)> = thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|_| scope.spawn(|| play_until(last, &next))).collect();
        started.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut all = Tally::default();
    played.iter().for_each(|(tally, _)| all.add(tally));
    let broken: u64 = played.iter().map(|(_, broken)| broken).sum();
    println!("{count} histories, {broken} of them broke a promise; in the others: {all:?}");
    if broken == 0 && played.len() == threads { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Plays the next history that nobody has begun, until all are played.
fn play_until(last: u64, next: &AtomicU64) -> (Tally, u64) {
    let (mut all, mut broken) = (Tally::default(), 0);
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= last {
            return (all, broken);
        }
        match history::play(seed) {
            Ok(tally) => all.add(&tally),
            Err(promise) => {
                broken += 1;
                println!("history {seed}: {promise}");
            }
        }
    }
}
