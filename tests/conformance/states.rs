//! Answers for the check against the standard's own cases: one HTML body a line as a JSON string in, one JSON array a
//! line out, with what is known of its tree behind each token. Offsets are UTF-16 code units.

use std::io::{self, BufRead, Write};

use redial::block::utf16_range;
use redial::html::states::{Standing, State, states};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let body: String = serde_json::from_str(&line?)?;
        let states: Vec<State> = states(&body).into_iter().map(|state| in_utf16(&body, state)).collect();
        writeln!(out, "{}", serde_json::to_string(&states)?)?;
        out.flush()?;
    }
    Ok(())
}

fn in_utf16(body: &str, state: State) -> State {
    let standing = |standing: Standing| Standing {
        from: standing.from.map(|from| utf16_range(body, &(from..from)).start),
        ..standing
    };
    State {
        span: utf16_range(body, &state.span),
        open: state.open.into_iter().map(standing).collect(),
        formatting: state.formatting.into_iter().map(|entry| entry.map(standing)).collect(),
        ..state
    }
}
