// @ts-check
import { formatMoment } from './dates.js';
import { byId, element } from './elements.js';
import { requestJson } from './mailbox.js';

/**
 * @typedef {{ name: string, number: string, languages: string[] }} Region
 *
 * @typedef {object} DialIn
 * @property {boolean} audioConferencing
 * @property {boolean} publicMeetings
 * @property {string} conferenceId
 * @property {string} bridge
 * @property {string} defaultRegion
 * @property {string} externalDirectoryUri
 * @property {string} meetBaseUrl
 * @property {string} sipAddress
 * @property {Region[]} regions
 * @property {'onPremises' | 'online' | 'teams'} home
 * @property {object | null} acp
 */

const TEXT_FIELDS = /** @type {const} */ (['bridge', 'defaultRegion', 'externalDirectoryUri', 'meetBaseUrl', 'sipAddress', 'home']);

/** The policy in config.json, as people set it. */
const POLICY = /** @type {const} */ ([
  { name: 'meetingMigrationEnabled', label: 'Meeting updates enabled', kind: 'switch' },
  { name: 'automaticallyMigrateUserMeetings', label: 'Update meetings automatically', kind: 'switch' },
  { name: 'automaticallyReplaceAcpProvider', label: "A licence replaces a third-party provider", kind: 'switch' },
  { name: 'allowManual', label: 'Organizers may start an update', kind: 'switch' },
  { name: 'userEdits', label: "Organizer's edits inside the block", kind: 'choice', choices: ['keep', 'overwrite', 'skip'] },
  { name: 'richTextBodies', label: 'Meetings kept as rich text', kind: 'choice', choices: ['update', 'leave'] },
  { name: 'settleMinutes', label: 'Minutes without a change before an update', kind: 'number' },
  { name: 'maxAttendees', label: 'Most attendees (empty for no limit)', kind: 'number' },
]);

const dialInForm = form('dial-in-form');
const numberForm = form('number-form');
const audioConferencing = input('audio-conferencing');
const publicMeetings = input('public-meetings');
const language = /** @type {HTMLSelectElement} */ (byId('language'));
const config = /** @type {HTMLTextAreaElement} */ (byId('config'));
const hosted = /** @type {HTMLTextAreaElement} */ (byId('hosted'));

/**
 * Does something and says how it went.
 *
 * @param {string} done
 * @param {() => Promise<unknown>} action
 */
async function perform(done, action) {
  const status = byId('status');
  try {
    await action();
    status.textContent = done;
    status.classList.remove('failed');
  } catch (error) {
    status.textContent = error instanceof Error ? error.message : String(error);
    status.classList.add('failed');
  }
}

/** @param {DialIn} dialIn */
function showDialIn(dialIn) {
  audioConferencing.checked = dialIn.audioConferencing;
  publicMeetings.checked = dialIn.publicMeetings;
  byId('conference-id').textContent = dialIn.conferenceId;
  const regions = /** @type {HTMLSelectElement} */ (dialInForm.elements.namedItem('defaultRegion'));
  regions.replaceChildren(...dialIn.regions.map(({ name }) => element('option', {}, name)));
  for (const name of TEXT_FIELDS) field(dialInForm, name).value = dialIn[name];
  field(dialInForm, 'acp').value = dialIn.acp ? JSON.stringify(dialIn.acp) : '';
  byId('numbers').replaceChildren(...dialIn.regions.map((region) => numberRow(region, dialIn)));
}

/**
 * @param {Region} region
 * @param {DialIn} dialIn
 */
function numberRow(region, dialIn) {
  const number = region.number.replace(/^tel:/, '');
  const remove = () => patchDialIn('Number removed.', { regions: dialIn.regions.filter((other) => other !== region) });
  return element(
    'tr',
    {},
    element('td', {}, region.name),
    element('td', {}, number),
    element('td', {}, region.languages.join(', ')),
    element('td', {}, element('button', { type: 'button', class: 'link', 'aria-label': `Remove ${region.name} ${number}`, click: remove }, 'Remove')),
  );
}

const loadDialIn = async () => showDialIn(await requestJson('GET', '/_sandbox/dial-in'));

/**
 * @param {string} done
 * @param {Partial<DialIn>} changes
 */
function patchDialIn(done, changes) {
  return perform(done, async () => {
    await requestJson('PATCH', '/_sandbox/dial-in', { json: changes });
    await loadDialIn();
  });
}

async function addNumber() {
  const { regions } = /** @type {DialIn} */ (await requestJson('GET', '/_sandbox/dial-in'));
  const added = {
    name: field(numberForm, 'name').value.trim(),
    number: `tel:${field(numberForm, 'number').value.replace(/[^+\d]/g, '')}`,
    languages: field(numberForm, 'languages').value.split(/[\s,]+/).filter(Boolean),
  };
  await patchDialIn('Number added.', { regions: [...regions, added] });
  numberForm.reset();
}

async function loadOrganizer() {
  const user = await requestJson('GET', '/_sandbox/user');
  byId('organizer').textContent = `${user.name}, ${user.address}`;
  language.value = user.language;
}

async function saveLanguage() {
  const user = await requestJson('GET', '/_sandbox/user');
  await requestJson('PUT', '/_sandbox/user', { json: { ...user, language: language.value } });
}

async function loadConfig() {
  const value = await requestJson('GET', '/_sandbox/config');
  config.value = JSON.stringify(value, null, 2);
  byId('policy-fields').replaceChildren(...POLICY.map((setting) => policyField(setting, value?.policy ?? {})));
}

/**
 * @param {typeof POLICY[number]} setting
 * @param {Record<string, unknown>} policy
 */
function policyField(setting, policy) {
  const { name, label, kind } = setting;
  const value = policy[name];
  if (kind === 'switch') {
    const change = (/** @type {Event} */ event) => setPolicy(name, /** @type {HTMLInputElement} */ (event.target).checked);
    return element('label', { class: 'switch' }, element('input', { type: 'checkbox', role: 'switch', checked: value === true, change }), label);
  }
  if (kind === 'choice') {
    const change = (/** @type {Event} */ event) => setPolicy(name, /** @type {HTMLSelectElement} */ (event.target).value);
    const choices = setting.choices.map((choice) => element('option', { selected: choice === value }, choice));
    return element('label', { class: 'field' }, element('span', {}, label), element('select', { change }, ...choices));
  }
  const change = (/** @type {Event} */ event) => {
    const typed = /** @type {HTMLInputElement} */ (event.target).value;
    return setPolicy(name, typed === '' ? null : Number(typed));
  };
  const number = element('input', { type: 'number', min: 1, value: typeof value === 'number' ? value : '', change });
  return element('label', { class: 'field' }, element('span', {}, label), number);
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function setPolicy(name, value) {
  return perform('Policy saved.', async () => {
    const current = await requestJson('GET', '/_sandbox/config');
    await requestJson('PUT', '/_sandbox/config', { json: { ...current, policy: { ...current.policy, [name]: value } } });
    await loadConfig();
  });
}

async function saveConfig() {
  await requestJson('PUT', '/_sandbox/config', { json: parsed(config.value) });
  await loadConfig();
}

async function loadHosted() {
  hosted.value = JSON.stringify(await requestJson('GET', '/_sandbox/hosted'), null, 2);
}

async function saveHosted() {
  await requestJson('PUT', '/_sandbox/hosted', { json: parsed(hosted.value) });
  await loadHosted();
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is not JSON. ${error instanceof Error ? error.message : ''}`);
  }
}

/** What the form says; null takes the provider away. */
async function saveDialIn() {
  const texts = Object.fromEntries(TEXT_FIELDS.map((name) => [name, field(dialInForm, name).value]));
  const provider = field(dialInForm, 'acp').value.trim();
  const acp = provider === '' ? null : parsed(provider);
  await requestJson('PATCH', '/_sandbox/dial-in', { json: { ...texts, acp } });
  await loadDialIn();
  await loadHosted();
}

async function loadSent() {
  const mails = /** @type {import('./mailbox.js').SentMail[]} */ (await requestJson('GET', '/_sandbox/sent'));
  const rows = mails.reverse().map((mail) => tableRow(mail.at, mail.kind, mail.subject, mail.to.join(', ')));
  byId('sent').replaceChildren(...(rows.length ? rows : [emptyRow('No mail has been sent.')]));
}

async function loadRequests() {
  const requests = /** @type {{ at: string, method: string, path: string, status: number }[]} */ (await requestJson('GET', '/_sandbox/requests'));
  const rows = requests.reverse().map((request) => tableRow(request.at, request.method, request.path, String(request.status)));
  byId('requests').replaceChildren(...(rows.length ? rows : [emptyRow('The add-in has sent no request.')]));
}

/**
 * @param {string} at RFC 3339.
 * @param {...string} cells
 */
function tableRow(at, ...cells) {
  return element('tr', {}, element('td', {}, formatMoment(new Date(at))), ...cells.map((cell) => element('td', {}, cell)));
}

/** @param {string} text */
function emptyRow(text) {
  return element('tr', {}, element('td', { colspan: 4 }, text));
}

const loadAll = () => Promise.all([loadDialIn(), loadOrganizer(), loadConfig(), loadHosted(), loadSent(), loadRequests()]);

async function reset() {
  const seed = /** @type {HTMLSelectElement} */ (byId('seed')).value;
  await requestJson('POST', '/_sandbox/reset', { json: { seed } });
  await loadAll();
}

async function resetConferenceId() {
  await requestJson('POST', '/_sandbox/dial-in/reset-conference-id');
  await loadDialIn();
}

/** @param {string} id */
function form(id) {
  return /** @type {HTMLFormElement} */ (byId(id));
}

/** @param {string} id */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/**
 * @param {HTMLFormElement} of
 * @param {string} name
 */
function field(of, name) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (of.elements.namedItem(name));
}

/**
 * @param {string} id
 * @param {string} done
 * @param {() => Promise<unknown>} action
 */
function onClick(id, done, action) {
  byId(id).addEventListener('click', () => perform(done, action));
}

audioConferencing.addEventListener('change', () => patchDialIn('Licence saved.', { audioConferencing: audioConferencing.checked }));
publicMeetings.addEventListener('change', () => patchDialIn('Dial-in data saved.', { publicMeetings: publicMeetings.checked }));
language.addEventListener('change', () => perform('Language saved. Reload Outlook to see it.', saveLanguage));
onClick('reset-conference-id', 'The organizer has a new conference ID.', resetConferenceId);
onClick('save-config', 'Configuration saved.', saveConfig);
onClick('save-hosted', 'Description saved.', saveHosted);
onClick('forget-hosted', 'The description follows the dial-in data.', () => requestJson('DELETE', '/_sandbox/hosted').then(loadHosted));
onClick('reset', 'The mailbox is as new.', reset);
onClick('refresh-sent', '', loadSent);
onClick('refresh-requests', '', loadRequests);
onClick('clear-sent', 'Sent mails cleared.', () => requestJson('DELETE', '/_sandbox/sent').then(loadSent));
onClick('clear-requests', 'Requests cleared.', () => requestJson('DELETE', '/_sandbox/requests').then(loadRequests));
dialInForm.addEventListener('submit', (event) => {
  event.preventDefault();
  perform('Dial-in data saved.', saveDialIn);
});
numberForm.addEventListener('submit', (event) => {
  event.preventDefault();
  perform('Number added.', addNumber);
});
await perform('', loadAll);
document.body.removeAttribute('aria-busy');
