import {essenceOf} from './differing-paragraphs.ts';
import type {Difference, QuestionRecord} from './question.ts';

/** On which fields the sources of many records disagree. */
export interface AgreementSummary {
  /** records looked at */
  records: number;
  /** those in which sources disagree on anything */
  disagreeing: number;
  /** the field on which most records have a difference first */
  fields: {
    /** `text`, `answers.date` */
    field: string;
    /** records with such a difference, in whatever language */
    records: number;
    /** by the two sources that differ, `html/pdf`: in how many of those records they do */
    pairs: Record<string, number>;
  }[];
}

/** Counts differences, record by record. */
export interface AgreementCount {
  add(record: QuestionRecord): void;
  summary(): AgreementSummary;
}

/** Starts to count. */
export function countAgreement(): AgreementCount {
  const counts = {records: 0, disagreeing: 0};
  const fields = new Map<string, {records: number; pairs: Map<string, number>}>();
  return {
    add({agreement: {differences}}) {
      counts.records += 1;
      if (differences.length > 0) counts.disagreeing += 1;
      const pairsByField = new Map<string, Set<string>>();
      for (const difference of differences) {
        const field = fieldOf(difference);
        const pairs = pairsByField.get(field) ?? new Set();
        for (const pair of differingPairs(difference)) pairs.add(pair);
        pairsByField.set(field, pairs);
      }
      for (const [field, pairs] of pairsByField) {
        const known = fields.get(field) ?? {records: 0, pairs: new Map<string, number>()};
        known.records += 1;
        for (const pair of pairs) known.pairs.set(pair, (known.pairs.get(pair) ?? 0) + 1);
        fields.set(field, known);
      }
    },
    summary: () => ({
      ...counts,
      fields: [...fields]
        .map(([field, {records, pairs}]) => ({field, records, pairs: Object.fromEntries(pairs)}))
        .sort((a, b) => b.records - a.records || (a.field < b.field ? -1 : 1)),
    }),
  };
}

/**
 * The sources that differ from each other in one difference; the languages, where it is between versions.
 *
 * @returns `html/pdf`, in the order in which they are believed; of three sources two may agree
 */
export function differingPairs({values}: Difference): string[] {
  const forms = Object.entries(values).map(([source, value]) => ({source, form: essenceOf(String(value))}));
  const pairs = forms.flatMap((a, index) =>
    forms.slice(index + 1).map(b => ({pair: `${a.source}/${b.source}`, isSame: a.form === b.form})),
  );
  return pairs.filter(({isSame}) => !isSame).map(({pair}) => pair);
}

/** More pairs than these say nothing more: of twelve language versions there may be dozens. */
const MOST_PAIRS = 4;

/**
 * Says a summary on one line.
 *
 * @returns `sources disagree in 2 of 5 records: text 2 (html/pdf), answers.date 1 (html/pdf 1, html/opendata 1)`
 */
export function describeAgreement({records, disagreeing, fields}: AgreementSummary): string {
  const parts = fields.map(field => {
    const pairs = Object.entries(field.pairs).sort((a, b) => b[1] - a[1]);
    const named = pairs
      .slice(0, MOST_PAIRS)
      .map(([pair, count]) => (pairs.length === 1 ? pair : `${pair} ${count}`));
    const rest = pairs.length > MOST_PAIRS ? ', …' : '';
    return `${field.field} ${field.records}${named.length === 0 ? '' : ` (${named.join(', ')}${rest})`}`;
  });
  return `sources disagree in ${disagreeing} of ${records} ${records === 1 ? 'record' : 'records'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

// `answers.E-9-2019-003068-ASW.text` is the same field in every record.
function fieldOf({field}: Difference): string {
  return field.replace(/^answers\.[^.]+\./, 'answers.');
}
