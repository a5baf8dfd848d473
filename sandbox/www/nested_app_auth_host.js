// @ts-check
import { token } from './mailbox.js';

/**
 * Outlook's half of nested app authentication: it signs in for the pages it hosts, in the messages of MSAL's bridge.
 *
 * @typedef {object} BridgeRequest
 * @property {'NestedAppAuthRequest'} messageType
 * @property {'GetInitContext' | 'GetToken' | 'GetTokenPopup'} method
 * @property {string} requestId
 * @property {{ clientId: string, scope: string }} [tokenParams]
 */

/** Names the channel to the bridge in the add-in's page. */
const CHANNEL = 'nestedAppAuth';
/** The application Outlook itself signs in as: Exchange Online. */
const OUTLOOK_CLIENT_ID = '00000002-0000-0ff1-ce00-000000000000';

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
    if (method === 'GetInitContext') return { success: true, initContext: await initContext() };
    if (!tokenParams) throw new Error('The request names no token parameters.');
    const { account, ...granted } = await token(tokenParams.clientId, tokenParams.scope);
    return { success: true, token: { ...granted, properties: null }, account };
  } catch (error) {
    return { success: false, error: { status: 'PERSISTENT_ERROR', code: 'token_endpoint', description: String(error) } };
  }
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
