// @ts-check
// Prints what rewriting costs in Chromium: `node block.mjs FOLDER DIST`.
//
// FOLDER holds the bundled page and the module that is measured, DIST what is deployed, where that was built.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { goal, inChromium } from "./chromium.mjs";
import { DOM, REDIAL } from "./page.js";

/** @typedef {import("./page.js").Figure} Figure */
/** @typedef {ReturnType<typeof import("./page.js").measure>} Figures */

const KILOBYTES = [10, 60, 500];
/** The size that the goals are about. */
const USUAL = 60;

const [folder, dist] = process.argv.slice(2);

/** @param {import("playwright-core").Page} page @param {number} bytes @returns {Promise<Figures>} */
const measure = (page, bytes) =>
  page.evaluate(async (bytes) => {
    const [module, bench] = await Promise.all(["/bench/redial_bench.js", "/bench/page.js"].map((url) => import(url)));
    await module.default();
    return bench.measure(module, bytes);
  }, bytes);

const measured = () =>
  inChromium({ bench: folder }, async (page, version) => {
    console.log(`\nIn Chromium ${version}; a ratio is the median of the ratios of each round.`);
    /** @type {Map<number, Figures>} */
    const figures = new Map();
    for (const kilobytes of KILOBYTES) {
      const found = await measure(page, kilobytes * 1024);
      figures.set(kilobytes, found);
      print(`${kilobytes} KB with a block`, found.withBlock);
      print(`${kilobytes} KB without a block`, found.withoutBlock);
    }
    return figures;
  });

/** @param {string} title @param {Figure[]} rows */
function print(title, rows) {
  console.log(`\n${title}`);
  for (const { name, microseconds, ratio } of rows)
    console.log(`${microseconds.toFixed(1).padStart(10)} µs ${ratio.toFixed(2).padStart(8)} x  ${name}`);
}

/** @param {Figure[]} rows @param {string} name */
const ratio = (rows, name) => rows.find((row) => row.name === name)?.ratio ?? Number.NaN;

/** @param {string} name @param {string} path */
function size(name, path) {
  const bytes = existsSync(path) && readFileSync(path);
  if (bytes) console.log(`${String(bytes.length).padStart(9)} B ${String(brotliCompressSync(bytes).length).padStart(8)} B brotli  ${name}`);
}

const figures = (await measured()).get(USUAL);
if (figures) {
  const rewriting = ratio(figures.withBlock, REDIAL);
  console.log(`\nGoals at ${USUAL} KB in Chromium`);
  goal("rewriting, part of DOMParser and serialising", rewriting / ratio(figures.withBlock, DOM), 1 / 3);
  goal("rewriting, times the splice alone", rewriting, 5);
  goal("a body without a block, times passing it into WebAssembly", ratio(figures.withoutBlock, REDIAL), 1.2);
}
console.log("\nModules");
size("what is measured here", join(folder, "redial_bench_bg.wasm"));
size("the add-in", join(dist, "redial_addin_bg.wasm"));
