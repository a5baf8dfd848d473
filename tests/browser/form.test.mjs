// @ts-check
// The form of an appointment, as hard as Outlook on the web has it: what comes into a text, what leaves it, what is changed in it.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { before, beforeEach, describe, test } from "node:test";
import { inDays } from "./block.mjs";
import { root } from "./harness.mjs";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

const on = stage();
const PICTURES = join(root, "target/pictures");

/** The dispatch ids of `body.getAsync` and `body.setAsync`. */
const GET = 37;
const SET = 38;

const OLD_ID = "1234567";
const NOTES = "https://contoso.example/notes?id=7";
const PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const IMAGE = `<img src="${PIXEL}" alt="Map" width="80" height="40">`;

/** @type {Record<string, {contentType: "html" | "text", content: string}>} */
const BODIES = {
  html: { contentType: "html", content: "<p>Agenda: the <b>budget</b>.</p><p>Bring cake.</p>" },
  text: { contentType: "text", content: "Agenda: the budget.\r\nBring cake." },
  pictures: { contentType: "html", content: `<p>Agenda: the way to us.</p><p>${IMAGE}</p><p>Bring cake.</p>` },
  "link-above": { contentType: "html", content: `<p>Agenda: <a href="${NOTES}">the notes</a> and the budget.</p>` },
};

before(() => mkdir(PICTURES, { recursive: true }));

beforeEach(async () => {
  await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 600 });
});

/** @param {string} kind */
async function open(kind) {
  const meeting = await on.sandbox.control.addMeeting({ subject: `Plan ${kind}`, start: inDays(3), end: inDays(3, 10), body: BODIES[kind] });
  await on.outlook.openAppointment(meeting.id);
  return meeting.id;
}

/** @param {string} name */
function picture(name) {
  return on.outlook.page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** How often the whole text was set. */
async function rewritings() {
  return on.outlook.page.evaluate((set) => {
    /** @type {{direction: string, message: {_data?: {MethodData?: {DispatchId: number}}}}[]} */
    const trace = /** @type {any} */ (window).sandboxOutlook.trace;
    return trace.filter(({ direction, message }) => direction === "to host" && message._data?.MethodData?.DispatchId === set).length;
  }, SET);
}

/** Puts the cursor to the end of these words. @param {string} words */
async function cursorBehind(words) {
  await on.outlook.body.getByText(words).click();
  await on.outlook.page.keyboard.press("End");
}

async function press() {
  await on.outlook.addSkypeMeeting();
  await on.outlook.notifications.getByText("The Skype meeting was added.").waitFor();
}

/** @param {string} id */
async function saved(id) {
  await on.outlook.save();
  await on.outlook.page.getByRole("button", { name: "New event" }).waitFor();
  return on.sandbox.control.meeting(id);
}

/** Whether these stand in a text one after the other. @param {string} text @param {(string | RegExp)[]} parts */
function inOrder(text, parts) {
  const places = parts.map((part) => text.search(part instanceof RegExp ? part : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  assert(!places.includes(-1) && places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0)), `${places} in ${text}`);
}

describe("the button puts the block", () => {
  test("where the cursor stands, writes nothing else, and the form can undo it", async () => {
    const id = await open("html");
    await cursorBehind("Agenda: the");
    await on.outlook.page.keyboard.type(" Be in time.");
    await press();
    await picture("form-html");
    assert.equal(await rewritings(), 0);
    inOrder(await on.outlook.body.innerText(), ["Agenda", "Be in time.", "Join Skype Meeting", "Conference ID", "Bring cake."]);
    await on.outlook.page.keyboard.press("Control+z");
    assert.doesNotMatch(await on.outlook.body.innerText(), /Join Skype Meeting/);
    inOrder((await saved(id)).body.content, ["Agenda", "Be in time.", "Bring cake."]);
  });

  test("into a plain text as plain text", async () => {
    const id = await open("text");
    await press();
    await picture("form-text");
    const { body } = await saved(id);
    assert.equal(body.contentType, "text");
    inOrder(body.content, ["Join Skype Meeting <https://", /Conference ID: *\d+/, "Agenda: the budget.\r\nBring cake."]);
    assert.doesNotMatch(body.content, /<\/?(p|span|br)\b/);
  });

  test("beside pictures that are kept with the text, and loses none", async () => {
    const id = await open("pictures");
    await press();
    await on.outlook.body.getByRole("img", { name: "Map" }).scrollIntoViewIfNeeded();
    await picture("form-pictures");
    assert.equal(await on.outlook.body.getByRole("img", { name: "Map" }).count(), 1);
    const { body } = await saved(id);
    inOrder(body.content, ["Join Skype Meeting", "Agenda: the way to us.", PIXEL, "Bring cake."]);
  });

  test("below a link that is no online meeting", async () => {
    const id = await open("link-above");
    await cursorBehind("and the budget.");
    await press();
    await picture("form-link-above");
    const { body } = await saved(id);
    inOrder(body.content, [NOTES, "and the budget.", "Join Skype Meeting"]);
    await on.outlook.openAppointment(id);
    const page = await on.outlook.openPane();
    await page.text("It has a Skype meeting.").waitFor();
  });
});

describe("Remove", () => {
  test("takes the block out of a plain text", async () => {
    const id = await open("text");
    await press();
    const page = await on.outlook.openPane();
    await page.button("Remove").click();
    await page.text("The Skype meeting was removed.").waitFor();
    const { body } = await saved(id);
    assert.equal(body.content.trim(), BODIES.text?.content);
  });

  test("says what to do where pictures would be lost, and changes nothing", async () => {
    await open("pictures");
    await press();
    const before = await on.outlook.body.innerHTML();
    const page = await on.outlook.openPane();
    await page.button("Remove").click();
    await page.text("Delete or change the details in the text yourself.").waitFor();
    await picture("form-pictures-removal");
    assert.equal(await on.outlook.body.innerHTML(), before);
  });

  test("keeps what is typed meanwhile", async () => {
    await open("html");
    await press();
    const page = await on.outlook.openPane();
    await page.text("It has a Skype meeting.").waitFor();
    await typeBefore(1);
    await page.button("Remove").click();
    await page.text("The Skype meeting was removed.").waitFor();
    inOrder(await on.outlook.body.innerText(), ["Agenda", "Bring cake.", "Typed meanwhile."]);
  });
});

/** Somebody types while the add-in reads the text, after it has read it so often. @param {number} skip */
function typeBefore(skip) {
  return on.outlook.page.evaluate(
    ([get, skip]) => /** @type {any} */ (window).sandboxOutlook.typeBefore(get, "Typed meanwhile.", skip),
    [GET, skip],
  );
}

/** The organizer's conference ID today. */
async function today() {
  return (await on.sandbox.control.dialIn()).conferenceId;
}

describe("an appointment whose details are out of date", () => {
  /** @param {{write?: (body: string) => string}} [details] */
  async function openStale(details) {
    const report = await addStale(on.sandbox.control, "Weekly report", details);
    await on.outlook.openAppointment(report.id);
    const page = await on.outlook.openPane();
    await page.text("Its dial-in details are out of date.").waitFor();
    return { id: report.id, page };
  }

  test("is updated in its form, and the attendees are told when it is sent", async () => {
    const { id, page } = await openStale();
    await picture("form-outdated");
    await page.button("Update this meeting").click();
    await page.text("Its dial-in details are up to date now.").waitFor();
    await picture("form-updated");
    const text = await on.outlook.body.innerText();
    inOrder(text, ["Please read the draft first. Ωμέγα 会議 🚀", "Join Skype Meeting", await today(), "your own coffee"]);
    assert.doesNotMatch(text, new RegExp(OLD_ID));
    assert.match((await on.sandbox.control.meeting(id)).body.content, new RegExp(OLD_ID), "nothing is stored before it is sent");
    await on.outlook.send();
    await on.outlook.page.getByRole("button", { name: "New event" }).waitFor();
    const [mail] = (await on.sandbox.control.sentMail()).filter(({ meetingId }) => meetingId === id);
    assert.match(mail?.body ?? "", new RegExp(await today()));
    const calendar = await on.outlook.openRedial();
    await calendar.text("Everything is right").waitFor();
  });

  test("keeps what is typed meanwhile", async () => {
    const { page } = await openStale();
    await typeBefore(2);
    await page.button("Update this meeting").click();
    await page.text("Its dial-in details are up to date now.").waitFor();
    inOrder(await on.outlook.body.innerText(), [await today(), "your own coffee", "Typed meanwhile."]);
  });

  test("is left where pictures would be lost, with a sentence that says what to do", async () => {
    const { page } = await openStale({ write: (body) => body.replace("<p class=\"MsoNormal\">Bring", `<p class="MsoNormal">${IMAGE}</p>$&`) });
    const before = await on.outlook.body.innerHTML();
    await page.button("Update this meeting").click();
    await page.text("Close the appointment, then update it with your other meetings.").waitFor();
    await picture("form-pictures-update");
    assert.equal(await on.outlook.body.innerHTML(), before);
  });

  test("is brought up to date by a run, through its form", async () => {
    const budget = await addStale(on.sandbox.control, "Budget");
    const { id, page } = await openStale();
    await page.button("All my meetings").click();
    await page.updateMeetings.click();
    await page.text("The open appointment is up to date in its form, too.").waitFor();
    const row = page.meeting("Weekly report");
    await row.getByText("Its dial-in details are up to date now.").waitFor();
    await picture("form-run");
    assert.match((await on.sandbox.control.meeting(budget.id)).body.content, new RegExp(await today()));
    inOrder(await on.outlook.body.innerText(), ["Please read", await today(), "your own coffee"]);
    assert.match((await on.sandbox.control.meeting(id)).body.content, new RegExp(OLD_ID), "its form is not saved yet");
    const { body } = await saved(id);
    assert.match(body.content, new RegExp(await today()));
  });

  test("stays as it is where a run meets pictures in its form, and the others are updated", async () => {
    const budget = await addStale(on.sandbox.control, "Budget");
    const { id, page } = await openStale({ write: (body) => body.replace("<p class=\"MsoNormal\">Bring", `<p class="MsoNormal">${IMAGE}</p>$&`) });
    const before = await on.outlook.body.innerHTML();
    await page.button("All my meetings").click();
    await page.updateMeetings.click();
    await page.text("1 meeting updated").waitFor();
    assert.match((await on.sandbox.control.meeting(budget.id)).body.content, new RegExp(await today()));
    assert.equal(await on.outlook.body.innerHTML(), before);
    const again = await on.outlook.openRedial();
    await again.updateMeetings.click();
    await again.text("1 meeting updated").waitFor();
    const { content } = (await on.sandbox.control.meeting(id)).body;
    assert.match(content, new RegExp(await today()));
    assert(content.includes(PIXEL), "a run loses no picture");
  });
});

test("a pinned pane follows the message that is selected", async () => {
  const report = await addStale(on.sandbox.control, "Weekly report");
  await on.outlook.openAppointment(report.id);
  await on.outlook.page.getByLabel("Subject").fill("Weekly report, moved");
  await on.outlook.send();
  await on.outlook.page.getByRole("button", { name: "New event" }).waitFor();
  const page = await on.outlook.openPane();
  await page.text("1 meeting shows old dial-in details").waitFor();
  await on.outlook.page.getByRole("link", { name: "Sent updates" }).click();
  await on.outlook.page.getByRole("region", { name: "Sent updates" }).getByText("Weekly report, moved").click();
  await page.text("Selected message").waitFor();
  await page.text("Weekly report, moved").waitFor();
  await page.text("It shows an online meeting.").waitFor();
  await page.text(`Conference ID: ${OLD_ID}`).waitFor();
  await page.text("1 meeting shows old dial-in details").waitFor();
  await picture("form-selected-message");
  await on.outlook.page.getByRole("link", { name: "Calendar" }).click();
  await page.text("Selected message").waitFor({ state: "detached" });
});

test("a browser that knows no modules is told that it is too old", async () => {
  await on.window.page.route("**/index.html", async (route) => {
    const response = await route.fetch();
    const old = (await response.text()).replace(/<script type="module"[^>]*><\/script>/, "").replace("<script nomodule", "<script");
    await route.fulfill({ response, body: old });
  });
  await on.window.page.goto(`${on.sandbox.addin}/index.html`);
  await on.window.page.getByText("a browser that is too old for Redial").waitFor();
  await picture("form-too-old");
  await on.window.page.getByRole("link", { name: "Support" }).click();
  await on.window.page.getByRole("heading", { name: "Redial says that the browser is too old" }).waitFor();
});
