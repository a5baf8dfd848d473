// @ts-check
import { htmlToText } from './body_text.js';
import { formatMoment } from './dates.js';
import { element } from './elements.js';
import { icon } from './icons.js';
import { clearSentMails, sentMails } from './mailbox.js';

/** @typedef {import('./mailbox.js').SentMail} SentMail */

/** Characters of the body shown before a mail is unfolded. */
const PREVIEW_LENGTH = 200;

/** What a mail is, on its badge. */
const KINDS = { invitation: 'Invitation', update: 'Update', nonDelivery: 'Undelivered' };

/** The mails the server sent to attendees, newest first, each with its body to unfold. */
export class SentUpdates {
  #list = element('div', { class: 'sent-list' });
  #select;

  /** @param {(message: SentMail) => void} select Called when a mail is unfolded. */
  constructor(select) {
    this.#select = select;
    this.element = element(
      'section',
      { class: 'sent', 'aria-label': 'Sent updates' },
      element(
        'div',
        { class: 'command-bar', role: 'toolbar', 'aria-label': 'Sent updates commands' },
        element('button', { type: 'button', class: 'command', click: () => this.refresh() }, icon('refresh'), 'Refresh'),
        element('button', { type: 'button', class: 'command', click: () => this.#clear() }, icon('discard'), 'Clear list'),
      ),
      element('h2', { class: 'sent-title' }, 'Sent updates'),
      this.#list,
    );
  }

  async refresh() {
    const mails = await sentMails();
    this.#list.replaceChildren(...mails.reverse().map((mail) => renderMail(mail, this.#select)));
    if (!mails.length) this.#list.append(element('p', { class: 'empty' }, 'No mail has been sent to attendees.'));
  }

  async #clear() {
    await clearSentMails();
    await this.refresh();
  }
}

/**
 * @param {SentMail} mail
 * @param {(message: SentMail) => void} select
 */
function renderMail(mail, select) {
  const body = element('iframe', { sandbox: '', title: `Body of ${mail.subject}`, loading: 'lazy' });
  return element(
    'details',
    {
      class: 'mail',
      toggle: (/** @type {Event} */ { target }) => {
        if (!body.srcdoc) body.srcdoc = mail.body;
        if (target instanceof HTMLDetailsElement && target.open) select(mail);
      },
    },
    element(
      'summary',
      {},
      element('span', { class: `badge ${mail.kind}` }, KINDS[mail.kind]),
      element(
        'span',
        { class: 'mail-text' },
        element('span', { class: 'mail-subject' }, mail.subject),
        element('span', { class: 'mail-to' }, `To: ${mail.to.join(', ')}`),
        element('span', { class: 'mail-preview' }, preview(mail.body)),
      ),
      element('time', { datetime: mail.at }, formatMoment(new Date(mail.at))),
    ),
    body,
  );
}

/**
 * @param {string} html
 * @returns {string} The first words, without separator lines.
 */
function preview(html) {
  return htmlToText(html).replace(/[._]{4,}/g, ' ').replace(/\s+/g, ' ').trim().slice(0, PREVIEW_LENGTH);
}
