import type {Language} from '../../language.ts';
import type {Footnote, Paragraph} from '../../question.ts';
import {
  type AnswerText,
  type FileLink,
  type Person,
  type QuestionText,
  type ReportIndex,
  STATES,
  type VersionText,
} from '../model.ts';
import {type Pair, pairParagraphs} from '../pair-paragraphs.ts';
import {daysOf} from '../select.ts';
import {byId, element, isolated} from './element.ts';
import type {Texts} from './texts.ts';
import {counted, dayWord, languageWord, numberWord, STATE_WORDS, typeWord} from './words.ts';

/** The reader of one question. */
export interface Reader {
  /**
   * Shows a question.
   *
   * @param languages one: its answer stands beside it; two: both versions side by side; `null`: English, or the first
   *   there is, and the original beside it
   */
  show(row: number, languages: readonly string[] | null): Promise<void>;
  /** Puts it away. */
  close(): void;
}

/** What the reader asks of the page. */
export interface ReaderWays {
  /** the questions among which it goes back and forth, as they are sorted */
  rows: () => readonly number[];
  /** told what is shown, for the address: `null` when nothing is */
  onShow: (row: number | null, languages: readonly string[]) => void;
  /** told which question was left, to give the focus back */
  onClose: (row: number) => void;
}

type Versions = Partial<Record<Language, VersionText>>;
interface Shown {
  row: number;
  text: QuestionText;
  left: Language | null;
  right: Language | null;
}

/** Opens the reader; it is not shown yet. */
export function openReader(index: ReportIndex, texts: Texts, {rows, onShow, onClose}: ReaderWays): Reader {
  const dialog = byId<HTMLDialogElement>('reader');
  const subject = byId('reader-subject');
  const content = byId('reader-content');
  const [leftSelect, rightSelect] = [byId<HTMLSelectElement>('left'), byId<HTMLSelectElement>('right')];
  const [previous, next] = [byId<HTMLButtonElement>('previous'), byId<HTMLButtonElement>('next')];
  let shown: Shown | null = null;
  let current = -1;
  const isIn = (id: string): boolean => index.id.includes(id);

  const show = async (row: number, wished: readonly string[] | null): Promise<void> => {
    current = row;
    const position = rows().indexOf(row);
    previous.disabled = position <= 0;
    next.disabled = position < 0 || position === rows().length - 1;
    byId('reader-position').textContent =
      position < 0
        ? 'not among the questions selected'
        : `${numberWord(position + 1)} of ${numberWord(rows().length)}`;
    byId('reader-number').replaceChildren(isolated(index.number[row] ?? ''));
    subject.replaceChildren(isolated(index.subject[row] ?? 'Without a subject'));
    content.replaceChildren(element('p', {class: 'nothing'}, 'Reading …'));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    try {
      const text = await texts.read(row);
      if (current !== row) return;
      shown = {row, text, ...languagesOf(index, row, text, wished)};
      render(shown);
    } catch (error) {
      if (current !== row) return;
      shown = null;
      content.replaceChildren(
        element('p', {class: 'nothing', role: 'alert'}, `This text cannot be read: ${String(error)}`),
      );
    }
  };
  const render = (what: Shown): void => {
    const {row, text, left, right} = what;
    const languages = languagesWithText(text);
    const option = (value: string, label: string, chosen: boolean): HTMLOptionElement =>
      element('option', {value, selected: chosen ? true : null}, label);
    leftSelect.replaceChildren(...languages.map(code => option(code, languageWord(code), code === left)));
    rightSelect.replaceChildren(
      option('', text.answers.length > 0 ? 'The answer' : 'Nothing', right === null),
      ...languages
        .filter(code => code !== left)
        .map(code => option(code, languageWord(code), code === right)),
    );
    for (const select of [leftSelect, rightSelect]) select.disabled = languages.length === 0;
    content.replaceChildren(
      factsOf(index, row, text),
      ...(right === null ? besideAnswer(text, left, isIn) : sideBySide(text, left, right, isIn)),
    );
    onShow(
      row,
      [left, right].filter(code => code !== null),
    );
  };
  const choose = (): void => {
    if (shown === null) return;
    const left = leftSelect.value as Language;
    const right = rightSelect.value === '' || rightSelect.value === left ? null : rightSelect.value;
    shown = {...shown, left, right: right as Language | null};
    render(shown);
  };
  const step = (by: number): void => {
    const row = rows()[rows().indexOf(current) + by];
    const wished = shown === null ? null : [shown.left, shown.right].filter(code => code !== null);
    if (row !== undefined) void show(row, wished);
  };

  leftSelect.addEventListener('change', choose);
  rightSelect.addEventListener('change', choose);
  previous.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));
  byId('close').addEventListener('click', () => dialog.close());
  // Outside of the reader, on what lies behind it.
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    const row = current;
    [shown, current] = [null, -1];
    content.replaceChildren();
    onShow(null, []);
    if (row >= 0) onClose(row);
  });
  content.addEventListener('click', event => {
    const button = (event.target as Element).closest<HTMLElement>('button[data-goes-to]');
    if (button === null) return;
    document.getElementById(button.dataset.goesTo ?? '')?.focus();
  });
  return {show, close: () => dialog.close()};
}

function languagesWithText({versions, answers}: QuestionText): Language[] {
  const there = new Set<Language>();
  for (const those of [versions, ...answers.map(answer => answer.versions)])
    for (const code of Object.keys(those)) there.add(code as Language);
  return [...there].sort((a, b) => languageWord(a).localeCompare(languageWord(b)));
}

/** What was wished for, as far as it is there; else English and the original. */
function languagesOf(
  index: ReportIndex,
  row: number,
  text: QuestionText,
  wished: readonly string[] | null,
): {left: Language | null; right: Language | null} {
  const there = languagesWithText(text);
  const [left, right] = (wished ?? []).filter(code => there.includes(code as Language)) as Language[];
  if (left !== undefined && (right !== undefined || wished?.length === 1))
    return {left, right: right === left ? null : (right ?? null)};
  const first = there.includes('en') ? 'en' : (there[0] ?? null);
  const original = index.names.languages[index.original[row] ?? -1] as Language | undefined;
  const second =
    original !== undefined && original !== first && there.includes(original)
      ? original
      : there.find(code => code !== first);
  return {left: first, right: second ?? null};
}

function factsOf(index: ReportIndex, row: number, text: QuestionText): HTMLElement {
  const state = STATES[index.state[row] ?? -1] ?? 'unknown';
  const [day, deadline, answered] = [index.day[row], index.deadline[row], index.answered[row]];
  const days = daysOf(index, row);
  const answer = [
    STATE_WORDS[state],
    ...(answered == null ? [] : [`on ${dayWord(answered)}`]),
    ...(days === null ? [] : [`after ${counted(days, 'day')}`]),
    ...(deadline == null ? [] : [`(due ${dayWord(deadline)})`]),
  ].join(' ');
  const people = (persons: readonly Person[]): Node[] =>
    persons.map(({name, group, onBehalfOf}) =>
      element(
        'span',
        {class: 'person'},
        isolated(name),
        ...(group === null ? [] : [' (', isolated(group), ')']),
        ...(onBehalfOf === null ? [] : [', on behalf of ', isolated(onBehalfOf)]),
      ),
    );
  const facts: [name: string, value: readonly Node[]][] = [
    ['Tabled', day == null ? [] : [isolated(dayWord(day))]],
    ['Kind', [isolated(typeWord(index.names.types[index.type[row] ?? -1] ?? ''))]],
    ['To', [isolated(text.addressees.join(', '))]],
    ['Rule', text.rule === null ? [] : [isolated(text.rule)]],
    ['Authors', people(text.authors)],
    ['Supporters', people(text.supporters)],
    ['Answer', [isolated(answer)]],
    ['Procedures', text.procedures.length === 0 ? [] : [isolated(text.procedures.join(', '))]],
  ];
  return element(
    'dl',
    {class: 'facts'},
    ...facts
      .filter(([, value]) => value.some(node => node.textContent !== ''))
      .map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...value))),
  );
}

/** The question in one language, its answers beside it. */
function besideAnswer(
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
function sideBySide(
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

function answerHeading(
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

function annexesOf({annexes}: AnswerText): HTMLElement[] {
  return annexes.map(({id, title, links}) =>
    element('div', {class: 'annex'}, element('p', {}, isolated(title ?? id)), linksOf([[null, links]])),
  );
}

function withoutText(): HTMLElement {
  return element('p', {class: 'nothing'}, 'No text is stored.');
}

function paragraphOf(
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

function footnoteOf({mark, text}: Footnote, at: number, language: Language, part: string): HTMLElement {
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
function linksOf(versions: readonly (readonly [Language | null, readonly FileLink[]])[]): HTMLElement {
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
