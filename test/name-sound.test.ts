import assert from 'node:assert/strict';
import {test} from 'node:test';
import {soundOf} from '../src/name-sound.ts';

// ELOT 743; Bulgaria's law of 2009.
const LETTERS =
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ' +
  'ου ou αυ av ευ ev ηυ iv а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ' +
  'ф f х h ц ts ч ch ш sh щ sht ъ a ь y ю yu я ya';

test('Greek and Cyrillic letters sound like the Latin ones by which they are written', () => {
  const words = LETTERS.split(' ');
  for (let index = 0; index < words.length; index += 2) {
    const [letter = '', latin = ''] = words.slice(index, index + 2);
    const keyOf = (sign: string): string =>
      ['l', 'k'].map(beside => soundOf(`r${sign}${beside}${sign}m`)).join();
    assert.equal(keyOf(letter), keyOf(latin), letter);
    assert.notEqual(keyOf(letter), keyOf(''), letter);
  }
});

const SAME: string[][] = [
  ['rotcha', 'rocha', 'rokha', 'roha', 'roxa', 'roksa'],
  ['roca', 'roqa', 'roka'],
  ['rozha', 'rodzha', 'rodja', 'rodza', 'rotsa', 'roza', 'rosha', 'rosa'],
  ['ropha', 'rofa', 'rova', 'rowa', 'roba', 'rompa', 'romba'],
  ['rotha', 'rota'],
  ['rorha', 'rora'],
  ['ronta', 'ronda', 'roda'],
  ['roga', 'rogga', 'rogka', 'ronga', 'ronka', 'rogha'],
  ['roya', 'roja', 'roia'],
  ['raura', 'ravra'],
  ['reura', 'rivra'],
  ['rura', 'roura', 'roora', 'ruera'],
  ['raera', 'rara'],
  ['roera', 'rora'],
  ['rira', 'reira', 'raira', 'roira', 'rera'],
  ['ralla', 'rala'],
  ['giorgos', 'iorgos'],
];

for (const spellings of SAME) {
  test(`one sound: ${spellings.join(', ')}`, () => {
    assert.deepEqual([...new Set(spellings.map(soundOf))], [soundOf(spellings[0] ?? '')]);
  });
}

test('the key of a sound', () => {
  assert.equal(soundOf('κυμπουροπουλος'), 'kivuropulos');
  assert.equal(soundOf('kympouropoulos'), 'kivuropulos');
  assert.equal(soundOf(''), '');
  const different = [
    'rota',
    'roda',
    'roga',
    'rova',
    'rosa',
    'roha',
    'roka',
    'rola',
    'roma',
    'rona',
    'ropa',
    'rora',
  ];
  assert.equal(new Set(different.map(soundOf)).size, different.length);
});
