// @ts-check
// Sign-in for Microsoft Graph: nested app authentication, in which Outlook itself gives out the token.
import { InteractionRequiredAuthError, createNestablePublicClientApplication } from "@azure/msal-browser";

/** @type {Map<string, ReturnType<typeof createNestablePublicClientApplication>>} */
const applications = new Map();

/**
 * @param {string} clientId
 * @param {string} authority
 */
function application(clientId, authority) {
  const key = `${authority} ${clientId}`;
  const known = applications.get(key);
  if (known) return known;
  const created = createNestablePublicClientApplication({
    auth: { clientId, authority },
    cache: { cacheLocation: "memoryStorage" },
  });
  applications.set(key, created);
  created.catch(() => applications.delete(key));
  return created;
}

/**
 * An access token and whose it is, without asking where that is possible and else in Microsoft's own window.
 * Rejects with MSAL's error where neither is.
 *
 * @param {string} clientId the application's id at Microsoft Entra
 * @param {string} authority `https://login.microsoftonline.com/` and the tenant or `common`
 * @param {string[]} scopes
 * @returns {Promise<{token: string, principalName: string | undefined}>} `principalName`: the account's user principal name
 */
export async function signIn(clientId, authority, scopes) {
  const client = await application(clientId, authority);
  const { accessToken, account } = await given(client, scopes);
  return { token: accessToken, principalName: account?.username };
}

/**
 * @param {import("@azure/msal-browser").IPublicClientApplication} client
 * @param {string[]} scopes
 */
async function given(client, scopes) {
  try {
    return await client.acquireTokenSilent({ scopes });
  } catch (error) {
    if (!(error instanceof InteractionRequiredAuthError)) throw error;
    return client.acquireTokenPopup({ scopes });
  }
}
