// @ts-check
// The function file: what the ribbon's buttons call.
import init, { addOnlineMeeting } from "../redial_addin.js";

const ready = init();

// Associated before the module is there: Outlook looks the name up as soon as the button is clicked.
Office.actions.associate("addOnlineMeeting", async (/** @type {Office.AddinCommands.Event} */ event) => {
  try {
    await ready;
    await addOnlineMeeting();
  } finally {
    event.completed();
  }
});
Office.onReady();
