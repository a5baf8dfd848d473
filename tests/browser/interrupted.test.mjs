// @ts-check
// A page that stands open for long, and one that is closed too early.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";
import { passTimeUntil, takeTime } from "./time.mjs";

const on = stage({ clean: false });

/** The conference ID that a meeting shows. @param {string} id */
async function shown(id) {
  return /Conference ID:\s*(\d+)/.exec(await on.sandbox.control.body(id))?.[1];
}

/** What is kept of runs, the newest first. */
async function records() {
  return JSON.parse((await on.sandbox.control.roaming())["redial.runs"] ?? "[]");
}

describe("an offer that stands for long", () => {
  test("starts its run once where the page slept through the countdown, and goes on", async () => {
    await takeTime(on);
    const budget = await addStale(on.sandbox.control, "Budget");
    const seen = await on.outlook.openRedial();
    await seen.updateMeetings.click();
    await passTimeUntil(on, seen.text("1 meeting updated"));
    await on.sandbox.control.forgetSentMail();
    await on.sandbox.control.changeDialIn({ conferenceId: "20022002" });
    await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 20 });
    const page = await on.outlook.openRedial();
    await page.notNow.waitFor();
    await on.window.context.clock.runFor(60_000);
    await passTimeUntil(on, page.text("1 meeting updated"));
    assert.equal(await shown(budget.id), "20022002");
    assert.equal((await on.sandbox.control.sentMail()).length, 1);
    assert.equal((await records()).length, 2);
  });

  test("is made anew where dial-in details changed meanwhile, and what they were then is never written", async () => {
    const budget = await addStale(on.sandbox.control, "Budget");
    await on.sandbox.control.changeDialIn({ conferenceId: "20022002" });
    const page = await on.outlook.openRedial();
    await page.updateMeetings.waitFor();
    await on.sandbox.control.changeDialIn({ conferenceId: "30033003" });
    await page.updateMeetings.click();
    await page.text("1 meeting shows old dial-in details").waitFor();
    await page.updateMeetings.waitFor();
    assert.equal(await shown(budget.id), "1234567");
    assert.deepEqual(await on.sandbox.control.sentMail(), []);
    await page.updateMeetings.click();
    await page.text("1 meeting updated").waitFor();
    assert.equal(await shown(budget.id), "30033003");
    assert.equal((await on.sandbox.control.sentMail()).length, 1);
  });

  test("starts nothing where the administrator has paused updates meanwhile", async () => {
    const budget = await addStale(on.sandbox.control, "Budget");
    const page = await on.outlook.openRedial();
    await page.updateMeetings.waitFor();
    const config = await on.sandbox.control.config();
    const policy = { ...config.policy, meetingMigrationEnabled: false, allowManual: false };
    await on.sandbox.control.setConfig({ ...config, policy });
    await page.updateMeetings.click();
    await page.text("Your administrator has paused updates.").waitFor();
    assert.equal(await shown(budget.id), "1234567");
    assert.deepEqual(await on.sandbox.control.sentMail(), []);
  });
});

test("a page that is closed in the middle of a run: the next one offers the rest, with one mail for each meeting", async () => {
  const meetings = [];
  for (const subject of ["Budget", "Staff meeting", "Weekly report"]) meetings.push(await addStale(on.sandbox.control, subject));
  const { conferenceId } = await on.sandbox.control.dialIn();
  await on.sandbox.control.addFault({ method: "PATCH", path: "/events/", status: 503, skip: 1, times: 1000 });
  const page = await on.outlook.openRedial();
  await page.updateMeetings.click();
  await page.text(/Your mailbox asks to wait/).waitFor();
  const again = await on.outlook.openRedial();
  await again.text("2 meetings show old dial-in details").waitFor();
  const [interrupted] = await records();
  assert.deepEqual([interrupted.State, interrupted.LastMessage], ["Failed", "the page was closed before every meeting was updated"]);
  await on.sandbox.control.clearFaults();
  await again.updateMeetings.click();
  await again.text("2 meetings updated").waitFor();
  for (const { id } of meetings) assert.equal(await shown(id), conferenceId);
  assert.equal((await on.sandbox.control.sentMail()).length, 3);
  assert.deepEqual((await records()).map((/** @type {{State: string}} */ { State }) => State), ["Succeeded", "Failed"]);
});

test("who is signed out in the middle of a run is told to sign in, and no meeting fails for it", async () => {
  await addStale(on.sandbox.control, "Budget");
  await addStale(on.sandbox.control, "Staff meeting");
  await on.sandbox.control.addFault({ method: "PATCH", path: "/events/", status: 401, times: 9 });
  const page = await on.outlook.openRedial();
  await page.updateMeetings.click();
  await page.text("Your calendar asks you to sign in again.").waitFor();
  await page.text("The update stopped. 2 meetings are as they were.").waitFor();
  assert.equal((await records())[0].FailedMeeting, 0);
  assert.deepEqual(await on.sandbox.control.sentMail(), []);
});

test("a mailbox that stays busy while updates are paused: what is left is offered, and not said to go on by itself", async () => {
  await takeTime(on);
  await addStale(on.sandbox.control, "Budget");
  const config = await on.sandbox.control.config();
  await on.sandbox.control.setConfig({ ...config, policy: { ...config.policy, meetingMigrationEnabled: false } });
  await on.sandbox.control.addFault({ method: "PATCH", path: "/events/", status: 429, times: 1000 });
  const page = await on.outlook.openRedial();
  await page.updateMeetings.click();
  await passTimeUntil(on, page.text(/1 meeting is not updated yet\. Automatic updates are paused/));
  const again = await on.outlook.openRedial();
  await again.text(/paused automatic updates/).waitFor();
  assert.equal(await again.updateMeetings.count(), 1);
  assert.equal(await again.text(/goes? on/).count(), 0);
});

test("a mailbox that stays busy is left alone: it is said until when, and the next page keeps to it", async () => {
  await takeTime(on);
  await addStale(on.sandbox.control, "Budget");
  await addStale(on.sandbox.control, "Staff meeting");
  await on.sandbox.control.addFault({ method: "PATCH", path: "/events/", status: 429, times: 1000 });
  const page = await on.outlook.openRedial();
  await page.updateMeetings.click();
  await passTimeUntil(on, page.text(/Your mailbox asked Redial to wait\. 2 meetings go on at/));
  const [record] = await records();
  assert.equal(record.State, "Pending");
  const minutes = (Date.parse(record.DeferredUntil) - (await on.window.page.evaluate(() => Date.now()))) / 60_000;
  assert.ok(minutes > 1 && minutes <= 60, `${minutes} minutes`);
  const again = await on.outlook.openRedial();
  await again.text(/The update goes on by itself at/).waitFor();
  assert.equal(await again.updateMeetings.count(), 0);
  assert.deepEqual(await on.sandbox.control.sentMail(), []);
});
