// The one reader and the one writer of an address that holds a case. It knows no field: what a pair means, the rules say.
//
// An address is `#receipt=…&sum=…&NAME=VALUE&…`. The receipt is there in a copied address only. `sum` is a check sum of all that follows it, so that an
// address that was cut or changed is noticed, also before Python is there. Both come first: what comes last is lost first. `at` is the part of the page at
// which the reader was when the language changed; no copied address has it.

/** @typedef {[name: string, value: string]} Pair */
/** @typedef {"cut" | "restored" | "strange" | "path"} Remark what the reader has to be told of the address itself */
/**
 * What a fragment holds: nothing, a case, a place on the page, or something "strange" that is none of them.
 * @typedef {{ kind: "none" | "case" | "place" | "strange", pairs: Pair[], receipt: string, at: string, remarks: Remark[] }} Address
 */

const RECEIPT = "receipt";
const SUM = "sum";
const AT = "at";
const FROM_PATH = "from"; // given by the page of missing addresses to what it has found in a path
const APART = new Set([RECEIPT, SUM, AT, FROM_PATH]);

const AMPERSANDS = /&(?:(?:amp|#38|#x26);)+/gi;
const ESCAPED = /%[0-9a-f]{2}/i;
const MOST_ESCAPES = 4; // an address passes few gateways, and each encodes once
const AFTER_AN_ADDRESS = /[\s.,;:!?)\]}>"'»”’]+$/u; // what a sentence puts behind it

/**
 * Returns `text` without its escapes; as it is where they stand for nothing.
 * @param {string} text
 */
export function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} text
 * @returns {Pair[]}
 */
const plainPairs = (text) => [...new URLSearchParams(text)];

/** @param {Pair[]} pairs */
const encode = (pairs) => new URLSearchParams(pairs).toString();

/** @param {Pair[]} pairs */
const ofCase = (pairs) => pairs.filter(([name]) => !APART.has(name));

/**
 * @param {Pair[]} pairs
 * @param {string} wanted
 */
const given = (pairs, wanted) => pairs.find(([name]) => name === wanted)?.[1];

/**
 * The check sum of `text`, which is ASCII: FNV-1a of 32 bits in digits and small letters.
 * @param {string} text
 */
export function checkSum(text) {
  let sum = 0x81_1c_9d_c5;
  for (const character of text) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01_00_01_93) >>> 0;
  return sum.toString(36);
}

/**
 * Whether `pairs` are as they were written; undefined where they do not say how that was.
 * @param {Pair[]} pairs
 */
function whole(pairs) {
  const sum = given(pairs, SUM);
  return sum === undefined ? undefined : sum === checkSum(encode(ofCase(pairs)));
}

// What mail programs and gateways make of an address. Names hold small letters, digits, `_` and `.`; values no `&`, `=` or `%`: so there is one way back.

/**
 * @param {string} text
 * @param {(text: string) => boolean} isDone
 */
function withoutEscapes(text, isDone) {
  let now = text;
  for (let times = 0; times < MOST_ESCAPES && !isDone(now); times += 1) now = unescaped(now);
  return now;
}

/**
 * Quoted-printable: "=" is written "=3D", and a line that goes on ends with "=".
 * @param {string} text
 */
function withoutQuoting(text) {
  const quoted = text
    .split("&")
    .filter(Boolean)
    .every((part) => part.includes("=3D"));
  return quoted ? text.replace(/=(?!3D)(?:%0D|%0A|%20|\s)*/gi, "").replaceAll("=3D", "=") : text;
}

/** @param {string} name */
function mendedName(name) {
  return withoutEscapes(name, (text) => !ESCAPED.test(text)).replace(/\s+/gu, "");
}

/** @param {string} value */
function mendedValue(value) {
  return withoutEscapes(value.replaceAll("+", " "), (text) => !ESCAPED.test(text)).trim();
}

/**
 * One part between two "&", which can hold several where a gateway has encoded these: one "=" is in each.
 * @param {string} part
 */
function mendedPart(part) {
  const spread = withoutEscapes(part, (text) => text.includes("="));
  const at = spread.indexOf("=");
  const [name, value] = at < 0 ? [spread, ""] : [spread.slice(0, at), spread.slice(at + 1)];
  const both = `${mendedName(name)}=${mendedValue(value)}`.replace(AMPERSANDS, "&");
  return both.split(/&(?=\s*[a-z][a-z0-9_.]*=)/u).map((pair) => {
    const end = pair.indexOf("=");
    return /** @type {Pair} */ ([mendedName(pair.slice(0, end)), mendedValue(pair.slice(end + 1))]);
  });
}

/**
 * @param {string} raw
 * @returns {Pair[]}
 */
function mendedPairs(raw) {
  const parts = withoutQuoting(raw.replace(AMPERSANDS, "&")).split("&");
  const pairs = parts
    .filter(Boolean)
    .flatMap(mendedPart)
    .filter(([name]) => name);
  const last = pairs.at(-1);
  if (last) last[1] = last[1].replace(AFTER_AN_ADDRESS, "");
  const code = pairs.find(([name]) => name === RECEIPT);
  if (code) code[1] = code[1].replace(/\s+/gu, "");
  return pairs;
}

/**
 * Reads `hash`, the part of an address from its "#".
 * @param {string} hash "" where there is no "#"
 * @param {(id: string) => boolean} isPlace whether the page has a part of that name
 * @returns {Address}
 */
export function readAddress(hash, isPlace) {
  // What a browser is told to highlight is none of ours.
  const [raw] = hash.replace(/^#/u, "").split(":~:");
  const none = { pairs: [], receipt: "", at: "", remarks: [] };
  /** @type {Address} */
  const strange = { kind: "strange", ...none, remarks: ["strange"] };
  if (!raw) return hash === "#" ? strange : { kind: "none", ...none };
  if (isPlace(raw) || isPlace(unescaped(raw))) return { kind: "place", ...none };
  const asWritten = raw.includes("=") ? plainPairs(raw) : [];
  const pairs = whole(asWritten) ? asWritten : mendedPairs(raw);
  if (!raw.includes("=") && !pairs.some(([, value]) => value)) return strange;
  const remarks = remarksOn(pairs, asWritten);
  const [receipt, at] = [RECEIPT, AT].map((name) => given(pairs, name) ?? "");
  return { kind: "case", pairs: ofCase(pairs), receipt, at, remarks };
}

/**
 * What the reader has to be told of an address that was read as `pairs`, and holds those `asWritten`.
 * @param {Pair[]} pairs
 * @param {Pair[]} asWritten
 */
function remarksOn(pairs, asWritten) {
  const fits = whole(pairs);
  const lost = fits === false || (fits === undefined && !ofCase(pairs).some(([, value]) => value));
  const moved = given(pairs, FROM_PATH) !== undefined;
  const restored = fits === undefined && !moved && !lost && encode(pairs) !== encode(asWritten);
  return /** @type {Remark[]} */ ([moved && "path", lost && "cut", restored && "restored"].filter(Boolean));
}

/**
 * Returns `pairs` as the part of an address from its "#"; nothing where there are none.
 * @param {Pair[]} pairs
 * @param {string} [receipt] of the rules that judged them
 * @param {string} [at] the part of the page at which the reader is
 */
export function spellAddress(pairs, receipt, at) {
  const text = encode(pairs);
  const before = Object.entries({ [RECEIPT]: receipt, [AT]: at }).filter(([, value]) => value);
  return (
    text &&
    `#${[...before.map((pair) => encode([/** @type {Pair} */ (pair)])), `${SUM}=${checkSum(text)}`, text].join("&")}`
  );
}

/**
 * Returns the address that was meant by `path`, in which a "#" had become "%23", as path and fragment; null where there is none.
 * @param {string} path
 */
export function fragmentInPath(path) {
  const found = /^(.*?)%(?:25)*23(.+)$/su.exec(path);
  if (!found) return null;
  const [, before, fragment] = found;
  const holdsCase = /=|%(?:25)*3D/iu.test(fragment);
  return { path: before, fragment: holdsCase ? `${FROM_PATH}=path&${fragment}` : fragment };
}
