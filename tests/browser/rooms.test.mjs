// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";
import { passTimeUntil, takeTime } from "./time.mjs";

const LIGHTHOUSE = /** @type {const} */ ({
  name: "Room Lighthouse",
  address: "lighthouse@contoso.example",
  type: "resource",
});

describe("rooms", () => {
  const on = stage();

  test("a room that declines the update is named in the run's result, and when Redial is opened again", async () => {
    await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 600 });
    // Further ahead than a room takes meetings: it declines whatever it is asked.
    await addStale(on.sandbox.control, "Offsite", { attendees: [LIGHTHOUSE], days: 190 });
    await takeTime(on);
    const page = await on.outlook.openRedial();
    await page.updateMeetings.click();
    await passTimeUntil(on, page.text("A room has declined since an update"));
    const named = page.text("Room Lighthouse does not take this meeting any more");
    assert(await named.isVisible());
    await page.checkAgain.click();
    await page.text("Everything is right").waitFor();
    assert(await named.isVisible());
    await page.button("I have seen to it").click();
    await named.waitFor({ state: "detached" });
    await page.checkAgain.click();
    await page.text("Everything is right").waitFor();
    assert.equal(await named.count(), 0);
  });
});
