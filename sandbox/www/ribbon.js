// @ts-check
import { element } from './elements.js';

/**
 * @typedef {import('./manifest.js').Button} Button
 * @typedef {import('./manifest.js').Manifest} Manifest
 * @typedef {import('./office_host.js').AddinFrame} AddinFrame
 * @typedef {import('./office_host.js').OfficeHost} OfficeHost
 * @typedef {import('./office_host.js').Surface} Surface
 * @typedef {import('./panes.js').Panes} Panes
 */

/** How long Outlook waits for `event.completed`, in milliseconds. */
const COMMAND_LIMIT = 5 * 60_000;
/** The library's status of a function that the function file does not define. */
const NO_SUCH_FUNCTION = 11101;

/** The add-in's buttons at one surface, and the hidden page that runs its function commands. */
export class AddinCommands {
  #manifest;
  #host;
  #panes;
  #surface;
  #buttons;
  /** @type {AddinFrame | null} */
  #functionFile = null;

  /**
   * @param {Manifest} manifest
   * @param {OfficeHost} host
   * @param {Panes} panes
   * @param {Surface} surface
   */
  constructor(manifest, host, panes, surface) {
    this.#manifest = manifest;
    this.#host = host;
    this.#panes = panes;
    this.#surface = surface;
    const points = /** @type {const} */ ({
      compose: 'AppointmentOrganizerCommandSurface',
      read: 'AppointmentAttendeeCommandSurface',
      none: 'MessageReadCommandSurface',
    });
    this.#buttons = manifest.buttons(points[surface.mode]);
    this.element = element(
      'div',
      { class: 'addin-commands', role: 'group', 'aria-label': manifest.displayName },
      ...this.#buttons.map((button) => this.#render(button)),
    );
    this.element.hidden = this.#buttons.length === 0;
  }

  /**
   * Opens the pane of a notification's action.
   *
   * @param {string} controlId
   * @param {string} initializationContext
   */
  openPane(controlId, initializationContext) {
    const button = this.#buttons.find((candidate) => candidate.id === controlId);
    if (button?.action.kind === 'pane') this.#panes.show(this.#surface, { ...button.action, iconUrl: button.iconUrl, initializationContext });
  }

  /** Closes what the add-in has open at this surface. */
  close() {
    this.#panes.close(this.#surface);
    if (this.#functionFile) this.#host.close(this.#functionFile);
    this.#functionFile = null;
  }

  /** @param {Button} button */
  #render(button) {
    const { action } = button;
    /** @type {HTMLButtonElement} */
    const made = element(
      'button',
      {
        type: 'button',
        class: 'command',
        title: button.description,
        // The cursor stays in the text, as with a ribbon.
        mousedown: (event) => event.preventDefault(),
        click: () => (action.kind === 'pane' ? this.openPane(button.id, '') : this.#run(button, action.functionName, made)),
      },
      element('img', { src: button.iconUrl, alt: '', width: 20, height: 20 }),
      button.label,
    );
    return made;
  }

  /**
   * @param {Button} button
   * @param {string} functionName
   * @param {HTMLButtonElement} control
   */
  async #run(button, functionName, control) {
    if (control.getAttribute('aria-disabled') === 'true') return;
    control.setAttribute('aria-disabled', 'true');
    const { notifications } = this.#surface;
    notifications?.say(button.id, 'progress', `${this.#manifest.displayName} is working on your request.`);
    this.#functionFile ??= this.#host.open(this.#surface, this.#manifest.functionFile, {
      container: document.body,
      title: `${this.#manifest.displayName} commands`,
      hidden: true,
    });
    const run = this.#host.runCommand(this.#functionFile, functionName, button.id);
    const problem = await Promise.race([run.then(describeStatus), timeOut(COMMAND_LIMIT)]);
    control.removeAttribute('aria-disabled');
    notifications?.unsay(button.id);
    if (problem) notifications?.say(button.id, 'error', `${this.#manifest.displayName} could not run "${button.label}": ${problem}.`);
  }
}

/** @param {number} status */
function describeStatus(status) {
  if (status === 0) return '';
  return status === NO_SUCH_FUNCTION ? 'it has no such function' : `error ${status}`;
}

/**
 * @param {number} milliseconds
 * @returns {Promise<string>}
 */
function timeOut(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, 'it did not finish in time'));
}
