// @ts-check
import { AppointmentForm, readingView } from './appointment_form.js';
import { element } from './elements.js';
import { icon } from './icons.js';
import { confirmLeaving } from './leaving.js';
import { NotificationBars } from './notifications.js';
import { enhancedLocation } from './office_calls.js';
import { AddinCommands } from './ribbon.js';

/**
 * @typedef {import('./appointment.js').Appointment} Appointment
 * @typedef {import('./appointment.js').FieldName} FieldName
 * @typedef {import('./icons.js').IconName} IconName
 * @typedef {import('./manifest.js').Manifest} Manifest
 * @typedef {import('./office_host.js').OfficeHost} OfficeHost
 * @typedef {import('./office_host.js').Surface} Surface
 * @typedef {import('./panes.js').Panes} Panes
 */

/** One open appointment with its command bar, notifications and the add-in's pages that belong to it. */
export class OpenItem {
  #appointment;
  #host;
  #leave;
  /** @type {Surface} */
  #surface;
  #commands;
  /** @type {AppointmentForm | null} */
  #form = null;
  #sendButton = button('Send', 'send', () => this.#save(true));
  #saveButton = button('Save', 'save', () => this.#save(false));

  /**
   * @param {Appointment} appointment
   * @param {{ manifest: Manifest, host: OfficeHost, panes: Panes }} outlook
   * @param {() => void} leave Goes back to the calendar.
   */
  constructor(appointment, { manifest, host, panes }, leave) {
    this.#appointment = appointment;
    this.#host = host;
    this.#leave = leave;
    const own = appointment.identity?.isOrganizer ?? true;
    if (own) this.#form = new AppointmentForm(appointment);
    this.#surface = this.#makeSurface(own);
    this.#commands = new AddinCommands(manifest, host, panes, this.#surface);
    this.element = element(
      'section',
      { class: 'open-item', 'aria-label': own ? 'Event' : 'Invitation' },
      this.#commandBar(own),
      this.#surface.notifications?.element,
      this.#seriesHint(),
      this.#form?.element ?? readingView(appointment),
    );
    appointment.onChange((names, source) => source !== appointment && this.#announce(names));
    this.#showSending();
  }

  focus() {
    this.#form?.focus();
  }

  get hasUnsavedChanges() {
    return this.#form !== null && this.#appointment.hasUnsavedChanges;
  }

  /** Ends what belongs to the item; the caller takes the element away. */
  close() {
    this.#commands.close();
  }

  /**
   * @param {boolean} own
   * @returns {Surface}
   */
  #makeSurface(own) {
    const notifications = new NotificationBars({
      clicked: (infobarType, dismissed) => this.#host.fire(this.#surface, 'olkInfobarClicked', [{ infobarType, actionType: dismissed ? 0 : 1 }]),
      openPane: (commandId, contextData) => this.#commands.openPane(commandId, contextData),
    });
    return {
      appointment: this.#appointment,
      mode: own ? 'compose' : 'read',
      message: null,
      editor: this.#form?.editor ?? null,
      notifications,
      sessionData: new Map(),
      close: () => this.#leave(),
    };
  }

  /** @param {boolean} own */
  #commandBar(own) {
    const ownCommands = own ? [this.#sendButton, this.#saveButton, button('Discard', 'discard', () => this.#discard())] : [];
    const close = button('Close', 'close', () => this.#close());
    return element(
      'div',
      { class: 'command-bar', role: 'toolbar', 'aria-label': 'Event commands' },
      ...ownCommands,
      element('span', { class: 'stretch' }),
      close,
      this.#commands.element,
    );
  }

  #seriesHint() {
    const { identity } = this.#appointment;
    if (!identity?.seriesMasterId) return null;
    const link = element('a', { href: `#/appointments/${encodeURIComponent(identity.seriesMasterId)}` }, 'View series');
    return element('p', { class: 'hint' }, icon('series'), 'This event is one of a series. ', link);
  }

  /** @param {boolean} send */
  async #save(send) {
    if (!this.#form?.commit()) return;
    this.#surface.notifications?.unsay('save');
    this.#setSaving(true);
    try {
      await this.#appointment.save({ send });
      this.#leave();
    } catch (error) {
      this.#setSaving(false);
      this.#surface.notifications?.say('save', 'error', `The event was not saved. ${error instanceof Error ? error.message : ''}`);
    }
  }

  /** @param {boolean} saving A second click would save twice. */
  #setSaving(saving) {
    this.#sendButton.disabled = saving;
    this.#saveButton.disabled = saving;
  }

  async #close() {
    if (!this.hasUnsavedChanges || (await confirmLeaving())) this.#leave();
  }

  async #discard() {
    await this.#appointment.discard();
    this.#leave();
  }

  /** @param {FieldName[]} names */
  #announce(names) {
    this.#showSending();
    const { attendees, start, end, locations } = this.#appointment.fields;
    if (names.includes('attendees')) {
      const fields = { requiredAttendees: true, optionalAttendees: true };
      this.#host.fire(this.#surface, 'olkRecipientsChanged', [JSON.stringify(fields)]);
    }
    if (names.includes('start') || names.includes('end')) {
      this.#host.fire(this.#surface, 'olkAppointmentTimeChanged', [JSON.stringify({ start: Date.parse(start), end: Date.parse(end) })]);
    }
    if (names.includes('locations')) {
      this.#host.fire(this.#surface, 'olkEnhancedLocationsChanged', [JSON.stringify({ enhancedLocations: locations.map(enhancedLocation) })]);
    }
  }

  /** Without attendees there is nobody to send to. */
  #showSending() {
    const toSomebody = this.#appointment.fields.attendees.length > 0;
    this.#sendButton.hidden = !toSomebody;
    this.#sendButton.classList.toggle('primary', toSomebody);
    this.#saveButton.classList.toggle('primary', !toSomebody);
  }
}

/**
 * @param {string} label
 * @param {IconName} symbol
 * @param {() => void} click
 */
function button(label, symbol, click) {
  return element('button', { type: 'button', class: 'command', click }, icon(symbol), label);
}
