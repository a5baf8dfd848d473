// @ts-check
// The main job, step by step. The tests run it, the demonstration shows it.
import assert from "node:assert/strict";
import { asWritten, parts } from "./block.mjs";
import { openWindow } from "./harness.mjs";
import { Outlook } from "./outlook.mjs";
import { passTimeUntil, takeTime } from "./time.mjs";

/** @typedef {import("./control.mjs").Meeting} Meeting */

const SUBJECT = "Quarterly planning";
const ATTENDEES = ["tomas.lind@contoso.example", "mei.tanaka@fabrikam.example"];

/**
 * What the steps hand on to each other.
 *
 * @typedef {object} Scene
 * @property {import("./harness.mjs").Sandbox} sandbox
 * @property {Awaited<ReturnType<typeof openWindow>>} window
 * @property {Outlook} outlook
 * @property {Meeting[]} before the calendar as it was when the dial-in details changed
 * @property {string} oldConferenceId
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {(scene: Scene) => Promise<string[]>} play does it and returns what was checked
 */

/**
 * @param {import("./harness.mjs").Sandbox} sandbox
 * @param {import("playwright-core").Browser} browser
 * @returns {Promise<Scene>}
 */
export async function scene(sandbox, browser) {
  await sandbox.control.reset("demo");
  const window = await openWindow(browser);
  const played = { sandbox, window, outlook: new Outlook(window.page, sandbox.outlook), before: [], oldConferenceId: "" };
  await takeTime(played);
  return played;
}

/** @type {Step[]} */
export const steps = [
  {
    name: "Add Skype meeting puts the online meeting into a new appointment",
    async play({ sandbox, outlook }) {
      const { conferenceId } = await sandbox.control.dialIn();
      await outlook.openCalendar();
      await outlook.newEvent(SUBJECT);
      await outlook.addSkypeMeeting();
      await outlook.body.getByText("Join Skype Meeting").waitFor();
      const text = (await outlook.body.textContent()) ?? "";
      assert.match(text, new RegExp(`Conference ID:\\s*${conferenceId}`));
      assert.match(await outlook.location.inputValue(), /Skype Meeting/);
      return [`the body has a join link and the conference ID ${conferenceId}`, "the location says Skype Meeting"];
    },
  },
  {
    name: "The appointment is sent to its attendees",
    async play({ sandbox, outlook }) {
      for (const address of ATTENDEES) await outlook.addAttendee(address);
      await outlook.send();
      await outlook.page.getByRole("button", { name: "New event" }).waitFor();
      const meeting = (await sandbox.control.meetings()).find(({ subject }) => subject === SUBJECT);
      assert(meeting, "the appointment is not stored");
      const bag = Object.keys(meeting.properties).find((name) => /^cecp-/i.test(name));
      assert(bag, "the appointment is not tagged");
      const mail = (await sandbox.control.sentMail()).find(({ meetingId }) => meetingId === meeting.id);
      assert.equal(mail?.kind, "invitation");
      assert.deepEqual(mail.to.toSorted(), ATTENDEES.toSorted());
      return [`it is stored with Redial's tag (${bag})`, `the invitation went to ${ATTENDEES.join(" and ")}`];
    },
  },
  {
    name: "An administrator resets the conference ID",
    async play(scene) {
      const { control } = scene.sandbox;
      scene.oldConferenceId = (await control.dialIn()).conferenceId;
      scene.before = await control.meetings();
      await openAdmin(scene);
      await stored(scene, () => scene.outlook.page.getByRole("button", { name: "Reset conference ID" }).click());
      const { conferenceId } = await control.dialIn();
      assert.notEqual(conferenceId, scene.oldConferenceId);
      return [`the conference ID is now ${conferenceId}, no longer ${scene.oldConferenceId}`];
    },
  },
  {
    name: "Redial's page says what changed and what it would do",
    async play(scene) {
      const { control } = scene.sandbox;
      await configure(scene, { countdownSeconds: 600 });
      await control.forgetRequests();
      const { conferenceId } = await control.dialIn();
      const page = await scene.outlook.openRedial();
      await page.text(/conference ID/i).waitFor();
      await page.reviewChanges.click();
      await page.meeting(SUBJECT).waitFor();
      await page.compare(SUBJECT);
      const row = page.meeting(SUBJECT);
      await row.getByText(scene.oldConferenceId).first().waitFor();
      await row.getByText(conferenceId).first().waitFor();
      await page.text(/\d+ (update )?(mails|emails|messages)/i).waitFor();
      assert.deepEqual(await writes(scene), []);
      return ["it names the conference ID", `${SUBJECT} is listed with its block before and after`, "it says how many mails will go out", "nothing was written"];
    },
  },
  {
    name: "Update meetings rewrites the invitations and tells the attendees",
    async play(scene) {
      const { control } = scene.sandbox;
      await control.forgetSentMail();
      const { conferenceId } = await control.dialIn();
      const page = await scene.outlook.openRedial();
      await page.reviewChanges.click();
      await page.updateMeetings.click();
      await page.progress.waitFor();
      // Redial waits for Outlook between a series and its dates, and where it is busy.
      await passTimeUntil(scene, page.text(/\d+ meetings updated/));
      await page.progress.waitFor({ state: "hidden" });
      await page.meeting(SUBJECT).getByText(/updated/i).first().waitFor();
      const rewritten = await assertOnlyBlocksChanged(scene);
      const planning = rewritten.find(({ subject }) => subject === SUBJECT);
      assert(planning, `${SUBJECT} was not rewritten`);
      for (const meeting of rewritten) assert(parts(meeting.body.content).block.includes(conferenceId), meeting.subject);
      const told = await assertAttendeesTold(scene, rewritten);
      scene.before = await control.meetings();
      return [
        `${rewritten.length} blocks have the new conference ID`,
        "everything outside the blocks is as it was, but for what Exchange adds with each write",
        "past, other people's and copied meetings are as they were",
        `${told} update mails were sent`,
      ];
    },
  },
  {
    name: "Opened again, the page says that everything is right",
    play: assertEverythingRight,
  },
  {
    name: "An administrator takes the audio conferencing licence away",
    async play(scene) {
      const { control } = scene.sandbox;
      await openAdmin(scene);
      await stored(scene, () => scene.outlook.page.getByLabel(/audio conferencing/i).first().uncheck());
      assert.equal((await control.dialIn()).audioConferencing, false);
      return ["the organizer has no dial-in numbers any more"];
    },
  },
  {
    name: "After the countdown Redial takes the phone details out by itself",
    async play(scene) {
      const { control } = scene.sandbox;
      await configure(scene, { countdownSeconds: 2 });
      await control.forgetSentMail();
      const page = await scene.outlook.openRedial();
      await page.notNow.waitFor();
      await page.progress.waitFor();
      await passTimeUntil(scene, page.text(/\d+ meetings updated/));
      await page.progress.waitFor({ state: "hidden" });
      await page.meeting(SUBJECT).getByText(/updated/i).first().waitFor();
      const rewritten = await assertOnlyBlocksChanged(scene);
      assert(rewritten.some(({ subject }) => subject === SUBJECT), `${SUBJECT} was not rewritten`);
      for (const meeting of rewritten) assert.doesNotMatch(parts(meeting.body.content).block, /tel:/, meeting.subject);
      const told = await assertAttendeesTold(scene, rewritten);
      return [`${rewritten.length} blocks have lost their phone rows and nothing else changed`, `${told} update mails were sent`];
    },
  },
  {
    name: "Opened again, everything is right without phone details too",
    play: assertEverythingRight,
  },
];

/** @param {Scene} scene */
async function openAdmin({ sandbox, outlook }) {
  await outlook.page.goto(`${sandbox.outlook}/admin`);
  await outlook.page.locator("body:not([aria-busy])").waitFor();
}

/**
 * @param {Scene} scene
 * @param {object} change
 */
async function configure({ sandbox }, change) {
  await sandbox.control.setConfig({ ...(await sandbox.control.config()), ...change });
}

/**
 * Does something on a page and waits until the server has answered that it is stored.
 * @param {Scene} scene
 * @param {() => Promise<void>} act
 */
async function stored({ outlook }, act) {
  const answered = outlook.page.waitForResponse((answer) => answer.request().method() !== "GET" && answer.ok());
  await act();
  await answered;
}

/**
 * What was asked of Graph or UCWA that changes a calendar or an online meeting.
 * @param {Scene} scene
 */
async function writes({ sandbox }) {
  const changing = (/** @type {import("./control.mjs").LoggedRequest} */ { method, path }) =>
    ["PATCH", "PUT", "DELETE"].includes(method) ||
    // The parts of a batch are requests of their own.
    (method === "POST" && /\/graph\/|myOnlineMeetings/i.test(path) && !path.endsWith("/$batch"));
  return (await sandbox.control.requests()).filter(changing);
}

/**
 * The meetings whose bodies are no longer as before; fails when one of them changed outside its block,
 * or should not have been touched at all.
 * @param {Scene} scene
 */
async function assertOnlyBlocksChanged({ sandbox, before }) {
  const now = new Map((await sandbox.control.meetings()).map((meeting) => [meeting.id, meeting]));
  assert.equal(now.size, before.length);
  const rewritten = [];
  for (const old of before) {
    const meeting = now.get(old.id);
    assert(meeting, old.subject);
    if (meeting.body.content === old.body.content) continue;
    const was = parts(old.body.content);
    const is = parts(meeting.body.content);
    assert.equal(asWritten(is.before), asWritten(was.before), old.subject);
    assert.equal(asWritten(is.after), asWritten(was.after), old.subject);
    assert.equal(meeting.organizer.address, "ines.moreau@contoso.example", old.subject);
    assert.equal(meeting.subject, old.subject);
    assert.equal(meeting.start, old.start);
    if (meeting.type !== "seriesMaster") assert(new Date(meeting.end) > new Date(), `${old.subject} is over`);
    rewritten.push(meeting);
  }
  assert(rewritten.length > 0, "no meeting was rewritten");
  return rewritten;
}

/**
 * How many mails went out; fails when an attendee of a rewritten meeting got none.
 * @param {Scene} scene
 * @param {Meeting[]} rewritten
 */
async function assertAttendeesTold({ sandbox }, rewritten) {
  // What is beyond thirty mails a minute waits in the mailbox.
  await sandbox.control.advanceClock(60);
  const sent = await sandbox.control.sentMail();
  for (const { id, subject, attendees } of rewritten) {
    const reached = new Set(sent.filter(({ meetingId }) => meetingId === id).flatMap(({ to }) => to));
    for (const { address } of attendees) assert(reached.has(address), `${address} was not told of ${subject}`);
  }
  assert(sent.every(({ kind }) => kind === "update"));
  return sent.length;
}

/** @param {Scene} scene */
async function assertEverythingRight(scene) {
  await scene.sandbox.control.forgetRequests();
  const page = await scene.outlook.openRedial();
  await page.text(/up to date|everything is right/i).waitFor();
  assert.equal(await page.updateMeetings.isVisible(), false);
  assert.deepEqual(await writes(scene), []);
  scene.window.assertClean();
  return ["it says so and offers no update", "no request that writes was sent"];
}
