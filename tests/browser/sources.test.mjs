// @ts-check
// The sources of dial-in data besides Skype for Business Server, each from the button to the update.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { asWritten, inDays, parts, skypeBody, skypeProperties, teamsBlock, teamsBody } from "./block.mjs";
import { stage } from "./stage.mjs";

/** @typedef {import("./control.mjs").Meeting} Meeting */

const SUBJECT = "Quarterly planning";
const ATTENDEE = { name: "Mei Tanaka", address: "mei.tanaka@fabrikam.example" };

/** The number of every meeting before something changes, and after. */
const OLD_NUMBER = "+14255550134";
const NEW_NUMBER = "+14255550199";

const on = stage();

/** @param {object} change of the add-in's configuration */
async function configure(change) {
  await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 600, ...change });
}

/**
 * A new appointment with an online meeting, sent to its attendee. The ribbon's label is the manifest's, whatever
 * the source.
 * @param {RegExp} added what the bar above the appointment says
 * @returns {Promise<Meeting>}
 */
async function sendNewMeeting(added) {
  await on.outlook.openCalendar();
  await on.outlook.newEvent(SUBJECT);
  await on.outlook.addSkypeMeeting();
  await on.outlook.notifications.getByText(added).waitFor();
  await on.outlook.addAttendee(ATTENDEE.address);
  await on.outlook.send();
  await on.outlook.page.getByRole("button", { name: "New event" }).waitFor();
  const meeting = (await on.sandbox.control.meetings()).find(({ subject }) => subject === SUBJECT);
  assert(meeting, "the appointment is not stored");
  return meeting;
}

/**
 * A future meeting that somebody made without Redial.
 * @param {string} subject
 * @param {string} content
 * @param {Record<string, string>} properties
 */
function addMeeting(subject, content, properties) {
  const body = { contentType: /** @type {const} */ ("html"), content };
  return on.sandbox.control.addMeeting({ subject, start: inDays(2), end: inDays(2, 10), body, attendees: [ATTENDEE], properties });
}

async function addSkypeReview() {
  const details = { join: "https://meet.contoso.example/ines.moreau/ABCD1234", conferenceId: "1234567" };
  return addMeeting("Budget review", skypeBody(details), skypeProperties(details));
}

/** A Teams meeting that Outlook's own switch made. */
async function addTeamsReview() {
  const join = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Zm9v%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d";
  const details = { join, number: OLD_NUMBER, conferenceId: "870401215" };
  return addMeeting("Design review", teamsBody(details), { SkypeTeamsMeetingUrl: join });
}

/** @param {Meeting} meeting */
async function assertUntouched(meeting) {
  const now = await on.sandbox.control.meeting(meeting.id);
  assert.equal(now.body.content, meeting.body.content);
  assert.deepEqual(now.properties, meeting.properties);
  // Exchange and attendees move the change key by themselves.
  const writes = (await on.sandbox.control.requests()).filter(({ method, path }) => method === "PATCH" && decodeURIComponent(path).includes(meeting.id));
  assert.deepEqual(writes, []);
}

/**
 * Redial's page reviews the one stale meeting, updates it, tells its attendee and never speaks of Skype.
 * @param {Meeting} meeting
 * @param {string} change what the page says has changed
 */
async function updateFromPage(meeting, change) {
  await on.sandbox.control.forgetSentMail();
  const page = await on.outlook.openRedial();
  await page.text("1 meeting shows old dial-in details").waitFor();
  await page.text(change).waitFor();
  await page.reviewChanges.click();
  await page.compare(SUBJECT);
  await page.meeting(SUBJECT).getByText(NEW_NUMBER).first().waitFor();
  await assertNoSkype(page);
  await page.updateMeetings.click();
  await page.meeting(SUBJECT).getByText("Updated", { exact: true }).waitFor();
  await page.text("1 meeting updated").waitFor();
  await assertNoSkype(page);
  const [was, is] = [meeting.body.content, await on.sandbox.control.body(meeting.id)].map(parts);
  assert.equal(asWritten(is.before), asWritten(was.before));
  assert.equal(asWritten(is.after), asWritten(was.after));
  assert(was.block.includes(OLD_NUMBER) && !was.block.includes(NEW_NUMBER), "it was stale");
  assert(is.block.includes(NEW_NUMBER) && !is.block.includes(OLD_NUMBER), "it is not any more");
  const mails = await on.sandbox.control.sentMail();
  assert.deepEqual(mails.map(({ kind, meetingId, to }) => ({ kind, meetingId, to })), [
    { kind: "update", meetingId: meeting.id, to: [ATTENDEE.address] },
  ]);
  return is.block;
}

/** @param {import("./redial_page.mjs").RedialPage} page */
async function assertNoSkype(page) {
  assert.doesNotMatch((await page.content.textContent()) ?? "", /skype/i);
}

describe("a third-party bridge", () => {
  beforeEach(async () => {
    const joinUrlForms = ["https://bridge.contoso.example/join/*"];
    await configure({ dialIn: { hosted: { profileUrl: "hosted.json" } }, joinUrlForms });
  });

  test("the button adds an online meeting, and another number in the bridge's file reaches its invitation", async () => {
    const meeting = await sendNewMeeting(/^The online meeting was added\.$/);
    const { block } = parts(meeting.body.content);
    assert.match(block, /href="https:\/\/bridge\.contoso\.example\/join\/[0-9a-f-]{36}"/);
    for (const shown of ["Join online meeting", OLD_NUMBER, "+442079460121", "48213907"]) assert(block.includes(shown), shown);
    assert.doesNotMatch(meeting.body.content, /skype/i);
    assert.deepEqual(meeting.locations.map(({ displayName }) => displayName), ["Online Meeting"]);
    const skype = await addSkypeReview();
    const teams = await addTeamsReview();

    const file = await on.sandbox.control.hosted();
    file.default.numbers[0].number = NEW_NUMBER;
    await on.sandbox.control.setHosted(file);
    const updated = await updateFromPage(meeting, "A dial-in number is no longer in use.");

    const joins = [block, updated].map((html) => /bridge\.contoso\.example\/join\/[0-9a-f-]+/.exec(html)?.[0]);
    assert.equal(joins[1], joins[0]);
    await assertUntouched(skype);
    await assertUntouched(teams);
    const page = await on.outlook.openRedial();
    await page.text("Everything is right").waitFor();
    await page.text("2 other meetings are left alone").click();
    await page.text("Online meeting of another kind than yours (2)").waitFor();
    await assertNoSkype(page);
    on.window.assertClean();
  });

  test("the pane of an appointment speaks of the online meeting", async () => {
    await on.outlook.openCalendar();
    await on.outlook.newEvent(SUBJECT);
    const page = await on.outlook.openPane();
    await page.button("Add online meeting").click();
    await page.text("The online meeting was added.").waitFor();
    await page.text("It has an online meeting.").waitFor();
    await page.button("Remove").click();
    await page.text("The online meeting was removed.").waitFor();
    assert.doesNotMatch((await on.outlook.body.textContent()) ?? "", /bridge\.contoso\.example|Join online meeting/);
    await assertNoSkype(page);
    on.window.assertClean();
  });

  test("a field of the file that breaks its rule is named and nothing is written", async () => {
    const meeting = await sendNewMeeting(/added/);
    const file = await on.sandbox.control.hosted();
    file.default.numbers[1].number = "call us";
    await on.sandbox.control.setHosted(file);
    const page = await on.outlook.openRedial();
    await page.alert.filter({ hasText: /hosted\.json, default\.numbers\[1\]\.number: a number has 3 to 20 digits/ }).waitFor();
    await assertNoSkype(page);
    await assertUntouched(meeting);
    on.window.assertClean();
  });

  test("a file that is not there is named with its address and nothing is written", async () => {
    const meeting = await sendNewMeeting(/added/);
    await configure({ dialIn: { hosted: { profileUrl: "bridges/nowhere.json" } } });
    const page = await on.outlook.openRedial();
    await page.alert.filter({ hasText: /bridges\/nowhere\.json, status 404/ }).waitFor();
    await assertNoSkype(page);
    await assertUntouched(meeting);
    on.window.assertClean();
  });
});

describe("Teams", () => {
  beforeEach(() => configure({ dialIn: { teams: {} } }));

  async function changeNumber() {
    const { regions, defaultRegion } = await on.sandbox.control.dialIn();
    const changed = regions.map((region) => (region.name === defaultRegion ? { ...region, number: `tel:${NEW_NUMBER}` } : region));
    await on.sandbox.control.changeDialIn({ regions: changed });
  }

  test("the button adds the service's own block, and another number reaches the meetings it made alone", async () => {
    const meeting = await sendNewMeeting(/^The Teams meeting was added\.$/);
    const { block } = parts(meeting.body.content);
    for (const shown of ["Join this meeting", "Options of this meeting", "Phone conference ID:", OLD_NUMBER]) {
      assert(block.includes(shown), shown);
    }
    assert.deepEqual(meeting.locations.map(({ displayName }) => displayName), ["Microsoft Teams Meeting"]);
    const outlooks = await addTeamsReview();
    const skype = await addSkypeReview();

    await changeNumber();
    const updated = await updateFromPage(meeting, "Your conferencing bridge has other dial-in numbers now.");

    const [join] = /https:\/\/teams\.(?:microsoft\.com|cloud\.microsoft)\/(?:l\/meetup-join|meet)\/[^"]+/.exec(block) ?? [];
    const [, id] = /ID: <span>(\d+)#/.exec(block) ?? [];
    assert(join && id, "the service's block has a join URL and a conference ID");
    for (const kept of [`href="${join}"`, `ID: <span>${id}#`, `href="tel:${NEW_NUMBER},,${id}#"`]) assert(updated.includes(kept), kept);
    await assertUntouched(outlooks);
    await assertUntouched(skype);
    const page = await on.outlook.openRedial();
    await page.text("1 meeting still shows old dial-in details").waitFor();
    await page.reviewChanges.click();
    await page.meeting("Design review").getByText("Microsoft's own service updates it").waitFor();
    await assertNoSkype(page);
    on.window.assertClean();
  });

  test("without coexistence the meetings of Outlook's own switch are updated too", async () => {
    const { policy } = await on.sandbox.control.config();
    await configure({ policy: { ...policy, coexistWithMms: false } });
    const outlooks = await addTeamsReview();
    await changeNumber();
    const page = await on.outlook.openRedial();
    await page.updateMeetings.click();
    await page.meeting("Design review").getByText("Updated", { exact: true }).waitFor();
    const [was, is] = [outlooks.body.content, await on.sandbox.control.body(outlooks.id)].map(parts);
    assert.deepEqual([is.before, is.after].map(asWritten), [was.before, was.after].map(asWritten));
    assert(is.block.includes(NEW_NUMBER) && !is.block.includes(OLD_NUMBER));
    on.window.assertClean();
  });

  test("the pane of an appointment speaks of the Teams meeting", async () => {
    await on.outlook.openCalendar();
    await on.outlook.newEvent(SUBJECT);
    const page = await on.outlook.openPane();
    await page.button("Add Teams meeting").click();
    await page.text("It has a Teams meeting.").waitFor();
    await page.button("Remove").click();
    await page.text("The Teams meeting was removed.").waitFor();
    await assertNoSkype(page);
    on.window.assertClean();
  });

  test("a script in the service's block never reaches a body", async () => {
    const join = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Zm9v%40thread.v2/0";
    const block = teamsBlock({ join, number: OLD_NUMBER, conferenceId: "870401215" });
    for (const hostile of ["<script>document.title = 'taken'</script>", '<img src="x" onerror="document.title = 1">']) {
      const html = block.replace("<div>Phone", `${hostile}<div>Phone`);
      assert.notEqual(html, block);
      const answer = { id: "1", joinWebUrl: join, joinInformation: { content: `data:text/html,${encodeURIComponent(html)}` } };
      const body = JSON.stringify(answer);
      await on.sandbox.control.addFault({ method: "POST", path: "onlineMeetings", status: 201, body });
      await on.sandbox.control.addFault({ method: "GET", path: "/onlineMeetings/1", status: 200, body });
      await on.outlook.openCalendar();
      await on.outlook.newEvent(SUBJECT);
      await on.outlook.addSkypeMeeting();
      await on.outlook.notifications.getByText(/no valid joinInformation/).waitFor();
      assert.equal(((await on.outlook.body.textContent()) ?? "").trim(), "");
      assert.doesNotMatch(await on.outlook.body.innerHTML(), /script|img|onerror/);
    }
    on.window.assertClean();
  });
});

describe("Skype for Business Server", () => {
  test("a Teams meeting in the calendar is left alone", async () => {
    await configure({});
    const teams = await addTeamsReview();
    const skype = await addSkypeReview();
    const page = await on.outlook.openRedial();
    await page.updateMeetings.click();
    await page.meeting("Budget review").getByText("Updated", { exact: true }).waitFor();
    await assertUntouched(teams);
    assert.notEqual(await on.sandbox.control.body(skype.id), skype.body.content);
    on.window.assertClean();
  });
});

test("who moves from Skype for Business to Teams reads that Skype meetings stay, and no run starts by itself", async () => {
  await (await on.outlook.openRedial()).text("Everything is right").waitFor();
  const skype = await addSkypeReview();
  await addTeamsReview();
  await configure({ dialIn: { teams: {} }, countdownSeconds: 1 });
  const page = await on.outlook.openRedial();
  await page.text("Your account moved to Teams. Your Skype meetings stay as they are.").waitFor();
  assert.equal(await page.text(/Starts by itself/).isVisible(), false);
  await assertUntouched(skype);
});
