//! Answers for the conformance test: one HTML body a line as a JSON string in, one JSON object a line out, with the
//! splices that give its block another conference ID, or why there are none. Offsets are UTF-16 code units.

use std::io::{self, BufRead, Write};

use redial::block::{
    ConferenceId, Edits, InfoBlock, Language, Refusal, Splice, recognise, removal, rewrite, utf16_range,
};
use redial::html::{Document, Format};
use serde_json::{Value, json};

const CONFERENCE_ID: &str = "90017755";

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let body: String = serde_json::from_str(&line?)?;
        writeln!(out, "{}", answer(&body))?;
        out.flush()?;
    }
    Ok(())
}

fn answer(body: &str) -> Value {
    let document = Document::parse(Format::Html, body);
    let blocks = recognise(&document, &[]);
    let [block] = blocks.as_slice() else {
        let refused = json!({ "refused": format!("{} blocks found", blocks.len()) });
        return json!({ "keep": refused, "overwrite": refused, "removal": refused });
    };
    json!({
        "keep": outcome(body, exchange(&document, block, Edits::Keep)),
        "overwrite": outcome(body, exchange(&document, block, Edits::Overwrite)),
        "removal": outcome(body, removal(&document, block)),
    })
}

fn exchange(document: &Document<'_>, block: &InfoBlock, edits: Edits) -> Result<Splice, Refusal> {
    let mut wanted = block.invitation.clone();
    if let Some(phone) = &mut wanted.phone {
        phone.conference_id = ConferenceId::new(CONFERENCE_ID);
    }
    rewrite(document, block, &wanted, Language::English, edits)
}

fn outcome(body: &str, splice: Result<Splice, Refusal>) -> Value {
    match splice {
        Ok(splice) => {
            let span = utf16_range(body, &splice.span);
            json!({ "start": span.start, "end": span.end, "replacement": splice.replacement })
        }
        Err(refusal) => json!({ "refused": refusal.to_string() }),
    }
}
