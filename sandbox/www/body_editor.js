// @ts-check
import { isBlock } from './body_text.js';
import { element } from './elements.js';

const STYLE = `
  :host { display: block; }
  .body { min-height: 100%; box-sizing: border-box; outline: none; overflow-wrap: anywhere;
    font: 11pt/1.35 Aptos, Calibri, "Segoe UI", system-ui, sans-serif; color: #242424; }
  .body:empty::before { content: attr(data-placeholder); color: #707070; }
  .body[role="document"]:focus-visible { outline: 2px solid #0f6cbd; outline-offset: 4px; }
  p { margin: 0; }
  img, table { max-width: 100%; }
`;

/**
 * The body of an appointment, shown in a shadow tree so that its styles and the page's stay apart.
 * The HTML it was given is kept to the byte until a person edits it.
 */
export class BodyEditor {
  #surface;
  #shadow;
  /** @type {Range | null} Where the caret was last, in this body. */
  #caret = null;
  #html = '';

  /**
   * @param {{ editable: boolean, label: string, onEdit?: (html: string) => void }} options
   */
  constructor({ editable, label, onEdit }) {
    this.element = element('div', { class: 'body-editor' });
    this.#shadow = this.element.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#surface = element('div', {
      class: 'body',
      role: editable ? 'textbox' : 'document',
      contenteditable: editable ? 'true' : null,
      'aria-multiline': editable ? 'true' : null,
      'aria-label': label,
      'data-placeholder': editable ? 'Add a description' : '',
      tabindex: '0',
      click: keepLinksInside,
      input: () => {
        this.#html = this.#surface.innerHTML;
        this.#rememberCaret();
        onEdit?.(this.#html);
      },
    });
    this.#shadow.append(element('style', {}, STYLE), this.#surface);
    for (const type of ['keyup', 'pointerup', 'blur', 'focus']) {
      this.#surface.addEventListener(type, () => this.#rememberCaret());
    }
  }

  get html() {
    return this.#html;
  }

  /** @param {string} html */
  show(html) {
    if (html === this.#html) return;
    this.#html = html;
    this.#surface.innerHTML = html;
    this.#caret = null;
  }

  /** @returns {{ html: string, text: string }} What is selected; empty when nothing is. */
  get selection() {
    const holder = element('div');
    if (this.#caret) holder.append(this.#caret.cloneContents());
    return { html: holder.innerHTML, text: this.#caret?.toString() ?? '' };
  }

  /**
   * Puts HTML in place of the selection, at the caret, or at the top when the caret was never in the body.
   *
   * @param {string} html
   * @returns {string} The whole body afterwards.
   */
  insert(html) {
    const range = this.#caret ?? this.#top();
    range.deleteContents();
    const fragment = range.createContextualFragment(html);
    const last = fragment.lastChild;
    const paragraph = this.#paragraphAround(range);
    if (paragraph && [...fragment.children].some(isBlock)) splitParagraph(paragraph, range, fragment);
    else range.insertNode(fragment);
    if (last) range.setStartAfter(last);
    range.collapse(true);
    this.#caret = range;
    this.#html = this.#surface.innerHTML;
    return this.#html;
  }

  #top() {
    const range = document.createRange();
    range.setStart(this.#surface, 0);
    range.collapse(true);
    return range;
  }

  #rememberCaret() {
    const selection = document.getSelection();
    const at = selection?.getComposedRanges({ shadowRoots: [this.#shadow] })[0];
    if (!at || !this.#surface.contains(at.startContainer) || !this.#surface.contains(at.endContainer)) return;
    this.#caret = document.createRange();
    this.#caret.setStart(at.startContainer, at.startOffset);
    this.#caret.setEnd(at.endContainer, at.endOffset);
  }

  /**
   * @param {Range} range
   * @returns {HTMLElement | null} The paragraph that would wrongly hold blocks inserted at the range.
   */
  #paragraphAround(range) {
    const start = range.startContainer;
    const paragraph = (start instanceof Element ? start : start.parentElement)?.closest('p') ?? null;
    return paragraph && this.#surface.contains(paragraph) ? paragraph : null;
  }
}

/**
 * @param {HTMLElement} paragraph
 * @param {Range} range
 * @param {DocumentFragment} fragment
 */
function splitParagraph(paragraph, range, fragment) {
  const tail = document.createRange();
  tail.setStart(range.endContainer, range.endOffset);
  tail.setEndAfter(paragraph);
  const rest = tail.extractContents();
  paragraph.after(fragment, rest);
  if (paragraph.childNodes.length === 0 || paragraph.textContent === '') paragraph.remove();
}

/** @param {MouseEvent} event */
function keepLinksInside(event) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link) event.preventDefault();
}
