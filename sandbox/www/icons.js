// @ts-check

/** Outlines on a grid of 20 by 20, drawn in the colour of the text. */
const OUTLINES = {
  add: 'M10 4v12M4 10h12',
  attendees: 'M7.5 9a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.5 16.5c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 9.2a2.4 2.4 0 1 0 0-4.8M14.5 12.2c1.9.5 3 2 3 4.3',
  calendar: 'M5.5 3.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM3.5 7.5h13M7 11h.01M10 11h.01M13 11h.01M7 13.8h.01M10 13.8h.01',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2h3',
  close: 'M5 5l10 10M15 5L5 15',
  discard: 'M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5l.8 10.2a1 1 0 0 0 1 .8h5.4a1 1 0 0 0 1-.8l.8-10.2M8.5 8.5v5M11.5 8.5v5',
  error: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6.5v4.2M10 13.4h.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4.3M10 6.6h.01',
  location: 'M10 17.2s5.2-4.6 5.2-8.7a5.2 5.2 0 0 0-10.4 0c0 4.1 5.2 8.7 5.2 8.7zM10 10.3a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z',
  mail: 'M4.5 4.5h11a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14V6a1.5 1.5 0 0 1 1.5-1.5zM3.2 6.2L10 10.5l6.8-4.3',
  notes: 'M4 5h12M4 8.5h12M4 12h12M4 15.5h7',
  refresh: 'M15.8 8.2A6.2 6.2 0 0 0 4.5 7M4.2 11.8A6.2 6.2 0 0 0 15.5 13M4.3 3.8V7h3.2M15.7 16.2V13h-3.2',
  save: 'M4.8 3.5h8.4l3.3 3.3v8.4a1.3 1.3 0 0 1-1.3 1.3H4.8a1.3 1.3 0 0 1-1.3-1.3V4.8a1.3 1.3 0 0 1 1.3-1.3zM6.5 3.7v3.8h6V3.7M6.5 16.3v-4.8h7v4.8',
  send: 'M3.5 10L3 3.8 17 10 3 16.2 3.5 10zM3.5 10H10',
  series: 'M6.5 5.5h6.3a3.7 3.7 0 0 1 3.7 3.7M13.5 14.5H7.2a3.7 3.7 0 0 1-3.7-3.7M8.5 3.2L6.2 5.5l2.3 2.3M11.5 12.2l2.3 2.3-2.3 2.3',
  settings: 'M3 6h8M15 6h2M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM3 14h2M9 14h8M7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
};

/** @typedef {keyof typeof OUTLINES} IconName */

/**
 * An icon for the eye only: the control it stands in has its own name.
 *
 * @param {IconName} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [attribute, value] of Object.entries({ viewBox: '0 0 20 20', class: 'icon', 'aria-hidden': 'true', focusable: 'false' })) {
    svg.setAttribute(attribute, value);
  }
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', OUTLINES[name]);
  svg.append(path);
  return svg;
}
