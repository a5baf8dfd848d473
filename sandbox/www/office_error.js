// @ts-check

/** A refusal in Office.js's own codes, which the library turns into a name and a message. */
export class OfficeError extends Error {
  /** @param {number} code for example 9046, the item has not been saved. */
  constructor(code) {
    super(`Office.js error ${code}`);
    this.code = code;
  }
}
