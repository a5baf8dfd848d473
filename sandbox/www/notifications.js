// @ts-check
import { element } from './elements.js';
import { icon } from './icons.js';
import { OfficeError } from './office_error.js';

/** At most this many messages of an add-in stand on one item. */
const LIMIT = 5;

/** By Office.js's number of the type: its name, the icon of the bar, the role that announces it. */
const TYPES = /** @type {const} */ ([
  { name: 'informationalMessage', style: 'info', symbol: 'info', role: 'status' },
  { name: 'progressIndicator', style: 'progress', symbol: 'info', role: 'status' },
  { name: 'errorMessage', style: 'error', symbol: 'error', role: 'alert' },
  { name: 'insightMessage', style: 'info', symbol: 'info', role: 'status' },
]);

/**
 * A message as `notificationMessages` of Office.js sends it.
 *
 * @typedef {object} Notification
 * @property {string} key
 * @property {string} message
 * @property {number} type 0 informational, 1 progress, 2 error, 3 insight.
 * @property {string} [icon]
 * @property {boolean} [persistent]
 * @property {{ actionText: string, commandId: string, contextData?: string }[]} [actions]
 */

/** The bars between the ribbon and the form. */
export class NotificationBars {
  /** @type {Map<string, Notification>} */
  #ofAddin = new Map();
  /** @type {Map<string, Notification>} */
  #ofOutlook = new Map();
  #events;

  /**
   * @param {object} events
   * @param {(type: number, dismissed: boolean) => void} events.clicked
   * @param {(commandId: string, contextData: string) => void} events.openPane
   */
  constructor(events) {
    this.#events = events;
    this.element = element('div', { class: 'notifications', role: 'region', 'aria-label': 'Notifications' });
    this.#render();
  }

  /** @param {Notification} notification */
  add(notification) {
    if (this.#ofAddin.has(notification.key)) throw new OfficeError(9023);
    this.replace(notification);
  }

  /** @param {Notification} notification */
  replace(notification) {
    if (!this.#ofAddin.has(notification.key) && this.#ofAddin.size >= LIMIT) throw new OfficeError(9025);
    this.#ofAddin.set(notification.key, notification);
    this.#render();
  }

  /** @param {string} key */
  remove(key) {
    if (!this.#ofAddin.delete(key)) throw new OfficeError(9024);
    this.#render();
  }

  /** As `getAllAsync` gives them: the type by its name. */
  all() {
    return [...this.#ofAddin.values()].map((notification) => ({ ...notification, type: TYPES[notification.type].name }));
  }

  /**
   * A message of Outlook itself.
   *
   * @param {string} key
   * @param {'progress' | 'error'} style
   * @param {string} message
   */
  say(key, style, message) {
    this.#ofOutlook.set(key, { key, message, type: style === 'progress' ? 1 : 2 });
    this.#render();
  }

  /** @param {string} key */
  unsay(key) {
    this.#ofOutlook.delete(key);
    this.#render();
  }

  #render() {
    const bars = [this.#ofOutlook, this.#ofAddin].flatMap((messages) => [...messages.values()].map((notification) => this.#bar(notification, messages)));
    this.element.replaceChildren(...bars);
    this.element.hidden = bars.length === 0;
  }

  /**
   * @param {Notification} notification
   * @param {Map<string, Notification>} messages
   */
  #bar(notification, messages) {
    const type = TYPES[notification.type];
    const dismiss = () => {
      messages.delete(notification.key);
      this.#render();
      if (messages === this.#ofAddin) this.#events.clicked(notification.type, true);
    };
    const actions = (notification.actions ?? []).map((action) =>
      element(
        'button',
        {
          type: 'button',
          class: 'link',
          click: () => {
            this.#events.clicked(notification.type, false);
            this.#events.openPane(action.commandId, action.contextData ?? '');
          },
        },
        action.actionText,
      ),
    );
    return element(
      'div',
      { class: `notification ${type.style}`, role: type.role, 'data-key': notification.key },
      type.style === 'progress' ? element('span', { class: 'spinner', 'aria-hidden': 'true' }) : icon(type.symbol),
      element('span', { class: 'notification-text' }, notification.message),
      ...actions,
      type.style === 'progress'
        ? null
        : element('button', { type: 'button', class: 'quiet icon-only', 'aria-label': 'Dismiss notification', click: dismiss }, icon('close')),
    );
  }
}
