// @ts-check
// What an administrator sets beside the add-in, as the organizer sees it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inDays, parts } from "./block.mjs";
import { stage } from "./stage.mjs";
import { addStale } from "./stale.mjs";

const REQUEST = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const ASKED = "Your administrator asked for this update.";

describe("what an administrator sets", () => {
  const on = stage();

  /** @param {object} change fields of config.json */
  async function configure(change) {
    await on.sandbox.control.setConfig({ ...(await on.sandbox.control.config()), ...change });
  }

  /** @param {object} change fields of its policy */
  async function setPolicy(change) {
    const { policy } = await on.sandbox.control.config();
    await configure({ policy: { ...policy, ...change } });
  }

  /** @param {string} language */
  async function speak(language) {
    await on.sandbox.control.setUser({ ...(await on.sandbox.control.user()), language });
  }

  /**
   * Asks for a run of the signed-in organizer's meetings.
   * @param {object} [change] fields of the request
   */
  async function request(change = {}) {
    const { address } = await on.sandbox.control.user();
    const asked = { id: REQUEST, user: address.toUpperCase(), created: "2026-03-01T08:00:00Z", ...change };
    await on.sandbox.control.setRunRequests({ requests: [asked] });
  }

  /** What is kept of runs, the newest first. */
  async function records() {
    const kept = (await on.sandbox.control.roaming())["redial.runs"];
    return kept === undefined ? [] : JSON.parse(kept);
  }

  describe("an announcement", () => {
    const texts = { en: "New numbers from Monday.\nQuestions? <b>Call 4000</b>" };

    test("stands above the offer of a run, as it was written", async () => {
      await configure({ announcement: { from: inDays(-1), until: inDays(1), texts } });
      await addStale(on.sandbox.control, "Budget");
      const page = await on.outlook.openRedial();
      const shown = page.text("New numbers from Monday.");
      await shown.waitFor();
      assert.equal(await shown.innerText(), texts.en);
      const [announced, offered] = await Promise.all([shown.boundingBox(), page.updateMeetings.boundingBox()]);
      assert(announced && offered && announced.y < offered.y);
    });

    test("is not shown where everything is right", async () => {
      await configure({ announcement: { from: inDays(-1), until: inDays(1), texts } });
      const page = await on.outlook.openRedial();
      await page.checkAgain.waitFor();
      assert.equal(await page.text("New numbers").count(), 0);
    });

    for (const [when, from, until] of [
      ["before its time", inDays(1), inDays(2)],
      ["after its time", inDays(-2), inDays(-1)],
    ]) {
      test(`is not shown ${when}`, async () => {
        await configure({ announcement: { from, until, texts } });
        await addStale(on.sandbox.control, "Budget");
        const page = await on.outlook.openRedial();
        await page.updateMeetings.waitFor();
        assert.equal(await page.text("New numbers").count(), 0);
      });
    }
  });

  describe("the organization's help", () => {
    const supportUrl = "https://help.contoso.example/redial";

    /** @param {import("./redial_page.mjs").RedialPage} page */
    async function assertLinked(page) {
      await page.getHelp.waitFor();
      assert.equal(await page.getHelp.getAttribute("href"), supportUrl);
      assert.equal(await page.getHelp.getAttribute("target"), "_blank");
      assert.equal(await page.getHelp.getAttribute("rel"), "noopener");
    }

    test("is a link below the meetings", async () => {
      await configure({ supportUrl });
      const page = await on.outlook.openRedial();
      await page.checkAgain.waitFor();
      await assertLinked(page);
    });

    test("is a link where something failed", async () => {
      await configure({ supportUrl });
      await on.sandbox.control.addFault({ path: "/Autodiscover", drop: true, times: 100 });
      const page = await on.outlook.openRedial();
      await page.alert.waitFor();
      await assertLinked(page);
    });

    test("is no link where the organization names none", async () => {
      const page = await on.outlook.openRedial();
      await page.checkAgain.waitFor();
      assert.equal(await page.getHelp.count(), 0);
    });
  });

  describe("the languages that are offered", () => {
    const INTO_FRENCH = "Ajouter une réunion Skype";

    test("are the page's and the invitations': with English alone a French Outlook gets English", async () => {
      await speak("fr-FR");
      await configure({ languages: ["en"] });
      await addStale(on.sandbox.control, "Budget");
      const page = await on.outlook.openRedial();
      await page.updateMeetings.waitFor();
      assert.equal(await page.language(), "en");
      await page.reviewChanges.click();
      assert.match((await page.meeting("Budget").textContent()) ?? "", /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), /);

      await on.outlook.openCalendar();
      await on.outlook.newEvent("Budget");
      await on.outlook.addSkypeMeeting(INTO_FRENCH);
      await on.outlook.notifications.getByText("The Skype meeting was added.").waitFor();
      assert.match((await on.outlook.body.textContent()) ?? "", /Join Skype Meeting/);
    });

    test("have the first for everybody else", async () => {
      await speak("de-DE");
      await configure({ languages: ["sv", "fr"] });
      const page = await on.outlook.openRedial();
      await page.text("Kontrollera igen").waitFor();
      assert.equal(await page.language(), "sv");
    });

    test("are all six where none is named", async () => {
      await speak("fr-FR");
      const page = await on.outlook.openRedial();
      await page.text("Vérifier à nouveau").waitFor();
      assert.equal(await page.language(), "fr");
      await on.outlook.openCalendar();
      await on.outlook.newEvent("Budget");
      await on.outlook.addSkypeMeeting(INTO_FRENCH);
      await on.outlook.body.getByText("Rejoindre la réunion Skype").waitFor();
    });

    test("are not needed to say in Outlook's language what is wrong with the configuration", async () => {
      await speak("fr-FR");
      await configure({ languages: [] });
      const page = await on.outlook.openRedial();
      await page.alert.filter({ hasText: /Les paramètres de Redial.*languages/ }).waitFor();
      await configure({ languages: ["en"] });
      await page.text("Réessayer").click();
      await page.checkAgain.waitFor();
      assert.equal(await page.language(), "en");
    });
  });

  describe("what the organization adds to invitations", () => {
    const footer = "Contoso Telephony, extension 4000";

    /** The block that a run writes anew. */
    async function written() {
      await configure({ branding: { footer } });
      await setPolicy({ userEdits: "overwrite" });
      const meeting = await addStale(on.sandbox.control, "Budget");
      const page = await on.outlook.openRedial();
      await page.reviewChanges.click();
      await page.updateMeetings.click();
      await page.meeting("Budget").getByText("Updated").first().waitFor();
      return parts(await on.sandbox.control.body(meeting.id)).block;
    }

    test("is in the block of a run where the server gives nothing", async () => {
      assert((await written()).includes(footer));
    });

    test("gives way to what the server gives", async () => {
      await on.sandbox.control.changeDialIn({ customization: { invitationFooterText: "Calls may be recorded." } });
      const block = await written();
      assert(block.includes("Calls may be recorded.") && !block.includes(footer), block);
    });

    test("is in a new appointment", async () => {
      await configure({ branding: { footer } });
      await on.outlook.openCalendar();
      await on.outlook.newEvent("Budget");
      await on.outlook.addSkypeMeeting();
      await on.outlook.body.getByText(footer).waitFor();
    });
  });

  describe("a request for a run", () => {
    test("waits as pending, runs by itself though runs do not, and is done once", async () => {
      await setPolicy({ automaticallyMigrateUserMeetings: false });
      await configure({ countdownSeconds: 600 });
      await request();
      const budget = await addStale(on.sandbox.control, "Budget");
      const waiting = await on.outlook.openRedial();
      await waiting.text(ASKED).waitFor();
      await waiting.text(/Starts by itself in \d+ s/).waitFor();
      const [pending, ...others] = await records();
      assert.deepEqual(others, []);
      assert.deepEqual([pending.CorrelationId, pending.State, pending.TotalMeeting], [REQUEST, "Pending", 1]);

      await configure({ countdownSeconds: 2 });
      const page = await on.outlook.openRedial();
      await page.meeting("Budget").getByText("Updated").first().waitFor();
      await page.checkAgain.waitFor();
      const [done, ...more] = await records();
      assert.deepEqual(more, []);
      assert.deepEqual([done.CorrelationId, done.State, done.SucceededMeeting], [REQUEST, "Succeeded", 1]);
      const { conferenceId } = await on.sandbox.control.dialIn();
      assert.match(await on.sandbox.control.body(budget.id), new RegExp(`Conference ID:\\s*${conferenceId}`));

      await addStale(on.sandbox.control, "Staff meeting");
      const again = await on.outlook.openRedial();
      await again.updateMeetings.waitFor();
      assert.equal(await again.text(ASKED).count(), 0);
      assert.equal(await again.notNow.isVisible(), false);
    });

    test("names its user by address or by user principal name, which are not the same, and by no other", async () => {
      await configure({ countdownSeconds: 600 });
      await addStale(on.sandbox.control, "Budget");
      const { address, userPrincipalName } = await on.sandbox.control.user();
      assert.notEqual(address, userPrincipalName);
      await request({ user: `x${userPrincipalName}` });
      const unasked = await on.outlook.openRedial();
      await unasked.updateMeetings.waitFor();
      assert.equal(await unasked.text(ASKED).count(), 0);
      assert.deepEqual(await records(), []);

      await request({ user: userPrincipalName.toUpperCase() });
      const page = await on.outlook.openRedial();
      await page.text(ASKED).waitFor();
      const [pending, ...others] = await records();
      assert.deepEqual(others, []);
      assert.deepEqual([pending.CorrelationId, pending.State, pending.UserPrincipalName], [REQUEST, "Pending", address]);
    });

    test("is done without a run where every meeting is right", async () => {
      await request();
      const page = await on.outlook.openRedial();
      await page.text("Everything is right").waitFor();
      const [done] = await records();
      assert.deepEqual([done.CorrelationId, done.State, done.TotalMeeting], [REQUEST, "Succeeded", 0]);
    });

    test("waits where an administrator has paused every update", async () => {
      await setPolicy({ meetingMigrationEnabled: false, allowManual: false });
      await request();
      await addStale(on.sandbox.control, "Budget");
      const page = await on.outlook.openRedial();
      await page.text("Your administrator has paused updates.").waitFor();
      assert.equal(await page.text(ASKED).count(), 0);
      assert.equal((await records())[0].State, "Pending");
    });

    test("waits, too, while the organizer updates by hand what the pause leaves to them", async () => {
      await setPolicy({ meetingMigrationEnabled: false });
      await request();
      await addStale(on.sandbox.control, "Budget");
      const page = await on.outlook.openRedial();
      await page.text("Your administrator has paused automatic updates. You can still update your meetings yourself.").waitFor();
      assert.equal(await page.text(ASKED).count(), 0);
      await page.updateMeetings.click();
      await page.text("1 meeting updated").waitFor();
      const kept = await records();
      const states = kept.map((/** @type {{CorrelationId: string, State: string}} */ { CorrelationId, State }) => [CorrelationId === REQUEST, State]);
      assert.deepEqual(states, [[false, "Succeeded"], [true, "Pending"]]);
    });

    test("that breaks a rule is named, and the rest goes on", async () => {
      await request({ id: "1" });
      await addStale(on.sandbox.control, "Budget");
      const page = await on.outlook.openRedial();
      await page.text(/requests\.json, requests\[0\]\.id: it must be an id/).waitFor();
      await page.reviewChanges.click();
      await page.updateMeetings.click();
      await page.meeting("Budget").getByText("Updated").first().waitFor();
    });
  });
});
