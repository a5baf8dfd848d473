// @ts-check
// The mailboxes that looks and runs are measured with, put into the sandbox.
import { inDays, skypeBody, skypeProperties } from "../../../tests/browser/block.mjs";

/** @typedef {import("../../../tests/browser/control.mjs").Control} Control */
/** @typedef {import("../../../tests/browser/control.mjs").NewMeeting} NewMeeting */

const BYTES = 60 * 1024;
/** How far ahead the meetings are spread, in days: all of them are looked at. */
const DAYS = 360;
/** How many requests fill a mailbox at the same time. */
const AT_ONCE = 16;
const ANNA = { name: "Anna Berg", address: "anna.berg@contoso.example" };
const TOMAS = { name: "Tomas Lind", address: "tomas.lind@contoso.example" };

const sentence = "<p>Please read the draft before we meet; the figures for the second quarter are not final yet.</p>\r\n";
const filling = sentence.repeat(Math.floor(BYTES / sentence.length));

/** @param {string} body the same with 60 KB of the organizer's own text in front */
const grown = (body) => body.replace(/<body[^>]*>/, (tag) => tag + filling);

/** @param {number} index */
const when = (index) => inDays(1 + (index % DAYS), 8 + (index % 9));

/** @param {string} start */
const hourAfter = (start) => new Date(Date.parse(start) + 3_600_000).toISOString();

/**
 * A meeting with a block that shows `conferenceId`.
 * @param {number} index
 * @param {string} conferenceId
 * @param {boolean} invites whether it has an attendee
 * @returns {NewMeeting}
 */
function single(index, conferenceId, invites) {
  const details = { join: `https://meet.contoso.example/ines.moreau/B${String(index).padStart(7, "0")}`, conferenceId };
  const start = when(index);
  return {
    subject: `Meeting ${index}`,
    start,
    end: hourAfter(start),
    body: { contentType: "html", content: grown(skypeBody(details)) },
    attendees: invites ? [ANNA] : [],
    properties: skypeProperties(details),
    sanitise: false,
  };
}

/**
 * A weekly series, of which the second date has a text of its own where it is `changed`.
 * @param {number} index
 * @param {string} conferenceId
 * @param {boolean} changed
 * @returns {NewMeeting}
 */
function series(index, conferenceId, changed) {
  const master = single(index, conferenceId, true);
  const second = new Date(Date.parse(master.start) + 7 * 86_400_000).toISOString();
  return {
    ...master,
    recurrence: {
      pattern: { type: "daily", interval: 7 },
      range: { type: "numbered", startDate: master.start.slice(0, 10), numberOfOccurrences: 10 },
    },
    exceptions: changed ? [{ originalStart: second, subject: `Changed date ${index}`, body: master.body }] : [],
  };
}

/**
 * Somebody else's meeting, or the organizer's own without an online meeting.
 * @param {number} index
 * @returns {NewMeeting}
 */
function other(index) {
  const start = when(index);
  return {
    subject: `Other ${index}`,
    start,
    end: hourAfter(start),
    body: { contentType: "html", content: `<html><body>${filling}</body></html>` },
    organizer: index % 2 ? TOMAS : undefined,
    attendees: [ANNA],
    sanitise: false,
  };
}

/**
 * Fills the calendar, many requests at a time.
 * @param {Control} control
 * @param {number} count
 * @param {(index: number) => NewMeeting} make
 */
async function fill(control, count, make) {
  let next = 0;
  const work = async () => {
    while (next < count) await control.addMeeting(make(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/**
 * Redial's meetings, of which `masters` are series and `exceptions` of those have a changed date, and `others`.
 * @param {Control} control
 * @param {{meetings: number, masters: number, exceptions: number, others: number}} counts
 */
export async function mixed(control, { meetings, masters, exceptions, others }) {
  const { conferenceId } = await control.dialIn();
  await fill(control, meetings, (index) =>
    index < masters ? series(index, conferenceId, index < exceptions) : single(index, conferenceId, true),
  );
  await fill(control, others, other);
}

/**
 * Single meetings without attendees.
 * @param {Control} control
 * @param {number} meetings
 */
export async function alone(control, meetings) {
  const { conferenceId } = await control.dialIn();
  await fill(control, meetings, (index) => single(index, conferenceId, false));
}

/**
 * Nothing but appointments that Redial does not look after.
 * @param {Control} control
 * @param {number} others
 */
export const foreign = (control, others) => fill(control, others, other);
