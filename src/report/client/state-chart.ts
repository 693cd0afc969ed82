import {byState} from '../figures.ts';
import {type ReportIndex, STATES} from '../model.ts';
import type {ChartContent} from './chart.ts';
import {axisX, barX, draw, stackX, text} from './plot.ts';
import {dayWord, numberWord, STATE_WORDS, shareWord, typeWord} from './words.ts';

/** Questions by type, and how each part of them stands with its answer. */
export function showStates(index: ReportIndex, rows: readonly number[]): ChartContent | string {
  const types = byState(index, rows);
  if (types.length === 0) return 'There is no question here.';
  const shown = STATES.filter(state => types.some(({states}) => states[state] > 0));
  const parts = types.flatMap(({type, total, states}) =>
    shown.map(state => ({
      ...{type, state, count: states[state]},
      title: `${typeWord(type)}\n${STATE_WORDS[state]}: ${numberWord(states[state])} (${shareWord(states[state], total)})`,
    })),
  );
  return {
    note: `Due three weeks after tabling for priority questions, six for other written ones; overdue as of ${dayWord(index.madeOn)}.`,
    summary: `Stacked bars: ${types
      .map(
        ({type, total, states}) =>
          `${typeWord(type)}: ${shown.map(state => `${STATE_WORDS[state]} ${shareWord(states[state], total)}`).join(', ')}`,
      )
      .join('; ')}.`,
    legend: shown.map(state => ({colour: `state-${state}`, label: STATE_WORDS[state]})),
    draw: width => [
      draw(
        {
          ...{width, height: types.length * 52 + 28, marginLeft: 2, marginRight: 18, marginTop: 4},
          ...{marginBottom: 24},
          x: {label: null, domain: [0, 1]},
          y: {axis: null, domain: types.map(({type}) => type), padding: 0.15},
          color: {domain: shown, range: shown.map(state => `var(--state-${state})`)},
        },
        [
          axisX({
            ...{ticks: [0, 0.25, 0.5, 0.75, 1], tickSize: 0},
            tickFormat: (share: number) => `${share * 100} %`,
            textAnchor: 'middle',
          }),
          barX(
            parts,
            stackX(
              {offset: 'normalize'},
              {
                ...{x: 'count', y: 'type', fill: 'state', order: [...shown]},
                ...{insetTop: 18, insetRight: 1, title: 'title', tip: true},
              },
            ),
          ),
          text(types, {
            ...{x: 0, y: 'type', dy: -14, textAnchor: 'start', fill: 'var(--ink)'},
            text: ({type, total}: {type: string; total: number}) => `${typeWord(type)}, ${numberWord(total)}`,
          }),
        ],
      ),
    ],
    table: [
      ['Type', ...shown.map(state => STATE_WORDS[state]), 'All'],
      ...types.map(({type, total, states}) => [typeWord(type), ...shown.map(state => states[state]), total]),
    ],
  };
}
