//! Long lists: of thousands of rows only those near what is seen are in the page.
//!
//! Rows come in blocks. What stands where blocks are left out is a gap as high as they were when they were last seen.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How many rows come and go together.
const BLOCK: usize = 25;

/// How high a row is taken to be before it was seen, in pixels.
const ROW: f64 = 64.0;

/// How many pages above and below what is seen are there, too.
const MARGIN: f64 = 1.0;

/// The attribute of an element that holds a block, with its number.
pub(super) const BLOCK_ATTRIBUTE: &str = "data-block";

/// A part of a list as it is in the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// Rows.
    Block {
        /// The number of the block.
        number: usize,
        /// How many rows the list has.
        of: usize,
    },
    /// Nothing, as high as the rows that would stand here, in pixels.
    Gap {
        /// The number of the first block that is left out.
        before: usize,
        /// How high.
        height: f64,
    },
}

impl Part {
    /// What tells it from the other parts. A block is not made again where it stays.
    pub(super) fn key(&self) -> (bool, usize, u64) {
        match self {
            Self::Block { number, .. } => (true, *number, 0),
            Self::Gap { before, height } => (false, *before, height.to_bits()),
        }
    }

    /// The rows of a block.
    pub(super) fn rows(self) -> Range<usize> {
        match self {
            Self::Block { number, of } => number * BLOCK..((number + 1) * BLOCK).min(of),
            Self::Gap { .. } => 0..0,
        }
    }
}

/// A list of which a part is in the page.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// The parts in order.
    pub(super) parts: RwSignal<Vec<Part>>,
    rows: usize,
    /// How high each block is, in pixels.
    heights: StoredValue<Vec<f64>>,
}

impl Window {
    /// A window over so many rows, which stand in `list` once it is in the page. It follows what is seen for as long as
    /// the view that asks is shown.
    pub(super) fn over(rows: usize, list: impl Fn() -> Option<Element> + Copy + 'static) -> Self {
        let heights = heights(rows);
        let parts = parts(&heights, rows, 0..1, None);
        let window = Self { parts: RwSignal::new(parts), rows, heights: StoredValue::new(heights) };
        let look = move || {
            if let Some(list) = list() {
                window.look(&list);
            }
        };
        let handles = [
            window_event_listener(leptos::ev::scroll, move |_| look()),
            window_event_listener(leptos::ev::resize, move |_| look()),
        ];
        on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
        window
    }

    /// Takes into the page what is near what is seen now, and out of it what is not. The block that has the focus stays.
    pub(super) fn look(self, list: &Element) {
        let Some(top) = self.measure(list) else { return };
        let height = page_height();
        let near = -MARGIN * height - top..(1.0 + MARGIN) * height - top;
        let kept = document().active_element().and_then(|focused| number(&focused));
        let parts = self.heights.with_value(|heights| {
            let wanted = blocks(heights, near);
            parts(
                heights,
                self.rows,
                wanted,
                kept.filter(|_| list.contains(document().active_element().as_deref())),
            )
        });
        if self.parts.with_untracked(|shown| *shown != parts) {
            self.parts.set(parts);
        }
    }

    /// Notes how high the blocks in the page are. Gives where the first one stands or would stand, in pixels below the
    /// upper edge of what is seen; `None` for a list that is not shown.
    fn measure(self, list: &Element) -> Option<f64> {
        let blocks = list.query_selector_all(&format!("[{BLOCK_ATTRIBUTE}]")).ok()?;
        let blocks = (0..blocks.length()).filter_map(|index| blocks.item(index)?.dyn_into::<Element>().ok());
        let mut top = None;
        for block in blocks {
            let (Some(number), place) = (number(&block), block.get_bounding_client_rect()) else { continue };
            if place.height() <= 0.0 {
                return None;
            }
            self.heights.update_value(|heights| {
                if top.is_none() {
                    top = Some(place.top() - heights.iter().take(number).sum::<f64>());
                }
                if let Some(height) = heights.get_mut(number) {
                    *height = place.height();
                }
            });
        }
        top
    }
}

/// The number of the block that an element stands in.
fn number(element: &Element) -> Option<usize> {
    let block = element.closest(&format!("[{BLOCK_ATTRIBUTE}]")).ok()??;
    block.get_attribute(BLOCK_ATTRIBUTE)?.parse().ok()
}

fn page_height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// How high blocks are taken to be before they were seen.
fn heights(rows: usize) -> Vec<f64> {
    let full = vec![BLOCK as f64 * ROW; rows / BLOCK];
    let rest = rows % BLOCK;
    full.into_iter().chain((rest != 0).then_some(rest as f64 * ROW)).collect()
}

/// The blocks that reach into a stretch of the list, in pixels from its beginning; the nearest one where none does.
fn blocks(heights: &[f64], stretch: Range<f64>) -> Range<usize> {
    let mut end = 0.0;
    let mut wanted: Option<Range<usize>> = None;
    for (number, height) in heights.iter().enumerate() {
        let begin = end;
        end += height;
        if end >= stretch.start && begin <= stretch.end {
            let first = wanted.map_or(number, |wanted| wanted.start);
            wanted = Some(first..number + 1);
        }
    }
    let last = heights.len().saturating_sub(1);
    let nearest = if end < stretch.start { last..heights.len() } else { 0..heights.len().min(1) };
    wanted.unwrap_or(nearest)
}

/// The parts of a list of so many rows, of which some blocks are in the page, and one more that is kept.
fn parts(heights: &[f64], rows: usize, wanted: Range<usize>, kept: Option<usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, height) in heights.iter().enumerate() {
        if wanted.contains(&number) || kept == Some(number) {
            parts.push(Part::Block { number, of: rows });
        } else if let Some(Part::Gap { height: gap, .. }) = parts.last_mut() {
            *gap += height;
        } else {
            parts.push(Part::Gap { before: number, height: *height });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    /// Where each block begins and what is there, for 100 rows in blocks of 100 pixels.
    fn shown(stretch: Range<f64>, kept: Option<usize>) -> Vec<Part> {
        let heights = vec![100.0; 4];
        parts(&heights, 100, blocks(&heights, stretch), kept)
    }

    fn block(number: usize) -> Part {
        Part::Block { number, of: 100 }
    }

    #[wasm_bindgen_test]
    fn what_is_left_out_leaves_its_height() {
        let gap = |before, height| Part::Gap { before, height };
        assert_eq!(shown(0.0..50.0, None), [block(0), gap(1, 300.0)]);
        assert_eq!(shown(150.0..250.0, None), [gap(0, 100.0), block(1), block(2), gap(3, 100.0)]);
        assert_eq!(shown(350.0..900.0, None), [gap(0, 300.0), block(3)]);
        assert_eq!(shown(0.0..50.0, Some(2)), [block(0), gap(1, 100.0), block(2), gap(3, 100.0)]);
    }

    #[wasm_bindgen_test]
    fn a_list_that_is_out_of_sight_keeps_its_nearest_block() {
        assert_eq!(shown(500.0..900.0, None).last(), Some(&block(3)));
        assert_eq!(shown(-900.0..-500.0, None).first(), Some(&block(0)));
        assert_eq!(parts(&heights(0), 0, blocks(&heights(0), 0.0..1.0), None), []);
    }

    #[wasm_bindgen_test]
    fn every_row_stands_in_one_block() {
        for rows in [0, 1, 24, 25, 26, 60] {
            let heights = heights(rows);
            let shown = parts(&heights, rows, 0..heights.len(), None);
            let found: Vec<usize> = shown.iter().flat_map(|part| part.rows()).collect();
            assert_eq!(found, (0..rows).collect::<Vec<_>>());
        }
    }
}
