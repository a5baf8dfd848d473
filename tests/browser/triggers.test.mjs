// @ts-check
// Every trigger and every change that is none, made on the administrator's page and met by the organizer: what the
// page says, which meetings change, which mails go out.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asWritten, inDays, parts, skypeBody, skypeProperties } from "./block.mjs";
import { stage } from "./stage.mjs";

/** @typedef {import("./control.mjs").Meeting} Meeting */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {"bridge" | "provider" | "none"} Phone whose numbers invitations show */

const ATTENDEE = { name: "Mei Tanaka", address: "mei.tanaka@fabrikam.example" };
const CONFERENCE_ID = "48213907";
const STOCKHOLM = { name: "Stockholm", number: "tel:+46850000100", languages: ["sv-SE"] };
const LONDON = { name: "London", number: "tel:+442079460121", languages: ["en-GB"] };
const ACP = { name: "Northwind", tollNumber: "+14255550142", tollFreeNumbers: [], passcode: "7771234" };

/** What the page does about a change. */
const UPDATES = /Starts by itself in \d+ s/;
const RIGHT = "Everything is right";
const LEFT = "Your administrator's policy leaves them.";

const on = stage();

/** @param {object} policy */
async function setPolicy(policy) {
  const config = await on.sandbox.control.config();
  await on.sandbox.control.setConfig({ ...config, countdownSeconds: 600, policy: { ...config.policy, ...policy } });
}

/**
 * A single meeting and a series with one changed date, all of them right, and seen to be.
 * @param {{dialIn?: object, policy?: object, phone?: Phone}} [circumstances]
 * @returns {Promise<Meeting[]>}
 */
async function everythingRight({ dialIn = {}, policy = {}, phone = "bridge" } = {}) {
  await setPolicy(policy);
  await on.sandbox.control.changeDialIn({ regions: [STOCKHOLM], defaultRegion: "Stockholm", conferenceId: CONFERENCE_ID, ...dialIn });
  await addMeeting("Budget review", "BUDGET01", phone, {});
  const date = inDays(3).slice(0, 10);
  await addMeeting("Weekly report", "WEEKLY01", phone, {
    recurrence: {
      pattern: { type: "daily", interval: 1 },
      range: { type: "numbered", startDate: date, numberOfOccurrences: 5 },
    },
  });
  const page = await on.outlook.openRedial();
  await page.text(RIGHT).waitFor();
  await on.sandbox.control.forgetSentMail();
  return own();
}

/** The organizer's own meetings: every mailbox holds invitations of others beside them. */
async function own() {
  const { address } = await on.sandbox.control.user();
  return (await on.sandbox.control.meetings()).filter(({ organizer }) => organizer.address === address);
}

/**
 * @param {string} subject
 * @param {string} id
 * @param {Phone} phone
 * @param {object} more
 */
function addMeeting(subject, id, phone, more) {
  const join = `https://meet.contoso.example/ines.moreau/${id}`;
  const details = { join, ...(phone === "none" ? {} : { conferenceId: CONFERENCE_ID, directory: phone === "bridge" }) };
  return on.sandbox.control.addMeeting({
    subject,
    start: inDays(3),
    end: inDays(3, 10),
    body: { contentType: "html", content: skypeBody(details) },
    attendees: [ATTENDEE],
    properties: skypeProperties(details),
    ...more,
  });
}

/**
 * Changes something on the administrator's page and waits until it is stored.
 * @param {(admin: Page) => Promise<unknown>} change
 */
async function administer(change) {
  await on.outlook.page.goto(`${on.sandbox.outlook}/admin`);
  await on.outlook.page.locator("body:not([aria-busy])").waitFor();
  const stored = on.outlook.page.waitForResponse((answer) => answer.request().method() !== "GET" && answer.ok());
  await change(on.outlook.page);
  await stored;
}

/** @param {Record<string, string>} fields of the form of dial-in data, by name */
const save = (fields) => async (/** @type {Page} */ admin) => {
  for (const [name, value] of Object.entries(fields)) {
    const field = admin.locator(`#dial-in-form [name=${name}]`);
    if (await field.evaluate((node) => node instanceof HTMLSelectElement)) await field.selectOption(value);
    else await field.fill(value);
  }
  await admin.getByRole("button", { name: "Save dial-in data" }).click();
};

const LICENCE = "Audio Conferencing licence";

/** @param {Meeting[]} before @param {(block: string) => void} check what every block says now */
async function assertUpdated(before, check) {
  const now = await own();
  for (const old of before) {
    const meeting = now.find(({ id }) => id === old.id);
    assert(meeting, old.subject);
    const [was, is] = [old.body.content, meeting.body.content].map(parts);
    assert.equal(asWritten(is.before), asWritten(was.before), old.subject);
    assert.equal(asWritten(is.after), asWritten(was.after), old.subject);
    assert.notEqual(is.block, was.block, old.subject);
    check(is.block);
  }
  const mails = await on.sandbox.control.sentMail();
  assert.deepEqual(mails.map(({ kind, to }) => ({ kind, to })), before.map(() => ({ kind: "update", to: [ATTENDEE.address] })));
}

/** @param {Meeting[]} before */
async function assertUntouched(before) {
  assert.deepEqual(await own(), before);
  assert.deepEqual(await on.sandbox.control.sentMail(), []);
}

/**
 * @typedef {object} Trigger
 * @property {string} name
 * @property {Parameters<typeof everythingRight>[0]} [given]
 * @property {(admin: Page) => Promise<unknown>} change
 * @property {(string | RegExp)[]} says
 * @property {(block: string) => void} block
 */

/** @type {Trigger[]} */
const TRIGGERS = [
  {
    name: "the licence is removed",
    change: (admin) => admin.getByLabel(LICENCE).uncheck(),
    says: ["People can no longer dial in to your meetings by phone.", UPDATES],
    block: (block) => assert.doesNotMatch(block, /tel:|48213907/),
  },
  {
    name: "the licence is assigned",
    given: { dialIn: { audioConferencing: false }, phone: "none" },
    change: (admin) => admin.getByLabel(LICENCE).check(),
    says: ["People can now dial in to your meetings by phone.", UPDATES],
    block: (block) => assert.match(block, /tel:\+46850000100[^]*48213907/),
  },
  {
    name: "the conference ID is reset",
    change: (admin) => admin.getByRole("button", { name: "Reset conference ID" }).click(),
    says: ["Your conference ID has changed.", UPDATES],
    block: (block) => assert.doesNotMatch(block, /48213907/),
  },
  {
    name: "a number is unassigned from the bridge",
    given: { dialIn: { regions: [STOCKHOLM] } },
    change: (admin) => admin.getByRole("button", { name: "Remove Stockholm +46850000100" }).click(),
    says: ["A dial-in number is no longer in use.", "Your bridge has no dial-in number left: updated meetings show none.", UPDATES],
    block: (block) => {
      assert.doesNotMatch(block, /46850000100/);
      assert.match(block, /Conference ID: 48213907/);
    },
  },
  {
    name: "the page of local numbers is another",
    change: save({ externalDirectoryUri: "https://numbers.contoso.example/" }),
    says: ["The address of your list of local numbers has changed.", UPDATES],
    block: (block) => {
      assert.match(block, /https:\/\/numbers\.contoso\.example\//);
      assert.doesNotMatch(block, /dialin\.contoso\.example/);
    },
  },
  {
    name: "a third-party provider is provisioned by hand on Microsoft's bridge",
    given: { dialIn: { acp: { ...ACP, tollNumber: "+46850000100", passcode: CONFERENCE_ID }, audioConferencing: false }, phone: "provider" },
    change: async (admin) => {
      await on.sandbox.control.changeDialIn({ audioConferencing: true, conferenceId: "90017755" });
      await admin.reload();
      await admin.locator("body:not([aria-busy])").waitFor();
      await save({ acp: "" })(admin);
    },
    says: ["Your phone conferences now run on Microsoft's bridge instead of your conferencing provider.", UPDATES],
    block: (block) => assert.match(block, /Conference ID: 90017755/),
  },
  {
    name: "a licence replaces a third-party provider where the policy says so",
    given: {
      dialIn: { acp: { ...ACP, tollNumber: "+46850000100", passcode: CONFERENCE_ID }, audioConferencing: false, conferenceId: "90017755" },
      policy: { automaticallyReplaceAcpProvider: true },
      phone: "provider",
    },
    change: (admin) => admin.getByLabel(LICENCE).check(),
    says: ["Your phone conferences now run on Microsoft's bridge instead of your conferencing provider.", UPDATES],
    block: (block) => assert.match(block, /Conference ID: 90017755/),
  },
  {
    name: "a third-party provider takes the bridge's place",
    change: save({ acp: JSON.stringify(ACP) }),
    says: ["Your phone conferences now run with a conferencing provider instead of Microsoft's bridge.", UPDATES],
    block: (block) => assert.match(block, /14255550142[^]*7771234/),
  },
  {
    name: "the organizer moves to the cloud",
    change: save({ home: "online" }),
    says: ["Your account has moved to the cloud.", /The links of 2 online meetings change\./, UPDATES],
    block: (block) => assert.match(block, /https:\/\/meet\.lync\.com\/contoso\/ines\.moreau\//),
  },
  {
    name: "the organizer moves to the cloud and the policy starts no run for dial-in changes",
    given: { policy: { automaticallyMigrateUserMeetings: false } },
    change: save({ home: "online" }),
    says: ["Your account has moved to the cloud.", UPDATES],
    block: (block) => assert.match(block, /https:\/\/meet\.lync\.com\//),
  },
  {
    name: "the meeting URL changes and the policy names it",
    given: { policy: { alsoTriggerOn: ["meetingUrlChanged"] } },
    change: save({ meetBaseUrl: "https://join.contoso.example" }),
    says: ["The addresses of new meetings begin differently now.", UPDATES],
    block: (block) => assert.match(block, /https:\/\/join\.contoso\.example\/ines\.moreau\//),
  },
  {
    name: "the SIP address changes, the meeting URL with it, and the policy names it",
    given: { policy: { alsoTriggerOn: ["sipAddressChanged"] } },
    change: save({ sipAddress: "ines@fabrikam.example", meetBaseUrl: "https://meet.fabrikam.example" }),
    says: ["Your SIP address has changed.", UPDATES],
    block: (block) => assert.match(block, /https:\/\/meet\.fabrikam\.example\//),
  },
];

describe("a trigger", () => {
  for (const { name, given, change, says, block } of TRIGGERS) {
    test(name, async () => {
      const before = await everythingRight(given);
      await administer(change);
      const page = await on.outlook.openRedial();
      for (const words of says) await page.text(words).waitFor();
      await page.text(/2 meetings show old dial-in details/).waitFor();
      await page.text(/Updating sends 2 update mails to attendees\./).waitFor();
      await assertUntouched(before);
      await page.updateMeetings.click();
      await page.text("2 meetings updated").waitFor();
      await assertUpdated(before, block);
      await (await on.outlook.openRedial()).text(RIGHT).waitFor();
    });
  }

  test("another bridge has other numbers", async () => {
    const before = await everythingRight();
    await administer(async () => {
      await on.sandbox.control.changeDialIn({ bridge: "Fabrikam bridge", regions: [LONDON], defaultRegion: "London" });
      await save({ bridge: "Fabrikam bridge" })(on.outlook.page);
    });
    const page = await on.outlook.openRedial();
    await page.text("Your conferencing bridge has other dial-in numbers now.").waitFor();
    await page.text(UPDATES).waitFor();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(before, (block) => {
      assert.match(block, /442079460121/);
      assert.doesNotMatch(block, /46850000100/);
    });
  });

  test("another number is the default", async () => {
    await everythingRight();
    await on.sandbox.control.changeDialIn({ regions: [STOCKHOLM, LONDON] });
    let page = await on.outlook.openRedial();
    await page.button("Update anyway").click();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await on.sandbox.control.forgetSentMail();
    const before = await own();
    await administer(save({ defaultRegion: "London" }));
    page = await on.outlook.openRedial();
    await page.text("Your default dial-in number has changed.").waitFor();
    await page.text(UPDATES).waitFor();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(before, (block) => assert.match(block, /442079460121[^]*46850000100/));
  });

  test("the organizer moves to the cloud and back", async () => {
    await everythingRight();
    await administer(save({ home: "online" }));
    let page = await on.outlook.openRedial();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await on.sandbox.control.forgetSentMail();
    const moved = await own();
    await administer(save({ home: "onPremises" }));
    page = await on.outlook.openRedial();
    await page.text("Your account has moved to your organization's own server.").waitFor();
    await page.text(UPDATES).waitFor();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(moved, (block) => assert.match(block, /https:\/\/meet\.contoso\.example\/ines\.moreau\//));
  });
});

describe("no trigger", () => {
  test("a number is added: the policy leaves the meetings, and the organizer updates them anyway", async () => {
    const before = await everythingRight();
    await administer(async (admin) => {
      const form = admin.getByRole("form", { name: "New number" });
      await form.getByLabel("Region").fill("London");
      await form.getByLabel("Number", { exact: true }).fill("+44 20 7946 0121");
      await form.getByLabel("Languages").fill("en-GB");
      await form.getByRole("button", { name: "Add number" }).click();
    });
    const page = await on.outlook.openRedial();
    await page.text("2 meetings do not show your bridge's new number").waitFor();
    await page.text(LEFT).waitFor();
    await assertUntouched(before);
    await page.button("Update anyway").click();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(before, (block) => assert.match(block, /442079460121/));
  });

  test("the meeting URL changes: the policy leaves the meetings, and they are not called right", async () => {
    const before = await everythingRight();
    await administer(save({ meetBaseUrl: "https://join.contoso.example" }));
    const page = await on.outlook.openRedial();
    await page.text("2 meetings show the old meeting address").waitFor();
    await page.text("The addresses of new meetings begin differently now.").waitFor();
    await page.text(LEFT).waitFor();
    assert.equal(await page.text(RIGHT).count(), 0);
    await assertUntouched(before);
    await page.button("Update anyway").click();
    await page.text(/The links of 2 online meetings change/).waitFor();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(before, (block) => assert.match(block, /https:\/\/join\.contoso\.example\//));
  });

  test("the meeting URL changes where nobody may update by hand", async () => {
    const before = await everythingRight({ policy: { allowManual: false } });
    await administer(save({ meetBaseUrl: "https://join.contoso.example" }));
    const page = await on.outlook.openRedial();
    await page.text("2 meetings show the old meeting address").waitFor();
    assert.equal(await page.button("Update anyway").count(), 0);
    await assertUntouched(before);
  });

  test("the SIP address changes", async () => {
    const before = await everythingRight();
    await administer(save({ sipAddress: "ines.moreau@fabrikam.example" }));
    const page = await on.outlook.openRedial();
    await page.text("Your SIP address has changed.").waitFor();
    await page.text(RIGHT).waitFor();
    await assertUntouched(before);
  });

  test("a licence beside a third-party provider leaves the provider's numbers", async () => {
    const acp = { ...ACP, tollNumber: "+46850000100", passcode: CONFERENCE_ID };
    const before = await everythingRight({ dialIn: { acp, audioConferencing: false, conferenceId: "90017755" }, phone: "provider" });
    await administer((admin) => admin.getByLabel(LICENCE).check());
    const page = await on.outlook.openRedial();
    await page.text("You have a licence for Microsoft's bridge. Your administrator's policy keeps your conferencing provider's numbers.").waitFor();
    await page.text(RIGHT).waitFor();
    await assertUntouched(before);
  });
});

describe("the policy", () => {
  test("asks before an update after a dial-in change", async () => {
    const before = await everythingRight({ policy: { automaticallyMigrateUserMeetings: false } });
    await administer((admin) => admin.getByRole("button", { name: "Reset conference ID" }).click());
    const page = await on.outlook.openRedial();
    await page.text("Your administrator's policy starts no update after this change by itself. Choose when to update.").waitFor();
    await assertUntouched(before);
  });

  test("off, three changes, on again: one run, one mail for each meeting", async () => {
    const before = await everythingRight({ policy: { meetingMigrationEnabled: false } });
    for (let count = 0; count < 3; count += 1) {
      await administer((admin) => admin.getByRole("button", { name: "Reset conference ID" }).click());
      const page = await on.outlook.openRedial();
      await page.text("Your administrator has paused automatic updates. You can still update your meetings yourself.").waitFor();
    }
    await assertUntouched(before);
    await setPolicy({ meetingMigrationEnabled: true });
    const { conferenceId } = await on.sandbox.control.dialIn();
    const page = await on.outlook.openRedial();
    await page.text(UPDATES).waitFor();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(before, (block) => assert(block.includes(conferenceId)));
  });

  test("waits until dial-in details have settled, and the organizer need not", async () => {
    const before = await everythingRight({ policy: { settleMinutes: 90 } });
    await administer((admin) => admin.getByRole("button", { name: "Reset conference ID" }).click());
    const page = await on.outlook.openRedial();
    await page.text(/Starts by itself at .*, if your dial-in details stay as they are until then\./).waitFor();
    await assertUntouched(before);
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
  });

  test("a move after a licence within the wait is one round of mails", async () => {
    const before = await everythingRight({ dialIn: { audioConferencing: false }, policy: { settleMinutes: 90 }, phone: "none" });
    await administer((admin) => admin.getByLabel(LICENCE).check());
    await (await on.outlook.openRedial()).text(/Starts by itself at/).waitFor();
    await administer(save({ home: "online" }));
    const page = await on.outlook.openRedial();
    await page.text("Your account has moved to the cloud.").waitFor();
    await page.text("People can now dial in to your meetings by phone.").waitFor();
    await page.updateMeetings.click();
    await page.text("2 meetings updated").waitFor();
    await assertUpdated(before, (block) => assert.match(block, /meet\.lync\.com[^]*48213907/));
  });
});
