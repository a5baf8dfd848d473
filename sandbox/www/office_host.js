// @ts-check
import { answerOfficeCall } from './office_calls.js';
import { appContext, initialData } from './office_context.js';
import { OfficeError } from './office_error.js';

/**
 * The host side of office.js, as Outlook on the web speaks it to its frames: JSON strings by postMessage.
 *
 * @typedef {import('./mailbox.js').Session} Session
 * @typedef {import('./manifest.js').Manifest} Manifest
 *
 * @typedef {object} Surface What a frame of the add-in belongs to: an open item, or the calendar without one.
 * @property {import('./appointment.js').Appointment | null} appointment
 * @property {'compose' | 'read' | 'none'} mode
 * @property {import('./mailbox.js').SentMail | null} message What is selected beside the calendar, where a pinned pane sees it.
 * @property {import('./body_editor.js').BodyEditor | null} editor
 * @property {import('./notifications.js').NotificationBars | null} notifications
 * @property {Map<string, string>} sessionData Lives as long as the open item.
 * @property {() => void} close Closes the item.
 *
 * @typedef {object} Message What goes over the wire, in both directions.
 * @property {number} _messageType 0 request, 1 response.
 * @property {number} [_actionType] Of a request: 0 call, 1 register an event, 2 unregister it.
 * @property {number} [_responseType] Of a response: 0 answer, 1 event.
 * @property {number} [_errorCode] Of a response: 0 for none.
 * @property {string} _actionName
 * @property {string} _conversationId
 * @property {number} _correlationId
 * @property {any} _data
 */

/** Answered to a call that this host does not know. */
const NOT_SUPPORTED = 5000;
const APP_COMMAND_INVOKED = 'appCommandInvoked';
const TRACE_LENGTH = 2000;

/** Dispatch ids of the common methods, channel `executeMethod`. */
const COMMON = { commandCompleted: 94, closeContainer: 97, getAccessToken: 98 };

/** One page of the add-in, in its frame. */
export class AddinFrame {
  id = `app-${crypto.randomUUID()}`;
  conversationId = crypto.randomUUID().replaceAll('-', '');
  iframe = document.createElement('iframe');
  /** Events the page listens to, with the correlation id of each registration. @type {Map<string, number>} */
  events = new Map();
  /** Function commands under way. @type {Map<string, (status: number) => void>} */
  commands = new Map();
  /** What a notification's action gave to the pane it opened. */
  initializationContext = '';
  /** Closes the pane the frame stands in. */
  closeContainer = () => {};

  /**
   * @param {Surface} surface
   * @param {string} url
   */
  constructor(surface, url) {
    this.surface = surface;
    this.url = url;
    this.origin = new URL(url).origin;
    /** Resolves when the page is ready for function commands. @type {Promise<void>} */
    this.ready = new Promise((resolve) => {
      this.becomeReady = resolve;
    });
  }
}

export class OfficeHost {
  #session;
  #manifest;
  /** @type {Set<AddinFrame>} */
  #frames = new Set();
  /** @type {Set<number>} */
  #silenced = new Set();
  /** @type {{ dispatchId: number, skip: number, text: string }[]} */
  #typing = [];
  /** @type {{ at: number, direction: 'to host' | 'to add-in', message: Message }[]} */
  trace = [];

  /**
   * @param {Session} session
   * @param {Manifest} manifest
   * @param {(itemId: string) => void} openAppointment
   */
  constructor(session, manifest, openAppointment) {
    this.#session = session;
    this.#manifest = manifest;
    this.openAppointment = openAppointment;
    window.addEventListener('message', (event) => this.#receive(event));
  }

  /** @param {number} dispatchId The host never answers this call again. */
  silence(dispatchId) {
    this.#silenced.add(dispatchId);
  }

  /**
   * Somebody types a line at the end of the body while this call of the add-in is on its way.
   *
   * @param {number} dispatchId
   * @param {string} text
   * @param {number} skip How many of these calls come first.
   */
  typeBefore(dispatchId, text, skip) {
    this.#typing.push({ dispatchId, text, skip });
  }

  /**
   * Opens a page of the add-in.
   *
   * @param {Surface} surface
   * @param {string} url
   * @param {{ container: HTMLElement, title: string, hidden?: boolean }} place
   * @returns {AddinFrame}
   */
  open(surface, url, { container, title, hidden = false }) {
    const frame = new AddinFrame(surface, url);
    const { language } = this.#session.user;
    frame.iframe.name = JSON.stringify({
      baseFrameName: frame.id,
      hostInfo: ['Outlook', 'Web', '16.01', language, crypto.randomUUID(), '', 'disableLogging', '0'].join('|'),
      xdmInfo: [frame.conversationId, frame.id, location.origin].join('|'),
      serializerVersion: 1,
      flights: '[]',
    });
    frame.iframe.title = title;
    frame.iframe.hidden = hidden;
    frame.iframe.allow = 'clipboard-read; clipboard-write';
    frame.iframe.src = url;
    this.#frames.add(frame);
    container.append(frame.iframe);
    return frame;
  }

  /** @param {AddinFrame} frame */
  close(frame) {
    this.#frames.delete(frame);
    frame.iframe.remove();
  }

  /**
   * Whether a message comes from a page of the add-in that this host opened.
   *
   * @param {MessageEvent} event
   */
  isFromAddin(event) {
    return this.#frameOf(event) !== undefined;
  }

  /**
   * Fires an event to every page of a surface that listens to it.
   *
   * @param {Surface} surface
   * @param {string} name for example `olkRecipientsChanged`.
   * @param {unknown} payload
   */
  fire(surface, name, payload) {
    for (const frame of this.#frames) if (frame.surface === surface) this.#fireTo(frame, name, payload);
  }

  /**
   * Selects a message, or none: a pinned pane gets another item.
   *
   * @param {Surface} surface
   * @param {import('./mailbox.js').SentMail | null} message
   */
  select(surface, message) {
    surface.message = message;
    this.fire(surface, 'olkItemSelectedChanged', message ? initialData(surface, this.#session, this.#manifest) : '');
  }

  /**
   * Runs a function command.
   *
   * @param {AddinFrame} frame The page of the function file.
   * @param {string} functionName
   * @param {string} controlId The button.
   * @returns {Promise<number>} 0 when the add-in called `event.completed`, or the library's error.
   */
  async runCommand(frame, functionName, controlId) {
    await frame.ready;
    const commandId = crypto.randomUUID();
    const completed = new Promise((resolve) => frame.commands.set(commandId, resolve));
    this.#fireTo(frame, APP_COMMAND_INVOKED, [commandId, functionName, JSON.stringify({ source: { id: controlId } })]);
    return completed;
  }

  /** @param {MessageEvent} event */
  #frameOf(event) {
    return [...this.#frames].find((frame) => event.source === frame.iframe.contentWindow && event.origin === frame.origin);
  }

  /** @param {MessageEvent} event */
  #receive(event) {
    const frame = this.#frameOf(event);
    const message = frame && parseRequest(event.data);
    if (!message || message._conversationId !== frame.conversationId) return;
    this.#record('to host', message);
    if (message._actionType === 1) this.#register(frame, message);
    else if (message._actionType === 2) this.#unregister(frame, message);
    else this.#answer(frame, message);
  }

  /**
   * @param {AddinFrame} frame
   * @param {Message} message
   */
  #register(frame, message) {
    frame.events.set(message._actionName, message._correlationId);
    this.#reply(frame, message, { Error: 0 });
    if (message._actionName === APP_COMMAND_INVOKED) frame.becomeReady?.();
  }

  /**
   * @param {AddinFrame} frame
   * @param {Message} message
   */
  #unregister(frame, message) {
    frame.events.delete(message._actionName);
    this.#reply(frame, message, { Error: 0 });
  }

  /**
   * @param {AddinFrame} frame
   * @param {Message} message
   */
  async #answer(frame, message) {
    const dispatchId = message._data?.MethodData?.DispatchId ?? message._data?.DdaMethod?.DispatchId;
    if (this.#silenced.has(dispatchId)) return;
    switch (message._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        return this.#reply(frame, message, await appContext(frame, this.#session, this.#manifest));
      case 'ContextActivationManager_notifyHost':
        return this.#reply(frame, message, null);
      case 'ContextActivationManager_openWindowInHost':
        window.open(message._data.strUrl, message._data.strWindowName, message._data.strWindowFeatures);
        return this.#reply(frame, message, null);
      case 'GetInitialData':
        return this.#reply(frame, message, initialData(frame.surface, this.#session, this.#manifest));
      case 'ExecuteMethod':
        return this.#reply(frame, message, await this.#executeMethod(frame, dispatchId, message._data.ApiParams ?? {}));
      case 'executeMethod':
        return this.#reply(frame, message, this.#executeCommonMethod(frame, dispatchId, message._data));
      default:
        return this.#reply(frame, message, null, -2);
    }
  }

  /**
   * Outlook's own object model.
   *
   * @param {AddinFrame} frame
   * @param {number} dispatchId
   * @param {any} params
   */
  async #executeMethod(frame, dispatchId, params) {
    this.#type(frame, dispatchId);
    try {
      return await answerOfficeCall(dispatchId, params, { host: this, frame, session: this.#session });
    } catch (error) {
      if (error instanceof OfficeError) return { error: true, errorCode: error.code };
      console.error(error);
      return { error: true, errorCode: 9042 };
    }
  }

  /**
   * @param {AddinFrame} frame
   * @param {number} dispatchId
   */
  #type(frame, dispatchId) {
    for (const typing of this.#typing.filter((candidate) => candidate.dispatchId === dispatchId)) {
      if (typing.skip-- > 0) continue;
      this.#typing.splice(this.#typing.indexOf(typing), 1);
      frame.surface.editor?.type(typing.text);
    }
  }

  /**
   * Methods all Office applications share; their answer is flat.
   *
   * @param {AddinFrame} frame
   * @param {number} dispatchId
   * @param {any} data
   */
  #executeCommonMethod(frame, dispatchId, data) {
    switch (dispatchId) {
      case COMMON.commandCompleted:
        frame.commands.get(data[0])?.(data[1]);
        frame.commands.delete(data[0]);
        return { Version: 1, Error: 0 };
      case COMMON.closeContainer:
        frame.closeContainer();
        return { Version: 1, Error: 0 };
      case COMMON.getAccessToken:
        return { Version: 1, Error: 13012 };
      default:
        return { Version: 1, Error: NOT_SUPPORTED };
    }
  }

  /**
   * @param {AddinFrame} frame
   * @param {string} name
   * @param {unknown} payload
   */
  #fireTo(frame, name, payload) {
    const correlationId = frame.events.get(name);
    if (correlationId === undefined) return;
    this.#post(frame, {
      _messageType: 1,
      _responseType: 1,
      _errorCode: 0,
      _actionName: name,
      _conversationId: frame.conversationId,
      _correlationId: correlationId,
      _data: payload,
    });
  }

  /**
   * @param {AddinFrame} frame
   * @param {Message} request
   * @param {unknown} data
   * @param {number} [errorCode]
   */
  #reply(frame, request, data, errorCode = 0) {
    this.#post(frame, {
      _messageType: 1,
      _responseType: 0,
      _errorCode: errorCode,
      _actionName: request._actionName,
      _conversationId: request._conversationId,
      _correlationId: request._correlationId,
      _data: data,
    });
  }

  /**
   * @param {AddinFrame} frame
   * @param {Message} message
   */
  #post(frame, message) {
    this.#record('to add-in', message);
    const wire = JSON.stringify({ ...message, _origin: location.origin, _serializerVersion: 1 });
    frame.iframe.contentWindow?.postMessage(wire, frame.origin);
  }

  /**
   * @param {'to host' | 'to add-in'} direction
   * @param {Message} message
   */
  #record(direction, message) {
    this.trace.push({ at: Date.now(), direction, message });
    if (this.trace.length > TRACE_LENGTH) this.trace.shift();
  }
}

/**
 * @param {unknown} data
 * @returns {Message | null} `null` for anything that is no request of office.js.
 */
function parseRequest(data) {
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data);
    return message?._messageType === 0 ? message : null;
  } catch {
    return null;
  }
}
