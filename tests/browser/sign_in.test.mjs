// @ts-check
// Signing in, in Outlooks with the bridge of nested app authentication, without it, and with one that refuses.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, test } from "node:test";
import { root } from "./harness.mjs";
import { stage } from "./stage.mjs";

const PICTURES = join(root, "target/pictures");
const on = stage({ clean: false });

beforeEach(async () => {
  mkdirSync(PICTURES, { recursive: true });
  // The sandbox's own provider: the bridge's half is the same whoever it is.
  const config = await on.sandbox.control.config();
  const signIn = { ...config.signIn, authority: `${on.sandbox.outlook}/organizations` };
  await on.sandbox.control.setConfig({ ...config, signIn });
});

/** @param {string} name */
const picture = (name) => on.window.page.screenshot({ path: join(PICTURES, `${name}.png`) });

/** How often tokens were asked for so. @param {string} grantType */
async function asked(grantType) {
  const tokens = await on.sandbox.control.tokens();
  return tokens.filter((token) => token.grantType.endsWith(grantType) && token.scope.includes("Calendars")).length;
}

/**
 * Looks at the meetings again, until Graph has answered.
 * @param {import("./redial_page.mjs").RedialPage} page
 */
async function checkAgain(page) {
  const answered = on.window.context.waitForEvent("response", (answer) => answer.url().includes("/graph/") && answer.ok());
  await page.checkAgain.click();
  await answered;
  await page.checkAgain.waitFor();
}

/** The window that the next click opens. */
function nextWindow() {
  return on.window.context.waitForEvent("page");
}

/**
 * Chooses *Sign in*; the provider's page in the dialog, once it is there.
 * @param {import("./redial_page.mjs").RedialPage} page
 */
async function openDialog(page) {
  const opened = nextWindow();
  await page.signIn.click();
  const dialog = await opened;
  await dialog.getByRole("heading", { name: "Pick an account" }).waitFor();
  return dialog;
}

/** @param {import("./redial_page.mjs").RedialPage} page */
async function signInInDialog(page) {
  const dialog = await openDialog(page);
  await picture("sign-in-open");
  await dialog.screenshot({ path: join(PICTURES, "sign-in-dialog.png") });
  await Promise.all([dialog.waitForEvent("close"), dialog.getByRole("link", { name: "Ines Moreau" }).click()]);
  await page.checkAgain.waitFor();
}

describe("with a bridge", () => {
  test("nobody is asked where Outlook gives the token", async () => {
    const page = await on.outlook.openRedial();
    await page.checkAgain.waitFor();
    assert.equal(on.window.context.pages().length, 1);
    on.window.assertClean();
  });

  for (const silent of /** @type {const} */ (["interactionRequired", "fails"])) {
    test(`a click signs in where the bridge says ${silent}, and no window opens before`, async () => {
      await on.sandbox.control.setIdentity({ silent });
      const page = await on.outlook.openRedial();
      await page.signIn.waitFor();
      await picture(`sign-in-offered-${silent}`);
      assert.equal(on.window.context.pages().length, 1);
      await page.signIn.click();
      await page.checkAgain.waitFor();
      assert.equal(on.window.context.pages().length, 1, "the bridge has a window of its own");
      on.window.assertClean();
    });
  }

  test("who closes the bridge's window is offered it again", async () => {
    await on.sandbox.control.setIdentity({ silent: "interactionRequired", popup: "cancelled" });
    const page = await on.outlook.openRedial();
    await page.signIn.click();
    await page.alert.filter({ hasText: /closed before/ }).waitFor();
    await picture("sign-in-closed-bridge");
    await on.sandbox.control.setIdentity({ popup: "answers" });
    await page.signIn.click();
    await page.checkAgain.waitFor();
  });

  test("a bridge whose window does not open leads on to the dialog", async () => {
    await on.sandbox.control.setIdentity({ silent: "fails", popup: "fails" });
    await signInInDialog(await on.outlook.openRedial());
    on.window.assertClean();
  });

  test("a token that is refused is replaced by a fresh one, once", async () => {
    const page = await on.outlook.openRedial();
    await page.checkAgain.waitFor();
    const before = await asked("token-exchange");
    await on.sandbox.control.revokeTokens();
    await checkAgain(page);
    assert.equal(await asked("token-exchange"), before + 1);
    on.window.assertClean();
  });

  test("what a challenge wants stands in the next request for a token", async () => {
    const page = await on.outlook.openRedial();
    await page.checkAgain.waitFor();
    const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: "1604106651" } } });
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`;
    const headers = { "WWW-Authenticate": challenge, "Access-Control-Expose-Headers": "WWW-Authenticate" };
    await on.sandbox.control.addFault({ path: "/graph/v1.0/", status: 401, headers });
    await checkAgain(page);
    const told = JSON.parse((await on.sandbox.control.tokens()).at(-1)?.claims ?? "{}");
    assert.deepEqual(told.access_token, JSON.parse(claims).access_token);
  });

  test("where the fresh token is refused too, signing in is offered, and told not to have helped", async () => {
    await on.sandbox.control.addFault({ path: "/graph/v1.0/", status: 401, times: 1000 });
    const page = await on.outlook.openRedial();
    await page.signIn.click();
    await page.alert.filter({ hasText: /still refused/ }).waitFor();
    await picture("sign-in-not-taken");
  });
});

describe("without a bridge", () => {
  beforeEach(() => on.sandbox.control.setIdentity({ bridge: "absent" }));

  test("a click signs in in the dialog, and the look goes on", async () => {
    const page = await on.outlook.openRedial();
    await page.signIn.waitFor();
    await picture("sign-in-offered");
    assert.equal(on.window.context.pages().length, 1, "no window opens by itself");
    await signInInDialog(page);
    await picture("sign-in-done");
    assert.equal(await asked("authorization_code"), 1);
    const scopes = (await on.sandbox.control.tokens()).flatMap(({ scope }) => scope.split(" ")).filter((scope) => scope.includes("."));
    assert.deepEqual(new Set(scopes), new Set([`${on.sandbox.outlook}/Calendars.ReadWrite`]), "for the Graph that is configured");
    on.window.assertClean();
  });

  test("one sign-in serves as long as the window lasts", async () => {
    await signInInDialog(await on.outlook.openRedial());
    const again = await on.outlook.openRedial();
    await again.checkAgain.waitFor();
    assert.equal(on.window.context.pages().length, 1);
  });

  test("a token that is refused is replaced by a fresh one without a window", async () => {
    const page = await on.outlook.openRedial();
    await signInInDialog(page);
    await on.sandbox.control.revokeTokens();
    await checkAgain(page);
    assert.equal(await asked("refresh_token"), 1);
    assert.equal(on.window.context.pages().length, 1);
    on.window.assertClean();
  });

  test("who closes the dialog (12006) is told so, and may sign in again", async () => {
    const page = await on.outlook.openRedial();
    await (await openDialog(page)).close();
    await page.alert.filter({ hasText: /closed before/ }).waitFor();
    await picture("sign-in-closed-dialog");
    await signInInDialog(page);
  });

  test("who declines in the dialog reads why, and may sign in again", async () => {
    const page = await on.outlook.openRedial();
    const dialog = await openDialog(page);
    await dialog.getByRole("link", { name: "Cancel" }).click();
    await page.alert.filter({ hasText: /failed.*access_denied/ }).waitFor();
    await picture("sign-in-failed");
    await signInInDialog(page);
  });

  test("a window that the browser blocks is told so", async () => {
    const page = await on.outlook.openRedial();
    await page.signIn.waitFor();
    const frame = on.window.page.frames().find((candidate) => candidate.url().startsWith(`${on.sandbox.addin}/index.html`));
    await frame?.evaluate(() => void (window.open = () => null));
    await page.signIn.click();
    await page.alert.filter({ hasText: /pop-up/ }).waitFor();
    await picture("sign-in-blocked");
  });
});

describe("with a bridge that takes nobody", () => {
  test("the dialog signs in", async () => {
    await on.sandbox.control.setIdentity({ bridge: "refuses" });
    await signInInDialog(await on.outlook.openRedial());
  });
});

describe("Skype for Business Server", () => {
  beforeEach(() => on.sandbox.control.setIdentity({ skypePage: true }));

  /** What was answered to requests for tickets. */
  async function tickets() {
    const requests = await on.sandbox.control.requests();
    return requests.filter(({ path }) => path.includes("oauthtoken")).map(({ status }) => status);
  }

  test("who has to sign in on the server's page does so in the dialog, and Windows is not asked", async () => {
    const page = await on.outlook.openRedial();
    await page.signIn.waitFor();
    await picture("sign-in-server-page");
    assert.deepEqual(await tickets(), [400]);
    const opened = nextWindow();
    await page.signIn.click();
    const dialog = await opened;
    await dialog.getByRole("link", { name: /Sign in as/ }).click();
    await dialog.getByRole("heading", { name: "You are signed in" }).waitFor();
    await dialog.close();
    await page.checkAgain.waitFor();
    assert.deepEqual(await tickets(), [400, 200]);
    on.window.assertClean();
  });

  test("who closes the server's page without signing in is told that they are not signed in", async () => {
    const page = await on.outlook.openRedial();
    const opened = nextWindow();
    await page.signIn.click();
    const dialog = await opened;
    await dialog.getByRole("link", { name: /Sign in as/ }).waitFor();
    await dialog.close();
    await page.alert.filter({ hasText: /still not signed in/ }).waitFor();
    await picture("sign-in-server-page-again");
  });

  const REFUSALS = /** @type {const} */ ([
    [403, "MobileApplicationNoLongerAllowed", /EnableMobility/],
    [410, "UserAgentNotAllowed", /allow Redial among/],
    [410, "CannotRedirect", /where your account is homed/],
  ]);
  for (const [status, subcode, words] of REFUSALS) {
    test(`${subcode} is told in its own words`, async () => {
      await on.sandbox.control.setIdentity({ skypePage: false });
      const body = JSON.stringify({ code: "Error", subcode });
      await on.sandbox.control.addFault({ path: "AutodiscoverService.svc/root", status, body, times: 100 });
      const page = await on.outlook.openRedial();
      await page.alert.filter({ hasText: words }).waitFor();
      await picture(`ucwa-${subcode}`);
    });
  }

  test("too many online meetings are told when one is added", async () => {
    await on.sandbox.control.setIdentity({ skypePage: false });
    await on.sandbox.control.changeDialIn({ publicMeetings: false });
    const body = JSON.stringify({ code: "Conflict", subcode: "TooManyOnlineMeetings" });
    await on.sandbox.control.addFault({ method: "POST", path: "myOnlineMeetings", status: 409, body, times: 100 });
    await on.outlook.openCalendar();
    await on.outlook.newEvent("Budget");
    await on.outlook.addSkypeMeeting();
    await on.outlook.notifications.getByText(/keeps no more online meetings/).waitFor();
    await picture("ucwa-too-many");
  });

  test("whose account moved to Teams reads that their Skype meetings stay as they are", async () => {
    await on.sandbox.control.setIdentity({ skypePage: false });
    await on.sandbox.control.changeDialIn(/** @type {any} */ ({ home: "teams" }));
    const page = await on.outlook.openRedial();
    await page.alert.filter({ hasText: "Your account moved to Teams. Your Skype meetings stay as they are." }).waitFor();
    await picture("moved-to-teams");
    on.window.assertClean();
  });
});
