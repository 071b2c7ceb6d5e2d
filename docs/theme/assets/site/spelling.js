// One spelling for what is written in several: the pages write British English, "Ki-67" with a hyphen, and each word in one script.

const GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ";
const LATIN = "ABEZHIKMNOPTYXaiknopux";

/** @type {[american: RegExp, british: string][]} */
const BRITISH = [
  [/\besoph/gi, "oesoph"],
  [/tumor(?!i)/gi, "tumour"],
  [/(\p{L}{3})iz(e|ed|es|er|ing|ation|ations)\b/giu, "$1is$2"],
  [/(\p{L}{3})yz(e|ed|es|ing)\b/giu, "$1ys$2"],
  [/\bcenter/gi, "centre"],
  [/\bfiber/gi, "fibre"],
  [/\bliter/gi, "litre"],
  [/\bedema/gi, "oedema"],
  [/\banemi/gi, "anaemi"],
  [/\bischemi/gi, "ischaemi"],
  [/\bhem(?=o|at)/gi, "haem"],
  [/diarrhea/gi, "diarrhoea"],
  [/\bpediatr/gi, "paediatr"],
];

/**
 * @param {string} word
 * @param {string} from
 * @param {string} to
 */
const translate = (word, from, to) =>
  [...word].map((letter) => (from.includes(letter) ? to[from.indexOf(letter)] : letter)).join("");

/**
 * @param {RegExp} script
 * @param {string} word
 */
const onlyOf = (script, word) => [...word].every((letter) => !/\p{L}/u.test(letter) || script.test(letter));
const LATIN_LETTER = /\p{Script=Latin}/u;
const GREEK_LETTER = /\p{Script=Greek}/u;

/**
 * A word that mixes letters of both scripts, which look alike, in the one script that can hold it.
 * @param {string} word
 */
function oneScript(word) {
  if (!LATIN_LETTER.test(word) || !GREEK_LETTER.test(word)) return word;
  const latin = translate(word, GREEK, LATIN);
  if (onlyOf(LATIN_LETTER, latin)) return latin;
  const greek = translate(word, LATIN, GREEK);
  return onlyOf(GREEK_LETTER, greek) ? greek : word;
}

/**
 * The spelling of the pages for `query`: as it is where nothing is spelt otherwise.
 * @param {string} query
 */
export function asOnPages(query) {
  let spelt = query.replace(/[\p{L}\p{M}]+/gu, oneScript);
  spelt = spelt.replace(/(?<![\p{L}\p{N}])(?:ki|κι)[\s\u2010-\u2015]*-?\s*67/giu, "Ki-67");
  for (const [american, british] of BRITISH) spelt = spelt.replace(american, british);
  return spelt;
}

/** @param {string} text without accents, in small letters */
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ").replaceAll("µ", "μ");

// Capitals of both scripts look alike: what was typed in one may be printed in the other.
const GREEK_CAPITALS = "αβεζηικμνορτυχ";
const LATIN_CAPITALS = "abezhikmnoptyx";

/** @param {string} word folded; the same for two words whose capitals look alike */
export const looksLike = (word) => translate(word, GREEK_CAPITALS, LATIN_CAPITALS);

// What is heard, of Greek letters and of the Latin ones that Greeks write them with where the keyboard has no others.
/** @type {[written: RegExp, heard: string][]} */
const SOUNDS = [
  [/([αε])υ/g, "$1v"],
  [/e[uy](?![aeiou])/g, "ev"],
  [/ay(?![aeiou])/g, "av"],
  [/μπ|mp/g, "b"],
  [/ντ|nt/g, "d"],
  [/γκ|γγ|gk/g, "g"],
  [/ου|ou/g, "u"],
  [/αι|ai/g, "e"],
  [/[οε]ι|[oe]i/g, "i"],
  [/ks|ch|[ξχx]/g, "h"],
  [/ψ/g, "ps"],
  [/θ|th/g, "t"],
  [/φ|ph|[bf]/g, "v"],
  [/c/g, "k"],
  [/y/g, "i"],
  [/w/g, "v"],
];
const GREEK_SOUNDS = "αβγδεζηικλμνοπρστυω";
const LATIN_SOUNDS = "avgdeziiklmnoprstio";

/**
 * How a word sounds, roughly, in Latin letters: Greek ones write names as they are heard.
 * @param {string} word folded
 */
export function inLatinLetters(word) {
  let sound = word;
  for (const [written, heard] of SOUNDS) sound = sound.replace(written, heard);
  return translate(sound, GREEK_SOUNDS, LATIN_SOUNDS).replace(/(.)\1+/g, "$1");
}
