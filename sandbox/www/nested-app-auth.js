// @ts-check
/*
 * The add-in's half of nested app authentication, which Microsoft's hosted office.js brings along and the one on npm
 * does not: MSAL finds `window.nestedAppAuthBridge` and sends its requests through it to the Outlook page.
 */
(() => {
  if (window.parent === window || 'nestedAppAuthBridge' in window) return;

  const CHANNEL = 'nestedAppAuth';
  /** @type {Set<(response: string) => void>} */
  const listeners = new Set();
  const outlook = location.ancestorOrigins?.[0] ?? new URL(document.referrer).origin;

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== outlook || typeof event.data?.[CHANNEL] !== 'string') return;
    for (const listener of listeners) listener(event.data[CHANNEL]);
  });

  Object.defineProperty(window, 'nestedAppAuthBridge', {
    value: {
      /** @param {string} _type @param {(response: string) => void} listener */
      addEventListener: (_type, listener) => void listeners.add(listener),
      /** @param {string} _type @param {(response: string) => void} listener */
      removeEventListener: (_type, listener) => void listeners.delete(listener),
      /** @param {string} request */
      postMessage: (request) => window.parent.postMessage({ [CHANNEL]: request }, outlook),
    },
  });
})();
