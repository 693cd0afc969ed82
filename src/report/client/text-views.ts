import type {Language} from '../../language.ts';
import type {QuestionText, VersionText} from '../model.ts';
import {type Pair, pairParagraphs} from '../pair-paragraphs.ts';
import {element} from './element.ts';
import {annexesOf, answerHeading, footnoteOf, linksOf, paragraphOf, withoutText} from './text-parts.ts';
import {languageWord} from './words.ts';

type Versions = Partial<Record<Language, VersionText>>;

/** The question in one language, its answers beside it. */
export function besideAnswer(
  {versions, answers}: QuestionText,
  language: Language | null,
  isIn: (id: string) => boolean,
): HTMLElement[] {
  const inOne = (part: string, those: Versions): HTMLElement[] => {
    const version = language === null ? undefined : those[language];
    return version === undefined || language === null
      ? [element('p', {class: 'nothing'}, `There is no version in ${languageWord(language ?? 'und')} here.`)]
      : [
          ...(version.paragraphs.length === 0 ? [withoutText()] : []),
          ...version.paragraphs.map(paragraph => paragraphOf(paragraph, language, part, version.footnotes)),
          ...version.footnotes.map((footnote, at) => footnoteOf(footnote, at, language, part)),
          linksOf([[language, version.links]]),
        ];
  };
  const question = element(
    'section',
    {class: 'part', 'aria-labelledby': 'part-question'},
    element('h3', {id: 'part-question'}, 'Question'),
    ...inOne('question', versions),
  );
  const replies = answers.map((answer, at) =>
    element(
      'section',
      {class: 'part', 'aria-labelledby': `part-answer-${at}`},
      ...answerHeading(answer, at, answers.length, isIn),
      ...inOne(`answer-${at}`, answer.versions),
      ...annexesOf(answer),
    ),
  );
  return [
    element(
      'div',
      {class: replies.length === 0 ? 'one' : 'beside'},
      question,
      ...(replies.length === 0 ? [] : [element('div', {}, ...replies)]),
    ),
  ];
}

/** Question and answers in two languages, paragraph by paragraph. */
export function sideBySide(
  {versions, answers}: QuestionText,
  left: Language | null,
  right: Language,
  isIn: (id: string) => boolean,
): HTMLElement[] {
  const inTwo = (part: string, those: Versions, withSubject: boolean): HTMLElement[] => {
    const [a, b] = [left === null ? undefined : those[left], those[right]];
    const sides: [Language, VersionText | undefined][] = [
      [left ?? right, a],
      [right, b],
    ];
    const row = (...cells: (HTMLElement | null)[]): HTMLElement =>
      element(
        'div',
        {class: 'pair'},
        ...cells.map((cell, side) =>
          element('div', {class: 'side', 'data-language': sides[side]?.[0] ?? ''}, cell),
        ),
      );
    const pairs: Pair[] = pairParagraphs(a?.paragraphs ?? [], b?.paragraphs ?? []);
    const notes = Math.max(a?.footnotes.length ?? 0, b?.footnotes.length ?? 0);
    return [
      row(
        ...sides.map(([language, version]) =>
          element(
            'div',
            {},
            element('p', {class: 'language'}, languageWord(language)),
            ...(withSubject && version?.subject != null
              ? [element('p', {class: 'own-subject', lang: language, dir: 'auto'}, version.subject)]
              : []),
            ...(version === undefined
              ? [element('p', {class: 'nothing'}, 'There is no version in this language here.')]
              : version.paragraphs.length === 0
                ? [withoutText()]
                : []),
          ),
        ),
      ),
      ...pairs.map(pair =>
        row(
          ...pair.map((paragraph, side) => {
            const [language, version] = sides[side] ?? [right, b];
            return paragraph === null
              ? null
              : paragraphOf(paragraph, language, part, version?.footnotes ?? []);
          }),
        ),
      ),
      ...Array.from({length: notes}, (_, at) =>
        row(
          ...sides.map(([language, version]) => {
            const footnote = version?.footnotes[at];
            return footnote === undefined ? null : footnoteOf(footnote, at, language, part);
          }),
        ),
      ),
      linksOf(
        sides.flatMap(([language, version]) => (version === undefined ? [] : [[language, version.links]])),
      ),
    ];
  };
  return [
    element(
      'section',
      {class: 'part', 'aria-labelledby': 'part-question'},
      element('h3', {id: 'part-question'}, 'Question'),
      ...inTwo('question', versions, true),
    ),
    ...answers.map((answer, at) =>
      element(
        'section',
        {class: 'part', 'aria-labelledby': `part-answer-${at}`},
        ...answerHeading(answer, at, answers.length, isIn),
        ...inTwo(`answer-${at}`, answer.versions, false),
        ...annexesOf(answer),
      ),
    ),
  ];
}
