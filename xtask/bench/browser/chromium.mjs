// @ts-check
// A page of Chromium that has the modules which are measured.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../../../tests/browser/harness.mjs";

const ORIGIN = "http://localhost";
/** @type {Record<string, string>} */
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/** @param {import("playwright-core").Route} route @param {Record<string, string>} folders */
function serve(route, folders) {
  const [folder, name] = new URL(route.request().url()).pathname.slice(1).split("/");
  // Isolated pages have the finest clock.
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const contentType = TYPES[name?.split(".").pop() ?? ""] ?? "text/html";
  return route.fulfill({ body: name ? readFileSync(join(folders[folder], name)) : "<!DOCTYPE html>", contentType, headers });
}

/**
 * Lets `use` have a page in which every folder is served under its name.
 * @template T
 * @param {Record<string, string>} folders
 * @param {(page: import("playwright-core").Page, version: string) => Promise<T>} use
 */
export async function inChromium(folders, use) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => serve(route, folders));
    await page.goto(`${ORIGIN}/`);
    return await use(page, browser.version());
  } finally {
    await browser.close();
  }
}

/** @param {string} what @param {number} ratio @param {number} limit */
export function goal(what, ratio, limit) {
  console.log(`${ratio <= limit ? "met  " : "UNMET"}  ${ratio.toFixed(3)}, at most ${limit.toFixed(3)}: ${what}`);
}
