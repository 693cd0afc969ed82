import {
  axisX,
  axisY,
  barX,
  barY,
  type Markish,
  type PlotOptions,
  plot,
  rectY,
  ruleX,
  ruleY,
  stackX,
  text,
} from '@observablehq/plot';
import {
  answerTimes,
  byLanguage,
  byMonth,
  byName,
  byState,
  type Count,
  LAST_WEEK,
  medianOf,
  without,
} from '../figures.ts';
import {type ReportIndex, STATES} from '../model.ts';
import {daysOf} from '../select.ts';
import {
  addresseeWord,
  counted,
  dayWord,
  languageWord,
  numberWord,
  STATE_WORDS,
  shareWord,
  shortened,
  typeWord,
} from './words.ts';

/** What one chart shows of a selection. */
export interface ChartContent {
  /** one sentence under the heading; `null`: nothing to say */
  note: string | null;
  /** the chart in words, for those who do not see it */
  summary: string;
  /** colours by the name of their class */
  legend: readonly {colour: string; label: string}[];
  /** Draws it, so many pixels wide. */
  draw(width: number): (SVGElement | HTMLElement)[];
  /** its figures as a table: the first row is the heading */
  table: readonly (readonly (string | number)[])[];
}

/** One chart of the page. */
export interface Chart {
  id: string;
  title: string;
  isWide: boolean;
  /** a text says why there is nothing to show */
  show(index: ReportIndex, rows: readonly number[]): ChartContent | string;
}

/** All charts, in their order. */
export const CHARTS: readonly Chart[] = [
  {id: 'months', title: 'Questions by month and type', isWide: true, show: showMonths},
  {id: 'states', title: 'Answered in time?', isWide: false, show: showStates},
  {id: 'times', title: 'Time to answer', isWide: false, show: showTimes},
  {
    id: 'groups',
    title: 'By political group',
    isWide: false,
    show: ({groups, names}, rows) =>
      showNames(byName(groups, names.groups, rows), {
        noun: 'political group',
        count: rows.length,
        note: remainder(
          without(groups, rows),
          'A question with authors of several groups counts once for each.',
          'names no group',
        ),
      }),
  },
  {
    id: 'authors',
    title: 'Most active authors',
    isWide: false,
    show: ({authors, names}, rows) =>
      showNames(byName(authors, names.authors, rows).slice(0, 50), {
        noun: 'author',
        count: rows.length,
        note: 'Each author of a question counts; those who only support it do not.',
        shown: 12,
      }),
  },
  {
    id: 'addressees',
    title: 'By addressee',
    isWide: false,
    show: ({addressees, names}, rows) =>
      showNames(
        byName(addressees, names.addressees, rows).map(({name, count}) => ({
          name: addresseeWord(name),
          count,
        })),
        {
          noun: 'addressee',
          count: rows.length,
          note: remainder(without(addressees, rows), null, 'names no addressee'),
        },
      ),
  },
  {id: 'languages', title: 'Language coverage', isWide: false, show: showLanguages},
];

const FONT = 12;
// The width of a letter in that size, on the wide side.
const LETTER = 6.6;

function draw(options: PlotOptions, marks: Markish[]): SVGElement | HTMLElement {
  const drawn = plot({style: {fontSize: `${FONT}px`, background: 'none'}, ...options, marks});
  // The page's own style sheet says the same; one that comes with the data would be refused.
  for (const style of drawn.querySelectorAll('style')) style.remove();
  return drawn;
}

function remainder(count: number, note: string | null, what: string): string | null {
  const rest = count === 0 ? [] : [`${counted(count, 'question')} ${what}.`];
  const parts = [...(note === null ? [] : [note]), ...rest];
  return parts.length === 0 ? null : parts.join(' ');
}

const monthWord = (month: string): string => dayWord(`${month}-01`).replace(/^\d+ /, '');

function showMonths(index: ReportIndex, rows: readonly number[]): ChartContent | string {
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
          axisY({ticks: 4, tickSize: 0, tickFormat: 'd', label: null}),
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

/** How often the axis of months can be marked, so that the marks do not run into each other. */
function ticksOf(first: string, last: string, width: number): string {
  const months = 1 + (Date.parse(last) - Date.parse(first)) / (30.4 * 86_400_000);
  const apart = (45 * months) / width;
  if (apart > 12) return `${Math.ceil(apart / 12)} years`;
  return apart > 6 ? 'year' : apart > 3 ? '6 months' : apart > 1 ? '3 months' : 'month';
}

function gridOf(most: number): number[] {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const wide = most / step > 5 ? 2 * step : most / step > 2 ? step : step / 2;
  const ticks = Math.floor(most / wide);
  return Array.from({length: ticks}, (_, tick) => (tick + 1) * wide);
}

function colourOfType(type: string): string {
  return `type-${type.toLowerCase().replaceAll('_', '-')}`;
}

function showNames(
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

function showStates(index: ReportIndex, rows: readonly number[]): ChartContent | string {
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

function showTimes(index: ReportIndex, rows: readonly number[]): ChartContent | string {
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
            axisY({ticks: 3, tickSize: 0, tickFormat: 'd'}),
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

function showLanguages(index: ReportIndex, rows: readonly number[]): ChartContent | string {
  if (rows.length === 0) return 'There is no question here.';
  const languages = byLanguage(index, rows);
  const there = languages.filter(({available}) => available > 0);
  const isOriginalKnown = languages.some(({original}) => original > 0);
  const bars = languages.flatMap(({language, available, original}) =>
    [
      {part: 'original', count: original},
      {part: 'other', count: available - original},
    ].map(bar => ({
      ...{language, ...bar},
      title: `${languageWord(language)}: ${numberWord(available)} (${shareWord(available, rows.length)})${isOriginalKnown ? `\ntabled in it: ${numberWord(original)}` : ''}`,
    })),
  );
  const most = Math.max(...languages.map(({available}) => available));
  const fill = ({part}: {part: string}): string => `var(--part-${part})`;
  return {
    note: `Questions available in each of the 24 languages; ${there.length} occur${there.length === 1 ? 's' : ''}.`,
    summary: `Bar chart of the 24 languages: ${there
      .sort((a, b) => b.available - a.available)
      .slice(0, 5)
      .map(({language, available}) => `${languageWord(language)} ${shareWord(available, rows.length)}`)
      .join(', ')}.`,
    legend: isOriginalKnown
      ? [
          {colour: 'part-original', label: 'Original'},
          {colour: 'part-other', label: 'Translation, or not told'},
        ]
      : [],
    draw: width => [
      width < 420
        ? // 24 columns would be too narrow for their names.
          draw(
            {
              ...{width, height: 24 * 18 + 8, marginLeft: 78, marginRight: 40, marginTop: 4, marginBottom: 4},
              x: {axis: null},
              y: {domain: languages.map(({language}) => language), label: null, padding: 0.25},
            },
            [
              axisY({tickSize: 0, tickFormat: languageWord}),
              barX(bars, {x: 'count', y: 'language', fill, title: 'title', tip: true}),
              text(languages, {
                ...{x: 'available', y: 'language', dx: 6, textAnchor: 'start', fill: 'var(--ink)'},
                text: ({available}: {available: number}) => numberWord(available),
              }),
            ],
          )
        : draw(
            {
              ...{width, height: 220, marginLeft: 44, marginRight: 0, marginBottom: 24},
              x: {domain: languages.map(({language}) => language), label: null, padding: 0.2},
              y: {label: null},
            },
            [
              axisX({tickSize: 0}),
              axisY({ticks: 4, tickSize: 0, tickFormat: 'd'}),
              ruleY(gridOf(most), {stroke: 'var(--line)'}),
              barY(bars, {x: 'language', y: 'count', fill, title: 'title', tip: true}),
              ruleY([0], {stroke: 'var(--muted)'}),
            ],
          ),
    ],
    table: [
      ['Language', 'Code', 'Questions', 'Share', 'Tabled in it'],
      ...languages.map(({language, available, original}) => [
        languageWord(language),
        language,
        available,
        shareWord(available, rows.length),
        original,
      ]),
    ],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
