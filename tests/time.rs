//! Whatever somebody sends is read in time that grows with it, or refused.
#![allow(clippy::expect_used, reason = "a test may fail by panicking")]

mod shapes;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use redial::block::{
    ConferenceId, Edits, InfoBlock, Invitation, Language, Refusal, is_harmless, recognise, removal, rewrite,
};
use redial::html::{Document, Format};
use shapes::{SHAPES, Shape};

/// Counts what each thread takes from memory: the same on every machine, and nothing is done often that takes nothing.
struct Counting;

thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.set(TAKEN.get() + layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn taken_by<T>(work: impl FnOnce() -> T) -> usize {
    let before = TAKEN.get();
    drop(work());
    TAKEN.get() - before
}

fn wanted(block: &InfoBlock) -> Invitation {
    let mut wanted = block.invitation.clone();
    if let Some(phone) = &mut wanted.phone {
        phone.conference_id = ConferenceId::new("90017755");
        phone.numbers.truncate(1);
    }
    wanted
}

/// Reads a body, and rewrites and removes its first block in every way.
fn work_on(format: Format, body: &str) -> Option<Refusal> {
    let document = Document::parse(format, body);
    let blocks = recognise(&document, &[]);
    if let Some(block) = blocks.iter().find(|block| block.complete) {
        for edits in [Edits::Keep, Edits::Overwrite] {
            let _ = rewrite(&document, block, &wanted(block), Language::English, edits);
        }
        let _ = removal(&document, block);
    }
    Refusal::of(&document)
}

fn taken_by_size(shape: &Shape, bytes: usize) -> usize {
    let body = shape.body(bytes);
    taken_by(|| work_on(shape.format(), &body))
}

#[test]
fn four_times_the_body_takes_no_more_than_five_times_the_memory() {
    const BYTES: usize = 8 << 10;
    for shape in &SHAPES {
        let (once, four_times) = (taken_by_size(shape, BYTES), taken_by_size(shape, 4 * BYTES));
        assert!(four_times <= 5 * once, "{}: {once} bytes, then {four_times}", shape.name);
    }
}

#[test]
fn hostile_bodies_are_done_with() {
    for shape in SHAPES.iter().filter(|shape| is_hostile(shape)) {
        work_on(shape.format(), &shape.body(128 << 10));
    }
}

/// Those whose time grew with the square, or would where something is looked for again and again.
fn is_hostile(shape: &Shape) -> bool {
    ["never closed", "closed by", "misnested", "pieces", "brackets", "join links", "in the block", "through"]
        .iter()
        .any(|word| shape.name.contains(word))
}

/// A body with a block below so many elements that are open.
fn below(depth: usize, start_tag: impl Fn(usize) -> String) -> String {
    let block = shapes::html("0", "");
    // The body is open too, and the document's own element.
    let tags: String = (2..depth).map(start_tag).collect();
    format!("<html><body>{tags}{block}</body></html>")
}

fn refusals(body: &str) -> [Option<Refusal>; 3] {
    let document = Document::parse(Format::Html, body);
    let blocks = recognise(&document, &[]);
    let Some(block) = blocks.first() else { return [Refusal::of(&document); 3] };
    let rewritten = |edits| rewrite(&document, block, &wanted(block), Language::English, edits).err();
    [rewritten(Edits::Keep), rewritten(Edits::Overwrite), removal(&document, block).err()]
}

#[test]
fn elements_inside_each_other_are_read_up_to_512() {
    let div = |_: usize| "<div>".to_owned();
    // A paragraph of the block, and in it a link.
    assert_eq!(refusals(&below(510, div)), [None; 3]);
    assert_eq!(refusals(&below(511, div)), [Some(Refusal::TooDeep); 3]);
    assert_eq!(refusals(&below(100_000, div)), [Some(Refusal::TooDeep); 3]);
}

#[test]
fn formatting_that_goes_on_is_read_up_to_512() {
    let fonts = |from: usize, count: usize| -> String {
        (from..from + count).map(|number| format!("<font color=\"{number}\">")).collect()
    };
    // Closed by its paragraph, formatting is open no more, and it goes on behind the cell.
    let body = |count: usize| format!("<p>{}</p><table><tr><td>{}", fonts(0, 300), fonts(300, count - 300));
    // The cell counts as a mark that bounds it.
    assert!(!Document::parse(Format::Html, &body(511)).is_too_deep());
    assert!(Document::parse(Format::Html, &body(512)).is_too_deep());
}

#[test]
fn formatting_that_goes_on_in_every_paragraph_is_not_read_for_ever() {
    let fonts: String = (0..400).map(|number| format!("<font color=\"{number}\">")).collect();
    let body = |paragraphs: usize| format!("<p>{fonts}</p>{}", "<p>x</p>".repeat(paragraphs));
    assert!(!Document::parse(Format::Html, &body(100)).is_too_deep());
    assert!(Document::parse(Format::Html, &body(10_000)).is_too_deep());
}

#[test]
fn a_block_above_what_is_too_deep_is_recognised_and_stays_as_it_is() {
    let body = format!("{}{}", shapes::html("0", ""), "<div>".repeat(600));
    let document = Document::parse(Format::Html, &body);
    assert_eq!(recognise(&document, &[]).len(), 1);
    assert_eq!(refusals(&body), [Some(Refusal::TooDeep); 3]);
}

#[test]
fn markup_that_is_too_deep_is_not_harmless() {
    let nested = |depth: usize| "<div>".repeat(depth) + &"</div>".repeat(depth);
    assert!(is_harmless(&nested(500)));
    assert!(!is_harmless(&nested(600)));
}

#[test]
fn a_link_goes_on_in_the_rows_that_a_link_can_have() {
    let rows_with_links = |rows: usize| {
        let body = format!("<a href=\"https://a.example/\">{}</a>", "x<br>".repeat(rows));
        let document = Document::parse(Format::Html, &body);
        document.rows().iter().filter(|row| !row.links.is_empty()).count()
    };
    assert_eq!(rows_with_links(3), 3);
    // What goes on further has lost its end tag, and counts where it begins.
    assert_eq!(rows_with_links(1_000), 1);
}
