// @ts-check
// Prints what rewriting costs beside what it cost at another revision: `node against.mjs FOLDER OTHER REVISION`.
//
// FOLDER holds the bundled page and the module that is measured, OTHER the module of the other revision. Both are loaded
// in one page and run in turn.

import { goal, inChromium } from "./chromium.mjs";

/** @typedef {import("./page.js").Comparison} Comparison */

const KILOBYTES = [10, 60, 500];
const LIMIT = 1.05;

const [folder, other, revision] = process.argv.slice(2);

/** @param {import("playwright-core").Page} page @param {number} bytes @returns {Promise<Comparison[]>} */
const compare = (page, bytes) =>
  page.evaluate(async (bytes) => {
    const urls = ["/bench/redial_bench.js", "/other/redial_bench.js", "/bench/page.js"];
    const [ours, theirs, bench] = await Promise.all(urls.map((url) => import(url)));
    await Promise.all([ours.default(), theirs.default()]);
    return bench.compare(ours, theirs, bytes);
  }, bytes);

await inChromium({ bench: folder, other }, async (page, version) => {
  console.log(`In Chromium ${version}; part of what ${revision} takes, median and quartiles of the rounds.`);
  for (const kilobytes of KILOBYTES)
    for (const { name, microseconds, ratio, low, high } of await compare(page, kilobytes * 1024)) {
      const spread = `${microseconds.toFixed(1)} µs, ${low.toFixed(3)} to ${high.toFixed(3)}`;
      goal(`${kilobytes} KB ${name} (${spread})`, ratio, LIMIT);
    }
});
