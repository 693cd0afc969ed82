import {byLanguage} from '../figures.ts';
import type {ReportIndex} from '../model.ts';
import type {ChartContent} from './chart.ts';
import {axisX, axisY, barX, barY, draw, gridOf, ruleY, text} from './plot.ts';
import {languageWord, numberWord, shareWord} from './words.ts';

/** In which languages questions are available. */
export function showLanguages(index: ReportIndex, rows: readonly number[]): ChartContent | string {
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
              axisY([0, ...gridOf(most)], {tickSize: 0, tickFormat: 'd'}),
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
