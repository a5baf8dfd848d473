// @ts-check
// Office's dialog: a window of its own, in which people see pages that no frame may show.

/** The page that the dialog begins with and comes back to. */
export const PAGE = new URL("sign_in.html", document.baseURI).href;

/** What the dialog's page says once it can be told where to go. */
const READY = "ready";

/** The dialog was closed; in browsers also one whose ties to its opener the page in it has cut. */
export const CLOSED = 12006;

/** Why a window told nothing. */
export class NoDialog extends Error {
  /** @param {number} code of Office.js: https://learn.microsoft.com/office/dev/add-ins/develop/dialog-handle-errors-events */
  constructor(code) {
    super(`The window of sign-in gave no answer (${code}).`);
    this.code = code;
    /** Whether somebody closed it. */
    this.isClosed = code === CLOSED;
  }
}

/**
 * Shows `address` in a dialog. Resolves with what follows `#` once that leads back to the dialog's own page, and rejects
 * with {@link NoDialog} where it never does. Called in a click, for browsers open no window otherwise.
 *
 * @param {string} address
 * @returns {Promise<string>}
 */
export function inDialog(address) {
  const { ui } = Office.context;
  // Office's own question whether a window may open takes the page's place; the click is the answer to it.
  const options = { height: 70, width: 40, promptBeforeOpen: false };
  return new Promise((resolve, reject) => {
    ui.displayDialogAsync(PAGE, options, ({ status, error, value: dialog }) => {
      if (status === Office.AsyncResultStatus.Failed) return reject(new NoDialog(error.code));
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (told) => {
        if (!("message" in told) || told.origin !== location.origin) return;
        // The address is told and not part of the page's own: no link can make the page lead elsewhere.
        if (told.message === READY) return dialog.messageChild(address, { targetOrigin: location.origin });
        dialog.close();
        resolve(told.message);
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (told) => {
        if ("error" in told) reject(new NoDialog(told.error));
      });
    });
  });
}

/**
 * Shows a page on which people sign in to something else, until they close the dialog.
 *
 * @param {string} address
 */
export async function signInAt(address) {
  await inDialog(address).catch((error) => {
    if (!(error instanceof NoDialog && error.isClosed)) throw error;
  });
}
