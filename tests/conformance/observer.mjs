// @ts-check
// parse5, telling what it knows behind each tag and where it puts each text.

import { InsertionMode, Parser, defaultTreeAdapter, html } from "parse5";

/**
 * @typedef {object} Standing an open element, and where the start tag begins that it comes from
 * @property {string} name
 * @property {number | null} from
 */

/**
 * @typedef {object} Known
 * @property {Standing[]} open
 * @property {(Standing | null)[]} formatting
 * @property {string} mode
 * @property {boolean} quirks
 */

const PREFIXES = new Map([
  [html.NS.SVG, "svg "],
  [html.NS.MATHML, "math "],
]);

/** The insertion modes that Redial tells apart, by those of the standard. */
const MODES = new Map([
  [InsertionMode.INITIAL, "BeforeHead"],
  [InsertionMode.BEFORE_HTML, "BeforeHead"],
  [InsertionMode.BEFORE_HEAD, "BeforeHead"],
  [InsertionMode.IN_HEAD, "InHead"],
  [InsertionMode.AFTER_HEAD, "AfterHead"],
  [InsertionMode.IN_BODY, "InBody"],
  [InsertionMode.IN_TABLE, "InTable"],
  [InsertionMode.IN_CAPTION, "InCaption"],
  [InsertionMode.IN_COLUMN_GROUP, "InColumnGroup"],
  [InsertionMode.IN_TABLE_BODY, "InTableBody"],
  [InsertionMode.IN_ROW, "InRow"],
  [InsertionMode.IN_CELL, "InCell"],
  [InsertionMode.AFTER_BODY, "AfterBody"],
  [InsertionMode.AFTER_AFTER_BODY, "AfterBody"],
]);

/** @extends {Parser<import("parse5").DefaultTreeAdapterMap>} */
class Observer extends Parser {
  /** Behind tags, by where they end. @type {Map<number, Known>} */
  behind = new Map();
  /** The open elements around each text. @type {{start: number, end: number, open: Standing[]}[]} */
  texts = [];
  /** @type {WeakMap<object, number>} */
  starts = new WeakMap();

  /** @override @param {import("parse5").Token.TagToken} token */
  onStartTag(token) {
    super.onStartTag(token);
    this.note(token);
  }

  /** @override @param {import("parse5").Token.TagToken} token */
  onEndTag(token) {
    super.onEndTag(token);
    this.note(token);
  }

  /** @override @param {import("parse5").Token.CharacterToken} token */
  _insertCharacters(token) {
    super._insertCharacters(token);
    if (token.location && /[^\s\0]/u.test(token.chars)) {
      const { startOffset: start, endOffset: end } = token.location;
      this.texts.push({ start, end, open: this.open() });
    }
  }

  /** @param {import("parse5").Token.TagToken} token */
  note(token) {
    const between = [InsertionMode.TEXT, InsertionMode.IN_TABLE_TEXT].includes(this.insertionMode);
    const formatting = [...this.entries()].reverse();
    if (token.location) this.behind.set(token.location.endOffset, {
      open: this.open(),
      formatting,
      mode: MODES.get(between ? this.originalInsertionMode : this.insertionMode) ?? "other",
      quirks: defaultTreeAdapter.getDocumentMode(this.document) === "quirks",
    });
  }

  /** The list of active formatting elements, the newest first. */
  *entries() {
    for (let entry = this.activeFormattingElements.newest; entry; entry = entry.older) {
      if ("token" in entry && entry.token.location) this.starts.set(entry.element, entry.token.location.startOffset);
      yield "element" in entry ? this.standing(entry.element) : null;
    }
  }

  /** @returns {Standing[]} */
  open() {
    [...this.entries()];
    const { items, stackTop } = this.openElements;
    return items.slice(0, stackTop + 1).map((element) => this.standing(element));
  }

  /** @param {any} element @returns {Standing} */
  standing(element) {
    const name = `${PREFIXES.get(element.namespaceURI) ?? ""}${element.tagName}`;
    const own = element.sourceCodeLocation?.startTag?.startOffset;
    return { name: name.toLowerCase(), from: own ?? this.starts.get(element) ?? null };
  }
}

/** @param {string} body */
export function observed(body) {
  const observer = new Observer({ sourceCodeLocationInfo: true });
  observer.tokenizer.write(body, true);
  return observer;
}
