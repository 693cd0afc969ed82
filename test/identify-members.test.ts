import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {identifyMembers, type Signed} from '../src/identify-members.ts';
import type {Directory} from '../src/match-names.ts';
import {MEMBERS} from '../src/members.ts';
import type {Author} from '../src/question.ts';

fc.configureGlobal({numRuns: 300, seed: Number(process.env.EPQ_SEED ?? 1)});

function author(name: string | null, mepId: number | null = null): Author {
  return {name, politicalGroup: null, mepId, onBehalfOf: null};
}

// Nobody of these is real, but for Mara Bizzotto and Anna Bonfrisco, whom the sample knows.
const DIRECTORY: Directory = new Map([
  [97198, ['Mara Bizzotto']],
  [900_001, ['Synthetic Sample']],
  [900_002, ['Élodie Exemple']],
  [900_003, ['Kostas Deigma', 'Κώστας Δείγμα']],
  [900_004, ['Maria Twin']],
  [900_005, ['Maria Twin']],
]);

interface Case {
  name: string;
  authors?: string[];
  supporters?: string[];
  ids?: number[];
  term?: number;
  directory?: Directory;
  /** of the authors, then of the supporters */
  found: (number | null)[];
  isOpen: boolean;
  nameless?: number[];
}

const CASES: Case[] = [
  {
    name: 'the sample knows both',
    authors: ['Anna Bonfrisco', 'Mara BIZZOTTO'],
    ids: [97198, 197788],
    found: [197788, 97198],
    isOpen: false,
  },
  {
    name: 'the last name and the last id',
    authors: ['Mara Bizzotto', 'Synthetic Sample'],
    ids: [97198, 900_001],
    found: [97198, 900_001],
    isOpen: false,
  },
  {
    name: 'a name alone and an id alone, whatever they are',
    authors: ['Unheard Of'],
    ids: [900_009],
    term: 8,
    found: [900_009],
    isOpen: false,
  },
  {
    name: 'two that the sample does not know',
    authors: ['Synthetic Sample', 'Élodie EXEMPLE'],
    ids: [900_001, 900_002],
    found: [null, null],
    isOpen: true,
    nameless: [900_001, 900_002],
  },
  {
    name: 'the same with a directory',
    authors: ['Synthetic Sample', 'Élodie EXEMPLE'],
    ids: [900_001, 900_002],
    directory: DIRECTORY,
    found: [900_001, 900_002],
    isOpen: false,
  },
  {
    name: 'a Member who came late: who is left out of the directory',
    authors: ['Synthetic Sample', 'Late Newcomer', 'Unheard Of'],
    ids: [900_001, 900_008, 900_009],
    directory: DIRECTORY,
    found: [900_001, null, null],
    isOpen: true,
    nameless: [900_008, 900_009],
  },
  {
    name: 'nobody but the listed ones: a homonym elsewhere does no harm',
    authors: ['Maria Twin', 'Kostas Δείγμα', 'Synthetic Sample'],
    ids: [900_001, 900_003, 900_004],
    directory: DIRECTORY,
    found: [900_004, 900_003, 900_001],
    isOpen: false,
  },
  {
    name: 'what is found makes room: the weaker of two names for one id',
    authors: ['Synthetic Maria Sample', 'Synthetic Sample', 'Unheard Of'],
    ids: [900_001, 900_007, 900_009],
    directory: new Map([
      [900_001, ['Synthetic Sample']],
      [900_007, ['Synthetic Maria Sample Second']],
    ]),
    found: [900_007, 900_001, 900_009],
    isOpen: false,
  },
  {
    name: 'more authors than ids: no directory is of use for them',
    authors: ['Mara Bizzotto', 'Unheard Of'],
    ids: [97198],
    found: [97198, null],
    isOpen: false,
  },
  {
    name: 'more ids than authors',
    authors: ['Unheard Of'],
    ids: [900_008, 900_009],
    directory: DIRECTORY,
    found: [null],
    isOpen: true,
    nameless: [900_008, 900_009],
  },
  {
    name: 'without ids: the sample, under the same words alone, and open to better',
    authors: ['BIZZOTTO Mara', 'Soraya Rodríguez', 'Εμμανουήλ Φράγκος'],
    found: [97198, null, null],
    isOpen: true,
  },
  {
    name: 'without ids, of another term: nobody',
    authors: ['Mara Bizzotto'],
    term: 8,
    found: [null],
    isOpen: true,
  },
  {
    name: 'without ids, with a directory: all evidence, and no more the sample',
    authors: ['Mara Bizzotto', 'Anna Bonfrisco', 'Κώστας Δείγμα', 'Maria Twin', 'Elodie Maria Exemple'],
    directory: DIRECTORY,
    found: [97198, null, 900_003, null, 900_002],
    isOpen: true,
  },
  {
    name: 'supporters among all Members, but never one of the authors',
    authors: ['Mara Bizzotto'],
    supporters: ['Kostas Deigma', 'Mara Maria Bizzotto', 'Unheard Of'],
    ids: [97198],
    directory: DIRECTORY,
    found: [97198, 900_003, null, null],
    isOpen: true,
  },
  {
    name: 'authors and supporters, both without ids: one person once',
    authors: ['Mara Maria Bizzotto'],
    supporters: ['Mara Bizzotto'],
    directory: DIRECTORY,
    found: [null, 97198],
    isOpen: true,
  },
  {name: 'nobody at all', found: [], isOpen: false},
];

for (const {name, authors = [], supporters = [], ids = [], term = 9, found, isOpen, ...rest} of CASES) {
  test(name, () => {
    const identified = identifyMembers(
      {authors: authors.map(text => author(text, 1)), supporters: supporters.map(text => author(text, 1))},
      {parliamentaryTerm: term, authorIds: ids},
      rest.directory ?? null,
    );
    const all = [...identified.authors, ...identified.supporters];
    assert.deepEqual(
      all.map(({mepId}) => mepId),
      found,
    );
    assert.deepEqual(
      all.map(one => one.name),
      [...authors, ...supporters],
    );
    assert.deepEqual([identified.isOpen, identified.nameless], [isOpen, rest.nameless ?? []]);
  });
}

test('a heading that shows nobody: an author without a name for each id, also the second time', () => {
  const signed: Signed = {parliamentaryTerm: 9, authorIds: [97198, 900_001]};
  const unnamed = [author(null, 97198), author(null, 900_001)];
  const once = identifyMembers({authors: [], supporters: []}, signed, null);
  assert.deepEqual([once.authors, once.isOpen], [unnamed, false]);
  assert.deepEqual(identifyMembers(once, signed, DIRECTORY).authors, unnamed);
});

test('a committee among the authors keeps its place and takes no id', () => {
  const body = {name: null, politicalGroup: null, mepId: null, onBehalfOf: 'ECON'};
  const signed: Signed = {parliamentaryTerm: 9, authorIds: [97198, 900_001]};
  for (const [authors, found] of [
    [
      [author('Mara Bizzotto'), body, author('Unheard Of')],
      [author('Mara Bizzotto', 97198), body, author('Unheard Of', 900_001)],
    ],
    [[body], [body, author(null, 97198), author(null, 900_001)]],
  ] as const) {
    const once = identifyMembers({authors: [...authors], supporters: [body]}, signed, null);
    assert.deepEqual([once.authors, once.supporters], [found, [body]]);
    assert.deepEqual(identifyMembers(once, signed, DIRECTORY), once, 'the second time, too');
  }
});

test('property: a directory changes nothing where none is needed; the order of authors and ids decides nothing', () => {
  const known = [...MEMBERS];
  const someone = fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom<[number, string]>(
      [900_001, 'Synthetic Sample'],
      [900_004, 'Maria Twin'],
      [900_009, 'Unheard Of'],
    ),
  );
  const question = fc.uniqueArray(someone, {maxLength: 6, selector: ([id]) => id});
  fc.assert(
    fc.property(question, fc.integer({min: 0, max: 5}), (persons, missing) => {
      const authors = persons.map(([, name]) => author(name));
      const authorIds = persons.map(([id]) => id).filter((_, index) => index !== missing);
      const identify = (turned: boolean, directory: Directory | null) => {
        const order = <T>(list: T[]): T[] => (turned ? list.toReversed() : list);
        const signed = {parliamentaryTerm: 9, authorIds: order(authorIds)};
        const found = identifyMembers({authors: order(authors), supporters: []}, signed, directory);
        return {...found, authors: order(found.authors), nameless: order(found.nameless)};
      };
      const alone = identify(false, null);
      if (authorIds.length > 0) assert.deepEqual(identify(true, null), alone);
      if (!alone.isOpen) assert.deepEqual(identify(false, DIRECTORY), alone);
      for (const [index, {mepId}] of alone.authors.entries())
        if (missing >= persons.length && authorIds.length > 0)
          assert.ok([null, persons[index]?.[0]].includes(mepId));
    }),
  );
});
