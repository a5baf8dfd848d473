// @ts-check
import { element } from './elements.js';
import { icon } from './icons.js';

/**
 * @typedef {import('./office_host.js').AddinFrame} AddinFrame
 * @typedef {import('./office_host.js').OfficeHost} OfficeHost
 * @typedef {import('./office_host.js').Surface} Surface
 * @typedef {{ surface: Surface, url: string, frame: AddinFrame, element: HTMLElement }} Pane
 */

/**
 * The right-hand side of the page. The pane of the calendar stays alive, hidden, behind the pane of an open item,
 * which goes with its item.
 */
export class Panes {
  #host;
  #area;
  /** @type {Pane[]} The last one is in front. */
  #open = [];

  /**
   * @param {OfficeHost} host
   * @param {HTMLElement} area
   */
  constructor(host, area) {
    this.#host = host;
    this.#area = area;
    this.#showFront();
  }

  /**
   * Shows a page of the add-in; a surface has one pane, and asking for the page it shows keeps it as it is.
   *
   * @param {Surface} surface
   * @param {{ url: string, title: string, iconUrl: string, initializationContext?: string }} page
   */
  show(surface, { url, title, iconUrl, initializationContext = '' }) {
    if (this.#open.some((pane) => pane.surface === surface && pane.url === url)) return;
    this.close(surface);
    const body = element('div', { class: 'pane-body' });
    const holder = element(
      'section',
      { class: 'pane', 'aria-label': title },
      element(
        'header',
        { class: 'pane-header' },
        element('img', { src: iconUrl, alt: '', width: 20, height: 20 }),
        element('h2', {}, title),
        element('button', { type: 'button', class: 'quiet icon-only', 'aria-label': 'Close pane', click: () => this.close(surface) }, icon('close')),
      ),
      body,
    );
    this.#area.append(holder);
    const frame = this.#host.open(surface, url, { container: body, title });
    frame.initializationContext = initializationContext;
    frame.closeContainer = () => this.close(surface);
    this.#open.push({ surface, url, frame, element: holder });
    this.#showFront();
  }

  /** @param {Surface} surface */
  close(surface) {
    for (const pane of this.#open.filter((candidate) => candidate.surface === surface)) {
      this.#host.close(pane.frame);
      pane.element.remove();
    }
    this.#open = this.#open.filter((pane) => pane.surface !== surface);
    this.#showFront();
  }

  #showFront() {
    const front = this.#open.at(-1);
    for (const pane of this.#open) pane.element.hidden = pane !== front;
    this.#area.hidden = !front;
  }
}
