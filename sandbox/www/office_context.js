// @ts-check
import { toEwsId } from './item_ids.js';
import { identity, roamingSettings } from './mailbox.js';

/**
 * What office.js asks for once, when a page of the add-in starts.
 *
 * @typedef {import('./office_host.js').AddinFrame} AddinFrame
 * @typedef {import('./office_host.js').Surface} Surface
 * @typedef {import('./mailbox.js').Session} Session
 * @typedef {import('./manifest.js').Manifest} Manifest
 */

/** The number Office.js knows Outlook on the web by. */
const OUTLOOK_ON_THE_WEB = 64;

/** API sets the pages may ask for with `isSetSupported`. */
const REQUIREMENT_SETS = { Mailbox: '1.12', DialogApi: '1.2' };

/** The one of an Outlook with the bridge of nested app authentication. */
const WITH_BRIDGE = { ...REQUIREMENT_SETS, NestedAppAuth: '1.1' };

/** Kinds of an item, as the initial data numbers them. */
const ITEM_TYPES = { message: 1, read: 2, compose: 5, none: 6 };

/**
 * Every member is one that the library reads; it throws when one of the first nine is undefined.
 *
 * @param {AddinFrame} frame
 * @param {Session} session
 * @param {Manifest} manifest
 */
export async function appContext(frame, { user: { language } }, manifest) {
  const settings = Object.entries(await roamingSettings());
  const { bridge } = await identity();
  return {
    _id: frame.id,
    _appName: OUTLOOK_ON_THE_WEB,
    _appVersion: '16.0',
    _appUILocale: language,
    _dataLocale: language,
    _docUrl: '',
    _clientMode: 0,
    _settings: Object.fromEntries(settings.map(([key, value]) => [key, JSON.stringify(value)])),
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: crypto.randomUUID(),
    _appInstanceId: frame.id,
    _appMinorVersion: 1,
    _requirementMatrix: JSON.stringify(bridge === 'absent' ? REQUIREMENT_SETS : WITH_BRIDGE),
    _hostFullVersion: '16.0.0.0',
    _addinName: manifest.displayName,
    _appDomains: [frame.origin, ...manifest.appDomains],
    _featureGates: {},
    _marketplaceType: 'DeveloperCatalog',
  };
}

/**
 * The mailbox and the item. Of an item being composed the library asks for everything else as it goes.
 *
 * @param {Surface} surface
 * @param {Session} session
 * @param {Manifest} manifest
 */
export function initialData(surface, { user }, manifest) {
  const mailboxData = {
    userDisplayName: user.name,
    userEmailAddress: user.address,
    userTimeZone: user.timeZone,
    userProfileType: 'office365',
    hostVersion: '16.0.0.0',
    owaView: 'ThreeColumns',
    ewsUrl: `${location.origin}/EWS/Exchange.asmx`,
    restUrl: `${location.origin}/api`,
    permissionLevel: manifest.permissionLevel,
    itemType: ITEM_TYPES[surface.message ? 'message' : surface.mode],
  };
  if (surface.message) return { ...mailboxData, ...messageData(surface.message, user) };
  if (!surface.appointment) return mailboxData;
  const { fields, identity } = surface.appointment;
  const item = {
    ...mailboxData,
    id: identity ? toEwsId(identity.id) : undefined,
    itemClass: 'IPM.Appointment',
    seriesId: identity?.seriesMasterId ? toEwsId(identity.seriesMasterId) : null,
  };
  if (surface.mode === 'compose') return item;
  return {
    ...item,
    subject: fields.subject,
    normalizedSubject: fields.subject,
    start: Date.parse(fields.start),
    end: Date.parse(fields.end),
    isAllDayEvent: fields.isAllDay,
    location: fields.locations.map((place) => place.displayName).join('; '),
    to: fields.attendees.filter((attendee) => attendee.type === 'required'),
    cc: fields.attendees.filter((attendee) => attendee.type === 'optional'),
    organizer: identity?.organizer,
    attachments: [],
  };
}

/**
 * A message that is read.
 *
 * @param {import('./mailbox.js').SentMail} message
 * @param {import('./mailbox.js').Person} sender
 */
function messageData({ at, meetingId, subject, to }, { name, address }) {
  const from = { name, address };
  return {
    id: toEwsId(meetingId),
    itemClass: 'IPM.Schedule.Meeting.Request',
    subject,
    normalizedSubject: subject,
    from,
    sender: from,
    to: to.map((recipient) => ({ name: recipient, address: recipient })),
    cc: [],
    attachments: [],
    dateTimeCreated: Date.parse(at),
    dateTimeModified: Date.parse(at),
  };
}
