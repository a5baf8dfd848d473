// @ts-check
import { identity, token } from './mailbox.js';

/**
 * Outlook's half of nested app authentication: it signs in for the pages it hosts, in the messages of MSAL's bridge.
 *
 * @typedef {object} BridgeRequest
 * @property {'NestedAppAuthRequest'} messageType
 * @property {'GetInitContext' | 'GetToken' | 'GetTokenPopup'} method
 * @property {string} requestId
 * @property {TokenParams} [tokenParams]
 *
 * @typedef {{ clientId: string, scope: string, claims?: string, forceRefresh?: boolean }} TokenParams
 */

/** Names the channel to the bridge in the add-in's page. */
const CHANNEL = 'nestedAppAuth';
/** The application Outlook itself signs in as: Exchange Online. */
const OUTLOOK_CLIENT_ID = '00000002-0000-0ff1-ce00-000000000000';

/** A token is the same until somebody wants another. @type {Map<string, Promise<any>>} */
const kept = new Map();

/** @param {(event: MessageEvent) => boolean} isFromAddin Everything else goes unanswered. */
export function answerNestedAppAuth(isFromAddin) {
  window.addEventListener('message', async (event) => {
    if (!isFromAddin(event) || typeof event.data?.[CHANNEL] !== 'string') return;
    const request = /** @type {BridgeRequest} */ (JSON.parse(event.data[CHANNEL]));
    if (request.messageType !== 'NestedAppAuthRequest') return;
    const envelope = { messageType: 'NestedAppAuthResponse', requestId: request.requestId, ...(await answer(request)) };
    event.source?.postMessage({ [CHANNEL]: JSON.stringify(envelope) }, { targetOrigin: event.origin });
  });
}

/** @param {BridgeRequest} request */
async function answer({ method, tokenParams }) {
  try {
    const refused = refusal(method, await identity());
    if (refused) return { success: false, error: { ...refused, description: '' } };
    if (method === 'GetInitContext') return { success: true, initContext: await initContext() };
    if (!tokenParams) throw new Error('The request names no token parameters.');
    const { account, ...granted } = await given(tokenParams);
    return { success: true, token: { ...granted, properties: null }, account };
  } catch (error) {
    return { success: false, error: { status: 'PERSISTENT_ERROR', code: 'token_endpoint', description: String(error) } };
  }
}

/**
 * @param {BridgeRequest['method']} method
 * @param {import('./mailbox.js').Identity} identity
 */
function refusal(method, { bridge, silent, popup }) {
  if (bridge === 'refuses') return { status: 'NESTED_APP_AUTH_UNAVAILABLE', code: 'unavailable' };
  if (method === 'GetToken' && silent === 'interactionRequired') return { status: 'USER_INTERACTION_REQUIRED', code: 'interaction_required' };
  if (method === 'GetToken' && silent === 'fails') return { status: 'PERSISTENT_ERROR', code: 'unknown' };
  if (method === 'GetTokenPopup' && popup === 'cancelled') return { status: 'USER_CANCEL', code: 'user_cancel' };
  if (method === 'GetTokenPopup' && popup === 'fails') return { status: 'PERSISTENT_ERROR', code: 'unknown' };
  return null;
}

/** @param {TokenParams} params */
function given({ clientId, scope, claims, forceRefresh }) {
  // MSAL names claims in every request: only others than before mean another token.
  const key = `${clientId} ${scope} ${claims}`;
  const known = kept.get(key);
  if (known && !forceRefresh) return known;
  const fresh = token(clientId, scope, claims);
  kept.set(key, fresh);
  fresh.catch(() => kept.delete(key));
  return fresh;
}

async function initContext() {
  const { homeAccountId, environment, tenantId } = (await token(OUTLOOK_CLIENT_ID, 'openid profile')).account;
  return {
    sdkName: 'redial-sandbox',
    sdkVersion: '1.0',
    capabilities: { queryAccount: false },
    accountContext: { homeAccountId, environment, tenantId },
  };
}
