import {answerTimes, LAST_WEEK, medianOf} from '../figures.ts';
import type {ReportIndex} from '../model.ts';
import {daysOf} from '../select.ts';
import type {ChartContent} from './chart.ts';
import {axisX, axisY, draw, gridOf, rectY, ruleX, ruleY, text} from './plot.ts';
import {counted, typeWord} from './words.ts';

/** In which week answers came, against the deadline. */
export function showTimes(index: ReportIndex, rows: readonly number[]): ChartContent | string {
  const times = answerTimes(index, rows);
  if (times.length === 0) return 'No question here has a deadline and an answer with a date.';
  const all = rows.flatMap(row => daysOf(index, row) ?? []);
  const weeks = [...new Set(times.flatMap(time => time.weeks.map(({week}) => week)))].sort((a, b) => a - b);
  return {
    note: `Weeks from tabling to the first answer; half of the answers took ${medianOf(all)} days or less.`,
    summary: `Bar chart of the weeks to the first answer: ${times
      .map(
        ({type, deadline, median}) =>
          `${typeWord(type)}: median ${median} days against a deadline of ${deadline * 7}`,
      )
      .join('; ')}.`,
    legend: [
      {colour: 'state-in-time', label: 'In time'},
      {colour: 'state-late', label: 'Late'},
    ],
    draw: width =>
      times.map(({type, deadline, weeks: bars}, position) =>
        draw(
          {
            ...{width, height: 150, marginLeft: 40, marginRight: 8, marginTop: 26},
            marginBottom: position === times.length - 1 ? 32 : 22,
            x: {domain: [0, LAST_WEEK], label: null},
            y: {label: null},
          },
          [
            axisX({
              ...{ticks: [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30], tickSize: 0},
              tickFormat: (week: number) => (week === LAST_WEEK ? `${week - 1}+` : String(week)),
            }),
            axisY([0, ...gridOf(Math.max(...bars.map(({count}) => count)))], {tickSize: 0, tickFormat: 'd'}),
            rectY(bars, {
              x1: ({week}: {week: number}) => week - 1,
              x2: 'week',
              y: 'count',
              insetLeft: 1,
              fill: ({isLate}: {isLate: boolean}) => `var(--state-${isLate ? 'late' : 'in-time'})`,
              title: ({week, count}: {week: number; count: number}) =>
                `${weekWord(week)}: ${counted(count, 'answer')}`,
              tip: true,
            }),
            ruleY([0], {stroke: 'var(--muted)'}),
            ruleX([deadline], {stroke: 'var(--ink)', strokeDasharray: '3 3', marginTop: 14}),
            text([`${typeWord(type)}: due after ${deadline} weeks`], {
              ...{frameAnchor: 'top-left', dy: -18, dx: 0, textAnchor: 'start', fill: 'var(--ink)'},
            }),
          ],
        ),
      ),
    table: [
      ['Weeks', ...times.map(({type}) => typeWord(type))],
      ...weeks.map(week => [
        weekWord(week),
        ...times.map(time => time.weeks.find(bar => bar.week === week)?.count ?? 0),
      ]),
    ],
  };
}

function weekWord(week: number): string {
  if (week === 1) return 'up to 1 week';
  return week === LAST_WEEK ? `more than ${LAST_WEEK - 1} weeks` : `up to ${week} weeks`;
}
