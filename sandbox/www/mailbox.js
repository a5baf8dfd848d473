// @ts-check

/**
 * What the page asks of the mailbox server.
 *
 * @typedef {{ name: string, address: string }} Person
 * @typedef {Person & { type: 'required' | 'optional' }} Attendee
 * @typedef {{ displayName: string, type: 'custom' | 'room', emailAddress: string | null }} Location
 * @typedef {{ homeAccountId: string, environment: string, tenantId: string }} Account As MSAL wants it.
 * @typedef {{ user: Person & { timeZone: string, language: string }, addin: string }} Session
 * @typedef {{ bridge: 'answers' | 'absent' | 'refuses', silent: 'answers' | 'interactionRequired' | 'fails', popup: 'answers' | 'cancelled' | 'fails' }} Identity
 *
 * @typedef {object} AgendaEntry One meeting at its time; a series appears once for each of its occurrences.
 * @property {string} id
 * @property {string} subject
 * @property {string} start RFC 3339.
 * @property {string} end RFC 3339.
 * @property {string} location
 * @property {Person} organizer
 * @property {boolean} isOrganizer
 * @property {boolean} isCancelled
 * @property {boolean} isDraft
 * @property {string | null} seriesMasterId
 *
 * @typedef {object} AppointmentFields What a form can change.
 * @property {string} subject
 * @property {string} start RFC 3339.
 * @property {string} end RFC 3339.
 * @property {boolean} isAllDay
 * @property {Attendee[]} attendees
 * @property {Location[]} locations
 * @property {string} body
 * @property {'html' | 'text'} bodyType The format of the body; a form never changes it.
 * @property {Record<string, unknown>} customProperties The add-in's bag of the item.
 *
 * @typedef {object} AppointmentIdentity What only the server sets.
 * @property {string} id
 * @property {string} type `singleInstance`, `occurrence`, `exception` or `seriesMaster`.
 * @property {string | null} seriesMasterId
 * @property {Person} organizer
 * @property {boolean} isOrganizer
 * @property {boolean} isCancelled
 * @property {boolean} isDraft Never sent to anybody.
 *
 * @typedef {AppointmentFields & AppointmentIdentity} StoredAppointment
 *
 * @typedef {object} SentMail
 * @property {string} at RFC 3339.
 * @property {'invitation' | 'update' | 'nonDelivery'} kind
 * @property {string} meetingId
 * @property {string} subject
 * @property {string[]} to Addresses.
 * @property {string[]} [undelivered] Addresses that a mail did not reach.
 * @property {string} body HTML.
 */

/**
 * @param {string} method
 * @param {string} path
 * @param {{ json?: unknown, html?: string, form?: Record<string, string> }} [content]
 * @returns {Promise<Response>}
 * @throws {Error} with a sentence for people when the server refuses or cannot be reached.
 */
async function request(method, path, content = {}) {
  /** @type {RequestInit} */
  const init = { method };
  if (content.json !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(content.json);
  } else if (content.html !== undefined) {
    init.headers = { 'content-type': 'text/html; charset=utf-8' };
    init.body = content.html;
  } else if (content.form) {
    init.body = new URLSearchParams(content.form);
  }
  const response = await fetch(path, init).catch(() => {
    throw new Error('The mailbox server cannot be reached. Is redial-sandbox still running?');
  });
  if (response.ok) return response;
  const refusal = await response.json().catch(() => null);
  throw new Error(refusal?.error?.message ?? `The mailbox server answered ${response.status} to ${method} ${path}.`);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ json?: unknown, form?: Record<string, string> }} [content]
 * @returns {Promise<any>} The answer's JSON; `null` where it has no content.
 */
export async function requestJson(method, path, content) {
  const response = await request(method, path, content);
  return response.status === 204 ? null : response.json();
}

/** @returns {Promise<Session>} */
export const session = () => requestJson('GET', '/owa/session');

/**
 * @param {Date} from
 * @param {Date} to
 * @returns {Promise<AgendaEntry[]>} Soonest first.
 */
export const agenda = (from, to) =>
  requestJson('GET', `/owa/agenda?${new URLSearchParams({ from: from.toISOString(), to: to.toISOString() })}`);

/**
 * @param {string} id
 * @returns {Promise<StoredAppointment>}
 */
export const appointment = (id) => requestJson('GET', appointmentPath(id));

/**
 * @param {Partial<AppointmentFields> & { send: boolean }} fields
 * @returns {Promise<StoredAppointment>}
 */
export const createAppointment = (fields) => requestJson('POST', '/owa/appointments', { json: fields });

/**
 * @param {string} id
 * @param {Partial<AppointmentFields> & { send?: boolean }} fields Only what changed.
 * @returns {Promise<StoredAppointment>}
 */
export const updateAppointment = (id, fields) => requestJson('PATCH', appointmentPath(id), { json: fields });

/**
 * @param {string} id
 * @returns {Promise<null>}
 */
export const deleteAppointment = (id) => requestJson('DELETE', appointmentPath(id));

/**
 * HTML as Outlook on the web keeps it.
 *
 * @param {string} html
 * @returns {Promise<string>}
 */
export const sanitise = async (html) => (await request('POST', '/owa/sanitise', { html })).text();

/** @returns {Promise<Record<string, unknown>>} */
export const roamingSettings = () => requestJson('GET', '/owa/roaming-settings');

/**
 * @param {Record<string, unknown>} settings
 * @returns {Promise<null>}
 */
export const saveRoamingSettings = (settings) => requestJson('PUT', '/owa/roaming-settings', { json: settings });

/** @returns {Promise<string>} The add-in's manifest, XML. */
export const manifest = async () => (await request('GET', '/owa/manifest')).text();

/** @returns {Promise<SentMail[]>} */
export const sentMails = () => requestJson('GET', '/_sandbox/sent');

/** @returns {Promise<null>} */
export const clearSentMails = () => requestJson('DELETE', '/_sandbox/sent');

/** @returns {Promise<Identity>} How sign-in goes. */
export const identity = () => requestJson('GET', '/_sandbox/identity');

/**
 * @param {string} clientId
 * @param {string} scope Separated by blanks.
 * @param {string} [claims] What a challenge wanted.
 * @returns {Promise<{ access_token: string, id_token: string, expires_in: number, scope: string, account: Account }>}
 */
export const token = (clientId, scope, claims) =>
  requestJson('POST', '/oauth2/v2.0/token', {
    form: { client_id: clientId, scope, grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', ...(claims && { claims }) },
  });

/** @param {string} id */
function appointmentPath(id) {
  return `/owa/appointments/${encodeURIComponent(id)}`;
}
