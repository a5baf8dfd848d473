// @ts-check
// What most browser tests stand on: for every test an empty calendar and a fresh window.
import { after, afterEach, before, beforeEach } from "node:test";
import { launch, openWindow, start } from "./harness.mjs";
import { Outlook } from "./outlook.mjs";

/**
 * @typedef {object} Stage
 * @property {import("./harness.mjs").Sandbox} sandbox
 * @property {Awaited<ReturnType<typeof openWindow>>} window
 * @property {Outlook} outlook
 */

/**
 * The stage of the tests beside or below this call.
 * @param {{clean?: boolean}} [rules] whether a failing script, or a request to the world outside, fails a test
 */
export function stage({ clean = true } = {}) {
  /** @type {import("playwright-core").Browser} */
  let browser;
  const on = /** @type {Stage} */ ({});
  before(async () => {
    [on.sandbox, browser] = await Promise.all([start(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await on.sandbox?.stop();
  });
  beforeEach(async () => {
    await on.sandbox.control.reset("empty");
    on.window = await openWindow(browser);
    on.outlook = new Outlook(on.window.page, on.sandbox.outlook);
  });
  afterEach(async () => {
    if (clean) on.window.assertClean();
    await on.window.context.close();
  });
  return on;
}
