// @ts-check
// Opens one module of WebAssembly tests in Chromium and prints what it reports.
// Arguments: the command that serves the module.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { launch } from "./harness.mjs";

/** How long all tests of a module may take together. */
const LIMIT = 120_000;

const [program, ...rest] = process.argv.slice(2);
const server = spawn(program, rest, { stdio: ["ignore", "pipe", "inherit"] });

/** @type {Promise<string | undefined>} */
const address = new Promise((resolve, reject) => {
  const lines = createInterface({ input: server.stdout });
  lines.on("line", (line) => {
    const served = /now available at (http:\S+)/.exec(line);
    if (served) return resolve(served[1]);
    if (line !== "no tests to run!") return;
    console.log(line);
    resolve(undefined);
  });
  server.once("error", reject);
  server.once("exit", (code) => reject(new Error(`the server of the tests ended with ${code}`)));
});

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether all tests passed
 */
async function run(url) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const output = page.locator("#output");
    const result = output.filter({ hasText: /test result: / });
    await result.waitFor({ timeout: LIMIT }).catch(() => console.log("the tests did not come to an end"));
    const report = (await output.textContent()) ?? "";
    console.log(report);
    return report.includes("test result: ok.");
  } finally {
    await browser.close();
  }
}

try {
  const url = await address;
  process.exitCode = url === undefined || (await run(url)) ? 0 : 1;
} finally {
  server.kill();
}
