import {addDays} from '../date-range.ts';
import type {QuestionRecord} from '../question.ts';

/** How long a question has waited, or had to wait, for its answer. */
export interface AnswerTime {
  /** ISO: the day of the first answer; `null` where there is none, or none with a date */
  answeredOn: string | null;
  /** from the day it was tabled to that of the first answer */
  days: number | null;
  /** ISO: the day by which an answer is due; `null` for kinds that have no such day */
  deadline: string | null;
  /** whether the first answer came after that day; `null` where there is no answer, or no such day */
  isLate: boolean | null;
  /** whether a written question has no answer; `null` for other kinds, and where no source tells */
  isOpen: boolean | null;
}

// Rule 144(4) and (5), earlier 138, 130, 117, 110: three weeks for priority questions, six for other written ones. They
// run from the day on which the institution got the question, which no document tells: the day of tabling stands for it.
const WEEKS: Readonly<Partial<Record<QuestionRecord['type'], number>>> = {
  QUESTION_WRITTEN_PRIORITY: 3,
  QUESTION_WRITTEN: 6,
};

/**
 * Tells how long a question waited for its answer.
 *
 * Nothing depends on the day on which it is asked: whether an open question is overdue is told by its deadline.
 */
export function answerTimeOf({type, date, answers, agreement}: QuestionRecord): AnswerTime {
  const weeks = WEEKS[type];
  const answeredOn = answers.flatMap(answer => answer.date ?? []).sort()[0] ?? null;
  const deadline = date === null || weeks === undefined ? null : addDays(date, weeks * 7);
  return {
    answeredOn,
    days: date === null || answeredOn === null ? null : daysBetween(date, answeredOn),
    deadline,
    isLate: deadline === null || answeredOn === null ? null : answeredOn > deadline,
    isOpen:
      weeks === undefined
        ? null
        : answers.length > 0
          ? false
          : agreement.sources.includes('opendata') || null,
  };
}

/** Days from one day to another, both ISO; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/**
 * Counts words as word processors do: what stands between spaces and holds a letter or a digit.
 *
 * @param text with footnote marks as `[1]`, which do not count; `null` has no words to count
 */
export function countWords(text: string | null): number | null {
  if (text === null) return null;
  return text
    .replace(/\[[\w*]+\]/g, ' ')
    .split(/\s+/u)
    .filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}
