import {soundOf} from '../name-sound.ts';

/** Kinds of anchors: what stays the same from language to language, more or less often. */
export const ANCHOR_KINDS = ['number', 'mark', 'address', 'capitals', 'word'] as const;
/** One of them. */
export type AnchorKind = (typeof ANCHOR_KINDS)[number];

/** What two texts that say the same in two languages are likely to share. */
export interface Anchor {
  kind: AnchorKind;
  /** the same in all languages: `400000`, `example.org`, `covid`, the beginning of a word as it sounds */
  key: string;
}

/** How many letters, as they sound, the beginnings of two words must share to be taken for kin. */
const STEM = 3;
/** How many letters of a word are heard: as many as make three sounds, and more. */
const LETTERS = 9;
// 400 000, 400,000, 400.000 and 400’000 are one number; a space groups only three digits after at most three.
const GROUPED = /^\d{1,3}(?:([.,’'\u00a0\u202f ])\d{3})(?:\1\d{3})*$/u;
const NUMBER = /\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d|[.,]\d)|\d+(?:[.,’']\d+)*/gu;

/**
 * Finds what a text shares with its translations whatever the languages: years, amounts and other numbers of two digits or
 * more, whose signs for thousands and decimals differ; footnote marks; hosts of addresses; words in capitals; and how words
 * begin, in Latin letters, so that names and kindred words meet across alphabets.
 *
 * @param text footnote marks as `[1]`
 * @returns each once; empty for a text without any
 */
export function anchorsOf(text: string): Anchor[] {
  const anchors = new Map<string, Anchor>();
  const add = (kind: AnchorKind, key: string): void => {
    if (key !== '') anchors.set(`${kind} ${key}`, {kind, key: `${kind} ${key}`});
  };
  const bare = text
    .replace(/\[(\d{1,3}|\*+)\]/g, (_, mark: string) => {
      add('mark', mark);
      return ' ';
    })
    .replace(/\b(?:https?:\/\/|www\.)([^\s/]+)(\S*)/giu, (_, host: string, rest: string) => {
      add('address', host.toLowerCase().replace(/^www\./, ''));
      return ` ${rest.replace(/\D+/g, ' ')} `;
    });
  for (const [printed] of bare.matchAll(NUMBER))
    for (const number of plainNumbers(printed)) add('number', number);
  const words =
    bare
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .match(/\p{L}{2,}/gu) ?? [];
  // All at once: sounds do not reach over spaces.
  const beginnings = words.map(word => word.slice(0, LETTERS).toLowerCase());
  for (const [index, sound] of soundOf(beginnings.join(' ')).split(' ').entries()) {
    const word = words[index] ?? '';
    if (/^\p{Lu}+$/u.test(word)) add('capitals', sound);
    if (word.length > 3 && sound.length >= STEM) add('word', sound.slice(0, STEM));
  }
  return [...anchors.values()];
}

function plainNumbers(printed: string): string[] {
  const digits = printed.replace(/\D/g, '');
  if (GROUPED.test(printed)) return [digits];
  const parts = printed.split(/\D/);
  // 2,5 and 2.5; anything else with dots is a date or a version.
  if (parts.length === 2) return [parts.map(plain).join('.')];
  return parts.map(plain).filter(part => part.length > 1);
}

function plain(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
