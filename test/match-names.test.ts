import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import fc from 'fast-check';
import {readAuthors} from '../src/authors.ts';
import type {Language} from '../src/language.ts';
import {readManifests} from '../src/manifest.ts';
import {type Directory, type Evidence, evidenceOf, matchNames} from '../src/match-names.ts';
import {MEMBERS} from '../src/members.ts';
import {soundOf} from '../src/name-sound.ts';
import {findCorpus} from './corpus.ts';
import {foldName, readOfficialLists} from './official-lists.ts';

fc.configureGlobal({numRuns: 500, seed: Number(process.env.EPQ_SEED ?? 1)});

/* ---- what makes two names one person's ---- */

// Names of Members as the open data gives them, and as documents print them or may print them.
const ODDITIES: readonly (readonly [printed: string, known: string, evidence: Evidence | null])[] = [
  ['Dariusz ROSATI', 'Dariusz Rosati', 'same words'],
  ["Sophia IN 'T VELD", "Sophia in 't Veld", 'same words'],
  ['Sophia in ’t Veld', "Sophia in 't Veld", 'same words'],
  ["Gaetano Pedulla'", 'Gaetano Pedullà', 'same words'],
  ['Grace OʼSullivan', "Grace O'Sullivan", 'same words'],
  ['Nicolae Ştefănuţă', 'Nicolae Ștefănuță', 'same words'],
  ['Niklas NIENASS', 'Niklas Nienaß', 'same words'],
  ['Jarosław Wałęsa', 'Jaroslaw Walesa', 'same words'],
  ['Jørn DOHRMANN', 'Jorn Dohrmann', 'same words'],
  ['ILHAN KYUCHYUK', 'Ilhan Kyuchyuk', 'same words'],
  ['Nıyazi KIZILYÜREK', 'Niyazi Kızılyürek', 'same words'],
  ['Þór Æsir Đurić ẞmit', 'Thor Aesir Duric Ssmit', 'same words'],
  ['Anne‑Sophie Pelletier', 'Anne-Sophie Pelletier', 'same words'],
  ['Jean Paul Garraud', 'Jean-Paul Garraud', 'same words'],
  ['William (THE EARL OF) DARTMOUTH', 'William (The Earl of) Dartmouth', 'same words'],
  ['ΣΤΕΛΙΟΣ ΚΥΜΠΟΥΡΟΠΟΥΛΟΣ', 'Στέλιος Κυμπουρόπουλος', 'same words'],
  ['ROSATI Dariusz', 'Dariusz Rosati', 'same words in another order'],
  ['García Pérez Iratxe', 'Iratxe García Pérez', 'same words in another order'],
  ['Johan Vanovertveldt', 'Johan Van Overtveldt', 'same letters'],
  ['Rosa Damato', "Rosa D'Amato", 'same letters'],
  ['Róża Gräfin von Thun und Hohenstein', 'Róża Thun und Hohenstein', 'same but for titles'],
  ['Dr Peter Liese', 'Peter Liese', 'same but for titles'],
  ['Sir Graham Watson', 'Graham Watson', 'same but for titles'],
  ['William Dartmouth', 'William (The Earl of) Dartmouth', 'same but for titles'],
  ['Carles Puigdemont Casamajó', 'Carles Puigdemont i Casamajó', 'same but for titles'],
  ['José Manuel García-Margallo Marfil', 'José Manuel García-Margallo y Marfil', 'same but for titles'],
  ['Stauffenberg Franz Graf', 'Franz Stauffenberg', 'same but for titles'],
  ['Andreas Glueck', 'Andreas GLÜCK', 'same sound'],
  ['Γιώργος Βασιλείου', 'Giorgos Vasileiou', 'same sound'],
  ['Εμμανουήλ Φράγκος', 'Emmanouil Fragkos', 'same sound'],
  ['Κουντουρά Έλενα', 'Elena Kountoura', 'same sound'],
  ['Андрей Ковачев', 'Andrey Kovatchev', 'same sound'],
  ['Lidia Senra Rodríguez', 'Maria Lidia SENRA RODRÍGUEZ', 'one holds the other'],
  ['Maite Pagazaurtundúa Ruiz', 'Maite Pagazaurtundúa', 'one holds the other'],
  ['Agnieszka Kozłowska-Rajewicz', 'Agnieszka KOZŁOWSKA', 'one holds the other'],
  ['Soraya Rodríguez', 'María Soraya Rodríguez Ramos', 'one holds the other'],
  ['Jakop Dalunde', 'Jakop G. Dalunde', 'one holds the other'],
  ['Λευτέρης Νικολάου', 'Lefteris Nikolaou-Alavanos', 'one sounds in the other'],
  // one name in common, whatever it is, is nothing
  ['Konstantinos Papadakis', 'Kostas Papadakis', null],
  ['Demetris Papadakis', 'Kostas Papadakis', null],
  ['José Manuel García-Margallo y Marfil', 'José Manuel Fernandes', null],
  ['Maria Lidia SENRA RODRÍGUEZ', 'María Soraya Rodríguez Ramos', null],
  ['Elisabetta GARDINI', 'Elisabetta Gualmini', null],
  ['Marine Le Pen', 'Jean-Marie Le Pen', null],
  ['Dr de Castro', 'Paolo De Castro', null],
  ['P. De Castro', 'Paolo De Castro', null],
  ['Jozo Rado\u009a', 'Jozo Radoš', null],
  ['Castro', 'Paolo De Castro', null],
  ['Ann Abel', 'A Belann', null],
  ['Maria Walsh', 'Mario Walsh', null],
  ['', '', null],
  ['(–)', '…', null],
];

for (const [printed, known, evidence] of ODDITIES) {
  test(`${JSON.stringify(printed)} and ${JSON.stringify(known)}: ${evidence ?? 'nothing'}`, () => {
    assert.equal(evidenceOf(printed, known), evidence);
    assert.equal(evidenceOf(known, printed), evidence, 'the other way round');
  });
}

/* ---- Greek and Cyrillic ---- */

// As Members write themselves, and as the sample gives them. The Bulgarian ones are unproven: no heading prints them.
const SPELLINGS: readonly (readonly [own: string, latin: string])[] = [
  ['Δημήτριος Παπαδημούλης', 'Dimitrios Papadimoulis'],
  ['Δημήτρης Παπαδάκης', 'Demetris Papadakis'],
  ['Μαρία Σπυράκη', 'Maria Spyraki'],
  ['Μανώλης Κεφαλογιάννης', 'Manolis Kefalogiannis'],
  ['Κώστας Παπαδάκης', 'Kostas Papadakis'],
  ['Στέλιος Κούλογλου', 'Stelios Kouloglou'],
  ['Λουκάς Φουρλάς', 'Loucas Fourlas'],
  ['Γιώργος Γεωργίου', 'Giorgos Georgiou'],
  ['Στέλιος Κυμπουρόπουλος', 'Stelios Kympouropoulos'],
  ['Έλενα Κουντουρά', 'Elena Kountoura'],
  ['Κωνσταντίνος Αρβανίτης', 'Konstantinos Arvanitis'],
  ['Λευτέρης Νικολάου-Αλαβάνος', 'Lefteris Nikolaou-Alavanos'],
  ['Ιωάννης Λαγός', 'Ioannis Lagos'],
  ['Πέτρος Κόκκαλης', 'Petros Kokkalis'],
  ['Αλέξης Γεωργούλης', 'Alexis Georgoulis'],
  ['Εμμανουήλ Φράγκος', 'Emmanouil Fragkos'],
  ['Νιαζί Κιζιλγιουρέκ', 'Niyazi Kizilyürek'],
  ['Ангел Джамбазки', 'Angel Dzhambazki'],
  ['Искра Михайлова', 'Iskra Mihaylova'],
  ['Андрей Ковачев', 'Andrey Kovatchev'],
  ['Асим Адемов', 'Asim Ademov'],
  ['Радан Кънев', 'Radan Kanev'],
  ['Петър Витанов', 'Petar Vitanov'],
];
const SAMPLE: Directory = new Map([...MEMBERS].map(([id, name]) => [id, [name]]));

for (const [own, latin] of SPELLINGS) {
  test(`${own} is ${latin}, and nobody else of the sample`, () => {
    const [id] = matchNames([own], SAMPLE);
    assert.equal(MEMBERS.get(id ?? 0), latin);
  });
}

for (const [name, ...spellings] of [
  ['β', 'voulgaris', 'boulgaris'],
  ['γγ, γκ', 'angelos', 'aggelos', 'agkelos'],
  ['γκ', 'fragkos', 'frangos', 'fragos'],
  ['μπ', 'kympouropoulos', 'kymbouropoulos', 'kybouropoulos', 'κυμπουροπουλοσ'],
  ['ντ', 'kountoura', 'koundoura', 'koudoura'],
  ['χ', 'chatzis', 'hatzis', 'khatzis', 'xatzis', 'hadjis'],
  ['φ', 'fotiou', 'photiou'],
  ['ευ, αυ', 'evangelos', 'euangelos'],
  ['η', 'dimitris', 'demetris'],
  ['υ', 'kyros', 'kiros', 'κυροσ'],
  ['ου', 'loukas', 'lucas', 'loucas'],
  ['γι', 'giorgos', 'yorgos', 'yiorgos'],
  ['дж', 'dzhambazki', 'djambazki', 'джамбазки'],
  ['ч', 'kovachev', 'kovatchev', 'ковачев'],
  ['ю', 'kyuchyuk', 'kiuchiuk', 'кючюк'],
  ['я', 'mariya', 'maria', 'мария'],
  ['ä, ö, ü', 'mueller', 'muller'],
] as const) {
  test(`spellings of ${name} sound alike: ${spellings.join(', ')}`, () => {
    assert.deepEqual(new Set(spellings.map(soundOf)).size, 1, spellings.map(soundOf).join(', '));
  });
}

/* ---- among others ---- */

test('more names than are kept made ready find whom few do', () => {
  const letters = [...'abcdefghijklmnopqrst'];
  const names = letters.flatMap(a => letters.flatMap(b => letters.map(c => `Ann Q${a}${b}${c}`)));
  const directory: Directory = new Map(names.map((name, index) => [index, [name.toUpperCase()]]));
  const few = ['Ann Qaaa', 'Ann Qttt', 'Ann Quuu'];
  assert.deepEqual(matchNames(few, directory), [0, names.length - 1, null]);
  assert.deepEqual(
    matchNames(names.slice(0, 20), directory),
    names.slice(0, 20).map((_name, index) => index),
  );
});

test('two homonyms: neither', () => {
  const twins: Directory = new Map([
    [1, ['Maria Sample']],
    [2, ['María SAMPLE']],
    [3, ['Ana Maria Sample']],
  ]);
  assert.deepEqual(matchNames(['Maria Sample'], twins), [null], 'the weaker fit of a third is none');
  assert.deepEqual(matchNames(['Ana Sample'], twins), [3]);
  assert.deepEqual(matchNames(['Ana Maria Sample'], twins), [3], 'the best evidence alone counts');
});

test('a weak fit with a rival as weak: nobody; a name that another claims better: nobody', () => {
  const members: Directory = new Map([
    [1, ['Soraya Rodríguez Ramos']],
    [2, ['María Soraya Rodríguez']],
    [3, ['Kostas Deigma', 'Κώστας Δείγμα']],
  ]);
  assert.deepEqual(matchNames(['Soraya Rodríguez'], members), [null]);
  assert.deepEqual(matchNames(['Κώστας Δείγμα', 'Kostas Maria Deigma'], members), [3, null]);
  assert.deepEqual(matchNames(['Kostas Deigma', 'Κώστας Δείγμα'], members), [null, null]);
  assert.deepEqual(matchNames(['Kostas Maria Deigma'], members, 'same but for titles'), [null]);
  assert.deepEqual(matchNames([], members), []);
  assert.deepEqual(matchNames(['Kostas Deigma'], new Map()), [null]);
});

const REVERSED: Directory = new Map([...SAMPLE].reverse());
const people = [...MEMBERS.values()];
const word = fc.constantFrom(...new Set(people.flatMap(name => name.split(' '))), 'Dr', 'von', '');
const name = fc.oneof(
  fc.constantFrom(...people),
  fc.constantFrom(...people).map(text => text.toUpperCase()),
  fc.array(word, {maxLength: 4}).map(words => words.join(' ')),
  fc.string({unit: 'grapheme', maxLength: 20}),
);

test('property: the order of the names decides nothing, nor does the order of the directory', () => {
  fc.assert(
    fc.property(fc.array(name, {maxLength: 8}), fc.integer(), (names, turn) => {
      const found = matchNames(names, SAMPLE);
      const at = names.length === 0 ? 0 : Math.abs(turn) % names.length;
      const turned = [...names.slice(at), ...names.slice(0, at)].reverse();
      const again = matchNames(turned, REVERSED);
      assert.deepEqual(again.reverse(), [...found.slice(at), ...found.slice(0, at)]);
    }),
  );
});

test('property: no id twice, and every id has evidence', () => {
  fc.assert(
    fc.property(fc.array(name, {maxLength: 8}), names => {
      const found = matchNames(names, SAMPLE);
      const ids = found.filter(id => id !== null);
      assert.equal(new Set(ids).size, ids.length);
      for (const [index, id] of found.entries())
        if (id !== null) assert.notEqual(evidenceOf(names[index] ?? '', MEMBERS.get(id) ?? ''), null);
    }),
  );
});

/* ---- real names ---- */

const corpus = findCorpus('MEP ids of 427 headings, 1,768 spellings of the yearly lists, 286 names of 2015');

if (corpus !== null) {
  const directory: Directory = new Map(
    Object.entries(
      JSON.parse(await readFile(`${corpus}opendata/people.json`, 'utf8')) as Record<string, string>,
    ).map(([id, known]) => [Number(id), [known]]),
  );
  await testHeadings(corpus, directory);
  await testLists(corpus, directory);
}

// The record's creators are the truth; the matcher sees names and the whole directory alone.
async function testHeadings(corpus: string, directory: Directory): Promise<void> {
  const headings = (await readFile(`${corpus}opendata/headings.jsonl`, 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as {id: string; language: Language; heading: string[]});
  const tally = {headings: 0, authors: 0, found: 0, wrong: [] as string[], open: [] as string[]};
  const byLanguage = new Map<Language, {authors: number; found: number}>();
  for (const {id, language, heading} of headings) {
    const record = JSON.parse(await readFile(`${corpus}opendata/v2/${id}.json`, 'utf8'));
    const creators = readManifests(record)[0]?.authorIds ?? [];
    const names = readAuthors(heading.slice(3), language).map(({name}) => name ?? '');
    const found = matchNames(names, directory);
    const ofLanguage = byLanguage.get(language) ?? {authors: 0, found: 0};
    byLanguage.set(language, ofLanguage);
    tally.headings += 1;
    for (const [index, mepId] of found.entries()) {
      const where = `${id} ${language}: ${names[index]}`;
      tally.authors += 1;
      ofLanguage.authors += 1;
      if (mepId === null) tally.open.push(where);
      else if (!creators.includes(mepId)) tally.wrong.push(`${where} is no ${mepId}`);
      else {
        tally.found += 1;
        ofLanguage.found += 1;
      }
    }
    test(`MEP ids of ${id} in ${language}`, () => {
      assert.deepEqual([...found].sort(), [...creators].sort(), names.join(', '));
    });
  }
  test('MEP ids of all headings: 99.5 % are found, none is wrong', () => {
    const figures = `${tally.found} of ${tally.authors} authors of ${tally.headings} headings; wrong: ${tally.wrong.join('; ')}; open: ${tally.open.join('; ')}; by language ${JSON.stringify(Object.fromEntries(byLanguage))}`;
    assert.equal(tally.headings, 427, figures);
    assert.ok(tally.authors > 600, figures);
    assert.deepEqual(tally.wrong, [], figures);
    assert.ok(tally.found / tally.authors >= 0.995, figures);
    assert.equal(byLanguage.size, 23, figures);
    for (const [language, {authors, found}] of byLanguage)
      assert.equal(found, authors, `${language}: ${figures}`);
  });
}

async function testLists(corpus: string, directory: Directory): Promise<void> {
  const rows = await readOfficialLists(`${corpus}opendata`);
  const spellings = new Set(rows.flatMap(({persons}) => persons));

  test('the yearly lists: whoever is not of the sample gets no id of it, and everybody of it is found', () => {
    assert.equal(spellings.size, 1768);
    const byEvidence = new Map<string, string[]>();
    const found = new Set<number>();
    for (const spelling of spellings) {
      const [id = null] = matchNames([spelling], directory);
      if (id === null) continue;
      found.add(id);
      const evidence = evidenceOf(spelling, directory.get(id)?.[0] ?? '') ?? 'none';
      byEvidence.set(evidence, [...(byEvidence.get(evidence) ?? []), spelling]);
    }
    const figures = JSON.stringify([...byEvidence].map(([evidence, names]) => [evidence, names.length]));
    // Looked through by eye: all are the same persons.
    assert.deepEqual([...byEvidence.keys()], ['same words'], figures);
    assert.equal(byEvidence.get('same words')?.length, 626, figures);
    assert.equal(found.size, 318, figures);
  });

  // The spellings of 2019, 2022 and 2024 as a directory: no two persons in them sound alike, and one never holds another.
  test('the yearly lists among themselves: no two persons are taken for one', () => {
    const persons = new Map<string, string[]>();
    for (const spelling of spellings)
      persons.set(foldName(spelling), [...(persons.get(foldName(spelling)) ?? []), spelling]);
    const all: Directory = new Map([...persons.values()].map((names, index) => [index, names]));
    const taken = new Set<string>();
    // Any two have numbers that differ in a bit: each half is looked for in the other.
    for (let bit = 1; bit < all.size; bit *= 2) {
      const halves = [0, bit].map(value => new Map([...all].filter(([id]) => (id & bit) === value)));
      for (const [own, others] of [halves, halves.toReversed()]) {
        for (const [, [spelling = '']] of own ?? []) {
          const [other = null] = matchNames([spelling], others ?? new Map());
          if (other !== null) taken.add(`${spelling} for ${all.get(other)?.[0]}`);
        }
      }
    }
    // One person.
    assert.deepEqual([...taken].sort(), [
      'Andreas GLÜCK for Andreas Glueck',
      'Andreas Glueck for Andreas GLÜCK',
    ]);
    assert.equal(all.size, 1120);
  });

  test('names of 2015 among those of the yearly lists: four that one side prints shorter', async () => {
    const facts = JSON.parse(await readFile(`${corpus}pdf-2015/facts.json`, 'utf8')) as Record<
      string,
      {authors: [string, string][]}
    >;
    const names = new Set(Object.values(facts).flatMap(({authors}) => authors.map(([name]) => name)));
    // Of the spellings of one person, in capitals and not, any would do.
    const persons: Directory = new Map(
      [...new Map([...spellings].map(spelling => [foldName(spelling), spelling])).values()].map(
        (spelling, id) => [id, [spelling]],
      ),
    );
    const tally: Record<string, string[]> = {};
    for (const name of names) {
      const [id = null] = matchNames([name], persons);
      const evidence = id === null ? 'nobody' : (evidenceOf(name, persons.get(id)?.[0] ?? '') ?? '');
      tally[evidence] = [...(tally[evidence] ?? []), name];
    }
    assert.deepEqual(tally['one holds the other']?.sort(), [
      'Agnieszka Kozłowska-Rajewicz',
      'Clara Eugenia Aguilera García',
      'Lidia Senra Rodríguez',
      'Maite Pagazaurtundúa Ruiz',
    ]);
    assert.deepEqual(
      Object.entries(tally)
        .map(([evidence, {length}]) => [evidence, length])
        .sort(),
      [
        ['nobody', 58],
        ['one holds the other', 4],
        ['same words', 224],
      ],
    );
    assert.ok(tally['same words']?.includes('William (The Earl of) Dartmouth'));
    assert.ok(
      tally.nobody?.includes('Konstantinos Papadakis'),
      'Kostas Papadakis: a nickname that no list knows',
    );
  });
}
