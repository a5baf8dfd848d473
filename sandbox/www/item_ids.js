// @ts-check

/*
 * Office.js knows items by their EWS id. In an address two of its characters are others.
 * https://learn.microsoft.com/office/dev/add-ins/outlook/use-rest-api#get-the-item-id
 *
 * It is not the id that Graph tells of an item where it is asked for immutable ones: the server takes either, and tells
 * that. Here it is the immutable one and an end of its own, as `ENDING` in src/mailbox/appointment.rs has it.
 * https://learn.microsoft.com/graph/outlook-immutable-id
 */

const ENDING = 'F-_';

/** @param {string} immutableId */
export const toEwsId = (immutableId) => (immutableId + ENDING).replaceAll('-', '/').replaceAll('_', '+');

/** @param {string} ewsId */
export const toRestId = (ewsId) => ewsId.replaceAll('/', '-').replaceAll('+', '_');
