// @ts-check
// Redial's page in its pane, by the names that a screen reader says.

export class RedialPage {
  #frame;

  /** @param {import("playwright-core").Page} outlook */
  constructor(outlook) {
    this.#frame = outlook.getByRole("region", { name: "Redial", exact: true }).frameLocator("iframe");
  }

  /** Everything on the page. */
  get content() {
    return this.#frame.locator("body");
  }

  /** The language that the page is said to be in. */
  language() {
    return this.#frame.locator("html").getAttribute("lang");
  }

  get reviewChanges() {
    return this.#frame.getByRole("button", { name: "Review changes" });
  }

  get updateMeetings() {
    return this.#frame.getByRole("button", { name: "Update meetings" });
  }

  get notNow() {
    return this.#frame.getByRole("button", { name: "Not now" });
  }

  get checkAgain() {
    return this.#frame.getByRole("button", { name: "Check again" });
  }

  get tryAgain() {
    return this.#frame.getByRole("button", { name: "Try again" });
  }

  get signIn() {
    return this.#frame.getByRole("button", { name: "Sign in", exact: true });
  }

  get getHelp() {
    return this.#frame.getByRole("link", { name: "Get help" });
  }

  get progress() {
    return this.#frame.getByRole("progressbar");
  }

  get meetings() {
    return this.#frame.getByRole("table", { name: "Meetings" });
  }

  /** @param {string | RegExp} subject */
  meeting(subject) {
    return this.meetings.getByRole("row").filter({ hasText: subject });
  }

  /**
   * Opens the block before and after of one meeting.
   * @param {string} subject
   */
  async compare(subject) {
    await this.meeting(subject).getByText("Before and after").click();
  }

  /** @param {string} name */
  button(name) {
    return this.#frame.getByRole("button", { name, exact: true });
  }

  /** @param {string | RegExp} text */
  text(text) {
    return this.#frame.getByText(text).first();
  }

  get alert() {
    return this.#frame.getByRole("alert");
  }
}
