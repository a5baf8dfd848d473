// @ts-check

/** The page is in English; how dates are written is the reader's, as in the date inputs. */
const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en-GB';

const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_WITH_YEAR = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const MOMENT = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const DAY_LENGTH = 86_400_000;

/** @param {Date} date Midnight of that day, local time. */
export function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** @param {Date} date */
export function formatDay(date) {
  const distance = Math.round((startOfDay(date).getTime() - startOfDay(new Date()).getTime()) / DAY_LENGTH);
  const day = (date.getFullYear() === new Date().getFullYear() ? DAY : DAY_WITH_YEAR).format(date);
  const near = { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' }[distance];
  return near ? `${near}, ${day}` : day;
}

/** @param {Date} date */
export const formatTime = (date) => TIME.format(date);

/** @param {Date} date */
export const formatMoment = (date) => MOMENT.format(date);

/**
 * @param {Date} date
 * @returns {{ date: string, time: string }} As date and time inputs want them, local time.
 */
export function toInputs(date) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  return {
    date: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  };
}

/**
 * @param {string} date
 * @param {string} time
 * @returns {Date | null} `null` while one of them is incomplete.
 */
export function fromInputs(date, time) {
  const parsed = new Date(`${date}T${time}`);
  return Number.isNaN(parsed.getTime()) ? null : parsed;
}
