// Cuts the program that starts Python to what the browser calls, and takes its data out.
// Reads one JSON object on standard input (see browser_python.py beside it).
import { readFileSync, writeFileSync } from "node:fs";
import { cut } from "./cut.mjs";

const order = JSON.parse(readFileSync(0, "utf8"));

// What the browser calls (python.js).
const CALLED = /\bexports\.(\w+)/g;

// The browser calls less than the start does, and what puts addresses into the data is not needed where the data came with the memory.
const called = new Set([...readFileSync(order.called, "utf8").matchAll(CALLED)].map(([, name]) => name));
cut(order, order.program, [...called], order.code);
writeFileSync(order.code, Buffer.concat([...withoutData(readFileSync(order.code))]));

/**
 * Gives the parts of a program but those that fill its memory. (Binaryen's own pass takes away the start function besides, which sets globals.)
 * @param {Buffer} binary
 */
function* withoutData(binary) {
  const HEADER = 8;
  const DATA = [11, 12]; // the data, and how many pieces there are
  yield binary.subarray(0, HEADER);
  for (let from = HEADER; from < binary.length; ) {
    let at = from + 1;
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7, at += 1) {
      size |= (binary[at] & 0x7f) << shift;
      more = binary[at] >= 0x80;
    }
    if (!DATA.includes(binary[from])) yield binary.subarray(from, at + size);
    from = at + size;
  }
}
