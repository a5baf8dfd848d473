// @ts-check

/**
 * What a click on an add-in's button does.
 *
 * @typedef {{ kind: 'function', functionName: string } | { kind: 'pane', url: string, title: string }} Action
 * @typedef {{ id: string, label: string, description: string, iconUrl: string, action: Action }} Button
 * @typedef {'AppointmentOrganizerCommandSurface' | 'AppointmentAttendeeCommandSurface' | 'MessageReadCommandSurface'} Surface
 *
 * @typedef {object} Manifest
 * @property {string} displayName
 * @property {string} functionFile URL of the page with the function commands; empty without one.
 * @property {number} permissionLevel As the host tells it: 1 read item, 3 read and write item, 2 read and write mailbox.
 * @property {string[]} appDomains
 * @property {(surface: Surface) => Button[]} buttons
 */

const PERMISSION_LEVELS = new Map([['ReadItem', 1], ['ReadWriteItem', 3], ['ReadWriteMailbox', 2]]);

/**
 * Reads an add-in only manifest; of nested VersionOverrides the innermost, newest one counts.
 * https://learn.microsoft.com/javascript/api/manifest/versionoverrides
 *
 * @param {string} xml
 * @param {string} language For the localised strings, for example `fr-FR`.
 * @returns {Manifest}
 */
export function parseManifest(xml, language) {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  if (parsed.querySelector('parsererror')) throw new Error('The manifest is not well-formed XML.');
  const root = parsed.documentElement;
  const overrides = [...descendants(root, 'VersionOverrides')].at(-1);
  if (!overrides) throw new Error('The manifest has no VersionOverrides, so it has no buttons.');
  const resource = resourceReader(overrides, language);
  const functionFile = descendants(overrides, 'FunctionFile')[0];
  return {
    displayName: localised(descendants(root, 'DisplayName')[0], language),
    functionFile: functionFile ? resource(functionFile) : '',
    permissionLevel: PERMISSION_LEVELS.get(descendants(root, 'Permissions')[0]?.textContent?.trim() ?? '') ?? 1,
    appDomains: [...descendants(root, 'AppDomain')].map((domain) => domain.textContent?.trim() ?? ''),
    buttons: (surface) =>
      [...descendants(overrides, 'ExtensionPoint')]
        .filter((point) => typeOf(point) === surface)
        .flatMap((point) => [...descendants(point, 'Control')])
        .filter((control) => typeOf(control) === 'Button')
        .map((control) => readButton(control, resource)),
  };
}

/**
 * @param {Element} control
 * @param {(reference: Element | undefined) => string} resource
 * @returns {Button}
 */
function readButton(control, resource) {
  const tip = descendants(control, 'Supertip')[0];
  const label = resource([...control.children].find((child) => child.localName === 'Label'));
  const images = [...descendants(control, 'Image')].sort((one, other) => Number(one.getAttribute('size')) - Number(other.getAttribute('size')));
  const action = descendants(control, 'Action')[0];
  return {
    id: control.getAttribute('id') ?? label,
    label,
    description: tip ? resource(descendants(tip, 'Description')[0]) : '',
    iconUrl: resource(images.find((image) => Number(image.getAttribute('size')) >= 32) ?? images[0]),
    action:
      typeOf(action) === 'ExecuteFunction'
        ? { kind: 'function', functionName: descendants(action, 'FunctionName')[0]?.textContent?.trim() ?? '' }
        : { kind: 'pane', url: resource(descendants(action, 'SourceLocation')[0]), title: label },
  };
}

/**
 * @param {Element} overrides
 * @param {string} language
 */
function resourceReader(overrides, language) {
  const resources = new Map(
    ['Image', 'Url', 'String'].flatMap((kind) =>
      [...descendants(overrides, kind)].filter((entry) => entry.hasAttribute('DefaultValue')).map((entry) => [entry.getAttribute('id'), localised(entry, language)]),
    ),
  );
  return (/** @type {Element | undefined} */ reference) => resources.get(reference?.getAttribute('resid') ?? '') ?? '';
}

/**
 * @param {Element} entry
 * @param {string} language
 */
function localised(entry, language) {
  const override = [...descendants(entry, 'Override')].find((candidate) => candidate.getAttribute('Locale')?.toLowerCase() === language.toLowerCase());
  return (override ?? entry).getAttribute(override ? 'Value' : 'DefaultValue') ?? '';
}

/**
 * @param {Element} parent
 * @param {string} localName
 */
function descendants(parent, localName) {
  return parent.getElementsByTagNameNS('*', localName);
}

/** @param {Element | undefined} node */
function typeOf(node) {
  return node?.getAttributeNS('http://www.w3.org/2001/XMLSchema-instance', 'type') ?? '';
}
