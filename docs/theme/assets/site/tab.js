// What stays with this tab of the browser while the reader goes from page to page of this site, and goes when the tab is closed.

const root = new URL(document.documentElement.dataset.root ?? "", location.href).pathname;
const isFramed = window.top !== window.self; // A frame is part of somebody else's page, and keeps nothing.

/**
 * Returns what this tab keeps under `name`; null where there is nothing.
 * @param {string} name
 */
export function keptInTab(name) {
  if (isFramed) return null;
  try {
    return sessionStorage.getItem(root + name);
  } catch {
    return null; // Storage is refused.
  }
}

/**
 * Keeps `text` in this tab under `name`; forgets what is there where it is empty.
 * @param {string} name
 * @param {string} text
 */
export function keepInTab(name, text) {
  if (isFramed) return;
  try {
    if (text) sessionStorage.setItem(root + name, text);
    else sessionStorage.removeItem(root + name);
  } catch {
    // Storage is refused, or full: it is there until the page is left.
  }
}
