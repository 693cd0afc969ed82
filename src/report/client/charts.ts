import {byName, without} from '../figures.ts';
import type {Chart} from './chart.ts';
import {showLanguages} from './language-chart.ts';
import {showMonths} from './month-chart.ts';
import {showNames} from './name-chart.ts';
import {showStates} from './state-chart.ts';
import {showTimes} from './time-chart.ts';
import {addresseeWord, remainder} from './words.ts';

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
