import {LANGUAGE_CODES, type Language} from './language.ts';
import type {QuestionRecord} from './question.ts';

/**
 * Shows of a record only what was wanted; the stored record holds everything that the archive holds.
 *
 * @param languages language versions wanted; the others become `not-requested`, but what does not exist stays
 *   `not-translated`
 * @param answers whether answers are wanted
 */
export function narrowRecord(
  record: QuestionRecord,
  {languages, answers}: {languages: readonly Language[] | 'all'; answers: boolean},
): QuestionRecord {
  const isWanted = (language: string): boolean =>
    languages === 'all' || languages.includes(language as Language);
  const keep = <T>(versions: Partial<Record<Language, T>>): Partial<Record<Language, T>> =>
    Object.fromEntries(Object.entries(versions).filter(([language]) => isWanted(language))) as Partial<
      Record<Language, T>
    >;
  return {
    ...record,
    languages: Object.fromEntries(
      LANGUAGE_CODES.map(language => {
        const status = record.languages[language];
        return [language, isWanted(language) || status === 'not-translated' ? status : 'not-requested'];
      }),
    ) as QuestionRecord['languages'],
    versions: keep(record.versions),
    answers: answers
      ? record.answers.map(answer => ({
          ...answer,
          annexes: answer.annexes.map(annex => ({
            ...annex,
            files: annex.files.filter(({language}) => isWanted(language)),
          })),
          versions: keep(answer.versions),
        }))
      : [],
  };
}
