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

/**
 * The same short words in capitals in the other script, whichever of the two was typed or printed: Α and A look alike.
 * @param {string} query
 */
export function inOtherScript(query) {
  return [
    [GREEK, LATIN],
    [LATIN, GREEK],
  ]
    .map(([from, to]) =>
      query.replace(/\p{Lu}{1,4}(?!\p{L})/gu, (word) =>
        [...word].every((letter) => from.includes(letter)) ? translate(word, from, to) : word,
      ),
    )
    .filter((other) => other !== query);
}
