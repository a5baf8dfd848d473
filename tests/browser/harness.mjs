// @ts-check
// Starts what a browser test needs: the sandbox, Chromium, and a window that cannot reach anything else.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { Control } from "./control.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** How long a test waits for something that a person sees at once, unless a gateway fails: then Redial waits for ten seconds. */
const PATIENCE = 30_000;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @typedef {object} Addresses
 * @property {string} outlook origin of Outlook on the web
 * @property {string} addin origin of the add-in
 * @property {number} randomSeed what everything random in it follows from
 */

/** @typedef {Awaited<ReturnType<typeof start>>} Sandbox */

/**
 * Starts the sandbox on free ports. It ends with this process, or at `stop`. What is random in it follows from a seed
 * that is printed; `RANDOM_SEED` plays the same again.
 */
export async function start() {
  const program = process.env.REDIAL_SANDBOX ?? join(root, "target/debug/redial-sandbox");
  assert(existsSync(program), `${program} is missing: cargo build --package redial-sandbox`);
  const seed = process.env.RANDOM_SEED ? ["--random-seed", process.env.RANDOM_SEED] : [];
  const child = spawn(program, ["--outlook-port", "0", "--addin-port", "0", "--until-stdin-closes", ...seed], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  /** @type {Addresses} */
  const addresses = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code} before it listened`)));
  });
  console.log(`RANDOM_SEED=${addresses.randomSeed}`);
  return {
    ...addresses,
    control: new Control(addresses.outlook),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Launches Chromium, Chrome or Edge: the one that `CHROME` names, else the usual path on Linux. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: FLAGS });
}

/**
 * A fresh window in which only the sandbox can be reached. `assertClean` fails when anything else was
 * asked for, or when a script of a page failed.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {{locale?: string}} [options]
 */
export async function openWindow(browser, { locale = "en-US" } = {}) {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale,
    timezoneId: "Europe/Stockholm",
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE);
  /** @type {string[]} */
  const strayed = [];
  /** @type {string[]} */
  const errors = [];
  await context.route(
    (url) => url.protocol.startsWith("http") && !["localhost", "127.0.0.1"].includes(url.hostname),
    (route) => {
      strayed.push(route.request().url());
      return route.abort();
    },
  );
  context.on("weberror", (error) => errors.push(String(error.error())));
  return {
    context,
    page: await context.newPage(),
    assertClean() {
      assert.deepEqual(strayed, [], "something other than the sandbox was asked for");
      assert.deepEqual(errors, [], "a script failed");
    },
  };
}
