// @ts-check
// Looking at a mailbox, or asking a dial-in service, that has too much to do. What Graph says of how long, in `Retry-After`, no
// page of another origin sees; what the dial-in service says is seen through its frame.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";
import { passTimeUntil, takeTime } from "./time.mjs";

const on = stage({ clean: false });

/** What is asked in a look, by a part of its address. */
const ASKED = { "the search": "/me/events?", "a text": "/me/events/", "dial-in data": "phoneDialInInformation" };

describe("a look", () => {
  for (const [what, path] of Object.entries(ASKED)) {
    test(`waits where ${what} is told to, and says so`, async () => {
      await takeTime(on);
      await addStale(on.sandbox.control, "Budget");
      await on.sandbox.control.addFault({ path, status: 429, headers: { "Retry-After": "4" } });
      const page = await on.outlook.openRedial();
      await page.text(/asks to wait/).waitFor();
      await passTimeUntil(on, page.text("1 meeting shows old dial-in details"));
    });
  }

  for (const what of /** @type {const} */ (["the search", "a text"])) {
    test(`is not waited for with the page open where ${what} is never answered: it is said when the next is, and nothing was written`, async () => {
      await takeTime(on);
      await addStale(on.sandbox.control, "Budget");
      await on.sandbox.control.addFault({ path: ASKED[what], status: 503, times: 1000 });
      const page = await on.outlook.openRedial();
      await page.text(/asks to wait/).waitFor();
      await passTimeUntil(on, page.text(/asked Redial to wait\. Redial looks again by itself at/));
      assert.deepEqual(await on.sandbox.control.sentMail(), []);
    });
  }

  test("does not wait for hours where dial-in data is told to, says until when it would, and wrote nothing", async () => {
    await addStale(on.sandbox.control, "Budget");
    await on.sandbox.control.addFault({ path: ASKED["dial-in data"], status: 503, headers: { "Retry-After": "7200" } });
    const page = await on.outlook.openRedial();
    await page.text(/asked Redial to wait\. Redial looks again by itself at/).waitFor();
    assert.deepEqual(await on.sandbox.control.sentMail(), []);
  });
});

test("the seconds of a wait are counted where they are seen, and a screen reader is told once", async () => {
  await addStale(on.sandbox.control, "Budget");
  await on.sandbox.control.addFault({ path: ASKED["dial-in data"], status: 429, headers: { "Retry-After": "6" } });
  const page = await on.outlook.openRedial();
  const told = page.content.getByRole("status");
  await told.filter({ hasText: /asks to wait [56] seconds/ }).waitFor({ state: "attached" });
  const once = await told.textContent();
  await page.content.locator(".busy").getByText(/asks to wait [1-3] second/).waitFor();
  assert.equal(await told.textContent(), once);
});

test("a run does not wait for hours where dial-in data is told to, says until when it would, and begins nothing", async () => {
  await addStale(on.sandbox.control, "Budget");
  await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 600 });
  const page = await on.outlook.openRedial();
  await page.updateMeetings.waitFor();
  const path = ASKED["dial-in data"];
  await on.sandbox.control.addFault({ path, status: 503, headers: { "Retry-After": "7200" } });
  await page.updateMeetings.click();
  await page.text(/asked Redial to wait\. Redial looks again by itself at/).waitFor();
  assert.deepEqual(await on.sandbox.control.sentMail(), []);
  assert.equal((await on.sandbox.control.roaming())["redial.runs"] ?? "[]", "[]");
});

test("a block is shown before and after once it is updated, as it was before", async () => {
  await addStale(on.sandbox.control, "Budget");
  const { conferenceId } = await on.sandbox.control.dialIn();
  const page = await on.outlook.openRedial();
  await page.updateMeetings.click();
  await page.text("1 meeting updated").waitFor();
  await page.compare("Budget");
  const row = page.meeting("Budget");
  await row.getByText("1234567").first().waitFor();
  await row.getByText(conferenceId).first().waitFor();
});
