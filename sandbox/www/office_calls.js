// @ts-check
import { customLocation } from './appointment.js';
import { bodyAs, insertIntoBody, prependToBody, selectedData, setBody } from './body_calls.js';
import { toEwsId, toRestId } from './item_ids.js';
import { saveRoamingSettings } from './mailbox.js';
import { OfficeError } from './office_error.js';

/**
 * What each call of Outlook's object model does, by the dispatch id office.js sends.
 *
 * @typedef {import('./appointment.js').Appointment} Appointment
 * @typedef {import('./mailbox.js').Location} Location
 * @typedef {import('./office_host.js').AddinFrame} AddinFrame
 * @typedef {import('./office_host.js').OfficeHost} OfficeHost
 *
 * @typedef {object} CallContext
 * @property {OfficeHost} host
 * @property {AddinFrame} frame
 * @property {import('./mailbox.js').Session} session
 *
 * @typedef {(params: any, context: CallContext) => unknown} Call
 */

/** Office.js numbers the recipient fields; an appointment has no third one. */
const ATTENDEE_TYPES = /** @type {const} */ (['required', 'optional']);
const START = 1;

/**
 * @param {number} dispatchId
 * @param {any} params
 * @param {CallContext} context
 * @returns {Promise<object>} The answer as office.js wants it.
 * @throws {OfficeError} with the code it reports to the add-in.
 */
export async function answerOfficeCall(dispatchId, params, context) {
  if (dispatchId === 3) return { wasSuccessful: true, customProperties: JSON.stringify(item(context).fields.customProperties) };
  const call = CALLS.get(dispatchId);
  if (!call) throw new OfficeError(5000);
  return { error: false, data: await call(params, context) };
}

/** @type {Map<number, Call>} */
const CALLS = new Map([
  // customProperties.saveAsync
  [4, ({ customProperties }, context) => item(context).setCustomProperties(customProperties)],

  // displayAppointmentForm, displayAppointmentFormAsync
  [9, ({ itemId }, { host }) => host.openAppointment(toRestId(itemId))],
  [180, ({ itemId }, { host }) => host.openAppointment(toRestId(itemId))],

  // body.setSelectedDataAsync; item.setSelectedDataAsync, item.getSelectedDataAsync
  [13, (params, context) => insertIntoBody(params, composed(context), editor(context))],
  [29, (params, context) => insertIntoBody(params, composed(context), editor(context))],
  [28, (params, context) => (composed(context), selectedData(params, editor(context)))],

  // body.getTypeAsync, prependAsync, getAsync, setAsync
  [14, (_, context) => item(context).fields.bodyType],
  [23, (params, context) => prependToBody(params, composed(context), editor(context))],
  [37, (params, context) => bodyAs(params, shown(context))],
  [38, (params, context) => setBody(params, composed(context))],

  // requiredAttendees, optionalAttendees: getAsync, setAsync, addAsync
  [15, ({ recipientField }, context) => attendees(item(context), recipientField)],
  [21, ({ recipientField, recipientArray }, context) => changeAttendees(context, recipientField, recipientArray)],
  [22, ({ recipientField, recipientArray }, context) =>
    changeAttendees(context, recipientField, [...attendees(item(context), recipientField), ...recipientArray])],

  // subject.setAsync, getAsync
  [17, ({ subject }, context) => composed(context).change({ subject })],
  [18, (_, context) => item(context).fields.subject],

  // start and end: getAsync, setAsync
  [24, ({ TimeProperty }, context) => Date.parse(item(context).fields[TimeProperty === START ? 'start' : 'end'])],
  [25, ({ TimeProperty, time }, context) => (TimeProperty === START ? changeStart(time, context) : changeEnd(time, context))],

  // location.getAsync, setAsync
  [26, (_, context) => item(context).fields.locations.map((place) => place.displayName).join('; ')],
  [27, ({ location }, context) => composed(context).change({ locations: location ? [customLocation(location)] : [] })],

  // enhancedLocation: getAsync, addAsync, removeAsync
  [154, (_, context) => item(context).fields.locations.map(enhancedLocation)],
  [155, ({ enhancedLocations }, context) => addLocations(enhancedLocations, composed(context))],
  [156, ({ enhancedLocations }, context) => removeLocations(enhancedLocations, composed(context))],

  // saveAsync, getItemIdAsync, item.close
  [32, async (_, context) => toEwsId(await composed(context).saveDraft())],
  [164, (_, context) => toEwsId(item(context).identity?.id ?? refuse(9046))],
  [41, (_, { frame }) => frame.surface.close()],

  // notificationMessages: addAsync, getAllAsync, replaceAsync, removeAsync
  [33, (notification, context) => notifications(context).add(notification)],
  [34, (_, context) => notifications(context).all()],
  [35, (notification, context) => notifications(context).replace(notification)],
  [36, ({ key }, context) => notifications(context).remove(key)],

  // getInitializationContextAsync, recurrence.getAsync, organizer.getAsync, isAllDayEvent.getAsync and setAsync
  [99, (_, { frame }) => frame.initializationContext],
  [103, (_, context) => (item(context).identity?.type === 'seriesMaster' ? refuse(5000) : null)],
  [107, (_, context) => item(context).identity?.organizer ?? { name: context.session.user.name, address: context.session.user.address }],
  [169, (_, context) => item(context).fields.isAllDay],
  [170, ({ isAllDayEvent }, context) => composed(context).change({ isAllDay: isAllDayEvent })],

  // sessionData: setAsync, getAsync, getAllAsync, clearAsync, removeAsync
  [185, ({ name, value }, { frame }) => void frame.surface.sessionData.set(name, value)],
  [186, ({ name }, { frame }) => frame.surface.sessionData.get(name) ?? refuse(9050)],
  [187, (_, { frame }) => Object.fromEntries(frame.surface.sessionData)],
  [188, (_, { frame }) => frame.surface.sessionData.clear()],
  [189, ({ name }, { frame }) => (frame.surface.sessionData.delete(name) ? undefined : refuse(9050))],

  // logTelemetry, recordDataPoint, recordTrace, trackCtq: heard, not kept
  ...[163, 400, 401, 402].map((id) => /** @type {[number, Call]} */ ([id, () => undefined])),

  // roamingSettings.saveAsync: every value is JSON in a string
  [404, ([settings]) =>
    saveRoamingSettings(Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, JSON.parse(value)])))],
]);

/**
 * @param {number} code
 * @returns {never}
 */
function refuse(code) {
  throw new OfficeError(code);
}

/** @param {CallContext} context */
function item({ frame }) {
  return frame.surface.appointment ?? refuse(9049);
}

/**
 * The body that is shown: of the item, or of the message that is selected.
 *
 * @param {CallContext} context
 * @returns {{ body: string, bodyType: 'html' | 'text' }}
 */
function shown(context) {
  const { message } = context.frame.surface;
  return message ? { body: message.body, bodyType: 'html' } : item(context).fields;
}

/** @param {CallContext} context */
function composed(context) {
  return context.frame.surface.mode === 'compose' ? item(context) : refuse(9038);
}

/** @param {CallContext} context */
function editor({ frame }) {
  return frame.surface.editor;
}

/** @param {CallContext} context */
function notifications({ frame }) {
  return frame.surface.notifications ?? refuse(9049);
}

/**
 * @param {Appointment} appointment
 * @param {number} field
 */
function attendees(appointment, field) {
  return appointment.fields.attendees.filter((attendee) => attendee.type === ATTENDEE_TYPES[field]);
}

/**
 * @param {CallContext} context
 * @param {number} field
 * @param {{ name: string, address: string }[]} people
 */
function changeAttendees(context, field, people) {
  const type = ATTENDEE_TYPES[field] ?? refuse(9031);
  const appointment = composed(context);
  const others = appointment.fields.attendees.filter((attendee) => attendee.type !== type);
  const changed = people.map(({ name, address }) => ({ name: name || address, address, type }));
  appointment.change({ attendees: [...others, ...changed] });
}

/**
 * The end moves along, as in the form.
 *
 * @param {number} time
 * @param {CallContext} context
 */
function changeStart(time, context) {
  const { start, end } = composed(context).fields;
  const length = Date.parse(end) - Date.parse(start);
  composed(context).change({ start: new Date(time).toISOString(), end: new Date(time + length).toISOString() });
}

/**
 * @param {number} time
 * @param {CallContext} context
 */
function changeEnd(time, context) {
  if (time < Date.parse(composed(context).fields.start)) refuse(9010);
  composed(context).change({ end: new Date(time).toISOString() });
}

/** @param {Location} place */
function locationId(place) {
  return place.type === 'room' ? (place.emailAddress ?? place.displayName) : place.displayName;
}

/**
 * A location as `enhancedLocation` of Office.js gives it.
 *
 * @param {Location} place
 */
export function enhancedLocation(place) {
  return {
    locationIdentifier: { id: locationId(place), type: place.type },
    displayName: place.displayName,
    emailAddress: place.emailAddress ?? '',
  };
}

/**
 * @param {{ id: string, type: 'custom' | 'room' }[]} identifiers
 * @param {Appointment} appointment
 */
function addLocations(identifiers, appointment) {
  const known = new Set(appointment.fields.locations.map(locationId));
  const added = identifiers
    .filter(({ id }) => !known.has(id))
    .map(({ id, type }) => (type === 'room' ? { displayName: id, type, emailAddress: id } : customLocation(id)));
  appointment.change({ locations: [...appointment.fields.locations, ...added] });
}

/**
 * @param {{ id: string }[]} identifiers
 * @param {Appointment} appointment
 */
function removeLocations(identifiers, appointment) {
  const ids = new Set(identifiers.map(({ id }) => id));
  appointment.change({ locations: appointment.fields.locations.filter((place) => !ids.has(locationId(place))) });
}
