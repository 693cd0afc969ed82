import {type ReportIndex, STATES} from '../model.ts';
import {daysOf} from '../select.ts';
import {byId, element, isolated} from './element.ts';
import {addresseeWord, counted, dayWord, isoOf, shortened} from './words.ts';

/** The table of questions: of any number, only those in view are drawn. */
export interface QuestionTable {
  /** Shows these questions, in this order. */
  show(rows: readonly number[]): void;
  /** Sets the focus on a question, drawing it where it is not in view. */
  focus(row: number): void;
}

// Rows drawn above and below those in view.
const BEYOND = 10;
// Of a longer subject the table shows the beginning; the reader shows all of it.
const LONGEST_SUBJECT = 300;
const ROLES = {'thead, tbody': 'rowgroup', tr: 'row', th: 'columnheader'};

/**
 * Opens the table. It is one stop of the Tab key: arrows, Page Up and Down, Home and End move between its rows.
 *
 * @param addressOf where a question's link goes: `#E-9-2019-003068`
 */
export function openQuestionTable(index: ReportIndex, addressOf: (row: number) => string): QuestionTable {
  const table = byId<HTMLTableElement>('table');
  const body = byId('rows');
  // Rows are laid out by hand, and so, in some browsers, would be no table to a screen reader.
  for (const [selector, role] of Object.entries(ROLES))
    for (const part of table.querySelectorAll(selector)) part.setAttribute('role', role);
  table.setAttribute('role', 'table');
  let rows: readonly number[] = [];
  let height = 0;
  let active = 0;
  const drawn = new Map<number, HTMLTableRowElement>();

  const draw = (): void => {
    if (rows.length === 0) return;
    const top = -body.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(top / height) - BEYOND);
    const to = Math.min(rows.length, Math.ceil((top + window.innerHeight) / height) + BEYOND);
    // The row that has the focus stays, wherever the page is scrolled to: the focus would be lost with it.
    const hasFocus = body.contains(document.activeElement);
    for (const [position, row] of drawn) {
      if ((position >= from && position < to) || (hasFocus && position === active)) continue;
      row.remove();
      drawn.delete(position);
    }
    let next: Element | null = null;
    for (let position = to - 1; position >= from; position -= 1) {
      let row = drawn.get(position);
      if (row === undefined) {
        row = drawRow(position);
        drawn.set(position, row);
        place(row, position, next);
      }
      next = row;
    }
  };
  const place = (row: HTMLTableRowElement, position: number, next: Element | null): void => {
    row.style.transform = `translateY(${position * height}px)`;
    const after = next ?? [...drawn].filter(([other]) => other > position).sort(([a], [b]) => a - b)[0]?.[1];
    body.insertBefore(row, after ?? null);
  };
  const drawRow = (position: number): HTMLTableRowElement => {
    const row = rows[position] ?? 0;
    const day = index.day[row] ?? null;
    const subject = index.subject[row] ?? 'Without a subject';
    const link = element(
      'a',
      {href: addressOf(row), tabindex: position === active ? 0 : -1},
      isolated(shortened(subject, LONGEST_SUBJECT)),
    );
    const cell = (name: string, ...children: (Node | string)[]): HTMLTableCellElement =>
      element('td', {role: 'cell', class: name}, ...children);
    return element(
      'tr',
      {role: 'row', 'aria-rowindex': position + 2, 'data-position': position},
      cell('date', day === null ? '–' : element('time', {datetime: isoOf(day)}, dayWord(day))),
      cell('number', isolated(index.number[row] ?? '')),
      element('td', {role: 'rowheader', class: 'subject'}, link),
      cell('author', isolated(authorsOf(row))),
      cell(
        'addressee',
        isolated(
          (index.addressees[row] ?? [])
            .map(name => shortened(addresseeWord(index.names.addressees[name] ?? ''), 60))
            .join(', ') || '–',
        ),
      ),
      cell('answer', ...answerOf(row)),
    );
  };
  const authorsOf = (row: number): string => {
    const [first, ...others] = (index.authors[row] ?? []).map(author => index.names.authors[author] ?? '');
    if (first === undefined) return '–';
    const groups = (index.groups[row] ?? []).map(group => shortened(index.names.groups[group] ?? '', 20));
    const [group] = groups;
    return `${shortened(first, 60)}${others.length > 0 ? ` +${others.length}` : ''}${group === undefined ? '' : ` (${group}${groups.length > 1 ? ' …' : ''})`}`;
  };
  const answerOf = (row: number): Node[] => {
    const state = STATES[index.state[row] ?? -1] ?? 'unknown';
    const days = daysOf(index, row);
    return [
      element('span', {class: `badge ${state}`}, SHORT_STATES[state]),
      ...(days === null ? [] : [element('span', {class: 'days'}, counted(days, 'day'))]),
    ];
  };
  const linkAt = (position: number): HTMLAnchorElement | null =>
    drawn.get(position)?.querySelector('a') ?? null;
  const focusAt = (position: number): void => {
    linkAt(active)?.setAttribute('tabindex', '-1');
    active = Math.max(0, Math.min(rows.length - 1, position));
    let row = drawn.get(active);
    if (row === undefined) {
      row = drawRow(active);
      drawn.set(active, row);
      place(row, active, null);
    }
    const link = linkAt(active);
    link?.setAttribute('tabindex', '0');
    link?.focus({preventScroll: true});
    row.scrollIntoView({block: 'nearest'});
    draw();
  };
  const measure = (): void => {
    height = Number.parseFloat(getComputedStyle(body).getPropertyValue('--row')) * rootFontSize();
    body.style.height = `${rows.length * height}px`;
    for (const [position, row] of drawn) row.style.transform = `translateY(${position * height}px)`;
    draw();
  };

  let waiting = 0;
  const later = (work: () => void) => () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(work);
  };
  window.addEventListener('scroll', later(draw), {passive: true});
  window.addEventListener('resize', later(measure));
  body.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(window.innerHeight / height) - 3);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    focusAt(to);
  });
  body.addEventListener('focusin', event => {
    const position = (event.target as Element).closest('tr')?.dataset.position;
    if (position === undefined || Number(position) === active) return;
    linkAt(active)?.setAttribute('tabindex', '-1');
    active = Number(position);
    linkAt(active)?.setAttribute('tabindex', '0');
  });
  // The whole row is one target for the pointer, but a text that is being marked is not a click.
  body.addEventListener('click', event => {
    const target = event.target as Element;
    if (target.closest('a') === null && String(getSelection()) === '')
      target.closest('tr')?.querySelector('a')?.click();
  });

  return {
    show(next) {
      rows = next;
      active = 0;
      for (const row of drawn.values()) row.remove();
      drawn.clear();
      table.setAttribute('aria-rowcount', String(rows.length + 1));
      measure();
    },
    focus(row) {
      const position = rows.indexOf(row);
      if (position >= 0) focusAt(position);
    },
  };
}

// The states in the fewest words.
const SHORT_STATES: Readonly<Record<(typeof STATES)[number], string>> = {
  'in-time': 'In time',
  late: 'Late',
  open: 'Open',
  overdue: 'Overdue',
  answered: 'Answered',
  unknown: 'Not known',
};

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
