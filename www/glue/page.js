// @ts-check
// Opens Redial's page.
import "./fluent.js";
import init, { openPage } from "../redial_addin.js";

await init();
openPage();
