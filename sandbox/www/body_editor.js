// @ts-check
import { isBlock } from './body_text.js';
import { element } from './elements.js';

const STYLE = `
  :host { display: block; }
  .body { min-height: 100%; box-sizing: border-box; outline: none; overflow-wrap: anywhere;
    font: 11pt/1.35 Aptos, Calibri, "Segoe UI", system-ui, sans-serif; color: #242424; }
  .body.text { white-space: pre-wrap; font-family: Consolas, monospace; }
  .body:empty::before { content: attr(data-placeholder); color: #707070; }
  .body[role="document"]:focus-visible { outline: 2px solid #0f6cbd; outline-offset: 4px; }
  p { margin: 0; }
  img, table { max-width: 100%; }
`;

/** @typedef {'html' | 'text'} BodyType */

/**
 * The body of an appointment, shown in a shadow tree so that its styles and the page's stay apart.
 * What it was given is kept to the byte until a person edits it.
 */
export class BodyEditor {
  #type;
  #surface;
  #shadow;
  #onEdit;
  /** @type {Range | null} Where the caret is, while the body has the focus. */
  #caret = null;
  #content = '';
  /** @type {string[]} What Ctrl+Z brings back, the last one first. */
  #undone = [];

  /**
   * @param {{ type: BodyType, editable: boolean, label: string, onEdit?: (content: string) => void }} options
   */
  constructor({ type, editable, label, onEdit }) {
    this.#type = type;
    this.#onEdit = onEdit;
    this.element = element('div', { class: 'body-editor' });
    this.#shadow = this.element.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#surface = element('div', {
      class: `body ${type}`,
      role: editable ? 'textbox' : 'document',
      contenteditable: editable ? (type === 'text' ? 'plaintext-only' : 'true') : null,
      'aria-multiline': editable ? 'true' : null,
      'aria-label': label,
      'data-placeholder': editable ? 'Add a description' : '',
      tabindex: '0',
      click: keepLinksInside,
      input: () => this.#edited(),
      keydown: (event) => this.#undo(event),
    });
    this.#shadow.append(element('style', {}, STYLE), this.#surface);
    for (const type of ['keyup', 'pointerup', 'focus']) {
      this.#surface.addEventListener(type, () => this.#rememberCaret());
    }
    this.#surface.addEventListener('blur', () => {
      this.#caret = null;
    });
  }

  get content() {
    return this.#content;
  }

  /**
   * Takes another body in place of this one.
   *
   * @param {string} content
   */
  show(content) {
    if (content === this.#content) return;
    this.#render(content);
    this.#undone = [];
  }

  /** @returns {{ html: string, text: string } | null} What is selected; `null` where the body does not have the focus. */
  get selection() {
    if (!this.#caret) return null;
    const holder = element('div');
    holder.append(this.#caret.cloneContents());
    return { html: holder.innerHTML, text: this.#caret.toString() };
  }

  /**
   * Puts a part in place of the selection, at the caret, or at the top while the body does not have the focus.
   *
   * @param {string} part
   * @returns {string} The whole body afterwards.
   */
  insert(part) {
    const range = this.#caret;
    if (!range) return this.prepend(part);
    this.#undone.push(this.#content);
    range.deleteContents();
    const fragment = this.#fragment(range, part);
    const last = fragment.lastChild;
    const paragraph = this.#paragraphAround(range);
    if (paragraph && [...fragment.children].some(isBlock)) splitParagraph(paragraph, range, fragment);
    else range.insertNode(fragment);
    if (last) range.setStartAfter(last);
    range.collapse(true);
    document.getSelection()?.collapse(range.startContainer, range.startOffset);
    this.#content = this.#written();
    return this.#content;
  }

  /**
   * @param {string} part
   * @returns {string} The whole body afterwards; no other byte is another.
   */
  prepend(part) {
    this.#undone.push(this.#content);
    const start = this.#type === 'html' ? /<body[^>]*>/i.exec(this.#content) : null;
    const at = start ? start.index + start[0].length : 0;
    this.#content = this.#content.slice(0, at) + part + this.#content.slice(at);
    this.#surface.prepend(this.#fragment(document.createRange(), part));
    return this.#content;
  }

  /**
   * Types a line at the end, as the person at the form does.
   *
   * @param {string} text
   */
  type(text) {
    this.#surface.append(this.#type === 'text' ? `\n${text}` : element('p', {}, text));
    this.#edited();
  }

  #edited() {
    this.#undone.push(this.#content);
    this.#content = this.#written();
    this.#rememberCaret();
    this.#onEdit?.(this.#content);
  }

  /** @param {KeyboardEvent} event */
  #undo(event) {
    if (!event.ctrlKey || event.key !== 'z') return;
    event.preventDefault();
    const content = this.#undone.pop();
    if (content === undefined) return;
    this.#render(content);
    this.#onEdit?.(content);
  }

  /** @param {string} content */
  #render(content) {
    this.#content = content;
    if (this.#type === 'text') this.#surface.textContent = content.replaceAll('\r\n', '\n');
    else this.#surface.innerHTML = content;
    this.#caret = null;
  }

  #written() {
    return this.#type === 'text' ? (this.#surface.textContent ?? '').replaceAll('\n', '\r\n') : this.#surface.innerHTML;
  }

  /**
   * @param {Range} range
   * @param {string} part
   */
  #fragment(range, part) {
    if (this.#type === 'html') return range.createContextualFragment(part);
    const fragment = document.createDocumentFragment();
    fragment.append(part.replaceAll('\r\n', '\n'));
    return fragment;
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
