import type {Count} from '../figures.ts';
import type {ChartContent} from './chart.ts';
import {axisY, barX, draw, text} from './plot.ts';
import {capital, counted, numberWord, shareWord, shortened} from './words.ts';

// The width of a letter in that size, on the wide side.
const LETTER = 6.6;

/** Questions by what they name, the most first: a bar for each of the first `shown`, all in the table. */
export function showNames(
  counts: readonly Count[],
  {noun, count, note, shown = 14}: {noun: string; count: number; note: string | null; shown?: number},
): ChartContent | string {
  const [first] = counts;
  if (first === undefined) return `No question here names ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}.`;
  const bars = counts.slice(0, shown).map((bar, position) => ({
    ...bar,
    position,
    title: `${shortened(bar.name, 200)}: ${numberWord(bar.count)}`,
  }));
  const cut = counts.length > shown ? `, the first ${shown} of ${counts.length} in the table` : '';
  return {
    note,
    summary: `Bar chart of ${counted(count, 'question')} by ${noun}${cut}; the most, ${numberWord(first.count)}, ${shortened(first.name, 100)}.`,
    legend: [],
    draw: width => {
      const longest = Math.floor((width * 0.5 - 16) / LETTER);
      const labels = bars.map(({name}) => shortened(name, longest));
      const margin = 16 + LETTER * Math.max(3, ...labels.map(label => label.length));
      return [
        draw(
          {
            ...{width, height: bars.length * 26 + 8, marginLeft: Math.min(margin, width * 0.5)},
            ...{marginRight: 48, marginTop: 4, marginBottom: 4},
            x: {axis: null, domain: [0, first.count]},
            y: {label: null, domain: bars.map(({position}) => position), padding: 0.3},
          },
          [
            axisY({tickSize: 0, label: null, tickFormat: (position: number) => labels[position] ?? ''}),
            barX(bars, {x: 'count', y: 'position', fill: 'var(--bar)', title: 'title', tip: true}),
            text(bars, {
              ...{x: 'count', y: 'position', dx: 6, textAnchor: 'start', fill: 'var(--ink)'},
              text: ({count: number}: Count) => numberWord(number),
            }),
          ],
        ),
      ];
    },
    table: [
      [capital(noun), 'Questions', 'Share'],
      ...counts.map(bar => [bar.name, bar.count, shareWord(bar.count, count)]),
    ],
  };
}
