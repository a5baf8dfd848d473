// @ts-check
// Compares how blocks are exchanged with what parse5 sees: `node html.mjs PROGRAM [COUNT [SEED]]`.
//
// PROGRAM is the compiled example `splice`. Fails where a kind of document has more wrong or refused exchanges than it
// may, or where faults that are made on purpose go unseen.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fault, surroundings } from "./oracle.mjs";
import { Random } from "./random.mjs";
import { KINDS, sample } from "./surroundings.mjs";

/** @typedef {{start: number, end: number, replacement: string}} Splice */

const EDITS = /** @type {const} */ (["keep", "overwrite", "removal"]);
/** What share may be wrong, and what share refused, of each kind. */
const LIMITS = [
  { wrong: 0, refused: 0 },
  { wrong: 0, refused: 0 },
  { wrong: 0.002, refused: 0.05 },
  { wrong: 0.002, refused: 0.1 },
  { wrong: 0.002, refused: 0.2 },
];

/** Faults that a splice could have, to see whether they are seen; a word follows the block. */
const FAULTS = [
  (/** @type {Splice} */ splice) => ({ ...splice, replacement: `${splice.replacement}<!--` }),
  (/** @type {Splice} */ splice) => ({ ...splice, replacement: `${splice.replacement}<textarea>` }),
  (/** @type {Splice} */ splice, /** @type {string} */ html) => ({ ...splice, end: html.indexOf("zq", splice.end) + 2 }),
  (/** @type {Splice} */ splice) => ({ ...splice, start: splice.start + 1 }),
  (/** @type {Splice} */ splice) => ({ ...splice, end: splice.end - 1 }),
];

const [program, count = "1000", seed = "7", show = "0", only = ""] = process.argv.slice(2);
const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

/** @param {string} html @returns {Promise<Record<string, Splice & {refused?: string}>>} */
async function ask(html) {
  child.stdin.write(`${JSON.stringify(html)}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error("the program ended");
  return JSON.parse(value);
}

class Count {
  wrong = 0;
  refused = 0;
  /** @type {Map<string, number>} */
  reasons = new Map();
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`.padStart(8);

let missed = 0;
let made = 0;
let shown = 0;
let failed = false;
for (const [index, kind] of KINDS.entries()) {
  const random = new Random(Number(seed) * 31 + index);
  const counts = { keep: new Count(), overwrite: new Count(), removal: new Count() };
  for (let number = 0; number < Number(count); number += 1) {
    const document = sample(random, kind);
    const outcome = await ask(document.html);
    const before = surroundings(document);
    for (const edit of EDITS) {
      const splice = outcome[edit];
      const { reasons } = counts[edit];
      if (splice.refused) {
        counts[edit].refused += 1;
        reasons.set(splice.refused, (reasons.get(splice.refused) ?? 0) + 1);
        if (`${kind} ${edit}`.includes(only) && shown++ < Number(show)) console.log(`${kind}, ${edit}: ${splice.refused}\n${document.html}\n`);
        continue;
      }
      const complaint = fault(document, before, splice, edit);
      if (complaint) {
        counts[edit].wrong += 1;
        if (`${kind} ${edit}`.includes(only) && shown++ < Number(show)) console.log(`${kind}, ${edit}: ${complaint}\n${document.html}\n${JSON.stringify(splice)}\n`);
      } else if (index === 0 && edit === "overwrite" && number < 200 && document.html.includes("zq", splice.end)) {
        for (const spoil of FAULTS) {
          made += 1;
          const spoilt = spoil(splice, document.html);
          if (!fault(document, before, spoilt, edit)) {
            missed += 1;
            if (only === "missed" && shown++ < Number(show)) console.log(`missed: ${spoil}\n${document.html.slice(splice.start)}\n`);
          }
        }
      }
    }
  }
  for (const edit of EDITS) {
    const { wrong, refused, reasons } = counts[edit];
    const limit = LIMITS[index];
    const holds = wrong <= limit.wrong * Number(count) && refused <= limit.refused * Number(count);
    failed ||= !holds;
    console.log(`${holds ? "✔" : "✖"} ${kind.padEnd(26)} ${edit.padEnd(9)} wrong ${percent(wrong, Number(count))} (${wrong})  refused ${percent(refused, Number(count))}`);
    if (Number(show) > 0) for (const [reason, times] of reasons) console.log(`    ${times} × ${reason}`);
  }
}
child.stdin.end();
console.log(`${made - missed} of ${made} faults made on purpose were seen`);
process.exitCode = failed || missed > made * 0.05 ? 1 : 0;
