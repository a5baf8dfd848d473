// @ts-check
// Information blocks as nodes, in the shapes that clients give them.

/**
 * A piece of a document that is to be written.
 * @typedef {object} Node
 * @property {string} [name] an element's name
 * @property {string} [attributes] its attributes, with a leading blank
 * @property {Node[]} [children]
 * @property {string} [text] text or markup as it is written
 * @property {boolean} [own] whether the block begins here
 */

export const CONFERENCE_ID = "4410278";
const JOIN = "https://meet.contoso.example/ines.moreau/K7Q2M9XD";
const DIRECTORY = `https://dialin.contoso.example?id=${CONFERENCE_ID}`;
const HELP = "https://o15.officeredir.microsoft.com/r/rlidLync15?clid=1033&amp;p1=5&amp;p2=2009";

const LABELS = [
  ["Join Skype Meeting", "Trouble Joining?", "Try Skype Web App", "Join by phone", "Find a local number", "Conference ID:", "Forgot your dial-in PIN?", "Help"],
  ["Anslut till Skype-mötet", "Anslutningsproblem?", "Prova Skype Web App", "Anslut via telefon", "Hitta ett lokalt nummer", "Konferens-ID:", "Har du glömt din PIN-kod?", "Hjälp"],
  ["会議に参加", "問題がありますか", "ウェブで参加", "電話で参加", "番号を探す", "会議 ID：", "PIN をお忘れですか", "ヘルプ"],
];

/**
 * @param {string} name
 * @param {(Node | string)[]} children
 * @param {string} [attributes]
 * @returns {Node}
 */
export function element(name, children, attributes = "") {
  return { name, attributes, children: children.map((child) => (typeof child === "string" ? { text: child } : child)) };
}

/** @param {string} target @param {(Node | string)[]} label */
const link = (target, ...label) => element("a", label, ` href="${target}"`);

/**
 * The lines of a block, each as what stands in it.
 * @param {import("./random.mjs").Random} random
 * @param {boolean} word whether Word wrote it
 */
function rows(random, word) {
  const [join, trouble, web, phone, find, id, pin, help] = random.pick(LABELS);
  const dots = ".".repeat(random.pick([137, 137, 139, 82]));
  /** @param {(Node | string)[]} content @param {string} style */
  const sized = (style, ...content) => element("span", content, ` style="${style}"`);
  const empty = word ? [element("o:p", [])] : [];
  const separator = () => [sized("font-size:8.0pt; color:#404040", dots), ...empty];
  /** @type {(Node | string)[][]} */
  const lines = [
    separator(),
    [element("a", [], ' name="OutJoinLink"'), link(JOIN, sized("font-size:16.0pt", join)), ...empty],
    [`${trouble} `, element("u", [link(`${JOIN}?sl=1`, web)]), ...empty],
    [phone, ...empty],
    [link("tel:+442079460100", "+44 20 7946 0100"), " (London)&nbsp;&nbsp; English (United Kingdom)", ...empty],
    [element(random.pick(["u", "b", "font"]), [link(DIRECTORY, find)]), ...empty],
    [`${id} ${CONFERENCE_ID}`, ...empty],
    [link(DIRECTORY, pin), " | ", link(HELP, help), ...empty],
    [element("sub", [sized("font-size:1.0pt; color:white", "[!OC([1033])!]")]), ...empty],
    separator(),
  ];
  if (random.chance(0.3)) lines.splice(5, 0, [link("tel:+4684054000", "+46 8 405 40 00"), " (Stockholm)"]);
  return lines;
}

/** @type {Record<string, (random: import("./random.mjs").Random) => Node[]>} */
export const SHAPES = {
  paragraphs: (random) => rows(random, false).map((row) => element("p", row, ' style="margin:0"')),
  divisions: (random) => rows(random, false).map((row) => element("div", row)),
  lines: (random) => [element("div", parted(rows(random, false)))],
  "lines among others": (random) => [{ text: "<br>" }, ...parted(rows(random, false)), { text: "<br>" }],
  cell: (random) => [
    element("table", [element("tbody", [element("tr", [element("td", SHAPES.paragraphs(random))])])], ' border="0"'),
  ],
  nested: (random) => {
    const divisions = rows(random, false).map((row) => {
      const division = element("div", row);
      return random.chance(0.4) ? element("div", [division], ' style="margin:2pt"') : division;
    });
    return [element("div", [element("div", divisions)], ' lang="en-GB"')];
  },
  word: (random) =>
    rows(random, true).flatMap((row) => {
      const paragraph = element("p", row, " class=MsoNormal");
      const conditional = { text: "<!--[if gte mso 9]><xml><o:x/></xml><![endif]-->" };
      return random.chance(0.15) ? [{ ...conditional }, paragraph] : [paragraph];
    }),
};

/**
 * @param {(Node | string)[][]} lines
 * @returns {Node[]}
 */
function parted(lines) {
  const nodes = lines.flatMap((line, index) => (index === 0 ? line : [{ text: "<br>\n" }, ...line]));
  return nodes.map((node) => (typeof node === "string" ? { text: node } : node));
}

/**
 * A block in a random shape; among the nodes that come back it begins with the first and ends with the last.
 * @param {import("./random.mjs").Random} random
 */
export function block(random) {
  const shape = random.pick(Object.keys(SHAPES));
  const nodes = SHAPES[shape](random);
  // Word's comments before the first line belong to what is around.
  while (nodes[0].text?.startsWith("<!--")) nodes.shift();
  return nodes;
}
