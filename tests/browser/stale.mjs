// @ts-check
// A meeting that a run has something to do for.
import { inDays, skypeBody, skypeProperties } from "./block.mjs";

const MEI = { name: "Mei Tanaka", address: "mei.tanaka@fabrikam.example" };

/**
 * Adds a future meeting of the Skype button whose conference ID is no longer the organizer's.
 * @param {import("./control.mjs").Control} control
 * @param {string} subject
 * @param {{write?: (body: string) => string, attendees?: import("./control.mjs").Attendee[], days?: number}} [details]
 */
export async function addStale(control, subject, { write = (body) => body, attendees = [MEI], days = 2 } = {}) {
  const { meetBaseUrl } = await control.dialIn();
  const id = subject.replace(/\W/g, "").toUpperCase().padEnd(8, "0").slice(0, 8);
  const details = { join: `${meetBaseUrl}/ines.moreau/${id}`, conferenceId: "1234567" };
  return control.addMeeting({
    subject,
    start: inDays(days),
    end: inDays(days, 10),
    body: { contentType: "html", content: write(skypeBody(details)) },
    attendees,
    properties: skypeProperties(details),
  });
}
