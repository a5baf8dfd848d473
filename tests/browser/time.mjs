// @ts-check
// Time of the pages and of the sandbox, which tests move together.
import assert from "node:assert/strict";

/** How far time goes at once, in seconds: less than Redial waits for Outlook. */
const STEP = 30;

/** Longer than anybody waits with a page open, in seconds. */
const MOST = 7200;

/** How long a step is looked at before the next, in milliseconds. */
const LOOK = 500;

/**
 * From now on tests move the time of this window's pages, which goes on by itself as well. Before the first page is opened.
 * @param {import("./stage.mjs").Stage} on
 */
export function takeTime(on) {
  return on.window.context.clock.install();
}

/**
 * Lets time pass until something is seen, in the pages and in the sandbox.
 * @param {import("./stage.mjs").Stage} on
 * @param {import("playwright-core").Locator} awaited
 */
export async function passTimeUntil(on, awaited) {
  for (let passed = 0; !(await isSeen(awaited)); passed += STEP) {
    assert(passed < MOST, `${awaited} is not seen within two hours`);
    await on.sandbox.control.advanceClock(STEP);
    await on.window.context.clock.fastForward(STEP * 1000);
  }
}

/** @param {import("playwright-core").Locator} awaited */
async function isSeen(awaited) {
  try {
    await awaited.waitFor({ timeout: LOOK });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return false;
    throw error;
  }
}
