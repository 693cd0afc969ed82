import {join} from 'node:path';
import {ROOT} from '../../corpus.ts';
import {alternate} from '../alternate.ts';
import {type Part, resultOf} from '../compare.ts';
import {EPQ, NODE} from '../programs.ts';

const EMPTY = 'empty Node';
const HELP = 'epq --help';
const FETCH = 'epq fetch, offline';

/** What starting costs. */
export const start: Part = {
  about:
    'starting, and one question of two languages with its answer, 12 documents in three forms, from the sample archive',
  async compare({rounds}) {
    const sample = join(ROOT, 'fixtures/archive');
    const fetched = ['fetch', 'E-003068-19', '--archive', sample, '--offline', '--no-save', '--quiet'];
    const contestants = [
      {name: EMPTY, command: NODE, args: ['-e', ''], count: 1},
      {name: HELP, command: NODE, args: [EPQ, '--help'], count: 1},
      {name: FETCH, command: NODE, args: [EPQ, ...fetched], count: 1},
    ];
    const rows = await alternate(contestants, rounds * 5);
    const empty = resultOf(rows, EMPTY).seconds;
    return {
      rows,
      ratios: [
        {
          what: `${HELP}, times an empty start`,
          value: resultOf(rows, HELP).seconds / empty,
          aim: {atMost: 1.25},
        },
        {
          what: `${FETCH}, times an empty start`,
          value: resultOf(rows, FETCH).seconds / empty,
          aim: {atMost: 6},
        },
      ],
      leftOut: [],
    };
  },
};
