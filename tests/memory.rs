//! How much memory a body is read with, of whatever it is full.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod shapes;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use redial::html::Document;
use shapes::SHAPES;

/// Counts what each thread holds: the same on every machine of a kind.
struct Counting;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.set(HELD.get() + layout.size());
        PEAK.set(PEAK.get().max(HELD.get()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.set(HELD.get().saturating_sub(layout.size()));
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most that is held at a time while a body is read.
fn peak_of(shape: &shapes::Shape, body: &str) -> usize {
    let before = HELD.get();
    PEAK.set(before);
    let document = Document::parse(shape.format(), body);
    let peak = PEAK.get() - before;
    assert!(!document.rows().is_empty(), "{}", shape.name);
    peak
}

/// Shapes, and how many bytes one byte of them takes at most. What grows does it by doubling, and what is copied then is
/// held twice.
const BOUNDS: [(&str, usize); 10] = [
    ("paragraphs never closed", 42),
    ("dt and dd never closed", 42),
    ("rows of one table", 28),
    ("misnested b and p", 26),
    ("fonts that go on in paragraphs", 54),
    ("paragraphs 400 div deep", 28),
    ("line breaks", 42),
    ("a link through many rows", 22),
    ("lines as they are", 60),
    ("quoted lines", 9),
];

#[test]
fn a_body_is_read_with_little_memory() {
    const BYTES: usize = 200 << 10;
    let needed = BOUNDS.map(|(name, bound)| {
        let shape = SHAPES.iter().find(|shape| shape.name == name).expect("a shape of this name");
        let body = shape.body(BYTES);
        (name, peak_of(shape, &body).div_ceil(body.len()), bound)
    });
    assert!(needed.iter().all(|(_, each, bound)| each <= bound), "{needed:?}");
}
