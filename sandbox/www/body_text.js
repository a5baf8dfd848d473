// @ts-check

const BLOCKS = new Set(['ADDRESS', 'BLOCKQUOTE', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HR', 'LI', 'OL', 'P', 'PRE', 'TABLE', 'TR', 'UL']);
const INVISIBLE = new Set(['HEAD', 'SCRIPT', 'STYLE', 'TITLE']);

/**
 * The text of an HTML body, one line for each block.
 *
 * @param {string} html
 */
export function htmlToText(html) {
  const lines = [''];
  appendText(new DOMParser().parseFromString(html, 'text/html').body, lines);
  return lines.map((line) => line.replace(/[ \t\r\n]+/g, ' ').trim()).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/**
 * @param {string} text
 * @returns {string} HTML that shows the text.
 */
export function textToHtml(text) {
  const holder = document.createElement('div');
  holder.textContent = text;
  return holder.innerHTML.replace(/\r?\n/g, '<br>');
}

/** @param {Element} node */
export function isBlock(node) {
  return BLOCKS.has(node.tagName);
}

/**
 * @param {Node} parent
 * @param {string[]} lines The last one is being written.
 */
function appendText(parent, lines) {
  for (const node of parent.childNodes) {
    if (node instanceof Text) lines[lines.length - 1] += node.data;
    else if (node instanceof HTMLBRElement) lines.push('');
    else if (node instanceof Element && !INVISIBLE.has(node.tagName)) appendElement(node, lines);
  }
}

/**
 * @param {Element} node
 * @param {string[]} lines
 */
function appendElement(node, lines) {
  const opensLine = isBlock(node) && lines[lines.length - 1].trim() !== '';
  if (opensLine) lines.push('');
  appendText(node, lines);
  if (isBlock(node)) lines.push('');
}
