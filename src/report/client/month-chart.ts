import {byMonth} from '../figures.ts';
import type {ReportIndex} from '../model.ts';
import type {ChartContent} from './chart.ts';
import {axisX, axisY, draw, gridOf, rectY, ruleY} from './plot.ts';
import {dayWord, numberWord, remainder, typeWord} from './words.ts';

/** Questions by month and type. */
export function showMonths(index: ReportIndex, rows: readonly number[]): ChartContent | string {
  const counts = byMonth(index, rows);
  const [first, last] = [counts[0], counts.at(-1)];
  if (first === undefined || last === undefined) return 'No question here bears a date.';
  const types = index.names.types.filter(type => counts.some(count => count.type === type)).sort();
  const months = [...new Set(counts.map(({month}) => month))];
  const countOf = (month: string, type: string): number =>
    counts.find(count => count.month === month && count.type === type)?.count ?? 0;
  const total = new Map(
    months.map(month => [
      month,
      counts.filter(count => count.month === month).reduce((sum, {count}) => sum + count, 0),
    ]),
  );
  const most = months.reduce((best, month) =>
    (total.get(month) ?? 0) > (total.get(best) ?? 0) ? month : best,
  );
  const bars = counts.map(({month, type, count}) => ({
    month: new Date(`${month}-01`),
    type,
    count,
    title: `${monthWord(month)}\n${typeWord(type)}: ${numberWord(count)}`,
  }));
  const undated = rows.filter(row => index.day[row] == null).length;
  return {
    note: remainder(undated, null, 'bears no date and is not shown'),
    summary: `Bar chart of questions by month, ${monthWord(first.month)} to ${monthWord(last.month)}; the most, ${numberWord(total.get(most) ?? 0)}, in ${monthWord(most)}.`,
    legend: types.map(type => ({colour: colourOfType(type), label: typeWord(type)})),
    draw: width => [
      draw(
        {
          ...{width, height: 240, marginLeft: 44, marginRight: 8, marginBottom: 36},
          x: {type: 'utc', label: null},
          y: {label: null},
          color: {domain: types, range: types.map(type => `var(--${colourOfType(type)})`)},
        },
        [
          axisY([0, ...gridOf(Math.max(...total.values()))], {tickSize: 0, tickFormat: 'd', label: null}),
          ruleY(gridOf(Math.max(...total.values())), {stroke: 'var(--line)'}),
          axisX({ticks: ticksOf(first.month, last.month, width), tickSize: 4}),
          rectY(bars, {
            ...{x: 'month', interval: 'month', y: 'count', fill: 'type', order: types},
            ...{insetLeft: months.length > 100 ? 0 : 1, title: 'title', tip: true},
          }),
          ruleY([0], {stroke: 'var(--muted)'}),
        ],
      ),
    ],
    table: [
      ['Month', ...types.map(typeWord), ...(types.length > 1 ? ['All'] : [])],
      ...months.map(month => [
        month,
        ...types.map(type => countOf(month, type)),
        ...(types.length > 1 ? [total.get(month) ?? 0] : []),
      ]),
    ],
  };
}

const monthWord = (month: string): string => dayWord(`${month}-01`).replace(/^\d+ /, '');

/** How often the axis of months can be marked, so that the marks do not run into each other. */
function ticksOf(first: string, last: string, width: number): string {
  const months = 1 + (Date.parse(last) - Date.parse(first)) / (30.4 * 86_400_000);
  const apart = (45 * months) / width;
  if (apart > 12) return `${Math.ceil(apart / 12)} years`;
  return apart > 6 ? 'year' : apart > 3 ? '6 months' : apart > 1 ? '3 months' : 'month';
}

function colourOfType(type: string): string {
  return `type-${type.toLowerCase().replaceAll('_', '-')}`;
}
