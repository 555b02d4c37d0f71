// The reader's language, and what is said in it.

import en from './text/en.js';
import ms from './text/ms.js';
import ta from './text/ta.js';
import zh from './text/zh-Hans.js';

const texts = { en, 'zh-Hans': zh, ms, ta };
const key = 'qnom.language';

let current = 'en';

/** The language as a BCP 47 tag. */
export const language = () => current;

/** The first of a reader's languages that the page speaks; English if it speaks none. */
export function matchLanguage(wanted) {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    const match = Object.keys(texts).find(known => known.split('-')[0] === primary);
    if (match)
      return match;
  }
  return 'en';
}

/** Starts with the language that was chosen last, or else the browser's. */
export function startLanguage(storage, preferred) {
  const chosen = storage.read(key);
  apply(chosen in texts ? chosen : matchLanguage(preferred));
}

/** Changes the language and remembers it. */
export function chooseLanguage(tag, storage) {
  apply(tag);
  storage.write(key, tag);
}

/** What is said under a key, with its {names} filled in. */
export function t(name, values = {}) {
  const text = texts[current][name] ?? en[name];
  if (text === undefined)
    throw new Error(`There is no text '${name}'.`);
  return text.replace(/\{(\w+)\}/g, (_, value) => values[value]);
}

/** What is said for a word of the API, or nothing for one that this page is too old to know. */
export const wordFor = (group, word) => `${group}.${word}` in en ? t(`${group}.${word}`) : '';

function apply(tag) {
  current = tag;
  document.documentElement.lang = tag;
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = t(element.dataset.text);
}
