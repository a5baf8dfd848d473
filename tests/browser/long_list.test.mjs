// @ts-check
// A long list of meetings: only what is near what is seen is in the page, and nothing of it is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

const MEETINGS = 150;

/** How long so many are looked at, or updated, on a machine that has other things to do. */
const LONG = { timeout: 120_000 };

const on = stage();

/** @param {number} index */
const subject = (index) => `${String(index).padStart(3, "0")} Review`;

/** The table of so many stale meetings. */
async function reviewed() {
  const { control } = on.sandbox;
  // Without attendees: a mailbox sends thirty mails a minute.
  for (let index = 0; index < MEETINGS; index += 1) await addStale(control, subject(index), { attendees: [] });
  await control.setConfig({ ...(await control.config()), countdownSeconds: 600 });
  const page = await on.outlook.openRedial();
  await page.reviewChanges.click(LONG);
  await page.meeting(subject(0)).waitFor();
  return page;
}

test("a long table is scrolled from end to end, and a screen reader is told how long it is", async () => {
  const page = await reviewed();
  const rows = page.meetings.getByRole("row");
  assert.equal(await page.meetings.getAttribute("aria-rowcount"), String(MEETINGS + 1));
  assert((await rows.count()) < MEETINGS / 2, `${await rows.count()} rows are in the page`);
  const height = (await page.meetings.boundingBox())?.height ?? 0;
  const seen = new Set();
  await page.meetings.hover();
  for (let last = ""; last !== subject(MEETINGS - 1); ) {
    for (const row of await rows.all()) seen.add(await row.getAttribute("aria-rowindex"));
    last = (await rows.last().getByRole("rowheader").textContent()) ?? "";
    assert((await rows.count()) < MEETINGS / 2, `${await rows.count()} rows are in the page`);
    await rows.last().scrollIntoViewIfNeeded();
    await page.meetings.page().mouse.wheel(0, 400);
  }
  assert.equal(seen.size, MEETINGS + 1);
  const now = (await page.meetings.boundingBox())?.height ?? 0;
  assert(Math.abs(now - height) < height, "the table keeps about its height");
});

test("what was opened in a row is still open when the row comes back, and a run goes on through rows that are not there", async () => {
  const page = await reviewed();
  const { conferenceId } = await on.sandbox.control.dialIn();
  await page.compare(subject(0));
  await page.meeting(subject(0)).getByText(conferenceId).first().waitFor();
  const scroll = (/** @type {"end" | "beginning"} */ to) =>
    page.content.evaluate((body, end) => scrollTo(0, end ? body.scrollHeight : 0), to === "end");
  await scroll("end");
  await page.meeting(subject(MEETINGS - 1)).waitFor();
  assert(await page.meeting(subject(0)).isVisible(), "the row that has the focus stays");
  await page.content.getByRole("heading").first().focus();
  await scroll("beginning");
  await scroll("end");
  await page.meeting(subject(0)).waitFor({ state: "detached" });
  await scroll("beginning");
  await page.meeting(subject(0)).getByText(conferenceId).first().waitFor();
  await page.updateMeetings.click();
  await page.text(`${MEETINGS} meetings updated`).waitFor(LONG);
  await page.meeting(subject(0)).getByText("Updated").waitFor();
  await scroll("end");
  await page.meeting(subject(MEETINGS - 1)).getByText("Updated").waitFor();
});
