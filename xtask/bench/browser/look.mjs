// @ts-check
// Prints what a look at a large mailbox costs in Chromium, beside what it may: `node look.mjs PICTURES`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch, start } from "../../../tests/browser/harness.mjs";
import { goal } from "./chromium.mjs";
import { alone, foreign, mixed } from "./mailbox.mjs";
import { LATENCY, watched } from "./watched.mjs";

const MEGABYTE = 2 ** 20;
/** What the mailbox of the first look holds. */
const MAILBOX = { meetings: 2_000, masters: 300, exceptions: 200, others: 3_000 };
/** How long it takes to read every text of Redial's in it, so many at a time, in milliseconds. */
const AT_ONCE = 3;
const BOUND = ((MAILBOX.meetings + MAILBOX.exceptions) / AT_ONCE) * LATENCY;
/** When pictures are taken of what the page shows, in milliseconds after it was opened. */
const PICTURES = [500, 1_000, 1_500, 2_000];
const folder = process.argv[2];

/** @typedef {Awaited<ReturnType<typeof watched>>} Watched */

/**
 * Looks at the mailbox, and prints what it cost.
 * @param {string} name
 * @param {Watched} window
 */
async function look(name, window) {
  await window.outlook.openCalendar();
  window.takeTraffic();
  const begun = performance.now();
  const page = await window.outlook.openPane();
  let first = Infinity;
  const firstRow = page.meetings.getByRole("row").nth(1).waitFor();
  // Where the window is closed before, there never was one.
  firstRow.then(() => (first = performance.now() - begun)).catch(() => undefined);
  const path = (/** @type {number} */ after) => join(folder, `${name.replace(/\W+/g, "-")}-${after}.png`);
  const pictures = PICTURES.map((after) => setTimeout(() => void window.picture(path(after)), after));
  await page.text(/Everything is right|old dial-in details/).waitFor();
  const all = performance.now() - begun;
  pictures.forEach(clearTimeout);
  const { requests, bytes } = window.takeTraffic();
  const count = [...requests.values()].reduce((sum, one) => sum + one, 0);
  console.log(`\n${name}`);
  for (const [kind, times] of [...requests].sort(([, a], [, b]) => b - a)) console.log(`${String(times).padStart(8)}  ${kind}`);
  const figures = { first, all, count, bytes, longest: await window.longestTask(), memory: await window.memory() };
  console.log(`${count} requests, ${(bytes / MEGABYTE).toFixed(1)} MB, ${(all / 1000).toFixed(1)} s`);
  return figures;
}

await mkdir(folder, { recursive: true });
const sandbox = await start();
const browser = await launch();
try {
  await sandbox.control.reset("empty");
  await mixed(sandbox.control, MAILBOX);
  await sandbox.control.resetConferenceId();
  const window = await watched(browser, sandbox);
  const first = await look("first look", window);
  goal("requests of the first look", first.count, 250);
  goal("seconds to the first row", first.first / 1000, 1);
  goal(`seconds of the first look, as a part of ${(BOUND / 1000).toFixed(0)} s`, first.all / BOUND, 1.3);
  const second = await look("second look, nothing changed", window);
  goal("requests of the second look", second.count, 30);
  goal("megabytes of the second look", second.bytes / MEGABYTE, 4);
  goal("seconds of the second look", second.all / 1000, 2);
  await window.close();

  await sandbox.control.reset("empty");
  await alone(sandbox.control, 10_000);
  await sandbox.control.resetConferenceId();
  const large = await watched(browser, sandbox);
  const many = await look("10,000 meetings", large);
  const again = await look("10,000 meetings, nothing changed", large);
  goal("milliseconds of the longest task", Math.max(...[first, second, many, again].map(({ longest }) => longest)), 50);
  goal("megabytes of memory after two looks at 10,000 meetings", again.memory / MEGABYTE, 64);
  await large.close();

  await sandbox.control.reset("empty");
  await foreign(sandbox.control, 20_000);
  const other = await watched(browser, sandbox);
  const nothing = await look("20,000 entries of other people", other);
  goal("requests where nothing is Redial's", nothing.count, 10);
  await other.close();
} finally {
  await browser.close();
  await sandbox.stop();
}
