// Loads a part of the site when it is needed, and says so where it does not come.
import { abandoned } from "./abandoned.js";
import { notice } from "./notice.js";

const PATIENCE = 60_000; // milliseconds that a script may take
/** @type {Map<string, Promise<any>>} */
const coming = new Map();
/** @type {Map<string, number>} */
const failures = new Map();

/**
 * Loads the module at `address`, a URL; rejects when it does not come.
 *
 * Some browsers keep a module that failed once as failed, under its address: it is asked for again under another one.
 * A module that came is kept, so that none is ever there twice.
 * @param {URL} address
 * @returns {Promise<any>} the module
 */
export function load({ href }) {
  if (!coming.has(href)) {
    const failed = failures.get(href) ?? 0;
    const part = import(failed ? `${href}?retry=${failed}` : href);
    coming.set(href, part);
    part.catch(() => {
      coming.delete(href);
      failures.set(href, failed + 1);
    });
  }
  return Promise.race([coming.get(href), silence(href)]);
}

/**
 * Loads the module at `address` as `load` does; where it does not come, says so to the reader and is abandoned.
 * @param {URL} address
 */
export async function late(address) {
  try {
    return await load(address);
  } catch (error) {
    throw incomplete(error);
  }
}

/**
 * Says to the reader that a part of the page did not come; returns what tells whoever waited for it that this was said.
 * @param {unknown} error
 */
export function incomplete(error) {
  console.error(error);
  notice("incomplete");
  return abandoned();
}

/**
 * @param {string} href
 * @returns {Promise<never>}
 */
const silence = (href) =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(`${href} did not come in time`)), PATIENCE));
