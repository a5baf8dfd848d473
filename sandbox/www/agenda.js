// @ts-check
import { DAY_LENGTH, formatDay, formatTime, startOfDay } from './dates.js';
import { element } from './elements.js';
import { icon } from './icons.js';
import { agenda } from './mailbox.js';

/** @typedef {import('./mailbox.js').AgendaEntry} AgendaEntry */

const WEEK = 7 * DAY_LENGTH;

/** The meetings by day: six weeks from today, and more of the past and the future on demand. */
export class Agenda {
  #from = startOfDay(new Date());
  #to = new Date(this.#from.getTime() + 6 * WEEK);
  #list = element('div', { class: 'agenda-days' });
  #selected = '';

  constructor() {
    this.element = element(
      'nav',
      { class: 'agenda', 'aria-label': 'Agenda' },
      this.#more('Show earlier events', () => (this.#from = new Date(this.#from.getTime() - 4 * WEEK))),
      this.#list,
      this.#more('Show later events', () => (this.#to = new Date(this.#to.getTime() + 4 * WEEK))),
    );
  }

  async refresh() {
    const entries = await agenda(this.#from, this.#to);
    /** @type {Map<number, AgendaEntry[]>} */
    const days = new Map();
    for (const entry of entries) {
      const day = startOfDay(new Date(entry.start)).getTime();
      days.set(day, [...(days.get(day) ?? []), entry]);
    }
    this.#list.replaceChildren(...[...days].map(([day, ofDay]) => renderDay(new Date(day), ofDay)));
    if (!entries.length) this.#list.append(element('p', { class: 'empty' }, 'No events in these weeks.'));
    this.select(this.#selected);
  }

  /** @param {string} id The open item; empty for none. */
  select(id) {
    this.#selected = id;
    for (const link of this.#list.querySelectorAll('a')) {
      if (link.dataset.id === id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  /**
   * @param {string} label
   * @param {() => void} widen
   */
  #more(label, widen) {
    const click = () => {
      widen();
      return this.refresh();
    };
    return element('button', { type: 'button', class: 'more', click }, label);
  }
}

/**
 * @param {Date} day
 * @param {AgendaEntry[]} entries
 */
function renderDay(day, entries) {
  const past = day.getTime() + DAY_LENGTH <= Date.now();
  return element(
    'section',
    { class: past ? 'day past' : 'day' },
    element('h2', {}, formatDay(day)),
    element('ul', {}, ...entries.map((entry) => element('li', {}, renderEntry(entry)))),
  );
}

/** @param {AgendaEntry} entry */
function renderEntry(entry) {
  const subject = entry.subject || '(No subject)';
  const [start, end] = [entry.start, entry.end].map((at) => formatTime(new Date(at)));
  const detail = [entry.isOrganizer ? '' : entry.organizer.name, entry.location].filter(Boolean).join(', ');
  const style = ['entry', entry.isOrganizer ? '' : 'invited', entry.isCancelled ? 'cancelled' : ''].join(' ');
  return element(
    'a',
    {
      class: style,
      href: `#/appointments/${encodeURIComponent(entry.id)}`,
      'data-id': entry.id,
    },
    element('span', { class: 'entry-times' }, element('span', {}, start), ' ', element('span', {}, end)),
    entry.isCancelled ? element('span', { class: 'visually-hidden' }, 'Cancelled:') : null,
    element(
      'span',
      { class: 'entry-text' },
      element('span', { class: 'entry-subject' }, subject, entry.isDraft ? element('span', { class: 'badge' }, 'Draft') : null),
      detail ? element('span', { class: 'entry-detail' }, detail) : null,
    ),
    entry.seriesMasterId ? icon('series') : null,
  );
}
