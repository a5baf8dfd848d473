// @ts-check
// Sends the requests of the page around this frame to the frame's own server, and posts the answers back.
// The messages are described at https://learn.microsoft.com/skype-sdk/ucwa/cross_domainiframe

/**
 * @typedef {object} FrameRequest
 * @property {string} type the method
 * @property {string} url
 * @property {string} [accepts]
 * @property {string} [contentType]
 * @property {Record<string, string>} [headers]
 * @property {string} [data]
 * @property {unknown} [messageId]
 */

/** Every other answer names its question in an object, as the description has it and the examples do not. */
let answers = 0;

window.addEventListener("message", (event) => {
  if (event.source !== window.parent) return;
  /** @type {FrameRequest} */
  const asked = JSON.parse(event.data);
  const request = new XMLHttpRequest();
  request.open(asked.type, asked.url);
  const headers = { ...asked.headers, "X-Ms-Origin": event.origin };
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  if (asked.accepts) request.setRequestHeader("Accept", asked.accepts);
  if (asked.contentType) request.setRequestHeader("Content-Type", asked.contentType);
  request.addEventListener("loadend", () => {
    const answer = {
      messageId: answers++ % 2 ? { id: asked.messageId } : asked.messageId,
      status: request.status,
      statusText: request.statusText,
      headers: request.getAllResponseHeaders(),
      responseText: request.responseText,
    };
    window.parent.postMessage(JSON.stringify(answer), event.origin);
  });
  request.send(asked.data);
});
