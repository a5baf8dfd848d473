// @ts-check
// Prints what rewriting costs in Chromium: `node block.mjs FOLDER DIST`.
//
// FOLDER holds the bundled page and the module that is measured, DIST what is deployed, where that was built.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { launch } from "../../../tests/browser/harness.mjs";
import { DOM, REDIAL } from "./page.js";

/** @typedef {import("./page.js").Figure} Figure */
/** @typedef {ReturnType<typeof import("./page.js").measure>} Figures */

const ORIGIN = "http://localhost";
/** @type {Record<string, string>} */
const TYPES = { js: "text/javascript", wasm: "application/wasm" };
const KILOBYTES = [10, 60, 500];
/** The size that the goals are about. */
const USUAL = 60;

const [folder, dist] = process.argv.slice(2);

/** @param {import("playwright-core").Route} route */
function serve(route) {
  const name = new URL(route.request().url()).pathname.slice(1);
  // Isolated pages have the finest clock.
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const contentType = TYPES[name.split(".").pop() ?? ""] ?? "text/html";
  return route.fulfill({ body: name ? readFileSync(join(folder, name)) : "<!DOCTYPE html>", contentType, headers });
}

/** @param {import("playwright-core").Page} page @param {number} bytes @returns {Promise<Figures>} */
const measure = (page, bytes) =>
  page.evaluate(async (bytes) => {
    const [module, bench] = await Promise.all(["/redial_bench.js", "/page.js"].map((url) => import(url)));
    await module.default();
    return bench.measure(module, bytes);
  }, bytes);

async function measured() {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, serve);
    await page.goto(`${ORIGIN}/`);
    console.log(`\nIn Chromium ${browser.version()}; a ratio is the median of the ratios of each round.`);
    /** @type {Map<number, Figures>} */
    const figures = new Map();
    for (const kilobytes of KILOBYTES) {
      const found = await measure(page, kilobytes * 1024);
      figures.set(kilobytes, found);
      print(`${kilobytes} KB with a block`, found.withBlock);
      print(`${kilobytes} KB without a block`, found.withoutBlock);
    }
    return figures;
  } finally {
    await browser.close();
  }
}

/** @param {string} title @param {Figure[]} rows */
function print(title, rows) {
  console.log(`\n${title}`);
  for (const { name, microseconds, ratio } of rows)
    console.log(`${microseconds.toFixed(1).padStart(10)} µs ${ratio.toFixed(2).padStart(8)} x  ${name}`);
}

/** @param {string} what @param {number} ratio @param {number} limit */
function goal(what, ratio, limit) {
  console.log(`${ratio <= limit ? "met  " : "UNMET"}  ${ratio.toFixed(3)}, at most ${limit.toFixed(3)}: ${what}`);
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
