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

use std::process::ExitCode;

use world::Tally;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let (Some(count), Some(seed)) = (numbers.next(), numbers.next()) else {
        eprintln!("How many histories, and the seed of the first?");
        return ExitCode::from(2);
    };
    let (mut all, mut broken) = (Tally::default(), 0_u64);
    for seed in seed..seed.saturating_add(count) {
        match history::play(seed) {
            Ok(tally) => all.add(&tally),
            Err(promise) => {
                broken += 1;
                println!("history {seed}: {promise}");
            }
        }
    }
    println!("{count} histories, {broken} of them broke a promise; in the others: {all:?}");
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
