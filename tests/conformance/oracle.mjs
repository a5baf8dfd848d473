// @ts-check
// Says whether an exchange of bytes changed anything but the block, by the trees that parse5 makes of both bodies.

import { parse, parseFragment } from "parse5";
import { CONFERENCE_ID } from "./block.mjs";

/** @typedef {{start: number, end: number}} Range */

const WORD = /[ä漢😀]*zq\d+z/gu;

/** @param {string} text */
const bare = (text) => text.replace(/[\s\u00a0]+/gu, "");

/** What stands in a tree outside the block, and the text that is left when that is taken away. */
class Surroundings {
  /** @param {string} html @param {Range} own the bytes of the block */
  constructor(html, own) {
    this.own = own;
    this.rest = "";
    /** @type {Set<number>} */
    this.seen = new Set();
    this.tree = this.children(parse(html, { sourceCodeLocationInfo: true }));
  }

  /** @param {any} node @returns {string} */
  children(node) {
    const children = node.content ? node.content.childNodes : (node.childNodes ?? []);
    return children.map((/** @type {any} */ child) => this.node(child)).join("");
  }

  /** @param {any} node @returns {string} */
  node(node) {
    if (node.nodeName === "#text") {
      if (["style", "title", "script"].includes(node.parentNode.nodeName)) return node.value;
      this.rest += bare(node.value.replace(WORD, ""));
      return (node.value.match(WORD) ?? []).map((/** @type {string} */ word) => `${word} `).join("");
    }
    const at = node.sourceCodeLocation?.startOffset;
    const isOwn = at !== undefined && at >= this.own.start && at < this.own.end;
    if (node.nodeName === "#comment") return isOwn ? "" : `<!--${node.data}-->`;
    if (node.nodeName === "#documentType") return `<!${node.name} ${node.publicId}>`;
    // Formatting goes on in a second element with the same start tag.
    const goesOn = at !== undefined && this.seen.has(at);
    // A stray end tag of a paragraph makes an empty one, which does not say where it is from.
    const isMadeUp = at === undefined;
    if (at !== undefined) this.seen.add(at);
    const inner = this.children(node);
    if (inner === "" && (isOwn || goesOn || isMadeUp)) return "";
    const attributes = node.attrs.map((/** @type {any} */ attr) => ` ${attr.name}=${attr.value}`).join("");
    return `<${node.namespaceURI} ${node.nodeName}${attributes}>${inner}</>`;
  }
}

/** @param {string} text */
const sorted = (text) => [...text].sort().join("");

/**
 * What is wrong with an exchange; nothing where all is well.
 * @param {import("./surroundings.mjs").Sample} sample
 * @param {Surroundings} before
 * @param {{start: number, end: number, replacement: string}} splice
 * @param {"keep" | "overwrite" | "removal"} edit
 * @returns {string | undefined}
 */
export function fault(sample, before, splice, edit) {
  const { html } = sample;
  const after = html.slice(0, splice.start) + splice.replacement + html.slice(splice.end);
  const growth = after.length - html.length;
  // What is kept stands where it stood; what is written anew is the block's wherever it begins.
  const own =
    edit === "keep"
      ? { start: sample.start, end: sample.end + growth }
      : { start: Math.min(sample.start, splice.start), end: Math.max(sample.end, splice.end) + growth };
  const now = new Surroundings(after, own);
  if (now.tree !== before.tree) return `the tree outside differs:\n  ${before.tree}\n  ${now.tree}`;
  const expected = {
    keep: () => before.rest.replaceAll(CONFERENCE_ID, "90017755"),
    overwrite: () => new Surroundings(`<body>${splice.replacement}`, { start: 0, end: 0 }).rest,
    removal: () => "",
  }[edit]();
  if (sorted(now.rest) !== sorted(expected)) return `the text is not what it should be:\n  ${expected}\n  ${now.rest}`;
  if (edit !== "removal" && !now.rest.includes("90017755")) return "the new conference ID is not there";
  return undefined;
}

/** @param {import("./surroundings.mjs").Sample} sample */
export const surroundings = (sample) => new Surroundings(sample.html, sample);
