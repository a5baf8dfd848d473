// @ts-check
// Sign-in for Microsoft Graph: by nested app authentication, in which Outlook itself gives out the token, and in Office's
// dialog where Outlook cannot or will not.
import {
  AuthError,
  CacheLookupPolicy,
  ClientAuthErrorCodes,
  PublicClientApplication,
  createNestablePublicClientApplication,
  createStandardPublicClientApplication,
} from "@azure/msal-browser";
import { CLOSED, NoDialog, PAGE, inDialog } from "./dialog.js";

/** How long Outlook's bridge may take to say that it is there, in milliseconds. */
const PATIENCE = 10_000;

/**
 * @typedef {import("@azure/msal-browser").IPublicClientApplication} Client
 * @typedef {object} Registration
 * @property {string} clientId the application's id at Microsoft Entra
 * @property {string} authority `https://login.microsoftonline.com/` and the tenant or `common`, or that of another cloud
 * @typedef {object} Request
 * @property {string[]} scopes
 * @property {boolean} [forceRefresh] whether a token that was kept will not do
 * @property {string} [claims] what a server wants to see in the next token, in base64
 */

/** The clients behind Outlook's bridge, where there is one. @type {Map<string, Promise<Client | undefined>>} */
const nested = new Map();

/** @param {Registration} registration */
function behindBridge({ clientId, authority }) {
  const key = `${authority} ${clientId}`;
  const known = nested.get(key);
  if (known) return known;
  const created = connect({ auth: { clientId, authority }, cache: { cacheLocation: "memoryStorage" } });
  nested.set(key, created);
  return created;
}

/**
 * The client behind the bridge; nothing where Outlook has none, or one that takes nobody.
 * @param {import("@azure/msal-browser").Configuration} configuration
 * @returns {Promise<Client | undefined>}
 */
async function connect(configuration) {
  if (!Office.context.requirements.isSetSupported("NestedAppAuth", "1.1")) return undefined;
  /** @type {Client | undefined} */
  let client;
  // Without a bridge MSAL makes another kind of client and says so only by not calling this.
  const made = createNestablePublicClientApplication(configuration, undefined, (settings, controller) => {
    client = new PublicClientApplication(settings, controller);
    return client;
  });
  await Promise.race([made, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  return client;
}

/**
 * A client without a bridge. What it knows lasts as long as the window and is this frame's alone.
 * @param {Registration} registration
 * @param {(address: string) => boolean} [onRedirectNavigate]
 */
function withoutBridge({ clientId, authority }, onRedirectNavigate) {
  return createStandardPublicClientApplication({
    auth: {
      clientId,
      authority,
      // It is the administrator's word that counts, in clouds that this version does not know, too.
      knownAuthorities: [new URL(authority).host],
      redirectUri: PAGE,
      // Else sign-in cuts the dialog's ties to this page, which Office tells as closed (12006). Nobody but this page has
      // opened the dialog.
      originCheck: false,
      onRedirectNavigate,
    },
    // No other storage lets MSAL wait for an answer from elsewhere.
    cache: { cacheLocation: "sessionStorage" },
    system: { allowRedirectInIframe: true },
  });
}

/** @param {import("@azure/msal-browser").AuthenticationResult} result */
function granted({ accessToken, account }) {
  return { token: accessToken, principalName: account?.username };
}

/**
 * An access token and whose it is, without asking anybody. Rejects with MSAL's error where that is not possible.
 *
 * @param {Registration} registration
 * @param {Request} request
 */
export async function signInSilently(registration, request) {
  const { scopes, forceRefresh } = request;
  const silent = { scopes, forceRefresh, claims: decoded(request.claims) };
  const outlook = await behindBridge(registration);
  const byOutlook = await outlook?.acquireTokenSilent({ ...silent }).catch(() => undefined);
  if (byOutlook) return granted(byOutlook);
  const client = await withoutBridge(registration);
  const [account] = client.getAllAccounts();
  // A hidden frame would ask in vain: browsers keep the provider's cookies from it.
  const cacheLookupPolicy = CacheLookupPolicy.AccessTokenAndRefreshToken;
  return granted(await client.acquireTokenSilent({ ...silent, account, cacheLookupPolicy }));
}

/**
 * The same, with whatever window that takes. Called in a click. Rejects with MSAL's error, or {@link NoDialog} where a window
 * told nothing.
 *
 * @param {Registration} registration
 * @param {Request} request
 */
export async function signInByHand(registration, request) {
  const interactive = { scopes: request.scopes, claims: decoded(request.claims) };
  const outlook = await behindBridge(registration);
  try {
    if (outlook) return granted(await outlook.acquireTokenPopup({ ...interactive }));
  } catch (error) {
    if (isCancelled(error)) throw new NoDialog(CLOSED);
  }
  let address = "";
  const client = await withoutBridge(registration, (authorize) => {
    address = authorize;
    return false;
  });
  // A dialog that was closed is taken for one that is still open.
  await client.handleRedirectPromise().catch(() => null);
  await client.acquireTokenRedirect({ ...interactive });
  const hash = await inDialog(address);
  const result = await client.handleRedirectPromise({ hash, navigateToLoginRequestUrl: false });
  if (!result) throw new Error("The answer to the sign-in is none of this page's.");
  return granted(result);
}

/**
 * Whether somebody closed the bridge's window.
 * @param {unknown} error
 */
function isCancelled(error) {
  return error instanceof AuthError && error.errorCode === ClientAuthErrorCodes.userCanceled;
}

/**
 * Claims as MSAL takes them; nothing where a challenge cannot be read.
 *
 * @param {string} [encoded] base64, of either alphabet
 */
function decoded(encoded = "") {
  try {
    return atob(encoded.replaceAll("-", "+").replaceAll("_", "/")) || undefined;
  } catch {
    return undefined;
  }
}
