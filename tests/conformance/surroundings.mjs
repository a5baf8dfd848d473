// @ts-check
// Documents around a block, of five kinds.

import { block, element } from "./block.mjs";

/** @typedef {import("./block.mjs").Node} Node */
/** @typedef {import("./random.mjs").Random} Random */

/**
 * @typedef {object} Sample
 * @property {string} html
 * @property {number} start where the block begins, in UTF-16 code units
 * @property {number} end
 */

export const KINDS = /** @type {const} */ ([
  "valid",
  "optional end tags omitted",
  "balanced, invalid nesting",
  "15 % of end tags missing",
  "tag soup",
]);

const PHRASING = ["b", "i", "u", "em", "strong", "span", "font", "sub", "code", "a"];
const FLOW = ["p", "p", "p", "div", "div", "ul", "ol", "table", "blockquote", "section", "center", "h2", "h4", "pre", "dl", "hr", "address", "form"];
const RARE = ["button", "select", "svg", "math", "object", "label", "o:p", "nobr", "details", "fieldset", "main"];
const ANY = [...PHRASING, ...FLOW, ...RARE, "li", "td", "tr", "tbody", "caption", "dd", "dt", "option", "th"];
const VOID = new Set(["hr", "br", "img", "input"]);
const LINE_STARTS = new Set(["p", "div", "ul", "ol", "blockquote", "section", "center", "h2", "h4", "pre", "dl", "hr", "address", "form"]);

const BLOCK = { text: "", own: true };

/** Writes words and attributes that no other place of the document has. */
class Writer {
  /** @param {Random} random */
  constructor(random) {
    this.random = random;
    this.count = 0;
  }

  word() {
    this.count += 1;
    return `${this.random.pick(["", "", "ä", "漢", "😀"])}zq${this.count}z`;
  }

  attributes() {
    this.count += 1;
    const quote = this.random.pick(['"', "'", ""]);
    return this.random.pick([` id=${quote}n${this.count}${quote}`, ` title="a > b ${this.count}"`, ` ID="N${this.count}" hidden`]);
  }

  /** @returns {Node} */
  text() {
    const { random } = this;
    return {
      text: random.pick([
        () => this.word(),
        () => `${this.word()} ${this.word()}`,
        () => `\r\n${this.word()}&nbsp;`,
        () => `${this.word()}<br>${this.word()}`,
        () => `<!-- <b> ${random.below(9)} -- > </div> -->${this.word()}`,
        () => `<![if !mso]>${this.word()}<![endif]>`,
        () => `<img src=x alt="">${this.word()}`,
      ])(),
    };
  }
}

/** Content that keeps to the rules of HTML. */
class Valid extends Writer {
  /** @param {number} depth @param {boolean} linked @returns {Node} */
  phrase(depth, linked) {
    if (depth <= 0 || this.random.chance(0.6)) return this.text();
    const name = this.random.pick(PHRASING);
    if (name === "a" && linked) return this.text();
    const children = Array.from({ length: 1 + this.random.below(2) }, () => this.phrase(depth - 1, linked || name === "a"));
    return element(name, children, this.attributes());
  }

  /** @param {number} depth */
  phrases(depth) {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.phrase(depth, false));
  }

  /** @param {number} depth @param {Node[]} [held] @returns {Node} */
  flow(depth, held) {
    const name = this.random.pick(held ? ["div", "ul", "table", "blockquote", "section", "center", "dl"] : FLOW);
    const attributes = this.attributes();
    const inner = () => this.flows(depth - 1);
    switch (name) {
      case "ul":
      case "ol":
        return element(name, this.parts("li", inner, held), attributes);
      case "dl":
        return element(name, this.parts("dd", inner, held).flatMap((part) => [element("dt", this.phrases(1)), part]), attributes);
      case "table": {
        const table = this.parts("tr", () => this.parts("td", inner), held && this.parts("td", inner, held));
        return element(name, this.random.chance(0.5) ? [element("tbody", table)] : table, attributes);
      }
      case "hr":
        return { text: "<hr>" };
      case "p":
      case "h2":
      case "h4":
      case "pre":
      case "address":
        return element(name, this.phrases(2), attributes);
      case "form":
        return element("form", [this.text()], attributes);
      default:
        return element(name, held ? this.around(held, depth - 1) : inner(), attributes);
    }
  }

  /**
   * Two or three of the parts a list or a table has; one of them holds what is given.
   * @param {string} name @param {() => Node[]} inner @param {Node[]} [held]
   */
  parts(name, inner, held) {
    const parts = [element(name, inner(), this.attributes()), element(name, inner())];
    if (held) parts.splice(this.random.below(3), 0, element(name, held, this.attributes()));
    return parts;
  }

  /** @param {number} depth @returns {Node[]} */
  flows(depth) {
    if (depth <= 0) return [this.text()];
    return Array.from({ length: 1 + this.random.below(3) }, () => (this.random.chance(0.2) ? this.text() : this.flow(depth)));
  }

  /** @param {Node[]} held @param {number} depth @returns {Node[]} */
  around(held, depth) {
    return [...(this.random.chance(0.7) ? this.flows(depth) : []), ...held, ...(this.random.chance(0.7) ? this.flows(depth) : [])];
  }

  /** @param {number} depth @returns {Node[]} */
  body(depth) {
    /** @type {Node[]} */
    let held = [BLOCK];
    for (let level = this.random.below(4); level > 0; level -= 1) held = [this.flow(2, held)];
    return this.around(held, depth);
  }
}

/** Content where one nesting in four breaks the rules. */
class Misnested extends Valid {
  /** @param {number} depth @param {Node[]} [held] @returns {Node} */
  flow(depth, held) {
    if (this.random.chance(held ? 0.15 : 0.25)) {
      const name = this.random.pick(ANY.filter((name) => !VOID.has(name)));
      return element(name, held ? this.around(held, depth - 1) : this.flows(depth - 1), this.attributes());
    }
    return super.flow(depth, held);
  }

  /** @param {number} depth @param {boolean} linked @returns {Node} */
  phrase(depth, linked) {
    if (depth > 0 && this.random.chance(0.12)) return this.flow(depth);
    return super.phrase(depth, this.random.chance(0.5) && linked);
  }
}

/** Tags as they come. */
class Soup extends Writer {
  /** @param {number} length */
  tags(length) {
    return Array.from({ length }, () => {
      const name = this.random.pick(ANY);
      return this.random.pick([
        () => `<${name}${this.attributes()}>`,
        () => `<${name}${this.attributes()}>`,
        () => `</${name}>`,
        () => `</${name}>`,
        () => this.text().text ?? "",
        () => this.text().text ?? "",
      ])();
    }).join("");
  }
}

/** Writes nodes, leaving out what the kind of document leaves out, and notes where the block is. */
class Output {
  /** @param {Random} random @param {(typeof KINDS)[number]} kind */
  constructor(random, kind) {
    this.random = random;
    this.kind = kind;
    this.html = "";
    this.start = 0;
    this.end = 0;
    this.soup = new Soup(random);
    this.soup.count = 1_000_000;
  }

  /** @param {Node[]} nodes @param {Node[]} own @param {Node} [behind] what follows the last of them in the same parent */
  nodes(nodes, own, behind) {
    nodes.forEach((node, index) => {
      const next = nodes[index + 1] ?? behind;
      if (node.own) {
        this.start = this.html.length;
        this.nodes(own, [], next);
        this.end = this.html.length;
      } else {
        this.node(node, next, own);
      }
    });
  }

  /** @param {Node} node @param {Node | undefined} next @param {Node[]} own */
  node(node, next, own) {
    const { random, kind } = this;
    if (!node.name) {
      this.html += node.text ?? "";
      return;
    }
    const isSoup = kind === "tag soup";
    if (!(isSoup && random.chance(0.02))) this.html += `<${random.chance(0.1) ? node.name.toUpperCase() : node.name}${node.attributes ?? ""}>`;
    this.nodes(node.children ?? [], own);
    const following = next?.own ? own[0] : next;
    const missing =
      (kind === "15 % of end tags missing" && random.chance(0.15)) ||
      (isSoup && random.chance(0.04)) ||
      (kind === "optional end tags omitted" && random.chance(0.5) && mayOmitEnd(node.name, following));
    if (!missing) this.html += `</${node.name}>`;
    if (isSoup && random.chance(0.02)) this.html += random.chance(0.5) ? `<${random.pick(ANY)}>` : `</${random.pick(ANY)}>`;
    if (random.chance(0.3)) this.html += "\n";
  }
}

/** @param {string} name @param {Node | undefined} next what follows inside the same parent */
function mayOmitEnd(name, next) {
  const isAny = (/** @type {string[]} */ ...names) => next === undefined || (next.name !== undefined && names.includes(next.name));
  switch (name) {
    case "p":
      return next === undefined || (next.name !== undefined && LINE_STARTS.has(next.name));
    case "li":
      return isAny("li");
    case "td":
      return isAny("td");
    case "tr":
      return isAny("tr");
    case "tbody":
      return next === undefined;
    case "dt":
      return isAny("dd", "dt") && next !== undefined;
    case "dd":
      return isAny("dd", "dt");
    default:
      return false;
  }
}

/**
 * A document with one block.
 * @param {Random} random
 * @param {(typeof KINDS)[number]} kind
 * @returns {Sample}
 */
export function sample(random, kind) {
  const own = block(random);
  const output = new Output(random, kind);
  const head = random.pick([
    "",
    "<!DOCTYPE html>\n",
    '<!DOCTYPE html><html><head><meta charset="utf-8"><style>p > b {}</style><title>a</title></head><body>',
    '<html><head>\r\n<meta name="Generator" content="Microsoft Word 15"><style><!-- @page { } --></style></head><body lang="EN-GB" link="blue">',
    "<html><body>",
  ]);
  output.html = head;
  if (kind === "tag soup") {
    output.soup.count = 0;
    output.html += output.soup.tags(3 + random.below(14));
    output.nodes([BLOCK], own);
    output.html += output.soup.tags(3 + random.below(14));
  } else {
    const isValid = kind === "valid" || kind === "optional end tags omitted";
    output.nodes(new (isValid ? Valid : Misnested)(random).body(2 + random.below(2)), own);
  }
  const mayStay = kind === "optional end tags omitted" || kind === "tag soup" || kind === "15 % of end tags missing";
  if (head.includes("<body") && !(mayStay && random.chance(0.4))) output.html += "</body></html>\n";
  return { html: output.html, start: output.start, end: output.end };
}
