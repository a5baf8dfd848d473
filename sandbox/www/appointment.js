// @ts-check
import { createAppointment, deleteAppointment, updateAppointment } from './mailbox.js';

/**
 * @typedef {import('./mailbox.js').AppointmentFields} Fields
 * @typedef {import('./mailbox.js').AppointmentIdentity} Identity
 * @typedef {keyof Fields} FieldName
 */

/** @type {FieldName[]} */
const FIELD_NAMES = ['subject', 'start', 'end', 'isAllDay', 'attendees', 'locations', 'body', 'customProperties'];

/**
 * The appointment of an open form: what the person typed and the add-in set, saved or not.
 * Form and add-in both change it here and hear of each other's changes.
 */
export class Appointment {
  /** @type {Fields} */
  #fields;
  /** @type {Identity | null} */
  #identity;
  /** @type {Set<FieldName>} */
  #unsaved = new Set();
  /** @type {((names: FieldName[], source: unknown) => void)[]} */
  #listeners = [];
  /** No person has saved it yet, so Discard takes it away again. */
  #isProvisional;

  /**
   * @param {Fields} fields
   * @param {Identity | null} identity `null` before the first save.
   */
  constructor(fields, identity) {
    this.#fields = pickFields(fields);
    this.#identity = identity;
    this.#isProvisional = identity === null;
  }

  /**
   * An appointment nobody has saved: the next full hour, half an hour long.
   *
   * @param {Partial<Fields>} [given]
   */
  static blank(given = {}) {
    const start = new Date();
    start.setHours(start.getHours() + 1, 0, 0, 0);
    const begin = given.start ?? start.toISOString();
    return new Appointment(
      {
        subject: '',
        start: begin,
        end: new Date(Date.parse(begin) + 30 * 60_000).toISOString(),
        isAllDay: false,
        attendees: [],
        locations: [],
        body: '',
        bodyType: 'html',
        customProperties: {},
        ...given,
      },
      null,
    );
  }

  /** @returns {Readonly<Fields>} */
  get fields() {
    return this.#fields;
  }

  get identity() {
    return this.#identity;
  }

  get hasUnsavedChanges() {
    return this.#unsaved.size > 0;
  }

  /**
   * @param {Partial<Fields>} changes
   * @param {unknown} [source] Who changes it; told to the listeners so that a control can ignore its own input.
   */
  change(changes, source) {
    const names = FIELD_NAMES.filter((name) => name in changes);
    this.#fields = { ...this.#fields, ...changes };
    for (const name of names) this.#unsaved.add(name);
    this.#tell(names, source);
  }

  /** @param {(names: FieldName[], source: unknown) => void} listener */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Saves what the person wants kept. Without attendees there is nobody to mail, and so no draft of a mail either.
   *
   * @param {{ send: boolean }} how Whether the attendees are mailed.
   */
  async save({ send }) {
    await this.#store(send || this.#fields.attendees.length === 0);
    this.#isProvisional = false;
  }

  /**
   * Saves for the add-in, which wants an id; nobody is mailed.
   *
   * @returns {Promise<string>} The item's id.
   */
  saveDraft() {
    return this.#store(false);
  }

  /** @param {boolean} send */
  async #store(send) {
    const names = [...this.#unsaved];
    const stored = this.#identity
      ? await updateAppointment(this.#identity.id, { ...this.#only(names), send })
      : await createAppointment({ ...this.#fields, send });
    this.#identity = stored;
    for (const name of names) this.#unsaved.delete(name);
    this.#fields = { ...pickFields(stored), ...this.#only([...this.#unsaved]) };
    this.#tell(FIELD_NAMES, this);
    return stored.id;
  }

  /**
   * Sets the add-in's bag; on a saved item at once, else with the first save.
   *
   * @param {Record<string, unknown>} customProperties
   */
  async setCustomProperties(customProperties) {
    this.#fields = { ...this.#fields, customProperties };
    if (this.#identity) await updateAppointment(this.#identity.id, { customProperties });
    else this.#unsaved.add('customProperties');
  }

  /** Leaves the item as the person last saved it, which may be not at all. */
  async discard() {
    if (this.#isProvisional && this.#identity) await deleteAppointment(this.#identity.id);
  }

  /**
   * @param {FieldName[]} names
   * @returns {Partial<Fields>}
   */
  #only(names) {
    const { bodyType } = this.#fields;
    return { ...Object.fromEntries(names.map((name) => [name, this.#fields[name]])), ...(names.includes('body') ? { bodyType } : {}) };
  }

  /**
   * @param {FieldName[]} names
   * @param {unknown} source
   */
  #tell(names, source) {
    for (const listener of this.#listeners) listener(names, source);
  }
}

/**
 * A place that is no room of the address list.
 *
 * @param {string} displayName
 * @returns {import('./mailbox.js').Location}
 */
export function customLocation(displayName) {
  return { displayName, type: 'custom', emailAddress: null };
}

/**
 * @param {Fields} from
 * @returns {Fields}
 */
function pickFields({ subject, start, end, isAllDay, attendees, locations, body, bodyType, customProperties }) {
  return { subject, start, end, isAllDay, attendees, locations, body, bodyType, customProperties };
}
