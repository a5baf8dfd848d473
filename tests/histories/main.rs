//! Random histories of two overlapping runs: requests that fail in every way, an organizer who edits, moves, a browser
//! without a journal. `cargo xtask histories` plays as many as one has time for.
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

use world::Tally;

/// How many are played whenever tests run.
const FEW: u64 = 100;

#[test]
fn no_history_breaks_a_promise() {
    let mut all = Tally::default();
    for seed in 0..FEW {
        match history::play(seed) {
            Ok(tally) => all.add(&tally),
            Err(promise) => panic!("history {seed}: {promise}"),
        }
    }
    let happened =
        [all.writes, all.conflicts, all.faults, all.moved, all.edits, all.closed, all.without_journal];
    assert!(happened.iter().all(|times| *times > 20) && all.lost > 10, "{all:?}");
}
