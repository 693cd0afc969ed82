import type {Language} from '../../language.ts';
import type {QuestionText, ReportIndex} from '../model.ts';
import {byId, element, isolated} from './element.ts';
import {factsOf} from './question-facts.ts';
import {besideAnswer, sideBySide} from './text-views.ts';
import type {Texts} from './texts.ts';
import {languageWord, numberWord} from './words.ts';

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
