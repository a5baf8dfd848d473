// @ts-check
// Writes a tree of parse5's as the cases of html5lib-tests do.

const NAMESPACES = new Map([
  ["http://www.w3.org/2000/svg", "svg "],
  ["http://www.w3.org/1998/Math/MathML", "math "],
]);

/** @param {any} document */
export const written = (document) => children(document, "| ").join("\n");

/** @param {any} parent @param {string} indent @returns {string[]} */
const children = (parent, indent) => parent.childNodes.flatMap((/** @type {any} */ node) => lines(node, indent));

/** @param {any} node @param {string} indent @returns {string[]} */
function lines(node, indent) {
  switch (node.nodeName) {
    case "#documentType": {
      const ids = node.publicId || node.systemId ? ` "${node.publicId}" "${node.systemId}"` : "";
      return [`${indent}<!DOCTYPE ${node.name}${ids}>`];
    }
    case "#comment":
      return [`${indent}<!-- ${node.data} -->`];
    case "#text":
      return [`${indent}"${node.value}"`];
    default: {
      const name = `${NAMESPACES.get(node.namespaceURI) ?? ""}${node.tagName}`;
      const deeper = `${indent}  `;
      const content = node.content ? [`${deeper}content`, ...children(node.content, `${deeper}  `)] : [];
      return [`${indent}<${name}>`, ...attributes(node, deeper), ...content, ...children(node, deeper)];
    }
  }
}

/** @param {any} node @param {string} indent @returns {string[]} */
function attributes(node, indent) {
  /** @type {[string, string][]} */
  const named = node.attrs.map((/** @type {any} */ { prefix, name, value }) => [prefix ? `${prefix} ${name}` : name, value]);
  named.sort(([one], [other]) => (one < other ? -1 : 1));
  return named.map(([name, value]) => `${indent}${name}="${value}"`);
}
