// @ts-check
// Several pages of the add-in open at once in one browser: what one keeps in the mailbox's settings, the other leaves.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Outlook } from "./outlook.mjs";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

const FIRST = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const SECOND = "0f8fad5b-d9cb-469f-a165-70867728950e";
const RIGHT = "Everything is right";
const ASKED = "Your administrator asked for this update.";

const on = stage();

/** Redial's page in another tab. */
async function anotherPage() {
  return new Outlook(await on.window.context.newPage(), on.sandbox.outlook).openRedial();
}

/** Two pages that have looked and found nothing to do. */
async function twoPages() {
  const pages = [await on.outlook.openRedial(), await anotherPage()];
  for (const page of pages) {
    await page.text(RIGHT).waitFor();
    // Whoever still looks through the rest of the calendar would see what the tests put into it.
    await page.button("Look for copies").waitFor({ state: "hidden" });
    await page.text("Looking through the rest").waitFor({ state: "hidden" });
  }
  return pages;
}

/** No run starts by itself. */
async function waitForTheOrganizer() {
  const config = await on.sandbox.control.config();
  await on.sandbox.control.setConfig({ ...config, countdownSeconds: 600 });
}

/** @param {string} id of a request for a run of the organizer's meetings, the only one now */
async function request(id) {
  const { address } = await on.sandbox.control.user();
  await on.sandbox.control.setRunRequests({ requests: [{ id, user: address, created: "2026-03-01T08:00:00Z" }] });
}

/**
 * Makes a meeting stale, and updates it from a page that is open.
 * @param {import("./redial_page.mjs").RedialPage} page
 * @param {string} subject
 */
async function update(page, subject) {
  await addStale(on.sandbox.control, subject);
  await page.checkAgain.click();
  await run(page);
}

/** @param {import("./redial_page.mjs").RedialPage} page that offers to update one meeting */
async function run(page) {
  await page.updateMeetings.click();
  await page.text("1 meeting updated").waitFor();
  await page.checkAgain.waitFor();
}

/** A setting of Redial's. @param {string} name */
async function kept(name) {
  return JSON.parse((await on.sandbox.control.roaming())[`redial.${name}`] ?? "[]");
}

/** The runs that are kept, the newest first. @returns {Promise<{CorrelationId: string, State: string}[]>} */
function records() {
  return kept("runs");
}

describe("of two pages that are open at once", () => {
  test("each keeps the record of its run beside the other's", async () => {
    const [first, second] = await twoPages();
    await update(first, "Budget");
    const [budget] = await records();
    await update(second, "Staff meeting");
    const both = await records();
    assert.deepEqual(both.map(({ State }) => State), ["Succeeded", "Succeeded"]);
    assert.deepEqual(both[1], budget);
    await update(first, "Weekly report");
    assert.deepEqual((await records()).slice(1), both);
  });

  test("one remembers what was asked and is done beside what the other did, and the other knows of it", async () => {
    await waitForTheOrganizer();
    const [first, second] = await twoPages();
    await update(first, "Budget");
    await request(FIRST);
    await addStale(on.sandbox.control, "Staff meeting");
    await second.checkAgain.click();
    await second.text(ASKED).waitFor();
    assert.deepEqual((await records()).map(({ State }) => State), ["Pending", "Succeeded"]);
    await run(second);
    await update(first, "Weekly report");
    assert.equal((await records())[1].CorrelationId, FIRST);
    assert.deepEqual((await records()).map(({ State }) => State), ["Succeeded", "Succeeded", "Succeeded"]);
    assert.deepEqual(await kept("requests"), [FIRST]);
  });

  test("one that is opened later starts with what the mailbox has, whatever other pages kept here", async () => {
    const [first] = await twoPages();
    await update(first, "Budget");
    const settings = await on.sandbox.control.roaming();
    const elsewhere = { ...(await records())[0], CorrelationId: SECOND };
    await on.sandbox.control.setRoaming({ ...settings, "redial.runs": JSON.stringify([elsewhere]) });
    const third = await anotherPage();
    await third.text(RIGHT).waitFor();
    await update(third, "Staff meeting");
    assert.deepEqual((await records()).slice(1), [elsewhere]);
  });
});

test("what could not be saved does not come along with the next thing that is", async () => {
  await waitForTheOrganizer();
  const page = await on.outlook.openRedial();
  await page.text(RIGHT).waitFor();
  await addStale(on.sandbox.control, "Budget");
  await page.checkAgain.click();
  await page.updateMeetings.waitFor();
  const saving = "**/owa/roaming-settings";
  await on.window.context.route(saving, (route) => route.fulfill({ status: 500, body: "{}" }));
  await page.updateMeetings.click();
  await page.tryAgain.waitFor();
  await on.window.context.unroute(saving);
  await request(FIRST);
  await page.tryAgain.click();
  await page.text(ASKED).waitFor();
  assert.deepEqual((await records()).map(({ CorrelationId, State }) => [CorrelationId, State]), [[FIRST, "Pending"]]);
});

test("a browser that blocks its local storage keeps what it kept without it", async () => {
  await on.window.context.addInitScript((addin) => {
    if (location.origin !== addin) return;
    const blocked = () => {
      throw new DOMException("The storage is blocked.", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: blocked });
  }, on.sandbox.addin);
  const page = await on.outlook.openRedial();
  await page.text(RIGHT).waitFor();
  await update(page, "Budget");
  await update(page, "Staff meeting");
  assert.deepEqual((await records()).map(({ State }) => State), ["Succeeded", "Succeeded"]);
});
