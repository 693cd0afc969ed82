import {answerTimeOf} from '../export/answer-time.ts';
import {LANGUAGE_CODES} from '../language.ts';
import type {Author, QuestionRecord} from '../question.ts';
import {type DayNumber, type ReportIndex, STATES, type State} from './model.ts';

/** What the index says beside the questions. */
export type ReportFacts = Pick<ReportIndex, 'madeOn' | 'version' | 'selection'>;

/** The index of a report, in the making. */
export interface IndexDraft {
  /** Adds a question, with all its answers. */
  add(record: QuestionRecord): void;
  /** Says that the next question's text begins a chunk. */
  beginChunk(): void;
  /** The index of all that was added; without questions its columns are empty. */
  index: ReportIndex;
}

/** Opens the index of a report. */
export function openIndex(facts: ReportFacts): IndexDraft {
  const positions = new Map<string, number>();
  /** The position of a name in its list, where it is put if it is new. */
  const place = (list: string[], name: string, key = name): number => {
    const known = positions.get(`${lists.indexOf(list)} ${key}`);
    if (known !== undefined) return known;
    positions.set(`${lists.indexOf(list)} ${key}`, list.length);
    return list.push(name) - 1;
  };
  const index: ReportIndex = {
    ...facts,
    withText: 0,
    names: {types: [], groups: [], addressees: [], authors: [], languages: [...LANGUAGE_CODES]},
    ...{id: [], number: [], subject: [], day: [], type: [], groups: [], addressees: [], authors: []},
    ...{languages: [], original: [], state: [], answered: [], deadline: [], chunks: []},
  };
  const {names} = index;
  const lists = [names.types, names.groups, names.addressees, names.authors];
  return {
    index,
    beginChunk() {
      index.chunks.push(index.id.length);
    },
    add(record) {
      const {answeredOn, deadline} = answerTimeOf(record);
      index.id.push(record.id);
      index.number.push(numberOf(record));
      index.subject.push(record.subject);
      index.day.push(dayNumber(record.date));
      index.type.push(place(names.types, record.type));
      index.groups.push(
        unique(
          record.authors.flatMap(({politicalGroup}) =>
            politicalGroup === null ? [] : [place(names.groups, politicalGroup)],
          ),
        ),
      );
      index.addressees.push(
        unique(
          record.addressees.flatMap(({code, label}) => {
            const name = code ?? label;
            return name === null ? [] : [place(names.addressees, name)];
          }),
        ),
      );
      // A Member's name is spelled in more than one way; the id is not.
      index.authors.push(
        unique(
          record.authors.map(author =>
            place(names.authors, nameOf(author), String(author.mepId ?? nameOf(author))),
          ),
        ),
      );
      index.languages.push(
        LANGUAGE_CODES.reduce(
          (bits, code, bit) => (record.languages[code] === 'available' ? bits | (1 << bit) : bits),
          0,
        ),
      );
      index.original.push(
        record.originalLanguage === null ? -1 : LANGUAGE_CODES.indexOf(record.originalLanguage),
      );
      index.state.push(STATES.indexOf(stateOf(record, facts.madeOn)));
      index.answered.push(dayNumber(answeredOn));
      index.deadline.push(dayNumber(deadline));
    },
  };
}

/** A question's number with its revision: `E-014649/2015/rev.1`. */
function numberOf({number, revision}: Pick<QuestionRecord, 'number' | 'revision'>): string {
  return revision === null ? number : `${number}/rev.${revision}`;
}

/** What an author is called: by name; a body by its own; a Member whom only the open data names by id. */
export function nameOf({name, onBehalfOf, mepId}: Author): string {
  return name ?? onBehalfOf ?? (mepId === null ? 'not named' : `Member ${mepId}`);
}

/**
 * Tells where a question stands with its answer.
 *
 * @param today ISO: an open question is overdue once its deadline has passed
 */
function stateOf(record: QuestionRecord, today: string): State {
  const {isLate, isOpen, deadline} = answerTimeOf(record);
  if (isLate !== null) return isLate ? 'late' : 'in-time';
  if (record.answers.length > 0) return 'answered';
  if (isOpen !== true) return 'unknown';
  return deadline !== null && deadline < today ? 'overdue' : 'open';
}

function dayNumber(day: string | null): DayNumber {
  return day === null ? null : Date.parse(day) / 86_400_000;
}

function unique(positions: readonly number[]): number[] {
  return [...new Set(positions)];
}
