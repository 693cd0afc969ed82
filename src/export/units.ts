import type {AnswerVersion, QuestionVersion} from '../question.ts';

/** What of a text is aligned by itself. */
export type UnitKind = 'subject' | 'paragraph' | 'item' | 'footnote';

/** One subject, paragraph, list item or footnote of a language version. */
export interface Unit {
  kind: UnitKind;
  /** of a numbered item, as printed; of a footnote its mark; `null` otherwise */
  number: string | null;
  text: string;
  /** its place in the text, from 1 and from `p` for paragraphs and items, `n` for footnotes: `subject`, `p3`, `n1` */
  name: string;
}

/**
 * Divides a language version into units, in the order of the text, footnotes last.
 *
 * @returns those in which something is written; empty where the version has neither subject nor text
 */
export function unitsOf({
  subject = null,
  paragraphs,
  footnotes,
}: Pick<AnswerVersion, 'paragraphs' | 'footnotes'> & Partial<Pick<QuestionVersion, 'subject'>>): Unit[] {
  const units: Unit[] = [
    ...(subject === null ? [] : [{kind: 'subject' as const, number: null, text: subject, name: 'subject'}]),
    ...paragraphs.map(({kind, number, text}, index) => ({kind, number, text, name: `p${index + 1}`})),
    ...footnotes.map(({mark, text}, index) => ({
      kind: 'footnote' as const,
      number: mark,
      text,
      name: `n${index + 1}`,
    })),
  ];
  return units.filter(({text}) => /[^\s\p{C}]/u.test(text));
}
