//! How the time grows with the body: four times as much of whatever somebody sends takes about four times as long.

use std::hint::black_box;

use cpu_time::ThreadTime;

use redial::block::{ConferenceId, Edits, InfoBlock, Invitation, Language, recognise, removal, rewrite};
use redial::html::Document;

use crate::shapes::{SHAPES, Shape};
use crate::{CONFERENCE_ID, median};

/// The smaller of the two bodies; the larger is four times as long.
const BYTES: usize = 160 << 10;
const TIMES: usize = 4;
/// How much longer that may take.
const LIMIT: f64 = 5.0;
const ROUNDS: usize = 7;
/// How often a shape is tried that takes longer: what disturbs a measurement passes, what grows does not.
const TRIES: usize = 3;

/// Prints the ratio of times for every shape.
pub(crate) fn print() {
    println!(
        "\nBodies of {} KB and of {TIMES} times that; processor time, medians of {ROUNDS} rounds, the two in turn.\n\
         Goal: at most {LIMIT} times as long.",
        BYTES >> 10
    );
    println!("         reading           writing  body");
    let unmet = SHAPES.iter().filter(|shape| !(0..TRIES).any(|_| is_met(shape))).count();
    println!("{unmet} of {} shapes grow faster", SHAPES.len());
}

fn is_met(shape: &Shape) -> bool {
    let (small, large) = (shape.body(BYTES), shape.body(TIMES * BYTES));
    let reading = growth(&mut || drop(black_box(read(shape, &small))), &mut || {
        drop(black_box(read(shape, &large)));
    });
    let (small, large) = (read(shape, &small), read(shape, &large));
    let writing = growth(&mut || write(&small), &mut || write(&large));
    let is_met = reading.ratio.max(writing.ratio) <= LIMIT;
    println!(
        "{}  {reading} {writing}  {}{}",
        if is_met { "met  " } else { "UNMET" },
        shape.name,
        if large.0.is_too_deep() { " (refused)" } else { "" }
    );
    is_met
}

/// Times of the larger body.
struct Growth {
    milliseconds: f64,
    ratio: f64,
}

impl std::fmt::Display for Growth {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:>8.2} ms {:>5.2}", self.milliseconds, self.ratio)
    }
}

fn growth(small: &mut dyn FnMut(), large: &mut dyn FnMut()) -> Growth {
    let times = repetitions(small);
    let mut samples = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        samples[0].push(milliseconds(small, TIMES * times) / (TIMES * times) as f64);
        samples[1].push(milliseconds(large, times) / times as f64);
    }
    let [small, large] = samples.map(median);
    Growth { milliseconds: large, ratio: large / small }
}

/// What so many runs take of the processor, whatever else it does meanwhile.
fn milliseconds(run: &mut dyn FnMut(), times: usize) -> f64 {
    let begun = ThreadTime::now();
    (0..times).for_each(|_| run());
    begun.elapsed().as_secs_f64() * 1e3
}

/// How often the larger body is worked on in a sample: a few milliseconds, if four times the smaller one takes that.
fn repetitions(small: &mut dyn FnMut()) -> usize {
    let mut times = 1;
    while milliseconds(small, TIMES * times) < 4.0 {
        times *= 2;
    }
    times
}

/// A body that is read, and the block that is worked on.
type Read<'a> = (Document<'a>, Option<InfoBlock>);

fn read<'a>(shape: &Shape, body: &'a str) -> Read<'a> {
    let document = Document::parse(shape.format(), body);
    let blocks = recognise(&document, &[]);
    let complete = blocks.into_iter().find(|block| block.complete);
    (document, complete)
}

/// Rewrites the block in both ways and takes it out.
fn write((document, block): &Read<'_>) {
    let Some(block) = block else { return };
    let wanted = wanted(block);
    for edits in [Edits::Keep, Edits::Overwrite] {
        let _ = black_box(rewrite(document, block, &wanted, Language::English, edits));
    }
    let _ = black_box(removal(document, block));
}

/// Another conference ID, and one number where there are many.
fn wanted(block: &InfoBlock) -> Invitation {
    let mut wanted = block.invitation.clone();
    if let Some(phone) = &mut wanted.phone {
        phone.conference_id = ConferenceId::new(CONFERENCE_ID);
        phone.numbers.truncate(1);
    }
    wanted
}
