//! Prints what rewriting costs natively, and how that grows with the body.

mod growth;
#[path = "../../../tests/shapes/mod.rs"]
mod shapes;

use std::hint::black_box;
use std::time::Instant;

use redial_bench::{body, digits, parse, rewrite, splice};

const KILOBYTES: [usize; 3] = [10, 60, 500];
const CONFERENCE_ID: &str = "90017755";
const ROUNDS: usize = 31;

type Contender<'a> = (&'a str, Box<dyn FnMut() + 'a>);

fn main() {
    println!("Natively; medians of {ROUNDS} rounds, the contenders in turn.");
    for kilobytes in KILOBYTES {
        let (with, without) = (body(kilobytes * 1024, true), body(kilobytes * 1024, false));
        let digits = digits(&with).unwrap_or_default();
        let splice = || splice(&with, digits.start, digits.end, CONFERENCE_ID);
        println!("\n{kilobytes} KB");
        print(&mut [
            contender("floor: the splice alone", splice),
            contender("redial", || rewrite(black_box(&with), CONFERENCE_ID)),
            contender("redial, up to knowing the block", || parse(black_box(&with))),
            contender("redial, no block", || rewrite(black_box(&without), CONFERENCE_ID)),
        ]);
    }
    growth::print();
}

fn contender<'a, T>(name: &'a str, mut run: impl FnMut() -> T + 'a) -> Contender<'a> {
    (name, Box::new(move || drop(black_box(run()))))
}

/// Runs the contenders in turn, round after round, and prints them beside the first.
fn print(contenders: &mut [Contender<'_>]) {
    let mut samples: Vec<(usize, Vec<f64>)> =
        contenders.iter_mut().map(|(_, run)| (repetitions(run), Vec::new())).collect();
    for _ in 0..ROUNDS {
        for ((_, run), (times, samples)) in contenders.iter_mut().zip(&mut samples) {
            samples.push(time(run, *times) / *times as f64);
        }
    }
    let medians: Vec<f64> = samples.into_iter().map(|(_, samples)| median(samples)).collect();
    let floor = medians.first().copied().unwrap_or(f64::NAN);
    for ((name, _), median) in contenders.iter().zip(medians) {
        println!("{median:>10.1} µs {:>8.2} x  {name}", median / floor);
    }
}

/// How many microseconds so many runs take.
fn time(run: &mut dyn FnMut(), times: usize) -> f64 {
    let begun = Instant::now();
    (0..times).for_each(|_| run());
    begun.elapsed().as_secs_f64() * 1e6
}

/// How often a contender runs in one sample of about a millisecond.
fn repetitions(run: &mut dyn FnMut()) -> usize {
    let mut times = 1;
    while time(run, times) < 1000.0 {
        times *= 2;
    }
    times
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
