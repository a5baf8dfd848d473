// @ts-check
// A window of Chromium that counts what the add-in asks for, how long it keeps the page busy, and its memory.
import { openWindow } from "../../../tests/browser/harness.mjs";
import { Outlook } from "../../../tests/browser/outlook.mjs";

/** What a request waits for the way there and back, in milliseconds. */
export const LATENCY = 50;

/** @typedef {{requests: Map<string, number>, bytes: number}} Traffic */

/** Notes the module's memory and the longest task in every frame. */
function watch() {
  const own = /** @type {any} */ (window);
  let longest = 0;
  const note = (/** @type {PerformanceEntryList} */ tasks) => tasks.forEach(({ duration }) => (longest = Math.max(longest, duration)));
  const observer = new PerformanceObserver((tasks) => note(tasks.getEntries()));
  observer.observe({ type: "longtask", buffered: true });
  // What was drawn last counts, too.
  own.longest = async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    note(observer.takeRecords());
    return longest;
  };
  for (const name of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
    const original = WebAssembly[name];
    /** @type {any} */ (WebAssembly)[name] = async (/** @type {any[]} */ ...given) => {
      const made = await /** @type {any} */ (original)(...given);
      own.memory = (made.instance ?? made).exports.memory ?? own.memory;
      return made;
    };
  }
}

/** What kind of request an address is. @param {string} address @param {string} method */
function kind(address, method) {
  const path = new URL(address).pathname.replace(/^.*\/v1\.0/, "").replace(/\/(events|applications)\/[^/]+/, "/$1/{id}");
  return `${method} ${path}`;
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {import("../../../tests/browser/harness.mjs").Sandbox} sandbox
 */
export async function watched(browser, sandbox) {
  const { context, page } = await openWindow(browser);
  context.setDefaultTimeout(0);
  await context.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  /** @type {Traffic} */
  let traffic = { requests: new Map(), bytes: 0 };
  context.on("requestfinished", async (request) => {
    if (!/\/graph\/|\/ucwa\//.test(request.url()) || request.method() === "OPTIONS") return;
    const counted = traffic;
    const name = kind(request.url(), request.method());
    counted.requests.set(name, (counted.requests.get(name) ?? 0) + 1);
    // A page that is gone cannot say how much it got.
    counted.bytes += (await request.sizes().catch(() => ({ responseBodySize: 0 }))).responseBodySize;
  });
  const addin = () => page.frames().find((frame) => frame.url().startsWith(sandbox.addin));
  const inAddin = (/** @type {string} */ expression) => addin()?.evaluate(expression) ?? Promise.resolve(0);
  return {
    outlook: new Outlook(page, sandbox.outlook),
    /** @param {string} path a picture of what is shown is saved here */
    picture: (path) => page.screenshot({ path }),
    /** What was asked for since the last call. */
    takeTraffic() {
      const taken = traffic;
      traffic = { requests: new Map(), bytes: 0 };
      return taken;
    },
    /** The longest task so far, in milliseconds. @returns {Promise<number>} */
    longestTask: () => inAddin("window.longest()"),
    /** The module's memory, in bytes. @returns {Promise<number>} */
    memory: () => inAddin("window.memory ? window.memory.buffer.byteLength : 0"),
    close: () => context.close(),
  };
}
