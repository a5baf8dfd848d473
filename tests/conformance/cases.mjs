// @ts-check
// The cases of html5lib-tests: bodies and the trees that the standard makes of them.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Case
 * @property {string} file
 * @property {number} number its place in the file, from 1
 * @property {string} html
 * @property {string | undefined} context the element that it is the content of; `undefined` for a document
 * @property {string} tree
 */

/** @param {string} folder @returns {Case[]} */
export function cases(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".dat"));
  return files.sort().flatMap((file) => {
    const texts = `\n${readFileSync(join(folder, file), "utf8")}`.split("\n#data\n").slice(1);
    return texts.map((text, index) => ({ file, number: index + 1, ...parts(text) }));
  });
}

/** @param {string} text */
function parts(text) {
  const [html, rest] = halves(text, "\n#errors\n");
  const [before, tree] = halves(`\n${rest}`, "\n#document\n");
  const context = before.split("\n#document-fragment\n")[1]?.split("\n")[0];
  return { html, context, tree: tree.trimEnd() };
}

/** @param {string} text @param {string} between @returns {[string, string]} */
function halves(text, between) {
  // An empty body has no line of its own.
  const from = `\n${text}`.indexOf(between);
  return [text.slice(0, Math.max(from - 1, 0)), `\n${text}`.slice(from + between.length)];
}
