// @ts-check
// The page that a dialog begins with and comes back to. It hands on what it is given and keeps nothing: whoever opened it
// is the only one who can use that.

await Office.onReady();
const { ui } = Office.context;
const [ready, targetOrigin] = ["ready", location.origin];

if (/[#&](code|error)=/.test(location.hash)) {
  ui.messageParent(location.hash, { targetOrigin });
} else {
  /** @param {{ message: string, origin?: string }} told */
  const go = ({ message, origin }) => {
    if (origin === location.origin && message.startsWith("https://")) location.replace(message);
  };
  ui.addHandlerAsync(Office.EventType.DialogParentMessageReceived, go, () => ui.messageParent(ready, { targetOrigin }));
}
