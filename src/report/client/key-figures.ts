import {medianOf} from '../figures.ts';
import {type ReportIndex, STATES, type State} from '../model.ts';
import {daysOf} from '../select.ts';
import {element} from './element.ts';
import {counted, dayWord, numberWord, STATE_WORDS, shareWord} from './words.ts';

type Figure = [key: string, name: string, value: string, note: string];

/** Shows the few figures that come first. */
export function showKeyFigures(into: HTMLElement, index: ReportIndex, rows: readonly number[]): void {
  const states = Object.fromEntries(STATES.map(state => [state, 0])) as Record<State, number>;
  for (const row of rows) states[STATES[index.state[row] ?? -1] ?? 'unknown'] += 1;
  const days = rows.flatMap(row => daysOf(index, row) ?? []);
  const share = (state: State): string => `${shareWord(states[state], rows.length)} of them`;
  const state = (name: State, note = share(name)): Figure => [
    name,
    name === 'unknown' ? 'Answer not known' : STATE_WORDS[name],
    numberWord(states[name]),
    note,
  ];
  const figures: Figure[] = [
    ['all', 'Questions', numberWord(rows.length), rangeOf(index, rows)],
    ...(states.unknown === rows.length
      ? []
      : [
          state('in-time'),
          state('late'),
          state('overdue', `as of ${dayWord(index.madeOn)}`),
          state('open'),
          medianFigure(days),
        ]),
    ...(states.answered === 0 ? [] : [state('answered')]),
    ...(states.unknown === 0 ? [] : [state('unknown', 'no source here tells')]),
  ];
  into.replaceChildren(
    ...figures.map(([key, name, value, note]) =>
      element(
        'div',
        {class: `key key-${key}`, 'data-key': key},
        element('dt', {}, name),
        element('dd', {class: 'value'}, value),
        element('dd', {class: 'note'}, note),
      ),
    ),
  );
}

function rangeOf(index: ReportIndex, rows: readonly number[]): string {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const day = index.day[row] ?? null;
    if (day === null) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (first > last) return 'no date';
  return first === last ? dayWord(first) : `${dayWord(first)} to ${dayWord(last)}`;
}

function medianFigure(days: readonly number[]): Figure {
  const name = 'Median time to answer';
  return days.length === 0
    ? ['median', name, '–', 'no answer with a date']
    : ['median', name, counted(medianOf(days), 'day'), `over ${counted(days.length, 'answer')}`];
}
