// @ts-check

/*
 * Office.js knows items by their EWS id, the server by their REST id: the same characters but for two.
 * https://learn.microsoft.com/office/dev/add-ins/outlook/use-rest-api#get-the-item-id
 */

/** @param {string} restId */
export const toEwsId = (restId) => restId.replaceAll('-', '/').replaceAll('_', '+');

/** @param {string} ewsId */
export const toRestId = (ewsId) => ewsId.replaceAll('/', '-').replaceAll('+', '_');
