// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inDays } from "./block.mjs";
import { launch, openWindow, root, start } from "./harness.mjs";
import { Outlook } from "./outlook.mjs";
import { addStale } from "./stale.mjs";

const AXE = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/** @type {import("./harness.mjs").Sandbox} */
let sandbox;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  [sandbox, browser] = await Promise.all([start(), launch()]);
});
after(async () => {
  await browser?.close();
  await sandbox?.stop();
});

test("the list of meetings can be used with a screen reader and at any contrast setting", async () => {
  await sandbox.control.reset("demo");
  await sandbox.control.setConfig({
    ...(await sandbox.control.config()),
    countdownSeconds: 600,
    announcement: { from: inDays(-1), until: inDays(1), texts: { en: "New numbers." } },
    supportUrl: "https://help.contoso.example",
  });
  await sandbox.control.setRunRequests({ requests: "none" });
  await sandbox.control.resetConferenceId();
  const window = await openWindow(browser);
  const page = await new Outlook(window.page, sandbox.outlook).openRedial();
  await page.reviewChanges.click();
  await page.meetings.waitFor();
  assert.deepEqual(await violations(window.page), []);
});

test("what stands of an appointment with old details can be used with a screen reader", async () => {
  await sandbox.control.reset("empty");
  const report = await addStale(sandbox.control, "Weekly report");
  const window = await openWindow(browser);
  const outlook = new Outlook(window.page, sandbox.outlook);
  await outlook.openAppointment(report.id);
  const page = await outlook.openPane();
  await page.button("Update this meeting").click();
  await page.text("Its dial-in details are up to date now.").waitFor();
  assert.deepEqual(await violations(window.page), []);
});

/** What axe finds on Redial's page. @param {import("playwright-core").Page} outlook */
async function violations(outlook) {
  const frame = outlook.frames().find((candidate) => candidate.url().startsWith(`${sandbox.addin}/index.html`));
  assert(frame);
  await frame.evaluate(AXE);
  /** @type {{id: string, help: string, nodes: {html: string}[]}[]} */
  const found = await frame.evaluate(async () => (await /** @type {any} */ (window).axe.run()).violations);
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}

test("the Tab key goes on from wherever the page put the focus", async () => {
  await sandbox.control.reset("demo");
  const window = await openWindow(browser);
  const page = await new Outlook(window.page, sandbox.outlook).openRedial();
  await page.text("Everything is right").waitFor();
  const frame = window.page.frames().find((candidate) => candidate.url().startsWith(`${sandbox.addin}/index.html`));
  assert(frame);
  const focused = () => frame.evaluate(() => (document.activeElement?.textContent ?? "").trim());
  await frame.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("h1")).focus());
  await window.page.keyboard.press("Tab");
  assert.equal(await focused(), "Check again");
  await window.page.keyboard.press("Tab");
  assert.match(await focused(), /show your current details/);
});
