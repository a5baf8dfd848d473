// @ts-check
// Looking at a mailbox, or asking a dial-in service, that has too much to do.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

const on = stage({ clean: false });

/** What is asked in a look, by a part of its address. */
const ASKED = { "the search": "/calendarView", "a text": "/me/events/", "dial-in data": "phoneDialInInformation" };

describe("a look", () => {
  for (const [what, path] of Object.entries(ASKED)) {
    test(`waits where ${what} is told to, and says so`, async () => {
      await addStale(on.sandbox.control, "Budget");
      await on.sandbox.control.addFault({ path, status: 429, headers: { "Retry-After": "4" } });
      const page = await on.outlook.openRedial();
      await page.text(/asks to wait/).waitFor();
      await page.text("1 meeting shows old dial-in details").waitFor();
    });

    test(`does not wait for hours where ${what} is told to, says until when it would, and wrote nothing`, async () => {
      await addStale(on.sandbox.control, "Budget");
      await on.sandbox.control.addFault({ path, status: 503, headers: { "Retry-After": "7200" } });
      const page = await on.outlook.openRedial();
      await page.text(/asked Redial to wait\. Redial looks again by itself at/).waitFor();
      assert.deepEqual(await on.sandbox.control.sentMail(), []);
    });
  }
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
