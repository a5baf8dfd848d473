// @ts-check
// Invitations that tests put into the calendar, and how a stored body is taken apart.
import assert from "node:assert/strict";

const SEPARATOR = /\.{60,}|_{60,}/g;

/**
 * What stands before the block, the block from the paragraph of its first separator to that of its last,
 * and what stands after it.
 * @param {string} body
 */
export function parts(body) {
  const separators = [...body.matchAll(SEPARATOR)];
  const first = separators.at(0);
  const last = separators.at(-1);
  assert(first && last && first !== last, "the body has no block");
  const start = Math.max(body.lastIndexOf("<p", first.index), body.lastIndexOf("<div", first.index));
  const closing = /<\/(p|div)>/.exec(body.slice(last.index));
  assert(start >= 0 && closing, "a separator stands outside of a paragraph");
  const end = last.index + closing.index + closing[0].length;
  return { before: body.slice(0, start), block: body.slice(start, end), after: body.slice(end) };
}

/**
 * A part of a body without what Exchange adds to it with each write: a declaration in its head, its own line ends, and around what
 * was no document the tags of one.
 * @param {string} part
 */
export function asWritten(part) {
  const declaration = /\n<meta http-equiv="Content-Type" content="text\/html; charset=[a-z0-9-]+">/g;
  return part
    .replaceAll("\r\n", "\n")
    .replace(declaration, "")
    .replace(/^<html>\n<head>\n<\/head>\n(<body>\n)?/, "")
    .replace(/(\n<\/body>)?\n<\/html>$/, "")
    .replace("<head></head>", "");
}

/** @typedef {{join: string, conferenceId?: string, directory?: boolean}} Details */

/**
 * A body as Word writes it, with a block of the Skype button between two paragraphs of the organizer.
 * @param {Details} details
 */
export function skypeBody({ join, conferenceId, directory = true }) {
  const line = ".".repeat(137);
  const phone = conferenceId
    ? `<p class="MsoNormal"><span style="font-size:13.0pt; color:#0066CC">Join by phone</span></p>\r\n` +
      `<p class="MsoNormal"><a href="tel:+46850000100">+46850000100</a> (Stockholm) &nbsp;&nbsp; Swedish (Sweden)</p>\r\n` +
      (directory ? `<p class="MsoNormal"><u><a href="https://dialin.contoso.example">Find a local number</a></u></p>\r\n` : "") +
      `<p class="MsoNormal">Conference ID: ${conferenceId}</p>\r\n` +
      (directory ? `<p class="MsoNormal"><a href="https://dialin.contoso.example">Forgot your dial-in PIN?</a></p>\r\n` : "")
    : "";
  return (
    `<html><head><meta name="Generator" content="Microsoft Word 15 (filtered medium)"></head>\r\n` +
    `<body lang="EN-GB"><div class="WordSection1">\r\n<p class="MsoNormal">Please read the draft first. Ωμέγα 会議 🚀</p>\r\n` +
    `<p class="MsoNormal"><span style="font-size:8.0pt; color:#404040">${line}</span></p>\r\n` +
    `<p class="MsoNormal"><a name="OutJoinLink"><span style="font-family:Wingdings; color:#0066CC">à</span></a>` +
    `<a href="${join}"><span style="font-size:16.0pt; color:#0066CC">Join Skype Meeting</span></a>` +
    `&nbsp;<a name="OutSharedNoteBorder">&nbsp;</a>&nbsp;<a name="OutSharedNoteLink">&nbsp;</a></p>\r\n` +
    `<p class="MsoNormal" style="margin-left:16.0pt">Trouble Joining? <u><a href="${join}?sl=1">Try Skype Web App</a></u></p>\r\n` +
    phone +
    `<p class="MsoNormal"><a href="https://o15.officeredir.microsoft.com/r/rlidLync15?clid=1033&amp;p1=5&amp;p2=2009">Help</a></p>\r\n` +
    `<p class="MsoNormal"><sub><span style="font-size:1.0pt; color:white">[!OC([1033])!]</span></sub></p>\r\n` +
    `<p class="MsoNormal"><span style="font-size:8.0pt; color:#404040">${line}</span></p>\r\n` +
    `<p class="MsoNormal">Bring&nbsp;your own coffee &amp; cake.</p></div></body></html>\r\n`
  );
}

/**
 * A body with a block as Teams writes it, between two paragraphs of the organizer.
 * @param {{join: string, number: string, conferenceId: string}} details
 */
export function teamsBody(details) {
  return `<html><body><p>Please read the draft first.</p>\r\n${teamsBlock(details)}<p>Bring cake.</p></body></html>\r\n`;
}

/** @param {{join: string, number: string, conferenceId: string}} details */
export function teamsBlock({ join, number, conferenceId }) {
  const line = `<div style="width:100%;height:20px"><span style="white-space:nowrap">${"_".repeat(80)}</span></div>\r\n`;
  const dial = "https://dialin.teams.microsoft.com";
  return (
    `${line}<div class="me-email-text" lang="en-US">\r\n<div><span style="font-size:24px">Microsoft Teams</span></div>\r\n` +
    `<a class="me-email-headline" href="${join}">Join this meeting</a>\r\n` +
    `<div><span style="font-weight:bold">Or dial in</span></div>\r\n` +
    `<div><a class="me-email-link" href="tel:${number},,${conferenceId}#">${number},,${conferenceId}#</a>&nbsp;&nbsp; Seattle</div>\r\n` +
    `<div>Phone conference ID: <span>${conferenceId}#</span></div>\r\n` +
    `<div><a href="${dial}/sandbox?id=${conferenceId}">Other numbers</a> | <a href="${dial}/usp/pstnconferencing">Another PIN</a></div>\r\n` +
    `<div><a href="https://aka.ms/JoinTeamsMeeting">About meetings</a></div>\r\n</div>\r\n${line}`
  );
}

/**
 * The properties that the Skype button leaves on a meeting.
 * @param {Details} details
 * @returns {Record<string, string>}
 */
export function skypeProperties({ join, conferenceId }) {
  const id = join.split("/").at(-1) ?? "";
  return {
    OnlineMeetingExternalLink: join,
    OnlineMeetingConfLink: `conf:sip:ines.moreau@contoso.example;gruu;opaque=app:conf:focus:id:${id}`,
    UCOpenedConferenceID: id,
    ...(conferenceId ? { ConferenceTelURI: "tel:+46850000100" } : {}),
  };
}

/**
 * A moment so many days from now, at nine in the morning UTC.
 * @param {number} days
 * @param {number} [hour]
 */
export function inDays(days, hour = 9) {
  const moment = new Date();
  moment.setUTCDate(moment.getUTCDate() + days);
  moment.setUTCHours(hour, 0, 0, 0);
  return moment.toISOString();
}
