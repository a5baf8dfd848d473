// @ts-check
// The sandbox's control API, described in sandbox/README.md.
import assert from "node:assert/strict";
import { Agent, request } from "node:https";

/**
 * @typedef {object} Person
 * @property {string} name
 * @property {string} address
 */
/** @typedef {Person & {type?: "required" | "optional" | "resource"}} Attendee */
/**
 * @typedef {object} NewMeeting
 * @property {string} subject
 * @property {string} start RFC 3339
 * @property {string} end RFC 3339
 * @property {{contentType: "html" | "text", content: string}} body
 * @property {Person} [organizer]
 * @property {Attendee[]} [attendees]
 * @property {object} [recurrence] Graph's patternedRecurrence
 * @property {{originalStart: string, subject?: string, body?: {contentType: "html" | "text", content: string}, start?: string, end?: string}[]} [exceptions]
 * @property {Record<string, string>} [properties] named string properties
 * @property {string} [location]
 * @property {boolean} [isCancelled]
 * @property {boolean} [isDraft]
 * @property {boolean} [sanitise]
 */
/**
 * @typedef {object} Meeting
 * @property {string} id
 * @property {string | null} iCalUId
 * @property {string} changeKey
 * @property {string} subject
 * @property {string} start
 * @property {string} end
 * @property {string} type
 * @property {string} [seriesMasterId]
 * @property {Person} organizer
 * @property {Person[]} attendees
 * @property {{displayName: string}[]} locations
 * @property {Record<string, string>} properties
 * @property {{contentType: string, content: string}} body
 */
/**
 * @typedef {object} SentMail
 * @property {string} at
 * @property {"invitation" | "update" | "nonDelivery"} kind
 * @property {string} meetingId
 * @property {string | null} iCalUId
 * @property {string} subject
 * @property {string[]} to
 * @property {string[]} [undelivered]
 * @property {string} body
 */
/** @typedef {{at: string, method: string, path: string, status: number | null}} LoggedRequest */
/**
 * @typedef {object} Fault
 * @property {string} path part of the path that it happens to
 * @property {string} [method]
 * @property {number} [status]
 * @property {string} [body]
 * @property {string} [contentType]
 * @property {Record<string, string>} [headers]
 * @property {boolean} [gateway] a gateway answers, without CORS headers
 * @property {boolean} [drop] close the connection without an answer
 * @property {boolean} [carryOut] do what was asked before the answer is lost
 * @property {Record<string, string>} [exchange] texts of the right answer and what stands there instead
 * @property {number} [skip] how many matching requests pass first
 * @property {number} [times] how often it happens
 */
/**
 * @typedef {object} DialIn
 * @property {boolean} audioConferencing
 * @property {string} bridge
 * @property {string} conferenceId
 * @property {boolean} publicMeetings
 * @property {string | null} meetBaseUrl
 * @property {{name: string, number: string, languages: string[]}[]} regions
 * @property {string} defaultRegion
 * @property {{name: string, tollNumber: string, tollFreeNumbers: string[], passcode: string} | null} acp
 * @property {{invitationFooterText: string}} customization
 */

/**
 * @typedef {object} Identity
 * @property {"answers" | "absent" | "refuses"} bridge of nested app authentication
 * @property {"answers" | "interactionRequired" | "fails"} silent
 * @property {"answers" | "cancelled" | "fails"} popup
 * @property {boolean} skypePage
 */

export class Control {
  #origin;
  #agent = new Agent({ rejectUnauthorized: false });

  /** @param {string} origin of the sandbox's Outlook on the web */
  constructor(origin) {
    this.#origin = origin;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<string>}
   */
  #send(method, path, body) {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const headers = sent === undefined ? {} : { "content-type": "application/json" };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(`/_sandbox/${path}`, this.#origin),
        { method, headers, agent: this.#agent },
        async (answer) => {
          /** @type {Buffer[]} */
          const chunks = [];
          try {
            for await (const chunk of answer) chunks.push(chunk);
            const text = Buffer.concat(chunks).toString("utf8");
            const status = answer.statusCode ?? 0;
            assert(status >= 200 && status < 300, `${method} /_sandbox/${path}: ${status} ${text}`);
            resolve(text);
          } catch (error) {
            reject(error);
          }
        },
      );
      outgoing.once("error", reject);
      outgoing.end(sent);
    });
  }

  /**
   * @param {string} path
   * @returns {Promise<any>}
   */
  async #get(path) {
    return JSON.parse(await this.#send("GET", path));
  }

  /** @param {"demo" | "empty"} seed */
  reset(seed) {
    return this.#send("POST", "reset", { seed });
  }

  /**
   * Moves the sandbox's clock.
   * @param {number} seconds
   */
  advanceClock(seconds) {
    return this.#send("POST", "clock", { advance: seconds });
  }

  /**
   * @param {string} user an id, an address or a user principal name
   * @param {{shared?: boolean, inExchangeOnline?: boolean}} change
   */
  changeMailbox(user, change) {
    return this.#send("PATCH", `mailboxes/${encodeURIComponent(user)}`, change);
  }

  /** @param {Record<string, number>} members that are harder than at the real services */
  setSeverity(members) {
    return this.#send("PATCH", "severity", members);
  }

  /** @param {Partial<Identity>} members how sign-in goes */
  setIdentity(members) {
    return this.#send("PATCH", "identity", members);
  }

  /** @returns {Promise<{scope: string, grantType: string, claims: string | null}[]>} requests for tokens, oldest first */
  tokens() {
    return this.#get("tokens");
  }

  /** No token that was given out opens anything any more. */
  revokeTokens() {
    return this.#send("DELETE", "tokens");
  }

  /**
   * @param {NewMeeting} meeting
   * @returns {Promise<Meeting>}
   */
  async addMeeting(meeting) {
    return JSON.parse(await this.#send("POST", "meetings", meeting));
  }

  /** @returns {Promise<Meeting[]>} */
  meetings() {
    return this.#get("meetings");
  }

  /**
   * @param {string} id
   * @returns {Promise<Meeting>}
   */
  meeting(id) {
    return this.#get(`meetings/${encodeURIComponent(id)}`);
  }

  /**
   * The stored body, byte for byte as UTF-8.
   * @param {string} id
   */
  body(id) {
    return this.#send("GET", `meetings/${encodeURIComponent(id)}/body`);
  }

  /** @returns {Promise<DialIn>} */
  dialIn() {
    return this.#get("dial-in");
  }

  /** @param {Partial<DialIn>} change */
  changeDialIn(change) {
    return this.#send("PATCH", "dial-in", change);
  }

  /** @returns {Promise<DialIn>} */
  async resetConferenceId() {
    return JSON.parse(await this.#send("POST", "dial-in/reset-conference-id"));
  }

  /** @returns {Promise<any>} the file that describes a third-party bridge */
  hosted() {
    return this.#get("hosted");
  }

  /** @param {unknown} file */
  setHosted(file) {
    return this.#send("PUT", "hosted", file);
  }

  /** @param {string[]} origins whose pages may use UCWA */
  allowOrigins(origins) {
    return this.#send("PUT", "cross-domain-authorization-list", origins);
  }

  /** @returns {Promise<SentMail[]>} */
  sentMail() {
    return this.#get("sent");
  }

  forgetSentMail() {
    return this.#send("DELETE", "sent");
  }

  /** @returns {Promise<LoggedRequest[]>} of Graph and UCWA */
  requests() {
    return this.#get("requests");
  }

  forgetRequests() {
    return this.#send("DELETE", "requests");
  }

  /** @param {Fault} fault */
  addFault(fault) {
    return this.#send("POST", "faults", fault);
  }

  clearFaults() {
    return this.#send("DELETE", "faults");
  }

  /** @returns {Promise<any>} */
  config() {
    return this.#get("config");
  }

  /** @param {unknown} config */
  setConfig(config) {
    return this.#send("PUT", "config", config);
  }

  /** @param {unknown} requests an administrator's requests for runs */
  setRunRequests(requests) {
    return this.#send("PUT", "run-requests", requests);
  }

  /** @returns {Promise<any>} the organizer's roaming settings */
  roaming() {
    return this.#get("roaming");
  }

  /** @param {Record<string, unknown>} settings as another browser left them */
  setRoaming(settings) {
    return this.#send("PUT", "roaming", settings);
  }

  /** @returns {Promise<any>} who is signed in */
  user() {
    return this.#get("user");
  }

  /** @param {unknown} user */
  setUser(user) {
    return this.#send("PUT", "user", user);
  }
}
