// Small changes to a page, made only where something differs.

export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setData(element, name, value) {
  if (value === undefined) delete element.dataset[name];
  else if (element.dataset[name] !== value) element.dataset[name] = value;
}

export function setHidden(element, hidden) {
  if (element && element.hidden !== hidden) element.hidden = hidden;
}

/** Fills a list with one item a line, unless it shows these lines already. */
export function setLines(list, lines, fill) {
  const key = JSON.stringify(lines);
  if (list.shownLines === key) return;
  list.shownLines = key;
  list.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      fill(item, line);
      return item;
    }),
  );
}

export const plain = (item, line) => {
  item.textContent = line;
};

/** Makes an element: `make("a", { href: "#x", "data-goto": "x" }, "words", otherElement)`. What is null is left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Offers `text` as a file. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
