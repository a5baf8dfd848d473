// @ts-check
import { element } from './elements.js';
import { icon } from './icons.js';

/** @typedef {import('./mailbox.js').Person} Person */

/**
 * A row of people with an input for more: Enter, comma, semicolon or leaving the field adds what was typed;
 * Backspace in the empty input takes the last one away.
 */
export class AttendeeField {
  /** @type {Person[]} */
  #people = [];
  #onEdit;
  #chips = element('ul', { class: 'chips' });
  #input;

  /**
   * @param {{ label: string, onEdit: (people: Person[]) => void }} options
   */
  constructor({ label, onEdit }) {
    this.#onEdit = onEdit;
    this.#input = element('input', {
      type: 'text',
      class: 'bare',
      'aria-label': label,
      placeholder: label,
      autocomplete: 'off',
      keydown: (event) => this.#key(event),
      input: () => {
        if (/[;,]\s*$/.test(this.#input.value)) this.#addTyped();
      },
      blur: () => this.#addTyped(),
    });
    this.element = element('div', { class: 'attendee-field', click: () => this.#input.focus() }, this.#chips, this.#input);
  }

  /** Adds what was typed but not yet taken over. */
  commit() {
    this.#addTyped();
  }

  /** @param {Person[]} people */
  show(people) {
    this.#people = people;
    this.#chips.replaceChildren(...people.map((person) => this.#chip(person)));
    this.#input.placeholder = people.length ? '' : (this.#input.getAttribute('aria-label') ?? '');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#addTyped();
    } else if (event.key === 'Backspace' && this.#input.value === '' && this.#people.length) {
      this.#onEdit(this.#people.slice(0, -1));
    }
  }

  #addTyped() {
    const typed = this.#input.value.split(/[;,]/).map(parsePerson).filter((person) => person !== null);
    if (!typed.length) return;
    this.#input.value = '';
    const known = new Set(this.#people.map((person) => person.address.toLowerCase()));
    const added = typed.filter((person) => !known.has(person.address.toLowerCase()));
    if (added.length) this.#onEdit([...this.#people, ...added]);
  }

  /** @param {Person} person */
  #chip(person) {
    return element(
      'li',
      { class: 'chip', title: person.address },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person.name)),
      person.name,
      element(
        'button',
        {
          type: 'button',
          class: 'chip-remove',
          'aria-label': `Remove ${person.name}`,
          click: () => this.#onEdit(this.#people.filter((other) => other !== person)),
        },
        icon('close'),
      ),
    );
  }
}

/** @param {string} name */
export function initials(name) {
  const words = name.split(/[\s.@]+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join('');
}

/**
 * `Name <address>` or an address alone.
 *
 * @param {string} typed
 * @returns {Person | null} `null` when nothing in it looks like an address.
 */
function parsePerson(typed) {
  const match = /^\s*(?:"?([^"<]*?)"?\s*<\s*([^\s<>]+@[^\s<>]+)\s*>|([^\s<>]+@[^\s<>]+))\s*$/.exec(typed);
  if (!match) return null;
  const address = match[2] ?? match[3];
  return { address, name: match[1]?.trim() || address };
}
