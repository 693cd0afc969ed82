import type {Language} from '../../language.ts';
import type {Footnote, Paragraph} from '../../question.ts';
import type {AnswerText, FileLink} from '../model.ts';
import {element, isolated} from './element.ts';
import {dayWord, languageWord} from './words.ts';

/** What stands above an answer: its day, who gave it, which questions it answers. */
export function answerHeading(
  answer: AnswerText,
  at: number,
  count: number,
  isIn: (id: string) => boolean,
): HTMLElement[] {
  const {date, givenBy, onBehalfOf, questions, id} = answer;
  const by = [givenBy, onBehalfOf].filter(name => name !== null);
  return [
    element('h3', {id: `part-answer-${at}`}, count > 1 ? `Answer ${at + 1} of ${count}` : 'Answer'),
    element(
      'p',
      {class: 'note'},
      ...(date === null ? [isolated(id)] : [element('time', {datetime: date}, dayWord(date))]),
      ...by.flatMap(name => [', ', isolated(name)]),
    ),
    ...(questions.length > 1
      ? [
          element(
            'p',
            {class: 'note'},
            'A joint answer to ',
            ...questions.flatMap((question, at) => [
              ...(at === 0 ? [] : [', ']),
              isIn(question) ? element('a', {href: `#${question}`}, question) : question,
            ]),
          ),
        ]
      : []),
  ];
}

/** The annexes of an answer, with their links. */
export function annexesOf({annexes}: AnswerText): HTMLElement[] {
  return annexes.map(({id, title, links}) =>
    element('div', {class: 'annex'}, element('p', {}, isolated(title ?? id)), linksOf([[null, links]])),
  );
}

/** What stands for a version of which only facts are stored. */
export function withoutText(): HTMLElement {
  return element('p', {class: 'nothing'}, 'No text is stored.');
}

/** A paragraph in its language, whose marks lead to their notes. */
export function paragraphOf(
  {kind, number, text}: Paragraph,
  language: Language,
  part: string,
  footnotes: readonly Footnote[],
): HTMLElement {
  const paragraph = element('p', {class: kind, lang: language, dir: 'auto'});
  if (kind === 'item')
    paragraph.append(element('span', {class: 'marker'}, number === null ? '–' : `${number}.`), ' ');
  // Marks of notes become buttons that lead to them; whatever else is in brackets stays as it is.
  for (const piece of text.split(/(\[[^[\]\s]{1,8}\])/)) {
    const mark = /^\[(.+)\]$/.exec(piece)?.[1];
    const at = mark === undefined ? -1 : footnotes.findIndex(footnote => footnote.mark === mark);
    if (mark === undefined || at < 0) {
      paragraph.append(piece);
      continue;
    }
    const [note, back] = noteIds(part, language, at);
    const attributes = {type: 'button', class: 'mark', 'data-goes-to': note, 'aria-label': `Note ${mark}`};
    paragraph.append(element('sup', {}, element('button', {...attributes, id: back}, mark)));
  }
  return paragraph;
}

/** A note in its language, whose mark leads back. */
export function footnoteOf(
  {mark, text}: Footnote,
  at: number,
  language: Language,
  part: string,
): HTMLElement {
  const [note, back] = noteIds(part, language, at);
  return element(
    'p',
    {class: 'footnote', id: note, tabindex: -1, lang: language, dir: 'auto'},
    element(
      'button',
      {type: 'button', class: 'mark', 'data-goes-to': back, 'aria-label': `Back to the mark of note ${mark}`},
      mark,
    ),
    ' ',
    isolated(text),
  );
}

function noteIds(part: string, language: Language, at: number): [note: string, back: string] {
  return [`note-${part}-${language}-${at}`, `mark-${part}-${language}-${at}`];
}

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  html: 'page',
  pdf: 'PDF',
  docx: 'DOCX',
  xhtml: 'XHTML',
};

/** Links to files at Parliament, and to nowhere else. */
export function linksOf(versions: readonly (readonly [Language | null, readonly FileLink[]])[]): HTMLElement {
  const links = versions.flatMap(([language, files]) =>
    files
      .filter(({url}) => isParliaments(url))
      .map(({format, url}) => {
        const word = FORMAT_WORDS[format] ?? format.toUpperCase();
        const label = language === null ? word : `${languageWord(language)} ${word}`;
        const attributes = {href: url, rel: 'noopener noreferrer', target: '_blank'};
        return element('li', {}, element('a', attributes, label));
      }),
  );
  if (links.length === 0) return element('p', {hidden: true});
  return element(
    'div',
    {class: 'links'},
    element('span', {}, 'At Parliament: '),
    element('ul', {}, ...links),
  );
}

function isParliaments(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const {protocol, hostname} = new URL(url);
  return protocol === 'https:' && /(?:^|\.)europarl\.europa\.eu$/.test(hostname);
}
