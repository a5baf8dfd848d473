// @ts-check
// Prints how much memory a visit to a mailbox of thousands of meetings takes in Chromium: `node memory.mjs FOLDER`.

import { goal, inChromium } from "./chromium.mjs";

const BYTES = 60 * 1024;
const SOME = 1_000;
const MANY = 10_000;
const MEGABYTE = 2 ** 20;

/** How far the module's memory grew while all meetings were looked at and updated; it never shrinks.
 * @param {import("playwright-core").Page} page @param {number} meetings */
const measure = (page, meetings) =>
  page.evaluate(
    async ([meetings, bytes]) => {
      const [module] = await Promise.all(["/bench/redial_bench.js"].map((url) => import(url)));
      const { memory } = await module.default();
      const updated = module.visit(meetings, bytes);
      if (updated !== meetings) throw new Error(`${updated} of ${meetings} meetings were updated`);
      return /** @type {number} */ (memory.buffer.byteLength);
    },
    [meetings, BYTES],
  );

/** @type {number[]} */
const [some, many] = await Promise.all(
  [SOME, MANY].map((meetings) => inChromium({ bench: process.argv[2] }, (page) => measure(page, meetings))),
);
for (const [meetings, bytes] of [
  [SOME, some],
  [MANY, many],
])
  console.log(`${(bytes / MEGABYTE).toFixed(1).padStart(8)} MB  ${meetings} meetings of 60 KB, looked at and updated`);
goal("megabytes for 10,000 meetings of 60 KB", many / MEGABYTE, 64);
