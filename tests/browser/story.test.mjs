// @ts-check
import { after, before, describe, test } from "node:test";
import { launch, start } from "./harness.mjs";
import { scene, steps } from "./story.mjs";

describe("the main job, end to end", () => {
  /** @type {import("./harness.mjs").Sandbox} */
  let sandbox;
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./story.mjs").Scene} */
  let played;
  let broken = false;

  before(async () => {
    [sandbox, browser] = await Promise.all([start(), launch()]);
    played = await scene(sandbox, browser);
  });
  after(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  for (const { name, play } of steps) {
    test(name, async (t) => {
      if (broken) return t.skip("an earlier step failed");
      broken = true;
      for (const checked of await play(played)) t.diagnostic(checked);
      broken = false;
    });
  }
});
