// @ts-check
import { customLocation } from './appointment.js';
import { AttendeeField } from './attendee_field.js';
import { BodyEditor } from './body_editor.js';
import { formatDay, formatTime, fromInputs, toInputs } from './dates.js';
import { element } from './elements.js';
import { icon } from './icons.js';

/**
 * @typedef {import('./appointment.js').Appointment} Appointment
 * @typedef {import('./appointment.js').FieldName} FieldName
 * @typedef {import('./icons.js').IconName} IconName
 * @typedef {import('./mailbox.js').Location} Location
 */

/** The fields of one's own appointment. */
export class AppointmentForm {
  #appointment;
  #subject;
  #required;
  #optional;
  #startDate = this.#timeInput('date', 'Start date', 'start');
  #startTime = this.#timeInput('time', 'Start time', 'start');
  #endDate = this.#timeInput('date', 'End date', 'end');
  #endTime = this.#timeInput('time', 'End time', 'end');
  #location;
  #problem = element('p', { class: 'problem', role: 'alert', hidden: true });

  /** @param {Appointment} appointment */
  constructor(appointment) {
    this.#appointment = appointment;
    this.#subject = element('input', {
      type: 'text',
      class: 'subject',
      'aria-label': 'Subject',
      placeholder: 'Add a title',
      maxlength: 255,
      input: () => appointment.change({ subject: this.#subject.value }, this.#subject),
    });
    this.#required = this.#attendeeField('required', 'Add attendees');
    this.#optional = this.#attendeeField('optional', 'Add optional attendees');
    this.#location = element('input', {
      type: 'text',
      class: 'bare',
      'aria-label': 'Location',
      placeholder: 'Add a location',
      input: () => appointment.change({ locations: parseLocations(this.#location.value, appointment.fields.locations) }, this.#location),
    });
    this.editor = new BodyEditor({ type: appointment.fields.bodyType, editable: true, label: 'Event body', onEdit: (body) => appointment.change({ body }, this.editor) });
    this.element = this.#layOut();
    appointment.onChange((names, source) => this.#show(names, source));
    this.#show(['subject', 'attendees', 'start', 'locations', 'body'], null);
  }

  /**
   * Takes over what was typed but not yet confirmed.
   *
   * @returns {boolean} Whether the form can be saved.
   */
  commit() {
    this.#required.commit();
    this.#optional.commit();
    return this.#problem.hidden === true;
  }

  focus() {
    this.#subject.focus();
  }

  #layOut() {
    const start = element('span', { class: 'time' }, this.#startDate, this.#startTime);
    const end = element('span', { class: 'time' }, element('span', { 'aria-hidden': 'true' }, 'to'), this.#endDate, this.#endTime);
    return element(
      'div',
      { class: 'form', role: 'group', 'aria-label': 'Event details' },
      this.#subject,
      row('attendees', this.#required.element),
      row(null, this.#optional.element),
      row('clock', element('div', { class: 'times' }, start, end), this.#problem),
      row('location', this.#location),
      row('notes', this.editor.element, null, 'body-row'),
    );
  }

  /**
   * @param {'required' | 'optional'} type
   * @param {string} label
   */
  #attendeeField(type, label) {
    return new AttendeeField({
      label,
      onEdit: (people) => {
        const others = this.#appointment.fields.attendees.filter((attendee) => attendee.type !== type);
        this.#appointment.change({ attendees: [...others, ...people.map(({ name, address }) => ({ name, address, type }))] });
      },
    });
  }

  /**
   * @param {'date' | 'time'} type
   * @param {string} label
   * @param {'start' | 'end'} edited
   */
  #timeInput(type, label, edited) {
    return element('input', { type, 'aria-label': label, required: true, change: () => this.#changeTimes(edited) });
  }

  /** @param {'start' | 'end'} edited Moving the start moves the end along. */
  #changeTimes(edited) {
    const { start, end } = this.#appointment.fields;
    const newStart = fromInputs(this.#startDate.value, this.#startTime.value);
    const newEnd = fromInputs(this.#endDate.value, this.#endTime.value);
    if (!newStart || !newEnd) return;
    const length = Date.parse(end) - Date.parse(start);
    const movedEnd = edited === 'start' ? new Date(newStart.getTime() + length) : newEnd;
    const ordered = movedEnd >= newStart;
    this.#problem.textContent = ordered ? '' : 'The event ends before it starts. Choose a later end.';
    this.#problem.hidden = ordered;
    if (ordered) this.#appointment.change({ start: newStart.toISOString(), end: movedEnd.toISOString() });
  }

  /**
   * @param {FieldName[]} names
   * @param {unknown} source
   */
  #show(names, source) {
    const { subject, attendees, start, end, locations, body } = this.#appointment.fields;
    if (names.includes('subject') && source !== this.#subject) this.#subject.value = subject;
    if (names.includes('attendees')) {
      this.#required.show(attendees.filter((attendee) => attendee.type === 'required'));
      this.#optional.show(attendees.filter((attendee) => attendee.type === 'optional'));
    }
    if (names.includes('start') || names.includes('end')) this.#showTimes(new Date(start), new Date(end));
    if (names.includes('locations') && source !== this.#location) this.#location.value = locations.map((place) => place.displayName).join('; ');
    if (names.includes('body') && source !== this.editor) this.editor.show(body);
  }

  /**
   * @param {Date} start
   * @param {Date} end
   */
  #showTimes(start, end) {
    const [from, to] = [toInputs(start), toInputs(end)];
    this.#startDate.value = from.date;
    this.#startTime.value = from.time;
    this.#endDate.value = to.date;
    this.#endTime.value = to.time;
    this.#problem.hidden = true;
  }
}

/**
 * Somebody else's appointment, for reading.
 *
 * @param {Appointment} appointment
 */
export function readingView({ fields, identity }) {
  const body = new BodyEditor({ type: fields.bodyType, editable: false, label: 'Event body' });
  body.show(fields.body);
  const start = new Date(fields.start);
  return element(
    'article',
    { class: 'form' },
    element('h2', { class: 'subject' }, fields.subject),
    row('clock', element('span', {}, `${formatDay(start)}, ${formatTime(start)} to ${formatTime(new Date(fields.end))}`)),
    row(
      'attendees',
      element('span', {}, `${identity?.organizer.name} invited ${fields.attendees.map((attendee) => attendee.name).join(', ') || 'nobody else'}`),
    ),
    fields.locations.length ? row('location', element('span', {}, fields.locations.map((place) => place.displayName).join('; '))) : null,
    row('notes', body.element, null, 'body-row'),
  );
}

/**
 * @param {IconName | null} symbol
 * @param {HTMLElement} content
 * @param {HTMLElement | null} [below]
 * @param {string} [style]
 */
function row(symbol, content, below = null, style = '') {
  return element('div', { class: `row ${style}` }, element('span', { class: 'row-icon' }, symbol ? icon(symbol) : null), element('div', { class: 'row-content' }, content, below));
}

/**
 * Places are separated by semicolons; one that was there before stays the room it was.
 *
 * @param {string} typed
 * @param {Location[]} before
 */
function parseLocations(typed, before) {
  return typed
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => before.find((place) => place.displayName === name) ?? customLocation(name));
}
