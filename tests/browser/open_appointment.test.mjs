// @ts-check
// Redial beside an appointment that is open in a form: what it says of it, and that it writes it there alone.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Outlook } from "./outlook.mjs";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

/** The conference ID of every meeting here before it is updated. */
const OLD_ID = "1234567";

/** The dispatch id of `getItemIdAsync`. */
const ITEM_ID = 164;

const OUTDATED = "Its dial-in details are out of date.";

const on = stage({ clean: false });

beforeEach(async () => {
  await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), countdownSeconds: 600 });
});

/** The organizer's conference ID today. */
async function today() {
  return (await on.sandbox.control.dialIn()).conferenceId;
}

/** The conference ID that a meeting shows. @param {string} id */
async function shown(id) {
  return /Conference ID:\s*(\d+)/.exec(await on.sandbox.control.body(id))?.[1];
}

describe("an appointment with old details", () => {
  test("says in the pane that they are out of date, with both conference IDs", async () => {
    const report = await addStale(on.sandbox.control, "Weekly report");
    await on.outlook.openAppointment(report.id);
    const page = await on.outlook.openPane();
    await page.text(OUTDATED).waitFor();
    await page.text(`Its conference ID is ${OLD_ID}; yours is ${await today()} now.`).waitFor();
    assert.doesNotMatch(await page.content.innerText(), /It has a Skype meeting/);
    on.window.assertClean();
  });

  test("says so above the form where the ribbon's button is pressed, and stays as it is", async () => {
    const report = await addStale(on.sandbox.control, "Weekly report");
    await on.outlook.openAppointment(report.id);
    const before = await on.outlook.body.innerHTML();
    await on.outlook.addSkypeMeeting();
    const words = `The Skype meeting is there already, but its dial-in details are out of date: conference ID ${OLD_ID} instead of ${await today()}.`;
    await on.outlook.notifications.getByText(words).waitFor();
    assert.equal(await on.outlook.body.innerHTML(), before);
    on.window.assertClean();
  });

  test("says what is known of it where dial-in data cannot be reached", async () => {
    const report = await addStale(on.sandbox.control, "Weekly report");
    await on.sandbox.control.addFault({ path: "/Autodiscover", drop: true, times: 100 });
    await on.outlook.openAppointment(report.id);
    const page = await on.outlook.openPane();
    await page.text("It has a Skype meeting.").waitFor();
    await page.text(`Conference ID: ${OLD_ID}`).waitFor();
    await on.outlook.addSkypeMeeting();
    await on.outlook.notifications.getByText("The Skype meeting is there already.").waitFor();
  });
});

describe("a run beside an open form", () => {
  test("writes nothing of that appointment but in its form, says so, and updates the others", async () => {
    const [report, budget] = [await addStale(on.sandbox.control, "Weekly report"), await addStale(on.sandbox.control, "Budget")];
    const before = await on.sandbox.control.body(report.id);
    await on.outlook.openAppointment(report.id);
    const page = await on.outlook.openPane();
    await page.button("All my meetings").click();
    await page.text("1 meeting shows old dial-in details").waitFor();
    await page.reviewChanges.click();
    await page.meeting("Weekly report").getByText("Open in a form at the moment").waitFor();
    await page.updateMeetings.click();
    await page.text("1 meeting updated").waitFor();
    assert.equal(await shown(budget.id), await today());
    await page.text("The open appointment is up to date in its form, too.").waitFor();
    assert.equal(await on.sandbox.control.body(report.id), before);

    // The form is given up.
    const again = await on.outlook.openRedial();
    await again.updateMeetings.click();
    await again.text("1 meeting updated").waitFor();
    assert.equal(await shown(report.id), await today());
    on.window.assertClean();
  });

  test("counts nothing as right that waits for the form", async () => {
    const report = await addStale(on.sandbox.control, "Weekly report");
    await on.outlook.openAppointment(report.id);
    const page = await on.outlook.openPane();
    await page.button("All my meetings").click();
    await page.text("1 meeting still shows old dial-in details").waitFor();
    assert.equal(await page.updateMeetings.isVisible(), false);
    on.window.assertClean();
  });

  test("reads the appointment again when it is over", async () => {
    const report = await addStale(on.sandbox.control, "Weekly report");
    await addStale(on.sandbox.control, "Budget");
    await on.outlook.openAppointment(report.id);
    const page = await on.outlook.openPane();
    await page.text(OUTDATED).waitFor();
    await on.outlook.body.fill("Nobody dials in.");
    await page.button("All my meetings").click();
    await page.updateMeetings.click();
    await page.text("1 meeting updated").waitFor();
    await page.text("It has no online meeting yet.").waitFor();
    on.window.assertClean();
  });

  test("is not begun where Outlook does not tell which appointment that is, and goes ahead once it is closed", async () => {
    const report = await addStale(on.sandbox.control, "Weekly report");
    await on.outlook.openAppointment(report.id);
    await on.outlook.silence(ITEM_ID);
    const page = await on.outlook.openPane();
    await page.button("All my meetings").click();
    await page.text("1 meeting shows old dial-in details").waitFor();
    await page.updateMeetings.click();
    await page.text("Close the appointment, then try again.").waitFor();
    assert.equal(await shown(report.id), OLD_ID);

    const again = await on.outlook.openRedial();
    await again.updateMeetings.click();
    await again.text("1 meeting updated").waitFor();
    assert.equal(await shown(report.id), await today());
  });

  test("asks nothing of an appointment that was never saved", async () => {
    const budget = await addStale(on.sandbox.control, "Budget");
    await on.outlook.openCalendar();
    await on.outlook.newEvent("Quarterly planning");
    const page = await on.outlook.openPane();
    await page.button("All my meetings").click();
    await page.updateMeetings.click();
    await page.text("1 meeting updated").waitFor();
    assert.equal(await shown(budget.id), await today());
    on.window.assertClean();
  });
});

test("an older copy that a form saved over the update is told at the next look, and updated again", async () => {
  const report = await addStale(on.sandbox.control, "Weekly report");
  await on.outlook.openAppointment(report.id);
  await on.outlook.body.getByText("Please read the draft first.").click();
  const elsewhere = new Outlook(await on.window.context.newPage(), on.sandbox.outlook);
  const run = await elsewhere.openRedial();
  await run.updateMeetings.click();
  await run.text("1 meeting updated").waitFor();
  assert.equal(await shown(report.id), await today());

  await on.outlook.page.bringToFront();
  await on.outlook.body.pressSequentially("!");
  await on.outlook.save();
  await on.outlook.page.getByRole("button", { name: "New event" }).waitFor();
  assert.equal(await shown(report.id), OLD_ID);

  const page = await on.outlook.openRedial();
  await page.reviewChanges.click();
  await page.meeting("Weekly report").getByText("An older copy was saved over the update.").waitFor();
  await page.updateMeetings.click();
  await page.text("1 meeting updated").waitFor();
  assert.equal(await shown(report.id), await today());
  on.window.assertClean();
});
