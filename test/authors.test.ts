import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAuthors} from '../src/authors.ts';
import type {Language} from '../src/language.ts';

/** Each author as `name|group|for whom`, parts that are not printed left empty. */
const HEADINGS: [Language | null, lines: string[], authors: string[]][] = [
  ['en', ['A B (PPE), C D (S&D) and E F (Renew)'], ['A B|PPE|', 'C D|S&D|', 'E F|Renew|']],
  // Pages print a space before the comma (E-002153-16).
  ['it', ['Helga Stevens (ECR) , Javier Nart (ALDE)'], ['Helga Stevens|ECR|', 'Javier Nart|ALDE|']],
  [
    'de',
    ['Róża Gräfin von Thun und Hohenstein (PPE) und William (The Earl of) Dartmouth (EFDD)'],
    ['Róża Gräfin von Thun und Hohenstein|PPE|', 'William (The Earl of) Dartmouth|EFDD|'],
  ],
  [
    'en',
    ["Sophia in 't Veld (Renew), Gaetano Pedulla' (The Left)"],
    ["Sophia in 't Veld|Renew|", "Gaetano Pedulla'|The Left|"],
  ],
  // Oral questions: no groups, whoever they act for on a line of its own or behind a comma (O-000010/2020, 2016).
  [
    'en',
    [
      'Pavel Poc, Eleonora Evi',
      'on behalf of the Committee on the Environment, Public Health and Food Safety',
    ],
    [
      'Pavel Poc||Committee on the Environment, Public Health and Food Safety',
      'Eleonora Evi||Committee on the Environment, Public Health and Food Safety',
    ],
  ],
  [
    'nl',
    ['Giovanni La Via, namens de Commissie milieubeheer, volksgezondheid en voedselveiligheid'],
    ['Giovanni La Via||Commissie milieubeheer, volksgezondheid en voedselveiligheid'],
  ],
  [
    'en',
    ['Gerolf Annemans, Gunnar Beck', 'on behalf of the ID Group'],
    ['Gerolf Annemans||ID Group', 'Gunnar Beck||ID Group'],
  ],
  // Several groups, each below its names; a committee's name may take two lines (files).
  [
    'en',
    ['A B', 'on behalf of the PPE Group', 'C D, E F', 'on behalf of the S&D Group'],
    ['A B||PPE Group', 'C D||S&D Group', 'E F||S&D Group'],
  ],
  [
    'en',
    [
      'A B',
      'on behalf of the Committee on the Environment,',
      'Climate and Food Safety',
      'C D',
      'on behalf of the PPE Group',
    ],
    ['A B||Committee on the Environment, Climate and Food Safety', 'C D||PPE Group'],
  ],
  [
    'et',
    ['Pavel Poc, Eleonora Evi', 'keskkonna-, rahvatervise ja', 'toiduohutuse komisjoni nimel'],
    [
      'Pavel Poc||keskkonna-, rahvatervise ja toiduohutuse komisjoni',
      'Eleonora Evi||keskkonna-, rahvatervise ja toiduohutuse komisjoni',
    ],
  ],
  // A committee or a group is an author without a name (E-000819/2021, E-005625/2021).
  [
    'en',
    ['on behalf of the Committee on Civil Liberties, Justice and Home Affairs'],
    ['||Committee on Civil Liberties, Justice and Home Affairs'],
  ],
  ['en', ['LIBE'], ['||LIBE']],
  ['en', ['S&D'], ['||S&D']],
  ['en', ['TAX3, PPE-DE, EFD'], ['||TAX3', '||PPE-DE', '||EFD']],
  ['en', ['XLIBE, LIBEX, LIBE (PPE)'], ['XLIBE||', 'LIBEX||', 'LIBE|PPE|']],
  ['en', ['A B ( PPE ), C D(S&D)'], ['A B|PPE|', 'C D|S&D|']],
  ['en', ['A B\u00a0(PPE)  and  C D (S&D)  und  E F (NI)'], ['A B|PPE|', 'C D|S&D|', 'E F|NI|']],
  // No body has so long a name: this is a text.
  [
    'en',
    [`A B, on behalf of the ${'very '.repeat(50)}Group`],
    ['A B||', `on behalf of the ${'very '.repeat(50)}Group||`],
  ],
  ['pl', ['ECON, Irene Tinagli (S&D)'], ['||ECON', 'Irene Tinagli|S&D|']],
  // Unproven: the last two of a list without groups, joined by a word that stands in no name.
  ['en', ['A B, C D and E F'], ['A B||', 'C D||', 'E F||']],
  ['en', ['A (The Earl of) B, C D and E F '], ['A (The Earl of) B||', 'C D||', 'E F||']],
  ['en', ['A B (PPE) , C D and E F'], ['A B|PPE|', 'C D and E F||']],
  ['de', ['A B, Róża Gräfin von Thun und Hohenstein'], ['A B||', 'Róża Gräfin von Thun und Hohenstein||']],
  ['pt', ['A B, Duarte e Silva'], ['A B||', 'Duarte e Silva||']],
  [null, ['A B, C D et E F'], ['A B||', 'C D||', 'E F||']],
  [null, ['A B, C D und E F'], ['A B||', 'C D und E F||']],
  // Behind a group, an "and" of a language that was not expected; brackets within brackets part nothing.
  ['en', ['A B (PPE) og C D (S&D) und De E (The Left)'], ['A B|PPE|', 'C D|S&D|', 'De E|The Left|']],
  ['en', ['A (b (c), d), E F'], ['A (b (c), d)||', 'E F||']],
  ['en', ['A B), C D; E F'], ['A B)||', 'C D||', 'E F||']],
  ['en', ['Hans-', 'Olaf Henkel (ECR), A', 'B (NI)'], ['Hans-Olaf Henkel|ECR|', 'A B|NI|']],
  // Parliament's own lists.
  [null, ['AFET; ITRE; Christian EHLER'], ['||AFET', '||ITRE', 'Christian EHLER||']],
  ['en', [], []],
  ['en', [''], []],
];

test('authors of a heading', () => {
  for (const [language, lines, expected] of HEADINGS) {
    const authors = readAuthors(lines, language);
    assert.deepEqual(
      authors.map(({name, politicalGroup, onBehalfOf}) =>
        [name, politicalGroup, onBehalfOf].map(part => part ?? '').join('|'),
      ),
      expected,
      lines.join(' / '),
    );
  }
});

test('160 names without groups, as on O-8-2015-000046', () => {
  const names = Array.from({length: 160}, (_, index) => `Name${index} van Author`);
  const authors = readAuthors([names.join(', '), 'im Namen der PPE-Fraktion'], 'de');
  assert.deepEqual(
    authors.map(({name}) => name),
    names,
  );
  assert.ok(
    authors.every(({politicalGroup, onBehalfOf}) => politicalGroup === null && onBehalfOf === 'PPE-Fraktion'),
  );
});
