import assert from 'node:assert/strict';
import {test} from 'node:test';
import {choosingThreads} from '../src/choose-thread.ts';

/** What is there when a task comes: `1` an idle thread, `-1` the same at work; which thread takes it. */
const RUNS: readonly [
  string,
  readonly [task: 'pdf' | 'other', threads: readonly number[], chosen: number | null][],
][] = [
  [
    'no thread has begun',
    [
      ['other', [], null],
      ['pdf', [], null],
    ],
  ],
  [
    'one thread, idle, reads all',
    [
      ['other', [1], 1],
      ['pdf', [1], 1],
      ['other', [1], 1],
    ],
  ],
  [
    'a page behind a PDF begins a thread',
    [
      ['pdf', [1], 1],
      ['other', [-1], null],
    ],
  ],
  [
    'both are idle: a page leaves the first for PDFs',
    [
      ['other', [1, 2], 2],
      ['pdf', [1, -2], 1],
      ['other', [-1, 2], 2],
    ],
  ],
  [
    'both are idle: PDFs stay where they were, pages too',
    [
      ['pdf', [1, 2], 1],
      ['pdf', [1, 2], 1],
      ['other', [1, 2], 2],
    ],
  ],
  [
    'its own is at work: any other, which is then its own',
    [
      ['pdf', [1, 2], 1],
      ['pdf', [-1, 2], 2],
      ['other', [1, -2], 1],
      ['pdf', [1, 2], 2],
      ['other', [1, 2, 3], 3],
    ],
  ],
  [
    'the thread of PDFs has ended',
    [
      ['pdf', [1, 2], 1],
      ['pdf', [2, 3], 2],
      ['other', [2, 3], 3],
    ],
  ],
  [
    'all are at work',
    [
      ['pdf', [-1, -2], null],
      ['other', [-1, -2], null],
    ],
  ],
];

for (const [name, tasks] of RUNS) {
  test(name, () => {
    const choose = choosingThreads();
    const chosen = tasks.map(
      ([task, threads]) =>
        choose(
          {name: task},
          threads.map(id => ({id: Math.abs(id), currentUsage: id < 0 ? Number.POSITIVE_INFINITY : 0})),
        )?.id ?? null,
    );
    assert.deepEqual(
      chosen,
      tasks.map(([, , expected]) => expected),
    );
  });
}
