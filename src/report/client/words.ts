import type {State} from '../model.ts';

const TYPES: Readonly<Record<string, string>> = {
  QUESTION_WRITTEN: 'Written',
  QUESTION_WRITTEN_PRIORITY: 'Priority written',
  QUESTION_ORAL: 'Oral',
  QUESTION_TIME: 'Question time',
  INTERPELLATION_MAJOR: 'Major interpellation',
  INTERPELLATION_MINOR: 'Minor interpellation',
};

const ADDRESSEES: Readonly<Record<string, string>> = {
  COM: 'Commission',
  CONSIL: 'Council',
  VPHR: 'Vice-President / High Representative',
  PEC: 'President of the European Council',
  ECB: 'European Central Bank',
  SRB: 'Single Resolution Board',
};

/** The states in words. */
export const STATE_WORDS: Readonly<Record<State, string>> = {
  'in-time': 'Answered in time',
  late: 'Answered late',
  open: 'Open, not yet due',
  overdue: 'Open, overdue',
  answered: 'Answered, no deadline',
  unknown: 'Not known',
};

/** A type of question in words. */
export function typeWord(type: string): string {
  return TYPES[type] ?? type;
}

/** An addressee in words: its own printed name where it has no code. */
export function addresseeWord(addressee: string): string {
  return ADDRESSEES[addressee] ?? addressee;
}

const languageNames = new Intl.DisplayNames(['en'], {type: 'language'});

/** A language in English: `Italian`. */
export function languageWord(code: string): string {
  return languageNames.of(code) ?? code;
}

const dates = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day as people read it: `2 Oct 2019`. */
export function dayWord(day: string | number): string {
  return dates.format(typeof day === 'number' ? day * 86_400_000 : Date.parse(day));
}

/** ISO of a day number. */
export function isoOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** A number as people read it: `1,204`. */
export function numberWord(number: number): string {
  return number.toLocaleString('en');
}

/** So many of a thing: `1 question`, `1,204 questions`. */
export function counted(number: number, thing: string): string {
  return `${numberWord(number)} ${thing}${number === 1 ? '' : 's'}`;
}

/** A share in per cent, `0 %` of nothing. */
export function shareWord(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const share = (100 * part) / whole;
  return share > 0 && share < 1 ? 'under 1 %' : `${Math.round(share)} %`;
}

/** A text that is not longer than so many characters. */
export function shortened(text: string, length: number): string {
  const characters = text.length > length ? Array.from(text.slice(0, 2 * length)) : [];
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** A text with its first letter as a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A note, and after it what is not shown: `3 questions bear no date.`; `null`: neither. */
export function remainder(count: number, note: string | null, what: string): string | null {
  const rest = count === 0 ? [] : [`${counted(count, 'question')} ${what}.`];
  const parts = [...(note === null ? [] : [note]), ...rest];
  return parts.length === 0 ? null : parts.join(' ');
}
