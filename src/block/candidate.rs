//! Whether a body can hold a block at all, told from its bytes before anything is parsed.
//!
//! A block has a join link, and a link begins with `http://` or `https://`: in Safe Links at least the wrapper does.
//! In HTML each of these characters may be written as a character reference. Nobody does that without need, so a
//! body that does it anywhere is worth parsing.

use super::service::{JoinUrlForm, may_join};

/// Whether [`recognise`](super::recognise) can find something in a body, be it HTML or plain text. `false` is
/// certain, and far cheaper than parsing; `hosted` are the forms of join URLs that count there too.
pub fn may_hold_block(body: &str, hosted: &[JoinUrlForm]) -> bool {
    let (pairs, rest) = body.as_bytes().as_chunks::<16>();
    let behind = body.len() - rest.len();
    let in_pairs = pairs.iter().enumerate().any(|(index, pair)| {
        let pair = u128::from_le_bytes(*pair);
        let (one, two) = (marks(pair as u64), marks((pair >> 64) as u64));
        let places = || places(one).chain(places(two).map(|at| at + 8));
        one | two != 0 && places().any(|at| is_candidate(body, index * 16 + at, hosted))
    });
    in_pairs || (behind..body.len()).any(|at| is_candidate(body, at, hosted))
}

/// Which bytes of a word are marked.
fn places(mut marks: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (marks != 0).then(|| marks.trailing_zeros() as usize / 8)?;
        marks &= marks - 1;
        Some(at)
    })
}

/// The highest bit of every byte that is an ampersand, or a slash before another one or before the next word; few
/// other bytes have it. Most words have none, and eight bytes cost no more than one.
fn marks(word: u64) -> u64 {
    const LOWEST: u64 = u64::from_le_bytes([1; 8]);
    let no_slash = word ^ (LOWEST * u64::from(b'/'));
    let no_slashes = no_slash | (no_slash >> 8);
    let no_ampersand = word ^ (LOWEST * u64::from(b'&'));
    let zeros = |bytes: u64| bytes.wrapping_sub(LOWEST) & !bytes;
    (zeros(no_slashes) | zeros(no_ampersand)) & (LOWEST << 7)
}

/// Whether a link whose slashes are here may join a meeting, or a reference here stands for a part of a link.
fn is_candidate(body: &str, at: usize, hosted: &[JoinUrlForm]) -> bool {
    let bytes = body.as_bytes();
    match bytes.get(at..at + 2) {
        Some(b"//") if at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b':') => {
            body.get(at + 2..).is_some_and(|rest| may_join(rest, hosted))
        }
        Some(b"&#") => body.get(at + 2..).is_some_and(is_plain_number),
        Some([b'&', b'c' | b's' | b'p' | b'f']) => body.get(at + 1..).is_some_and(is_plain_name),
        _ => false,
    }
}

/// The named references to what addresses are made of.
fn is_plain_name(reference: &str) -> bool {
    ["colon;", "sol;", "period;", "fjlig;"].iter().any(|name| reference.starts_with(name))
}

fn is_plain_number(reference: &str) -> bool {
    let (radix, digits) = match reference.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, reference),
    };
    let digits = digits.chars().map_while(|digit| digit.to_digit(radix));
    let code = digits.fold(0_u32, |code, digit| code.saturating_mul(radix).saturating_add(digit));
    u8::try_from(code)
        .is_ok_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'/' | b'.' | b'-'))
}
