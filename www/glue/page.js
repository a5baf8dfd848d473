// @ts-check
// Opens Redial's page.
import "./fluent.js";
import init, { openPage } from "../redial_addin.js";

// Office.js takes the Tab key for itself and knows only some of what can have the focus; the browser knows all.
document.addEventListener("keydown", (event) => {
  if (event.key === "Tab") event.stopPropagation();
});

await init();
openPage();
