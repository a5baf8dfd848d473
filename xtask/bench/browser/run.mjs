// @ts-check
// Prints how long a run over a large mailbox takes in Chromium, beside what it may.
import { launch, start } from "../../../tests/browser/harness.mjs";
import { goal } from "./chromium.mjs";
import { alone } from "./mailbox.mjs";
import { LATENCY, watched } from "./watched.mjs";

const MEETINGS = 1_000;
/** How many requests a mailbox takes at the same time. */
const AT_ONCE = 3;
/** One read and one write a meeting. */
const BOUND = ((2 * MEETINGS) / AT_ONCE) * (LATENCY / 1000);

const sandbox = await start();
const browser = await launch();
try {
  await sandbox.control.reset("empty");
  await alone(sandbox.control, MEETINGS);
  await sandbox.control.resetConferenceId();
  const window = await watched(browser, sandbox);
  const page = await window.outlook.openRedial();
  await page.updateMeetings.waitFor();
  window.takeTraffic();
  const begun = performance.now();
  await page.updateMeetings.click();
  await page.text(`${MEETINGS.toLocaleString("en-US")} meetings updated`).waitFor();
  const seconds = (performance.now() - begun) / 1000;
  for (const [kind, times] of [...window.takeTraffic().requests].sort(([, a], [, b]) => b - a))
    console.log(`${String(times).padStart(8)}  ${kind}`);
  goal(`seconds of a run of ${MEETINGS} meetings, as a part of ${BOUND.toFixed(0)} s`, seconds / BOUND, 1.3);
  goal("milliseconds of the longest task", await window.longestTask(), 50);
  await window.close();
} finally {
  await browser.close();
  await sandbox.stop();
}
