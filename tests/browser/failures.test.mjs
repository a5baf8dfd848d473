// @ts-check
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

/** Outlook's number of `item.body.getAsync`. */
const BODY_GET = 37;

/** Longer than Redial waits for an answer of Outlook. */
const SILENCE = 60_000;

describe("when something is wrong", () => {
  const on = stage({ clean: false });
  beforeEach(async () => {
    await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 600 });
  });

  /** @param {import("./control.mjs").Meeting} meeting */
  async function assertAsItWas(meeting) {
    const now = await on.sandbox.control.meeting(meeting.id);
    assert.equal(now.body.content, meeting.body.content);
    assert.deepEqual(now.properties, meeting.properties);
    assert.equal(now.changeKey, meeting.changeKey);
  }

  /**
   * Redial's page explains itself in these words, offers no update and writes nothing.
   * @param {RegExp} words
   */
  async function assertRefused(words) {
    const meeting = await addStale(on.sandbox.control, "Weekly report");
    const page = await on.outlook.openRedial();
    await page.alert.filter({ hasText: words }).waitFor();
    assert.equal(await page.updateMeetings.isVisible(), false);
    await assertAsItWas(meeting);
    on.window.assertClean();
  }

  test("an unreachable dial-in source is named and nothing is written", async () => {
    await on.sandbox.control.addFault({ path: "/Autodiscover", drop: true, times: 100 });
    await assertRefused(/dial-in .*(reach|connect)/i);
  });

  test("a dial-in source that answers with a web page is named and nothing is written", async () => {
    const fault = { path: "phoneDialInInformation", status: 200, contentType: "text/html", body: "<h1>Sign in</h1>", times: 100 };
    await on.sandbox.control.addFault(fault);
    await assertRefused(/dial-in .*(understand|understood|JSON)/i);
  });

  test("a mailbox on premises is named, and nothing is written", async () => {
    const { address } = await on.sandbox.control.user();
    await on.sandbox.control.changeMailbox(address, { inExchangeOnline: false });
    await assertRefused(/not in Exchange Online/);
  });

  test("a profile without a join base is named and nothing is written", async () => {
    await on.sandbox.control.changeDialIn({ meetBaseUrl: null });
    await assertRefused(/(join|meeting) (base|address|URL)/i);
  });

  test("an invalid configuration is named by its field and nothing is written", async () => {
    const config = await on.sandbox.control.config();
    await on.sandbox.control.setConfig({ ...config, policy: { ...config.policy, userEdits: "perhaps" } });
    await assertRefused(/userEdits/);
  });

  test("a write that fails leaves its meeting as it was, with the reason, and the others go on", async () => {
    const failing = await addStale(on.sandbox.control, "Budget");
    const other = await addStale(on.sandbox.control, "Staff meeting");
    await on.sandbox.control.addFault({ method: "PATCH", path: encodeURIComponent(failing.id), status: 500, times: 100 });
    const page = await on.outlook.openRedial();
    await page.reviewChanges.click();
    await page.updateMeetings.click();
    await page.meeting("Staff meeting").getByText(/updated/i).first().waitFor();
    await page.meeting("Budget").getByText(/not updated|failed/i).first().waitFor();
    await assertAsItWas(failing);
    const { conferenceId } = await on.sandbox.control.dialIn();
    assert.match(await on.sandbox.control.body(other.id), new RegExp(`Conference ID:\\s*${conferenceId}`));
    on.window.assertClean();
  });

  /** How many of the invitations that are in every mailbox cannot be read. */
  async function unreadableAnyway() {
    const page = await on.outlook.openRedial();
    const line = page.text(/\d+ appointments? could not be read/);
    await line.waitFor();
    return Number.parseInt(await line.innerText(), 10);
  }

  /** @param {number} count */
  const couldNotBeRead = (count) => new RegExp(`^${count} appointments? could not be read`);

  test("an appointment that cannot be read is counted, and the others are updated", async () => {
    const count = 1 + (await unreadableAnyway());
    const unreadable = await addStale(on.sandbox.control, "Broken pair");
    const other = await addStale(on.sandbox.control, "Staff meeting");
    await on.sandbox.control.addFault({ method: "GET", path: "/me/", exchange: { "Broken pair": "\\ud83c" }, times: 1000 });
    const page = await on.outlook.openRedial();
    await page.text(couldNotBeRead(count)).waitFor();
    await page.reviewChanges.click();
    await page.updateMeetings.click();
    await page.meeting("Staff meeting").getByText(/updated/i).first().waitFor();
    await page.text(couldNotBeRead(count)).waitFor();
    await assertAsItWas(unreadable);
    const { conferenceId } = await on.sandbox.control.dialIn();
    assert.match(await on.sandbox.control.body(other.id), new RegExp(`Conference ID:\\s*${conferenceId}`));
    on.window.assertClean();
  });

  test("several that cannot be read are one line, and no reason to look no further", async () => {
    const count = 2 + (await unreadableAnyway());
    await addStale(on.sandbox.control, "Broken pair");
    await addStale(on.sandbox.control, "Another broken pair");
    await on.sandbox.control.addFault({ method: "GET", path: "/me/", exchange: { "roken pair": "\\udf00" }, times: 1000 });
    const page = await on.outlook.openRedial();
    await page.text(couldNotBeRead(count)).waitFor();
    on.window.assertClean();
  });

  test("a body whose block cannot be replaced safely is left alone and says so", async () => {
    const endless = await addStale(on.sandbox.control, "Without an end", {
      write: (body) => body.slice(0, body.lastIndexOf("....")).replace(/\.{60,}$/, "") + "</p>",
    });
    const page = await on.outlook.openRedial();
    await page.reviewChanges.click();
    await page.meeting("Without an end").getByText(/left alone|safely/i).first().waitFor();
    await assertAsItWas(endless);
    on.window.assertClean();
  });

  test("an Office call that never returns is given up with a sentence", { timeout: 2 * SILENCE }, async () => {
    await on.outlook.openCalendar();
    await on.outlook.newEvent("Silence");
    await on.outlook.silence(BODY_GET);
    await on.outlook.addSkypeMeeting();
    await on.outlook.notifications.getByText(/Outlook (did not|has not) answer/i).waitFor({ timeout: SILENCE });
    assert.doesNotMatch((await on.outlook.body.textContent()) ?? "", /Join Skype Meeting/);
    on.window.assertClean();
  });
});
