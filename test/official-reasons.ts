import {isBodyCode, type ListedQuestion} from './official-lists.ts';

/** What a list says of a question, field by field, each as a set of values. */
export type Facts = Record<
  | 'id'
  | 'number'
  | 'type'
  | 'parliamentaryTerm'
  | 'date'
  | 'authors'
  | 'onBehalfOf'
  | 'subject'
  | 'pe'
  | 'eli'
  | 'english'
  | 'pdf'
  | 'docx'
  | 'answers'
  | 'answeredTogether'
  | 'answersPdf'
  | 'answersDocx'
  | 'annexes'
  | 'annexesPdf'
  | 'annexesDocx',
  string[]
>;

/** Why a record says something else than a row of a list: a rule that tells which rows, and what is said instead. */
export interface Reason {
  name: string;
  why: string;
  field: keyof Facts;
  applies(row: ListedQuestion): boolean;
  /** what the record says, exactly, in place of what the row says */
  instead(said: string[]): string[];
}

/** In the order in which they are applied. */
export const REASONS: readonly Reason[] = [
  {
    name: 'the title holds markup',
    why: 'a subject is text: CO<sub>2</sub> reads CO2, and the tags of a template are none of its words',
    field: 'subject',
    applies: ({title}) => title.includes('<'),
    instead: said => said.map(title => title.replace(/<[^>]*>/g, '')),
  },
  {
    name: 'the title holds an entity',
    why: 'of the entities only the no-break space occurs, and only in titles: a reader sees a space',
    field: 'subject',
    applies: ({title}) => title.includes('&nbsp;'),
    instead: said => said.map(title => title.replaceAll('&nbsp;', ' ')),
  },
  {
    name: 'the title holds invisible characters',
    why: 'soft hyphens and zero-width spaces say where a line may break: they are no letters',
    field: 'subject',
    applies: ({title}) => /[\u00ad\u200b]/.test(title),
    instead: said => said.map(title => title.replace(/[\u00ad\u200b]/g, '')),
  },
  {
    name: 'the title holds no-break spaces',
    why: 'which of its spaces may break a line differs from one source to the next',
    field: 'subject',
    applies: ({title}) => title.includes('\u00a0'),
    instead: said => said.map(title => title.replaceAll('\u00a0', ' ')),
  },
  {
    name: 'the title begins or ends with a space, a tab or a line break',
    why: 'it was typed, or follows a </p>; no page shows it',
    field: 'subject',
    applies: ({title}) => /^\s|\s$|\s<[^>]*>$/.test(title),
    instead: said => said.map(title => title.trim()),
  },
  {
    name: 'the title holds several spaces in a row',
    why: 'a page shows them as one',
    field: 'subject',
    applies: ({title}) => /\s\s/.test(title.trim()),
    instead: said => said.map(title => title.replace(/\s+/g, ' ')),
  },
  {
    name: 'the authors begin with the code of a committee or group',
    why: 'it is whom they act for, not who they are; its name stands among the organisations',
    field: 'authors',
    applies: ({persons}) => persons.some(isBodyCode),
    instead: said => said.filter(name => name.includes(' ')),
  },
  {
    name: 'the row has no language version',
    why: 'names stand in headings alone, and there is no heading: the record knows the author by id',
    field: 'authors',
    applies: ({language}) => language === '',
    instead: said => said.map(() => ''),
  },
  {
    name: 'the question is put on behalf of several committees or groups',
    why: 'the record has them as the heading prints them, in one line of words',
    field: 'onBehalfOf',
    applies: ({organisations}) => organisations.length > 1,
    instead: said => [said.join(' and the ')],
  },
];

/**
 * What a record says of a question, by what its row says and the reasons that apply to it.
 *
 * @returns the facts of the record, and the reasons that changed one
 */
export function explain(said: Facts, row: ListedQuestion): {expected: Facts; reasons: Reason[]} {
  const expected = {...said};
  const reasons = REASONS.filter(({field, applies, instead}) => {
    const before = expected[field];
    if (applies(row)) expected[field] = instead(before);
    return JSON.stringify(expected[field]) !== JSON.stringify(before);
  });
  return {expected, reasons};
}

/** A title as a reader sees it; empty for none. */
export function titleAsRead(row: ListedQuestion): string {
  const reasons = REASONS.filter(({field, applies}) => field === 'subject' && applies(row));
  return reasons.reduce((said, {instead}) => instead(said), [row.title])[0] ?? '';
}
