// @ts-check
// Measures in the page: every contender gives a body another conference ID, a string in and a string out.

import { defaultTreeAdapter, parse } from "parse5";

/**
 * What wasm-bindgen makes of the package.
 * @typedef {object} Redial
 * @property {(body: string, id: string) => string | undefined} rewrite
 * @property {(body: string, start: number, end: number, text: string) => string} splice
 * @property {(body: string, id: string) => string | undefined} take
 * @property {(bytes: number, withBlock: boolean) => string} body
 */

/** @typedef {() => unknown} Contender */

/** How long a contender took in the median, and what part of the floor that is, round by round.
 * @typedef {{name: string, microseconds: number, ratio: number}} Figure */

export const REDIAL = "redial";
export const DOM = "DOMParser, text replaced, outerHTML";

const LABEL = "Conference ID: ";
const OLD = "4410278";
const NEW = "90017755";

/** In milliseconds: a sample is far longer than the clock's grain, and a warm-up long enough for every compiler. */
const SAMPLE = 1;
const WARM_UP = 150;
const ROUNDS = 61;

/** @param {string} body */
function byDom(body) {
  const tree = new DOMParser().parseFromString(body, "text/html");
  const texts = tree.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    if (text.data.includes(LABEL)) text.data = text.data.replace(OLD, NEW);
  }
  return tree.documentElement.outerHTML;
}

/** @param {string} body */
function byParse5(body) {
  /** @type {import("parse5").DefaultTreeAdapterMap["node"][]} */
  const pending = [parse(body, { sourceCodeLocationInfo: true })];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (defaultTreeAdapter.isTextNode(node) && node.value.includes(LABEL) && node.sourceCodeLocation) {
      const start = body.indexOf(OLD, node.sourceCodeLocation.startOffset);
      return body.slice(0, start) + NEW + body.slice(start + OLD.length);
    }
    if ("childNodes" in node) pending.push(...node.childNodes);
  }
  return undefined;
}

/** @param {Redial} redial @param {string} body @returns {Record<string, Contender>} */
function withBlock(redial, body) {
  const at = body.indexOf(LABEL) + LABEL.length;
  const start = new TextEncoder().encode(body.slice(0, at)).length;
  /** @type {Record<string, Contender>} */
  const contenders = {
    "floor: the splice alone, strings into WebAssembly and out": () => redial.splice(body, start, start + OLD.length, NEW),
    [REDIAL]: () => redial.rewrite(body, NEW),
    [DOM]: () => byDom(body),
    "parse5 with places, slice": () => byParse5(body),
    "slice in JavaScript, the place known (a rope, not a copy)": () => body.slice(0, at) + NEW + body.slice(at + OLD.length),
  };
  for (const [name, run] of Object.entries(contenders))
    if (!String(run()).includes(LABEL + NEW)) throw new Error(`${name} did not rewrite the body`);
  return contenders;
}

/** @param {Redial} redial @param {string} body @returns {Record<string, Contender>} */
function withoutBlock(redial, body) {
  if (redial.rewrite(body, NEW) !== undefined) throw new Error("a block was found where there is none");
  return {
    "floor: the strings into WebAssembly, not looked at": () => redial.take(body, NEW),
    [REDIAL]: () => redial.rewrite(body, NEW),
  };
}

/** How many milliseconds so many runs take. @param {Contender} run @param {number} times */
function time(run, times) {
  const begun = performance.now();
  for (let count = 0; count < times; count += 1) run();
  return performance.now() - begun;
}

/** How often a contender runs in one sample. @param {Contender} run @param {number} sample */
function repetitions(run, sample = SAMPLE) {
  for (const begun = performance.now(); performance.now() - begun < WARM_UP; ) run();
  let times = 1;
  while (time(run, times) < sample) times *= 2;
  return times;
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * The contenders in turn, round after round, so that whatever slows the machine down slows all of them.
 * The first is the floor.
 * @param {Record<string, Contender>} contenders
 * @returns {Figure[]}
 */
function measured(contenders) {
  const rows = Object.entries(contenders).map(([name, run]) => ({ name, run, times: repetitions(run), samples: [0] }));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const row of rows) row.samples[round] = (1000 * time(row.run, row.times)) / row.times;
  const floor = rows[0].samples;
  return rows.map(({ name, samples }) => ({
    name,
    microseconds: median(samples),
    ratio: median(samples.map((sample, round) => sample / floor[round])),
  }));
}

/** @param {Redial} redial @param {number} bytes */
export const measure = (redial, bytes) => ({
  withBlock: measured(withBlock(redial, redial.body(bytes, true))),
  withoutBlock: measured(withoutBlock(redial, redial.body(bytes, false))),
});

/** How long one takes beside another: the median of the ratios of each round and their quartiles.
 * @typedef {{name: string, microseconds: number, ratio: number, low: number, high: number}} Comparison */

/** Odd, so that there is a median, and with quartiles. */
const COMPARED_ROUNDS = 15;
/** In milliseconds; long enough for what the engine does now and then to fall into every sample. */
const COMPARED_SAMPLE = 20;

/** @param {string} name @param {Contender} ours @param {Contender} theirs @returns {Comparison} */
function compared(name, ours, theirs) {
  const times = Math.max(repetitions(ours, COMPARED_SAMPLE), repetitions(theirs, COMPARED_SAMPLE));
  const rounds = Array.from({ length: COMPARED_ROUNDS }, (_, round) => {
    // Who comes first takes turns too.
    const first = time(round % 2 ? theirs : ours, times);
    const second = time(round % 2 ? ours : theirs, times);
    const [our, their] = round % 2 ? [second, first] : [first, second];
    return { microseconds: (1000 * our) / times, ratio: our / their };
  });
  const ratios = rounds.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  const [low, ratio, high] = [1, 2, 3].map((quarter) => ratios[Math.floor((quarter * ratios.length) / 4)]);
  return { name, microseconds: median(rounds.map(({ microseconds }) => microseconds)), ratio, low, high };
}

/** @param {Redial} ours @param {Redial} theirs @param {number} bytes */
export function compare(ours, theirs, bytes) {
  const [rewritten, searched] = [ours.body(bytes, true), ours.body(bytes, false)];
  for (const redial of [ours, theirs])
    if (!redial.rewrite(rewritten, NEW)?.includes(LABEL + NEW)) throw new Error("the body was not rewritten");
  return [
    compared("with a block", () => ours.rewrite(rewritten, NEW), () => theirs.rewrite(rewritten, NEW)),
    compared("without a block", () => ours.rewrite(searched, NEW), () => theirs.rewrite(searched, NEW)),
  ];
}
