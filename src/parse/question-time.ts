import {languageOf} from '../language.ts';
import {addresseeAtEnd, startOfAuthors} from '../words.ts';
import {type Block, plainText} from './block.ts';
import {readClosing} from './closing.ts';
import type {Page} from './html.ts';
import {languageOfLabel, readPlacedLabel} from './label.ts';
import type {PrintedQuestion} from './printed.ts';
import type {Mark} from './signs.ts';

/**
 * Layout `question-time`: the questions of question time (H-), as the verbatim report of a sitting prints them.
 *
 * Recognised by  a line that ends with a number in brackets, "Question 15 by A B (H-0327/10)", above "Subject: …"
 * Addresses      /doceo/document/CRE-<term>-<date>-ITM-<item>_<LANG>.html; getDoc.do, also of the annex with the
 *                answers in writing
 * Subject        the line below
 * Text           from there to whoever speaks next; what is said is no part of the question, and no answer of the record
 * Unproven       every tag; languages other than de, en, es and nl
 * History
 *  - 2005-08 "Anfrage Nr. 26 von …", "Vraag nr. 1 van … (H-0659/05):", "Question No 1 by …"; the speaker who gives the
 *    floor may stand on the same line, "El Presidente. − Pregunta nº 39 formulada por …"
 *  - 2010 "Question 15 by …", in English on the page of every language
 */

const HEADING = /^(?<before>.{6,160}?)\s?\(H-\d{1,4}\/\d{2}(?:\d{2})?\)\s?:?$/u;

/** What this layout is recognised by. */
export const QUESTION_TIME_MARKS: readonly Mark<Page>[] = [
  {
    name: 'a line that ends with a number in brackets, "(H-0327/10)", above "Subject: …"',
    of: 'question',
    isShown: lines => findHeadings(lines).length > 0,
  },
];

/** Whether a page holds such a question. */
export function isQuestionTime(page: Page): boolean {
  const {lines} = page;
  return QUESTION_TIME_MARKS.some(({isShown}) => isShown(lines, page));
}

/**
 * Reads all questions of a page of this layout.
 *
 * @returns in printed order; without text where nothing shows where the question ends and the debate begins
 */
export function parseQuestionTime({blocks, lines}: Page): PrintedQuestion[] {
  const headings = findHeadings(lines);
  return headings.map((start, place) => {
    const subjectLine = lines[start + 1] ?? '';
    const line = lines[start] ?? '';
    const addressee = findAddressee(lines.slice(0, start));
    return {
      kind: 'question',
      layout: 'question-time',
      number: line,
      heading: {lines: [line], kind: line, addressee, rule: null, authors: [authorOf(line, subjectLine)]},
      subject: readPlacedLabel(subjectLine, 'subject'),
      subjectLabel: subjectLine,
      date: null,
      procedures: [],
      pe: null,
      ...readClosing(textBelow(blocks.slice(start + 2, headings[place + 1]))),
    };
  });
}

function findHeadings(lines: readonly string[]): number[] {
  return lines.flatMap((line, index) => {
    const subject = lines[index + 1] ?? '';
    return HEADING.test(line) && readPlacedLabel(subject, 'subject') !== null ? [index] : [];
  });
}

// Behind the place on the agenda ("Question 15", "1. Anfrage"): the language's "by", else words in small letters.
function authorOf(line: string, subjectLine: string): string {
  const before = HEADING.exec(line)?.groups?.before ?? '';
  const place = before.search(/\d\D*$/) + 1;
  const start = startOfAuthors(before, place, languageOfLabel(subjectLine, 'subject')) ?? place;
  return before.slice(start).trim();
}

// "12. Question Time (Commission)", "14. Período de perguntas (perguntas à Comissão)"; in the annex "PREGUNTAS AL CONSEJO".
function findAddressee(before: readonly string[]): string | null {
  for (const line of [...before].reverse()) {
    const title =
      /^\d{1,2}\. .{4,60}\((?<inside>[^()]{3,60})\)$/u.exec(line)?.groups?.inside ??
      /^(?<caps>\p{Lu}{3,}(?: \p{Lu}+){1,4})(?= \(|$)/u.exec(line)?.groups?.caps;
    const addressee = title === undefined ? null : addresseeAtEnd(title, null);
    if (title !== undefined && addressee !== null) return title.slice(addressee.at);
  }
  return null;
}

// The question ends where somebody speaks or answers: no paragraph of theirs must be taken for the question's.
function textBelow(blocks: readonly Block[]): Block[] {
  const end = blocks.findIndex(block => opensSpeech(plainText(block.text)));
  return blocks.slice(0, Math.max(0, end));
}

// "A B, Member of the Commission. − …", "A B (PSE). – (ES) …", "Der Präsident. …"; an answer in writing "(FI) …".
function opensSpeech(line: string): boolean {
  const translated = /^\((?<code>[A-Z]{2})\)\s/.exec(line)?.groups?.code;
  return (
    line === 'MPphoto' ||
    (translated !== undefined && languageOf(translated) !== null) ||
    /^\p{Lu}(?:[^.:;?!]|(?<=[\s.]\p{Lu})\.){3,120}\.\s?(?:[−–—]|\([A-Z]{2}\))\s?/u.test(line) ||
    /^\p{Lu}\p{L}{1,3}(?: \p{Lu}\p{L}{5,})\. \p{Lu}/u.test(line)
  );
}
