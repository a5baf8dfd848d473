// @ts-check
import { htmlToText, textToHtml } from './body_text.js';
import { sanitise } from './mailbox.js';
import { OfficeError } from './office_error.js';

/**
 * What the calls of `item.body` do. A form has one format and takes no other; what it is given whole it makes its own.
 *
 * @typedef {import('./appointment.js').Appointment} Appointment
 * @typedef {import('./body_editor.js').BodyEditor} BodyEditor
 * @typedef {{ data: string, coercionType: number }} Given
 */

const HTML = 3;
/** What the documentation calls `InvalidFormatError`. */
const INVALID_FORMAT = 9002;
const INVALID_SELECTION = 9016;

/** Pictures that are kept with the body instead of on a server. */
const INLINE_PICTURE = /<img\b[^>]*\bsrc\s*=\s*["']?\s*(?:cid|data|blob):[^>]*>/gi;

/**
 * A body is told as Outlook on the web would save it, whatever else stands in it.
 *
 * @param {{ coercionType: number }} how
 * @param {{ body: string, bodyType: 'html' | 'text' }} shown
 */
export async function bodyAs({ coercionType }, { body, bodyType }) {
  if (bodyType === 'text') return coercionType === HTML ? textToHtml(body) : body;
  return coercionType === HTML ? sanitise(body) : htmlToText(body);
}

/**
 * Takes the whole body anew: pictures of its own, the cursor, and all that could be undone are gone.
 *
 * @param {Given} given
 * @param {Appointment} appointment
 */
export async function setBody(given, appointment) {
  const body = await inFormat(given, appointment);
  appointment.change({ body: appointment.fields.bodyType === 'text' ? body : body.replace(INLINE_PICTURE, '') });
}

/**
 * @param {Given} given
 * @param {Appointment} appointment
 * @param {BodyEditor | null} editor
 */
export async function prependToBody(given, appointment, editor) {
  const part = await inFormat(given, appointment);
  appointment.change({ body: editor ? editor.prepend(part) : part + appointment.fields.body }, editor);
}

/**
 * @param {Given} given
 * @param {Appointment} appointment
 * @param {BodyEditor | null} editor
 */
export async function insertIntoBody(given, appointment, editor) {
  const part = await inFormat(given, appointment);
  appointment.change({ body: editor ? editor.insert(part) : part + appointment.fields.body }, editor);
}

/**
 * @param {Given} how
 * @param {BodyEditor | null} editor
 */
export function selectedData({ coercionType }, editor) {
  const selection = editor?.selection;
  if (!selection) throw new OfficeError(INVALID_SELECTION);
  return { data: coercionType === HTML ? selection.html : selection.text, sourceProperty: 'body', startPosition: 0, endPosition: 0 };
}

/**
 * @param {Given} given
 * @param {Appointment} appointment
 * @returns {Promise<string>}
 */
async function inFormat({ data, coercionType }, { fields: { bodyType } }) {
  if (bodyType === 'text') {
    if (coercionType === HTML) throw new OfficeError(INVALID_FORMAT);
    return data;
  }
  return sanitise(coercionType === HTML ? data : textToHtml(data));
}
