// Which pages answer a query. No word must match: each that does counts by how rare it is and where it stands, in the
// names of a page before its headings, these before its text, and its list of references last.
import { distance, inflected } from "./likeness.js";
import { asOnPages, fold, inLatinLetters, looksLike } from "./spelling.js";

/** @typedef {[anchor: string, heading: string, text: string]} SectionText */
/** @typedef {{ url: string, kind: string, weight: number, title: string, names: string[], also: string[], asks: string[], headings: string[], sections: SectionText[] }} PageText */
/** @typedef {{ pages: PageText[], synonyms: string[][], glossary: string }} Index what the build wrote for one language; `glossary` is the address of that page */
/** @typedef {{ anchor: string, heading: string, text: string, counts: Map<string, number>, headed: Set<string>, size: number, cited: boolean }} Section */
/** @typedef {{ phrase: string[], weight: number }} Name */
/** @typedef {{ source: PageText, names: Name[], sections: Section[] }} Page */
/** @typedef {Map<string, number>} Meant the words of the pages that a typed word can mean, and how surely */
/** @typedef {{ page: Page, score: number, section: Section | undefined, named: boolean, cited: boolean, dated: boolean }} Found */
/** @typedef {{ title: string, kind: string, url: string, heading: string, text: string }} Hit `heading` is that of a part of the page */
/** @typedef {{ hits: Hit[], exact: boolean, more: boolean, marked: Set<string> }} Answer `marked` are the words of the pages that were meant */

const SHOWN = 12;
const EXCERPT = 60; // words and what lies between them
const REFERENCES = "references";
// How much a word counts by where it stands.
const NAMED = 12;
const HEADED = 1.5;
const CITED = 0.12; // of what it would count in the text
const ALONE = 0.5; // of what names count: the one that holds most of the query; the rest is what all hold together
const ANYWHERE = 0.6; // of what text counts: that of the whole page; the rest is the section that holds most
const MEANT = 0.5; // from here on, the query names the page as a whole
// How surely a name means its page.
const TITLE = 1;
const ALSO = 0.9;
const OTHER_LANGUAGE = 0.75;
const ASKED = 0.6;
const SECTION = 0.45;
// What is left of a word's weight where the pages write it otherwise.
const BEGUN = 0.75;
const SOUNDING = 0.8;
const MISSPELT = 0.49; // for each letter
const ALIKE = 0.98;
const SYNONYM = 0.85;
const SURE = 0.5; // from here on, a page holds the word that was asked for
const COMMON = 3; // pages of one heading from which on it names none of them
const TYPED = 3; // letters from which on a word may go on
const COMPOUND = 6; // letters of a word that another may end with: radio-embolisation
const FIGURE = 0.5; // of what a word of its rarity counts: a number of one to three digits, which stands for anything
const SATURATION = 1.2;
const FAINT = 0.04; // of the best page's score: what is below is not shown

/** @type {Set<string>} words that say nothing of what is looked for */
const EMPTY = new Set(
  (
    "a an and are as at be been before after between by can could did do does for from get gets had has have how if in into is it its many may me might " +
    "much must my of on or our over per prior s shall should than that the their them there these they this those to until up versus via vs was we were " +
    "what whats when where which who whom whose why will with without within would you your " +
    "αν από αντί απο για δεν εάν είναι έναν ένας ένα εναντι έναντι επί έχει έχετε έχουμε έχουν έχω έως η ή θα και κάνει κάνουμε κάνω κατά κι κατόπιν με μετά " +
    "μεταξύ μέχρι μη μια μία μας μου μπορεί μπορούμε μπορούν μπορώ να ο οι όπου όταν ότι πόσα πόσες πόση πόσο πόσοι πόσος πόσους που ποια ποιες ποιο ποιοι " +
    "ποιον ποιος ποιους πρέπει πριν προ προς πως πώς πότε σε στα στη στην στις στο στον στους τα τη την της τι τις το τον του τους των ώστε ως χωρίς"
  )
    .split(" ")
    .map(fold),
);

/** @type {Set<string>} how the Greek ones sound */
const EMPTY_SOUNDS = new Set([...EMPTY].filter((word) => /\p{Script=Greek}/u.test(word)).map(inLatinLetters));

/** Words that ask what another word means, folded. */
const DEFINING =
  /^(?:mean(?:s|ing)?|stands?|defin(?:e|ed|ition)|explain(?:ed)?|abbreviation|σημαιν(?:ει|ουν)|simain(?:ei|oun)|πει|σημασια|ορισμοσ|οριζεται|εννοουμε|εξηγηση|συντομογραφια|ακρωνυμιο|λεμε|λεγεται|ονομαζεται)$/;

export class SearchEngine {
  #pages;
  #terms;
  #glossary;
  /** @type {Map<string, Set<Page>>} in which pages each word stands */
  #spread = new Map();
  /** @type {Map<string, string[]>} the words of the pages by how their letters look, by how they sound, and how they begin */
  #alike = new Map();
  /** @type {Map<string, string>} how each word sounds */
  #sounds = new Map();
  /** @type {Map<string, Meant>} */
  #meant = new Map();

  /** @param {Index} index */
  constructor({ pages, synonyms, glossary }) {
    const headings = pages.flatMap(({ sections }) => [...new Set(sections.map(([, heading]) => heading))]);
    const common = new Set(headings.filter((heading) => headings.filter((one) => one === heading).length > COMMON));
    this.#pages = pages.map((page) => readPage(page, common));
    const own = new Set(synonyms.map(([name = ""]) => content(name).join(" ")));
    this.#terms = synonyms.map(([name = "", ...others]) => ({
      name: words(name),
      phrases: [name, ...others].map(content),
      // What another entry is called by means that entry.
      others: others.map(content).filter((phrase) => !own.has(phrase.join(" "))),
    }));
    this.#glossary = this.#pages.find(({ source }) => source.url === glossary);
    for (const page of this.#pages) {
      const held = new Set([
        ...page.names.flatMap(({ phrase }) => phrase),
        ...page.sections.flatMap(({ counts }) => [...counts.keys()]),
      ]);
      for (const word of held) {
        const holders = this.#spread.get(word);
        if (holders) holders.add(page);
        else this.#spread.set(word, new Set([page]));
      }
    }
    for (const word of this.#spread.keys()) {
      const sound = inLatinLetters(word);
      this.#sounds.set(word, sound);
      for (const key of [`look ${looksLike(word)}`, `sound ${sound}`, `begin ${word.slice(0, TYPED)}`]) {
        const alike = this.#alike.get(key);
        if (alike) alike.push(word);
        else this.#alike.set(key, [word]);
      }
    }
  }

  /**
   * The pages that answer `query`, the best first.
   * @param {string} query
   * @returns {Answer}
   */
  find(query) {
    const typed = words(asOnPages(query));
    const said = typed.filter((word) => (word === "who" && namesWHO(query)) || !this.#saysNothing(word));
    const defined = this.#defined(typed, said);
    const asked = defined.length ? defined : said;
    const wordings = this.#wordings(asked.length ? asked : typed);
    /** @type {Map<Page, Found>} */
    const best = new Map();
    for (const { wording, sure } of wordings) {
      const meanings = wording.map((word, at) => this.#meanings(word, at === wording.length - 1));
      const figures = wording.map(isNumber);
      const weights = meanings.map((meant, at) => this.#rarity(meant) * (isFigure(wording[at] ?? "") ? FIGURE : 1));
      for (const page of this.#pages) {
        const found = judge(page, meanings, weights, figures);
        const score = found.score * sure;
        if (score > (best.get(page)?.score ?? 0)) best.set(page, { ...found, page, score });
      }
    }
    // Who asks what a word means is led to its meaning, after a page that is called by this word alone.
    const meaning = (/** @type {Found} */ { page }) =>
      defined.length && (calledBy(page, defined) ? 2 : Number(page === this.#glossary));
    const ranked = [...best.values()].sort(
      (one, other) =>
        meaning(other) - meaning(one) ||
        Number(one.dated) - Number(other.dated) ||
        Number(one.cited) - Number(other.cited) ||
        other.score - one.score,
    );
    const top = Math.max(0, ...ranked.map(({ score, dated }) => (dated ? 0 : score)));
    const worth = ranked.filter((found) => found.cited || meaning(found) || found.score >= FAINT * top);
    const [own = [], ...others] = wordings.map(({ wording }) =>
      wording.map((word, at) => this.#meanings(word, at === wording.length - 1)),
    );
    const every = [...own, ...others.flat()];
    return {
      hits: worth.slice(0, SHOWN).map(hit),
      exact: own.length > 0 && own.every((each) => [...each.values()].some((sure) => sure >= SURE)),
      more: worth.length > SHOWN,
      marked: new Set(every.flatMap((each) => [...each.keys()])),
    };
  }

  /** @param {string} word also a Greek one in Latin letters */
  #saysNothing(word) {
    return EMPTY.has(word) || (EMPTY_SOUNDS.has(inLatinLetters(word)) && !this.#spread.has(word));
  }

  /**
   * The word or words of the glossary whose meaning is asked for (“what is …”), none where the query asks for more.
   * @param {string[]} typed all words of the query
   * @param {string[]} said those that say something
   */
  #defined(typed, said) {
    const asks = WHAT_IS.test(typed.join(" ")) || said.some((word) => DEFINING.test(word));
    const subject = asks ? said.filter((word) => !DEFINING.test(word)) : [];
    if (!subject.length) return [];
    return this.#terms.some(({ phrases }) => phrases.some((phrase) => isSame(phrase, subject))) ? subject : [];
  }

  /**
   * The query as it was typed, and with a word or words of it by their name in the glossary.
   * @param {string[]} asked
   */
  #wordings(asked) {
    const wordings = [{ wording: asked, sure: 1 }];
    for (const { name, others } of this.#terms) {
      for (const phrase of others) {
        const at = placeOf(phrase, asked);
        if (at < 0) continue;
        wordings.push({
          wording: [...asked.slice(0, at), ...name, ...asked.slice(at + phrase.length)],
          sure: SYNONYM,
        });
        break;
      }
    }
    return wordings.slice(0, 8);
  }

  /** @param {Meant} meant how rare the pages are that hold any of it */
  #rarity(meant) {
    const surest = Math.max(0, ...meant.values());
    const pages = new Set();
    for (const [word, sure] of meant)
      if (sure >= Math.min(SURE, surest)) for (const page of this.#spread.get(word) ?? []) pages.add(page);
    return pages.size ? Math.log(1 + this.#pages.length / pages.size) : 0;
  }

  /**
   * The words of the pages that `word` can mean; one that is not finished yet may go on.
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Meant}
   */
  #meanings(word, unfinished) {
    const key = `${word}${unfinished ? "…" : ""}`;
    let meant = this.#meant.get(key);
    if (!meant) {
      meant = this.#meaningsOf(word, unfinished);
      this.#meant.set(key, meant);
    }
    return meant;
  }

  /**
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Meant}
   */
  #meaningsOf(word, unfinished) {
    const written = this.#written(word, unfinished);
    if (written.size) return written;
    const heard = this.#heard(word);
    return this.#inAllForms(heard.size ? heard : this.#misspelt(word));
  }

  /** @param {Meant} meant words that were written otherwise: with them, their other endings are meant */
  #inAllForms(meant) {
    /** @type {Meant} */
    const forms = new Map(meant);
    for (const [word, sure] of meant)
      for (const [form, alike] of this.#written(word, false))
        forms.set(form, Math.max(forms.get(form) ?? 0, sure * alike));
    return forms;
  }

  /**
   * The words that are written like `word`, but for capitals that look alike, its ending, or what is still to come of it.
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Meant}
   */
  #written(word, unfinished) {
    /** @type {Meant} */
    const meant = new Map((this.#alike.get(`look ${looksLike(word)}`) ?? []).map((other) => [other, ALIKE]));
    if (word.length < TYPED && this.#spread.has(word)) meant.set(word, 1);
    for (const other of this.#alike.get(`begin ${word.slice(0, TYPED)}`) ?? []) {
      const sure = inflected(word, other) || (unfinished && word.length >= TYPED ? begun(word, other) : 0);
      if (sure > (meant.get(other) ?? 0)) meant.set(other, sure);
    }
    return meant;
  }

  /**
   * The words that sound like `word`, or end it.
   * @param {string} word
   * @returns {Meant}
   */
  #heard(word) {
    const last = [...this.#spread.keys()].filter((other) => other.length >= COMPOUND && word.endsWith(other));
    const alike = this.#alike.get(`sound ${inLatinLetters(word)}`) ?? [];
    return new Map([...last, ...alike].map((other) => [other, SOUNDING]));
  }

  /**
   * The words from which `word` differs in the fewest letters, as it is written or as it sounds.
   * @param {string} word
   * @returns {Meant}
   */
  #misspelt(word) {
    const sound = inLatinLetters(word);
    const steps = [...this.#sounds].map(([other, heard]) => ({
      other,
      wrong: sound === word ? distance(word, other) : Math.min(distance(word, other), distance(sound, heard)),
    }));
    const least = Math.min(...steps.map(({ wrong }) => wrong));
    const nearest = Number.isFinite(least) ? steps.filter(({ wrong }) => wrong === least) : [];
    return new Map(nearest.map(({ other }) => [other, MISSPELT ** least]));
  }
}

/**
 * How surely `other` is what `word` is the beginning of.
 * @param {string} word
 * @param {string} other
 */
const begun = (word, other) => (other.startsWith(word) ? BEGUN * (word.length / other.length) ** 0.2 : 0);

const WHAT_IS = /(?:^| )(?:what (?:is|are|s)|whats|τι (?:ειναι|εστι)|ti einai)(?: |$)/;

/**
 * Whether “who” is the organisation: in capitals among small letters, or in a Greek query.
 * @param {string} query
 */
const namesWHO = (query) => /\p{Script=Greek}|\p{Ll}.*\bWHO\b|\bWHO\b.*\p{Ll}/u.test(query);

/** @param {string} word */
const isFigure = (word) => /^\d{1,3}$/.test(word);

/** @param {string} word */
const isNumber = (word) => /^\d+$/.test(word);

/** @param {string} text its words, folded */
const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** @type {Map<string, string>} */
const spelt = new Map();

/** @param {string} word of a page, folded: in the spelling that queries are brought to */
function spelling(word) {
  let one = spelt.get(word);
  if (one === undefined) {
    one = fold(asOnPages(word));
    spelt.set(word, one);
  }
  return one;
}

/** @param {string} text of a page */
const wordsOfPages = (text) => words(text).map(spelling);

/**
 * @param {PageText} source
 * @param {Set<string>} common headings that name no page
 * @returns {Page}
 */
function readPage(source, common) {
  const [title = "", ...menu] = source.names;
  const name = (/** @type {number} */ weight) => (/** @type {string} */ text) => ({ phrase: content(text), weight });
  return {
    source,
    names: [
      ...[source.title, title, ...menu].map(name(TITLE)),
      ...source.also.map(name(ALSO)),
      ...source.asks.map(name(ASKED)),
      ...source.sections
        .slice(1)
        .map(([, heading]) => heading)
        .filter((heading) => !common.has(heading))
        .map(name(SECTION)),
      ...source.headings.map(name(SECTION * OTHER_LANGUAGE)),
    ].filter(({ phrase }) => phrase.length),
    sections: source.sections.map(readSection),
  };
}

/** @param {string} text */
function content(text) {
  const all = wordsOfPages(text);
  const said = all.filter((word) => !EMPTY.has(word));
  return said.length ? said : all;
}

/**
 * @param {SectionText} section
 * @returns {Section}
 */
function readSection([anchor, heading, text]) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const said = wordsOfPages(text);
  const headed = content(heading);
  for (const word of [...said, ...headed]) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { anchor, heading, text, counts, headed: new Set(headed), size: said.length, cited: anchor === REFERENCES };
}

/**
 * How well `page` answers a query whose words have `meanings` of `weights`, and which of its sections speaks of it most.
 * @param {Page} page
 * @param {Meant[]} meanings
 * @param {number[]} weights
 * @param {boolean[]} figures which of the words are numbers
 */
function judge(page, meanings, weights, figures) {
  const whole = total(weights) || 1;
  const best = Math.max(0, ...page.names.map((name) => covered(name, meanings, weights, whole)));
  const named = ALONE * best + (1 - ALONE) * (together(page.names, meanings, weights) / whole);
  const each = page.sections.map((part) => meanings.map((meant, at) => spoken(part, meant) * (weights[at] ?? 0)));
  const sums = each.map(total);
  const most = Math.max(0, ...sums);
  const section = page.sections[sums.indexOf(most)];
  const anywhere = total(meanings.map((_, at) => Math.max(0, ...each.map((scores) => scores[at] ?? 0))));
  const held = meanings.map(
    (meant, at) =>
      each.some((scores) => scores[at]) || page.names.some(({ phrase }) => phrase.some((word) => meant.has(word))),
  );
  const written = (ANYWHERE * anywhere + (1 - ANYWHERE) * most) / whole;
  return {
    score: NAMED * named + written * page.source.weight,
    section,
    named: named > MEANT,
    cited: !named && Boolean(section?.cited),
    // Of “Mazzaglia 2007”, a page that holds the year alone says less than one that cites the author.
    dated: figures.includes(false) && held.every((holds, at) => figures[at] || !holds),
  };
}

/** @param {number[]} values */
const total = (values) => values.reduce((sum, value) => sum + value, 0);

/**
 * How much of the query a name holds, and how much of the name the query.
 * @param {Name} name
 * @param {Meant[]} meanings
 * @param {number[]} weights
 * @param {number} whole
 */
function covered({ phrase, weight }, meanings, weights, whole) {
  let asked = 0;
  /** @type {Set<string>} */
  const said = new Set();
  meanings.forEach((meant, at) => {
    let surest = 0;
    for (const word of phrase) {
      const sure = meant.get(word) ?? 0;
      if (sure) said.add(word);
      surest = Math.max(surest, sure);
    }
    asked += surest * (weights[at] ?? 0);
  });
  if (!asked) return 0;
  return (asked / whole) ** 1.3 * (said.size / new Set(phrase).size) ** 0.5 * weight;
}

/**
 * Whether a title of `page` says `subject` and nothing else.
 * @param {Page} page
 * @param {string[]} subject
 */
const calledBy = ({ names }, subject) =>
  names.some(({ phrase, weight }) => weight === TITLE && isSame(phrase, subject));

/**
 * How much of the query all names hold together.
 * @param {Name[]} names
 * @param {Meant[]} meanings
 * @param {number[]} weights
 */
function together(names, meanings, weights) {
  return meanings.reduce((sum, meant, at) => {
    let surest = 0;
    for (const { phrase, weight } of names)
      for (const word of phrase) surest = Math.max(surest, (meant.get(word) ?? 0) * weight);
    return sum + surest * (weights[at] ?? 0);
  }, 0);
}

/**
 * How much `section` speaks of what a word means.
 * @param {Section} section
 * @param {Meant} meant
 */
function spoken({ counts, headed, size, cited }, meant) {
  let times = 0;
  let above = 0;
  for (const [word, sure] of meant) {
    times += (counts.get(word) ?? 0) * sure;
    if (headed.has(word)) above = Math.max(above, sure);
  }
  if (!times) return 0;
  const often = times / (times + SATURATION * (0.4 + 0.6 * (size / 150)));
  return (often + HEADED * above) * (cited ? CITED : 1);
}

/**
 * A page that is named by the query is meant as a whole; otherwise the part that speaks of it most.
 * @param {Found} found
 * @returns {Hit}
 */
function hit({ page: { source }, section, named }) {
  const whole = named || section?.heading === source.title;
  const [, , lead = ""] = source.sections.find(([, , text]) => text) ?? [];
  return {
    title: source.title,
    kind: source.kind,
    url: whole || !section ? source.url : `${source.url}#${section.anchor}`,
    heading: whole ? "" : (section?.heading ?? ""),
    text: named ? lead : (section?.text ?? lead),
  };
}

/**
 * The part of `text` that holds most of the `marked` words, in pieces: a piece is a marked word, or what lies between.
 * @param {string} text
 * @param {Set<string>} marked
 * @returns {{ text: string, found: boolean }[]}
 */
export function excerpt(text, marked) {
  const pieces = [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)].map(([piece]) => ({
    text: piece,
    word: /[\p{L}\p{N}]/u.test(piece) ? spelling(fold(piece)) : "",
  }));
  const found = pieces.flatMap(({ word }, at) => (marked.has(word) ? [at] : []));
  const variety = (/** @type {number} */ from) =>
    new Set(found.filter((at) => at >= from && at < from + EXCERPT).map((at) => pieces[at]?.word)).size;
  const densest = found.reduce((best, at) => (variety(at) > variety(best) ? at : best), found[0] ?? 0);
  const start = densest < EXCERPT / 2 ? 0 : densest - 8;
  const shown = pieces
    .slice(start, start + EXCERPT)
    .map(({ text: piece, word }) => ({ text: piece, found: marked.has(word) }));
  if (start > 0) shown.unshift({ text: "…", found: false });
  if (start + EXCERPT < pieces.length) shown.push({ text: "…", found: false });
  return shown;
}

/**
 * Where `phrase` stands in `asked`, or -1.
 * @param {string[]} phrase
 * @param {string[]} asked
 */
function placeOf(phrase, asked) {
  if (!phrase.length) return -1;
  return asked.findIndex((_, at) => phrase.every((word, i) => soundsLike(word, asked[at + i])));
}

/**
 * @param {string[]} phrase
 * @param {string[]} asked
 */
const isSame = (phrase, asked) => phrase.length === asked.length && placeOf(phrase, asked) === 0;

/**
 * @param {string} word
 * @param {string | undefined} typed
 */
const soundsLike = (word, typed) =>
  word === typed || (typed !== undefined && [looksLike, inLatinLetters].some((as) => as(word) === as(typed)));
