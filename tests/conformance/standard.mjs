// @ts-check
// Holds what Redial knows of a body's tree to the standard's own cases: `node standard.mjs PROGRAM FOLDER [accept]`.
//
// PROGRAM is the compiled example `states`, FOLDER the tree construction cases of html5lib-tests. A case is agreed on
// where parse5 makes the tree that it says, and Redial and parse5 have the same elements open behind every tag and
// around every text, the same formatting that goes on and the same insertion mode. Trees themselves are not compared:
// Redial keeps none, and neither attributes nor comments. All that is not agreed on stands in `standard.txt`, case by
// case with the reason; a case that is missing there, or stands there and need not, fails. With `accept` the file is
// written anew.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cases } from "./cases.mjs";
import { observed } from "./observer.mjs";
import { written } from "./tree.mjs";

/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./observer.mjs").Known} Known */
/** @typedef {Known & {span: {start: number, end: number}, token: string, refused: string | null}} State */

const LIST = fileURLToPath(new URL("standard.txt", import.meta.url));

const REASONS = {
  fragment: "Skipped: the content of a given element. A body is always a document of its own.",
  select: "Refused where a list of choices is open: browsers have come to differ in what may stand in one.",
  template: "Refused where a template is open, and behind one with parts of tables: nobody sees what stands in it.",
  frameset: "Refused behind a frameset: frames may have taken the place of the body.",
  parse5: "The standard has changed since the case was written: no isindex, fewer names of SVG. What parse5 does counts.",
};

/** @param {string[]} bodies @returns {State[][]} */
function ask(bodies) {
  const input = bodies.map((body) => `${JSON.stringify(body)}\n`).join("");
  const { stdout, status } = spawnSync(process.argv[2], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error("the program failed");
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** @param {Known | undefined} known */
const told = (known) => known && JSON.stringify([known.open, known.formatting, known.mode, known.quirks]);

/**
 * Where Redial and parse5 part; nothing where they agree wherever Redial does not refuse.
 * @param {string} body @param {State[]} states @param {ReturnType<typeof observed>} parse5
 */
function difference(body, states, parse5) {
  const tags = states.filter(({ token }) => token === "start" || token === "end");
  const seen = new Set(tags.map(({ span }) => span.end));
  const unseen = [...parse5.behind.keys()].find((end) => !seen.has(end));
  if (unseen !== undefined) return `no tag ends at ${unseen}`;
  for (const state of tags.filter(({ refused }) => !refused)) {
    const theirs = parse5.behind.get(state.span.end);
    if (told(state) !== told(theirs)) return `behind ${body.slice(state.span.start, state.span.end)}:\n  ${told(state)}\n  ${told(theirs)}`;
  }
  for (const { start, end, open } of parse5.texts) {
    const parts = states.filter(({ token, span }) => token === "text" && span.start < end && span.end > start);
    if (parts.length === 0) return `no text at ${start}`;
    const other = parts.find((part) => !part.refused && JSON.stringify(part.open) !== JSON.stringify(open));
    if (other) return `around ${body.slice(start, end)}:\n  ${JSON.stringify(other.open)}\n  ${JSON.stringify(open)}`;
  }
  return undefined;
}

/** @param {Case[]} all */
function check(all) {
  /** @type {Map<keyof typeof REASONS, Case[]>} */
  const listed = new Map(Object.keys(REASONS).map((reason) => [/** @type {keyof typeof REASONS} */ (reason), []]));
  const documents = all.filter(({ context }) => context === undefined);
  listed.set("fragment", all.filter(({ context }) => context !== undefined));
  let agreed = 0;
  let wrong = 0;
  const answers = ask(documents.map(({ html }) => html));
  for (const [index, one] of documents.entries()) {
    const parse5 = observed(one.html);
    const reasons = new Set(answers[index].flatMap(({ refused }) => refused ?? []));
    if (written(parse5.document) !== one.tree) reasons.add("parse5");
    const fault = difference(one.html, answers[index], parse5);
    if (fault) {
      wrong += 1;
      console.log(`✖ ${one.file} ${one.number}: ${JSON.stringify(one.html)}: ${fault}`);
    }
    if (!fault && reasons.size === 0) agreed += 1;
    for (const reason of reasons) listed.get(/** @type {keyof typeof REASONS} */ (reason))?.push(one);
  }
  return { agreed, wrong, listed };
}

/** @param {number} count @param {ReturnType<typeof check>} checked */
function list(count, { agreed, listed }) {
  const head = `# What src/html/ refuses of the standard's own cases, by file and number; standard.mjs explains it.\n# Of ${count} cases ${agreed} are agreed on.\n`;
  const parts = [...listed].map(([reason, found]) => {
    /** @type {Map<string, number[]>} */
    const files = new Map();
    for (const { file, number } of found) files.set(file, [...(files.get(file) ?? []), number]);
    const lines = [...files].map(([file, numbers]) => `  ${file} ${numbers.join(" ")}`);
    return [`\n${reason}: ${REASONS[reason]}`, ...lines, ""].join("\n");
  });
  return head + parts.join("");
}

const [folder, accept] = process.argv.slice(3);
const all = cases(folder);
const checked = check(all);
const { agreed, wrong, listed } = checked;
const now = list(all.length, checked);
if (accept) writeFileSync(LIST, now);
const kept = readFileSync(LIST, "utf8").replaceAll("\r\n", "\n");
const [expected, found] = [kept, now].map((text) => text.split("\n"));
for (const line of expected.filter((line) => !found.includes(line))) console.log(`- ${line}`);
for (const line of found.filter((line) => !expected.includes(line))) console.log(`+ ${line}`);
const counts = [...listed].map(([reason, { length }]) => `${reason} ${length}`).join(", ");
const holds = wrong === 0 && kept === now;
console.log(`${holds ? "✔" : "✖"} ${agreed} of ${all.length} cases agreed on, ${wrong} wrong; listed: ${counts}`);
if (kept !== now) console.log("standard.txt does not say what happened: cargo xtask conformance standard --accept writes it anew.");
process.exitCode = holds ? 0 : 1;
