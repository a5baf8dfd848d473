// @ts-check
// Outlook on the web as a person uses it.
import { RedialPage } from "./redial_page.mjs";

export class Outlook {
  /** @type {import("playwright-core").Page} */
  page;
  #origin;

  /**
   * @param {import("playwright-core").Page} page
   * @param {string} origin
   */
  constructor(page, origin) {
    this.page = page;
    this.#origin = origin;
  }

  /** Loads the calendar anew. */
  async openCalendar() {
    await this.page.goto("about:blank");
    await this.page.goto(`${this.#origin}/`);
    await this.#ready();
  }

  /** @param {string} id of an appointment */
  async openAppointment(id) {
    await this.page.goto("about:blank");
    await this.page.goto(`${this.#origin}/#/appointments/${encodeURIComponent(id)}`);
    await this.#ready();
  }

  #ready() {
    return this.page.locator("body:not([aria-busy])").waitFor();
  }

  /** @param {string} subject */
  async newEvent(subject) {
    await this.page.getByRole("button", { name: "New event" }).click();
    await this.page.getByLabel("Subject").fill(subject);
  }

  /** @param {string} [label] as the ribbon has it in Outlook's language */
  addSkypeMeeting(label = "Add Skype meeting") {
    return this.page.getByRole("button", { name: label }).click();
  }

  /** @param {string} address */
  async addAttendee(address) {
    const field = this.page.getByLabel("Add attendees", { exact: true });
    await field.fill(address);
    await field.press("Enter");
  }

  send() {
    return this.page.getByRole("button", { name: "Send", exact: true }).click();
  }

  save() {
    return this.page.getByRole("button", { name: "Save", exact: true }).click();
  }

  get body() {
    return this.page.getByRole("textbox", { name: "Event body" });
  }

  get location() {
    return this.page.getByLabel("Location");
  }

  get notifications() {
    return this.page.getByRole("region", { name: "Notifications" });
  }

  /** Opens Redial's page from the calendar, as somebody does who comes back to it. */
  async openRedial() {
    await this.openCalendar();
    return this.openPane();
  }

  /** Opens Redial's page beside what is shown. */
  async openPane() {
    await this.page.getByRole("button", { name: "Redial", exact: true }).click();
    return new RedialPage(this.page);
  }

  /**
   * From now on the host stays silent when the add-in makes this call.
   * @param {number} dispatchId
   */
  silence(dispatchId) {
    return this.page.evaluate((id) => /** @type {any} */ (window).sandboxOutlook.silence(id), dispatchId);
  }
}
