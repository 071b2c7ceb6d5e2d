// Whether two words are one: with another ending, or with a letter wrong.

const INFLECTED = 0.9; // what another ending leaves of a word
const WRONG = [0, 4, 8]; // letters from which on none, one or two may be wrong

/**
 * How surely `other` is `word` with another ending, 0 where it is not: Greek words change their ends where English ones stay.
 * @param {string} word
 * @param {string} other
 */
export function inflected(word, other) {
  if (word === other) return 1;
  const [shorter, longer] = word.length < other.length ? [word, other] : [other, word];
  const greek = /\p{Script=Greek}/u.test(word);
  const least = greek ? 3 : 4;
  if (shorter.length < least || /\p{N}/u.test(word + other)) return 0;
  let shared = 0;
  while (shared < shorter.length && shorter[shared] === longer[shared]) shared += 1;
  const ends = longer.length - shared;
  const lost = shorter.length - shared;
  const part = lost && !greek ? 0.7 : 0.6;
  if (shared < least || shared < part * longer.length || ends > 5 || lost > (greek ? 4 : 3)) return 0;
  return INFLECTED * (shared / longer.length) ** 0.35;
}

/**
 * How many letters are wrong in `one`, missing, too many or exchanged with their neighbour, if it means `other`;
 * Infinity where they are too many for a word of its length.
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  const shorter = Math.min(one.length, other.length);
  const allowed = WRONG.findLastIndex((length) => shorter >= length);
  if (allowed < 1 || Math.abs(one.length - other.length) > allowed) return Number.POSITIVE_INFINITY;
  /** @type {number[][]} how many steps lead from a beginning of the one to a beginning of the other */
  const steps = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    steps.push([i]);
    for (let j = 1; j <= other.length; j += 1) steps[i]?.push(nextStep(steps, one, other, i, j));
  }
  const needed = steps[one.length]?.[other.length] ?? Number.POSITIVE_INFINITY;
  return needed <= allowed ? needed : Number.POSITIVE_INFINITY;
}

/**
 * @param {number[][]} steps
 * @param {string} one
 * @param {string} other
 * @param {number} i
 * @param {number} j
 */
function nextStep(steps, one, other, i, j) {
  const before = (/** @type {number} */ back, /** @type {number} */ aside) =>
    steps[i - back]?.[j - aside] ?? Number.POSITIVE_INFINITY;
  const same = one[i - 1] === other[j - 1];
  const exchanged = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
  return Math.min(
    before(1, 0) + 1,
    before(0, 1) + 1,
    before(1, 1) + (same ? 0 : 1),
    exchanged ? before(2, 2) + 1 : Number.POSITIVE_INFINITY,
  );
}
