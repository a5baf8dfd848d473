// @ts-check
// Plays the main job, prints each step with what was checked, and saves a screenshot of it.
// Argument: the folder of the screenshots.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { launch, start } from "./harness.mjs";
import { scene, steps } from "./story.mjs";

const folder = process.argv[2];
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const sandbox = await start();
const browser = await launch();
try {
  const played = await scene(sandbox, browser);
  for (const [index, { name, play }] of steps.entries()) {
    console.log(`${index + 1}. ${name}`);
    const file = `${String(index + 1).padStart(2, "0")}-${name.toLowerCase().replace(/[^a-z]+/g, "-")}.png`;
    try {
      for (const checked of await play(played)) console.log(`   ✔ ${checked}`);
    } finally {
      await played.outlook.page.screenshot({ path: join(folder, file) });
    }
  }
  console.log(`The story is told; its pictures are in ${folder}.`);
} catch (error) {
  console.log(`   ✖ ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await sandbox.stop();
}
