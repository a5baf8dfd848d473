// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { stage } from "./stage.mjs";

describe("UCWA through the server's own frame", () => {
  const on = stage({ clean: false });

  /** The paths of what was asked of UCWA, without the frame itself. */
  async function asked() {
    const requests = await on.sandbox.control.requests();
    return requests.map(({ path }) => path).filter((path) => /^\/(Autodiscover\/Auto|WebTicket|ucwa)/.test(path));
  }

  /**
   * Waits until the dial-in details were asked for so many times, and the page is done with them.
   * @param {import("./redial_page.mjs").RedialPage} page
   * @param {number} times
   */
  async function looked(page, times) {
    const looks = async () => (await asked()).filter((path) => path.includes("phoneDialInInformation")).length;
    while ((await looks()) < times) await setTimeout(50);
    await page.checkAgain.waitFor();
  }

  test("one sign-in serves every look at the meetings", { timeout: 60_000 }, async () => {
    const page = await on.outlook.openRedial();
    await looked(page, 1);
    await page.checkAgain.click();
    await looked(page, 2);
    const paths = await asked();
    assert.equal(paths.filter((path) => path.includes("oauthtoken")).length, 1);
    assert.equal(paths.filter((path) => path.endsWith("/applications")).length, 1);
    on.window.assertClean();
  });

  test("a server that does not list the add-in's address says so, and is asked nothing more", async () => {
    await on.sandbox.control.allowOrigins(["https://other.example"]);
    const page = await on.outlook.openRedial();
    await page.alert.filter({ hasText: /CrossDomainAuthorizationList/ }).waitFor();
    assert.deepEqual(await asked(), ["/Autodiscover/AutodiscoverService.svc/root"]);
    await on.sandbox.control.allowOrigins([on.sandbox.addin]);
    await page.tryAgain.click();
    await page.checkAgain.waitFor();
    on.window.assertClean();
  });

  test("a ticket that the server forgot is renewed without a word", { timeout: 60_000 }, async () => {
    const page = await on.outlook.openRedial();
    await looked(page, 1);
    const challenge = `MsRtcOAuth href="${on.sandbox.outlook}/WebTicket/oauthtoken",grant_type="urn:microsoft.rtc:windows"`;
    const headers = { "WWW-Authenticate": challenge };
    await on.sandbox.control.addFault({ path: "phoneDialInInformation", status: 401, headers });
    await page.checkAgain.click();
    await looked(page, 3);
    assert.equal((await asked()).filter((path) => path.includes("oauthtoken")).length, 2);
    on.window.assertClean();
  });

  test("a new meeting whose answer was lost is found on the server, not made twice", async () => {
    await on.sandbox.control.changeDialIn({ publicMeetings: false });
    await on.sandbox.control.addFault({ method: "POST", path: "myOnlineMeetings", drop: true, carryOut: true });
    await on.outlook.openCalendar();
    await on.outlook.newEvent("Budget");
    await on.outlook.addSkypeMeeting();
    await on.outlook.body.getByText("Join Skype Meeting").waitFor();
    const posts = (await on.sandbox.control.requests()).filter(
      ({ method, path }) => method === "POST" && path.endsWith("/myOnlineMeetings"),
    );
    assert.deepEqual(posts.map(({ status }) => status), [null]);
    on.window.assertClean();
  });

  test("a conferencing provider's numbers and passcode go into a new appointment", async () => {
    const acp = { name: "Northwind", tollNumber: "+1 425 555 0142", tollFreeNumbers: ["(800) 555-0136"], passcode: "246810" };
    await on.sandbox.control.changeDialIn({ acp });
    await on.outlook.openCalendar();
    await on.outlook.newEvent("Budget");
    await on.outlook.addSkypeMeeting();
    await on.outlook.body.getByText("Join Skype Meeting").waitFor();
    const text = (await on.outlook.body.textContent()) ?? "";
    for (const shown of ["+1 425 555 0142", "(800) 555-0136", "246810"]) assert(text.includes(shown), shown);
    on.window.assertClean();
  });
});
