// @ts-check
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { asWritten, inDays, parts, skypeProperties } from "./block.mjs";
import { launch, openWindow, root, start } from "./harness.mjs";
import { Outlook } from "./outlook.mjs";

const REAL = join(root, "../shared/corpus/en-US-skype2018-eventbody-1.html");
// The names of people are replaced in the sample; the address is to be the organizer's own.
const JOIN = "https://sfb.bbd.co.za/meet/ines.moreau/RWRQKNN2";
const SUBJECT = "A real invitation";

const skip = existsSync(REAL) ? false : "../shared/corpus is not there";

describe("a real invitation", () => {
  /** @type {import("./harness.mjs").Sandbox} */
  let sandbox;
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    if (skip) return;
    [sandbox, browser] = await Promise.all([start(), launch()]);
  });
  after(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  for (const sanitise of [false, true]) {
    const how = sanitise ? "as Outlook on the web stores it" : "as Outlook for Windows stores it";
    test(`gets the new conference ID, ${how}, and not a byte else`, { skip }, async () => {
      const { control } = sandbox;
      await control.reset("empty");
      await control.changeDialIn({ meetBaseUrl: "https://sfb.bbd.co.za/meet" });
      const meeting = await control.addMeeting({
        subject: SUBJECT,
        start: inDays(3),
        end: inDays(3, 10),
        body: { contentType: "html", content: readFileSync(REAL, "utf8").replaceAll("/meet/organizer/", "/meet/ines.moreau/") },
        attendees: [{ name: "Tomas Lind", address: "tomas.lind@contoso.example" }],
        properties: skypeProperties({ join: JOIN }),
        sanitise,
      });
      const was = parts(await control.body(meeting.id));
      await control.changeDialIn({ audioConferencing: true, publicMeetings: true });
      const { conferenceId } = await control.resetConferenceId();

      const window = await openWindow(browser);
      const page = await new Outlook(window.page, sandbox.outlook).openRedial();
      await page.reviewChanges.click();
      await page.updateMeetings.click();
      await page.meeting(SUBJECT).getByText(/updated/i).first().waitFor();

      const is = parts(await control.body(meeting.id));
      assert.equal(asWritten(is.before), asWritten(was.before));
      assert.equal(asWritten(is.after), asWritten(was.after));
      assert.match(is.block, new RegExp(`Conference ID:\\s*${conferenceId}`));
      assert(is.block.includes(JOIN), "the meeting can no longer be joined");
      window.assertClean();
      await window.context.close();
    });
  }
});
