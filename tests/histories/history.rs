//! One history: changes, and after each two browsers whose runs overlap.

use std::pin::Pin;
use std::task::{Context, Waker};

use redial::doubles::{MemoryJournal, block_on};

use crate::browser::visit;
use crate::organizer::edit;
use crate::promises;
use crate::world::{Tally, World};

/// Plays the history that follows from `seed`; fails with the first promise that it broke.
pub fn play(seed: u64) -> Result<Tally, String> {
    let world = World::new(seed);
    let journals = [MemoryJournal::default(), MemoryJournal::default()];
    // A first visit before anything changes: what was right is known.
    world.is_disturbed.set(false);
    block_on(visit(&world, "first", &journals[0], false));
    let asks = world.random.once_in(2);
    for change in 0..=1 + world.random.below(3) {
        world.is_disturbed.set(true);
        let moves = world.profile().meeting_base;
        world.change();
        if world.profile().meeting_base != moves {
            world.tally.borrow_mut().moved += 1;
        }
        journals[1].broken.set(world.random.once_in(3));
        world.tally.borrow_mut().without_journal += usize::from(journals[1].broken.get());
        // What is not finished meets the next change as often as not.
        let is_cut_short = world.random.once_in(2);
        let patience = if is_cut_short { 15 } else { 150 };
        overlap(&world, &journals, change, asks, patience);
        promises::kept(&world);
        if world.random.once_in(2) {
            lose_a_successor(&world);
        }
        if !is_cut_short {
            settle(&world, &journals[0], asks);
            promises::kept(&world);
        }
    }
    match world.broken.take() {
        Some(promise) => Err(promise),
        None => Ok(world.tally.take()),
    }
}

/// Two runs, of which now the one and now the other goes on, an organizer in between, and pages that are closed.
fn overlap(world: &World, journals: &[MemoryJournal; 2], change: usize, asks: bool, patience: usize) {
    let names = [format!("a{change}"), format!("b{change}")];
    let mut runs: Vec<Pin<Box<dyn Future<Output = ()> + '_>>> = vec![
        Box::pin(visit(world, &names[0], &journals[0], asks)),
        Box::pin(visit(world, &names[1], &journals[1], asks)),
    ];
    let mut context = Context::from_waker(Waker::noop());
    while !runs.is_empty() {
        let at = world.random.below(runs.len());
        if runs[at].as_mut().poll(&mut context).is_ready() {
            drop(runs.swap_remove(at));
        } else if world.random.once_in(patience) {
            world.tally.borrow_mut().closed += 1;
            drop(runs.swap_remove(at));
        }
        if world.random.once_in(25) {
            edit(world);
        }
    }
}

/// An online meeting to which appointments moved is deleted, as runs of earlier versions did when they failed.
fn lose_a_successor(world: &World) {
    let mut meetings = world.dial_in.meetings.borrow_mut();
    let made: Vec<usize> =
        (0..meetings.len()).filter(|at| meetings[*at].join_url.as_str().contains("NEWMEET")).collect();
    if made.is_empty() {
        return;
    }
    let lost = meetings.remove(world.random.one_of(&made)).join_url;
    world.tally.borrow_mut().lost += 1;
    world.lost.borrow_mut().push(lost);
}

/// Quiet comes back: one visit finishes what is left, and the next one has nothing to write.
fn settle(world: &World, journal: &MemoryJournal, asks: bool) {
    world.is_disturbed.set(false);
    block_on(visit(world, "last", journal, asks));
    let writes = world.tally.borrow().writes;
    block_on(visit(world, "after", journal, asks));
    if world.tally.borrow().writes != writes {
        world.complain(|| "a second run wrote something".to_owned());
    }
}
