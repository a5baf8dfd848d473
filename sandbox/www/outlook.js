// @ts-check
import { Agenda } from './agenda.js';
import { Appointment } from './appointment.js';
import { initials } from './attendee_field.js';
import { byId, element } from './elements.js';
import { icon } from './icons.js';
import { confirmLeaving } from './leaving.js';
import * as mailbox from './mailbox.js';
import { parseManifest } from './manifest.js';
import { answerNestedAppAuth } from './nested_app_auth_host.js';
import { OfficeHost } from './office_host.js';
import { OpenItem } from './open_item.js';
import { Panes } from './panes.js';
import { AddinCommands } from './ribbon.js';
import { SentUpdates } from './sent.js';

/**
 * @typedef {import('./manifest.js').Manifest} Manifest
 * @typedef {import('./office_host.js').Surface} Surface
 */

/** What is shown, told by the address: `#/`, `#/new`, `#/appointments/<id>`, `#/sent`. */
class Outlook {
  #manifest;
  #host;
  #panes;
  #agenda = new Agenda();
  #sent = new SentUpdates((message) => this.#host.select(this.#calendar, message));
  /** @type {Surface} */
  #calendar = { appointment: null, mode: 'none', message: null, editor: null, notifications: null, sessionData: new Map(), close: () => {} };
  /** @type {OpenItem | null} */
  #openItem = null;
  #calendarBar;

  /**
   * @param {mailbox.Session} session
   * @param {Manifest} manifest
   */
  constructor(session, manifest) {
    this.#manifest = manifest;
    this.#host = new OfficeHost(session, manifest, (id) => this.#go(`#/appointments/${encodeURIComponent(id)}`));
    this.#panes = new Panes(this.#host, byId('panes'));
    this.#calendarBar = this.#makeCalendarBar();
    answerNestedAppAuth((event) => this.#host.isFromAddin(event));
    byId('agenda').append(this.#agenda.element);
    byId('user').append(element('span', {}, session.user.name), element('span', { class: 'avatar large', 'aria-hidden': 'true' }, initials(session.user.name)));
    window.addEventListener('hashchange', () => this.#route());
    document.addEventListener('click', (event) => this.#followLink(event));
    window.addEventListener('beforeunload', (event) => {
      if (this.#openItem?.hasUnsavedChanges) event.preventDefault();
    });
    this.#offerToTests();
  }

  async start() {
    await this.#agenda.refresh();
    await this.#route();
  }

  /** @param {string} hash */
  #go(hash) {
    location.hash = hash;
  }

  /**
   * A link away from unsaved changes asks first.
   *
   * @param {MouseEvent} event
   */
  async #followLink(event) {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link?.hash || !this.#openItem?.hasUnsavedChanges) return;
    event.preventDefault();
    if (await confirmLeaving()) this.#go(link.hash);
  }

  async #route() {
    this.#openItem?.close();
    this.#openItem = null;
    if (this.#calendar.message) this.#host.select(this.#calendar, null);
    const path = location.hash.replace(/^#\/?/, '');
    const id = /^appointments\/(.+)$/.exec(path)?.[1];
    this.#agenda.select(id ? decodeURIComponent(id) : '');
    document.body.dataset.view = path === 'sent' ? 'sent' : 'calendar';
    for (const link of document.querySelectorAll('.rail a')) {
      if (link.getAttribute('href') === (path === 'sent' ? '#/sent' : '#/')) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    try {
      if (path === 'sent') await this.#showSent();
      else if (path === 'new') this.#showItem(Appointment.blank());
      else if (id) await this.#showStored(decodeURIComponent(id));
      else this.#showCalendar();
    } catch (error) {
      this.#showProblem(error);
    }
  }

  async #showSent() {
    byId('main').replaceChildren(this.#sent.element);
    await this.#sent.refresh();
  }

  /** @param {string} id */
  async #showStored(id) {
    const { hash } = location;
    const stored = await mailbox.appointment(id);
    if (location.hash !== hash) return;
    this.#showItem(new Appointment(stored, stored));
  }

  /** @param {Appointment} appointment */
  #showItem(appointment) {
    const outlook = { manifest: this.#manifest, host: this.#host, panes: this.#panes };
    this.#openItem = new OpenItem(appointment, outlook, () => {
      this.#go('#/');
      this.#agenda.refresh();
      byId('main').focus();
    });
    byId('main').replaceChildren(this.#openItem.element);
    this.#openItem.focus();
  }

  #showCalendar() {
    const hint = element('p', { class: 'nothing-open' }, icon('calendar'), 'Select an event to open it.');
    byId('main').replaceChildren(this.#calendarBar, hint);
  }

  /** @param {unknown} error */
  #showProblem(error) {
    const text = error instanceof Error ? error.message : String(error);
    byId('main').replaceChildren(this.#calendarBar, element('div', { class: 'notification error', role: 'alert' }, icon('error'), text));
  }

  #makeCalendarBar() {
    const addin = new AddinCommands(this.#manifest, this.#host, this.#panes, this.#calendar);
    return element(
      'div',
      { class: 'command-bar', role: 'toolbar', 'aria-label': 'Calendar commands' },
      element('button', { type: 'button', class: 'command primary', click: () => this.#go('#/new') }, icon('add'), 'New event'),
      element('button', { type: 'button', class: 'command', click: () => this.#agenda.refresh() }, icon('refresh'), 'Refresh'),
      element('span', { class: 'divider' }),
      addin.element,
    );
  }

  /**
   * `window.sandboxOutlook`, for tests and the curious:
   * - `silence(dispatchId)`: the host never answers that call again, until the page is loaded anew. Dispatch ids are
   *   those of Outlook's object model (32 is `item.saveAsync`) and of the common methods (94 is `event.completed`).
   * - `typeBefore(dispatchId, text, skip)`: a line is typed at the end of the body right before that call is carried
   *   out, after so many of them.
   * - `trace`: the last messages between the add-in's pages and the host, `{at, direction, message}`.
   */
  #offerToTests() {
    const host = this.#host;
    const sandboxOutlook = {
      silence: (/** @type {number} */ id) => host.silence(id),
      typeBefore: (/** @type {number} */ id, /** @type {string} */ text, skip = 0) => host.typeBefore(id, text, skip),
      trace: host.trace,
    };
    Object.assign(window, { sandboxOutlook });
  }
}

try {
  const session = await mailbox.session();
  const manifest = parseManifest(await mailbox.manifest(), session.user.language);
  await new Outlook(session, manifest).start();
} catch (error) {
  byId('main').replaceChildren(element('div', { class: 'notification error', role: 'alert' }, icon('error'), String(error)));
}
document.body.removeAttribute('aria-busy');
