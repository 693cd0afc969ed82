import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {isLanguage, LANGUAGE_CODES, type Language} from '../src/language.ts';
import {LEXICON, type Words} from '../src/lexicon.ts';
import {readRule} from '../src/parse/heading.ts';
import type {AddresseeCode} from '../src/question.ts';
import {addresseeOf, foldText, readDate, recogniseLanguage} from '../src/words.ts';
import {findCorpus, ROOT} from './corpus.ts';

/**
 * Holds the lexicon to the developers' notes on Parliament's languages: tables of a row for each language, whose
 * cells hold words, each graded V (seen on a real page or in official data) or K (known, not seen).
 */

const corpus = findCorpus('words of 24 languages, each with its grade');
const notes = corpus === null ? null : join(corpus, '../reference/languages.md');

/** One word of one cell. */
interface Cell {
  language: Language;
  column: number;
  word: string;
  proved: boolean;
}

// What the notes grade K and a page of Parliament has shown since: E-5350/06 in Spanish, reports of sittings of 2008.
const PROVED_SINCE = new Set([
  'es lastUpdated Última actualización',
  'es legalNotice Aviso jurídico',
  'es pageTitles Preguntas parlamentarias',
  'es and y',
  'fi legalNotice Oikeudellinen huomautus',
]);

if (notes !== null && existsSync(notes)) {
  const text = readFileSync(notes, 'utf8');
  const source = readFileSync(join(ROOT, 'src/lexicon.ts'), 'utf8');

  const LISTS: [section: number, column: number, field: keyof Words][] = [
    [1, 1, 'kinds'],
    [1, 2, 'kinds'],
    [2, 1, 'kinds'],
    [5, 1, 'subject'],
    [5, 2, 'answerMarkers'],
    [8, 1, 'originalLanguage'],
    [8, 2, 'lastUpdated'],
    [8, 3, 'legalNotice'],
    [8, 4, 'officialJournal'],
    [9, 1, 'pageTitles'],
    [9, 2, 'pageTitles'],
    [11, 1, 'and'],
  ];
  for (const [section, column, field] of LISTS) {
    test(`section ${section}, column ${column}: ${field} are in the table, as proved as they are`, () => {
      const cells = cellsOf(text, section).filter(cell => cell.column === column);
      assert.equal(new Set(cells.map(({language}) => language)).size, 24);
      for (const {language, word, proved} of cells) {
        const known = wordFor(language, field, word);
        assert.ok(known !== undefined, `${language}: ${word}`);
        const isProved = proved || PROVED_SINCE.has(`${language} ${field} ${known}`);
        assert.equal(isUnproven(source, language, known), !isProved, `${language}: ${known}`);
      }
    });
  }

  test('section 3: every addressee has its code, as proved as it is', () => {
    const codes: (AddresseeCode | null)[] = [null, 'COM', 'CONSIL', 'VPHR'];
    const cells = cellsOf(text, 3);
    assert.ok(cells.length >= 72);
    for (const {language, column, word, proved} of cells) {
      const code = /European Council/.test(word) ? 'PEC' : /\((?:Vice)/.test(word) ? 'VPHR' : codes[column];
      assert.equal(addresseeOf(word, language).code, code, `${language}: ${word}`);
      const pattern = new RegExp(`\\['${code}', (unproven\\()?`).exec(rowOf(source, language));
      if (proved) assert.equal(pattern?.[1], undefined, `${language} ${code} is proved`);
    }
  });

  test('section 2, column 3: the old style in capitals tells its language, as proved as it is', () => {
    for (const [language, cells] of rowsOf(text, 2)) {
      const [phrase = '', grade = ''] =
        /^((?:[\p{Lu}-]+ ?){2,}) .*?\s(V|K)\b/u.exec(cells[2] ?? '')?.slice(1) ?? [];
      if (phrase === '') continue; // Irish and Croatian: languages of questions since 2007 and 2013
      assert.equal(recogniseLanguage(phrase), language, phrase);
      const known = LEXICON[language].kinds.find(kind => kind.toUpperCase() === phrase.trim());
      if (grade === 'V') assert.ok(known !== undefined && !isUnproven(source, language, known), phrase);
    }
  });

  test('section 4: the rule is read from every line', () => {
    const cells = cellsOf(text, 4);
    assert.equal(new Set(cells.map(({language}) => language)).size, 24);
    for (const {language, word} of cells) {
      const printed = /\b(?:117|128|138)\b/.exec(word)?.[0];
      if (printed !== undefined) assert.equal(readRule(word), printed, `${language}: ${word}`);
    }
  });

  test('section 10: every month is in the table, every example is read', () => {
    for (const [language, [examples = '', words = '']] of rowsOf(text, 10)) {
      const months: Words['months'] = LEXICON[language].months;
      // Two months of Irish have two words.
      const names = words.toLowerCase().split(/(?<!meán|deireadh) /);
      assert.equal(names.length, 12, language);
      for (const [index, name] of names.entries())
        assert.ok(months[index]?.includes(name), `${language}: ${name}`);
      for (const date of examples.split(/;|(?:^|\s)[VK](?:\([A-Z]+\))?:?(?=\s|$)/)) {
        const printed = date.replace(/\([^)]*\)|"/g, '').trim();
        if (/\d{4}/.test(printed))
          assert.notEqual(readDate(printed, language), null, `${language}: ${printed}`);
      }
    }
  });
} else if (notes !== null)
  console.warn('\n!!! LEFT OUT: the notes on languages are not beside the corpus !!!\n');

function rowsOf(text: string, section: number): [Language, string[]][] {
  const [, rest = ''] = text.split(`\n### ${section}. `);
  const [body = ''] = rest.split('\n### ');
  return body
    .split('\n')
    .filter(line => line.startsWith('| '))
    .map(line =>
      line
        .slice(1, -1)
        .split(' | ')
        .map(cell => cell.trim()),
    )
    .flatMap(([language = '', ...cells]) =>
      isLanguage(language) ? [[language, cells] as [Language, string[]]] : [],
    );
}

// "Předmět: V[O19]; older Predmet: K (…)": words before their grade; notes, in brackets, stand behind it. A word that
// only the EU's authority list has is no word of a document yet; the words for "and" are all K but those marked.
function cellsOf(text: string, section: number): Cell[] {
  return rowsOf(text, section).flatMap(([language, cells]) =>
    cells.flatMap((cell, index) => {
      const graded = cell
        .replace(/V (?:as label|\(authority label[^)]*\))(?:\[AUTH\])?/g, 'K')
        .replace(/(?<=\s[VK](?:\[[^\]]*\])?)\s?\((?:[^()]|\([^()]*\))*\)/g, '');
      const marked = section === 11 && !/ V\b/.test(graded) ? `${graded} K` : graded;
      return [...marked.matchAll(/(\S.*?)\s(V|K)(?![\p{L}'])(?:\[[^\]]*\])?\s*[;,]?/gu)].flatMap(
        ([, printed = '', grade]) =>
          (section === 9 || section === 2 ? printed.split(' / ') : [printed])
            .map(clean)
            .map(word => ({language, column: index + 1, word, proved: grade === 'V'})),
      );
    }),
  );
}

function clean(printed: string): string {
  return foldText(
    printed
      .replace(/\*\([^)]*\)\*|\*/g, '')
      .replace(/^(?:older|oral:|today|2007 link:|2011 plural|2015:|minutes:|label|\d{4} minutes:)\s*/i, '')
      .replace(/ O-…| C …| C \d.*$| EN$| MT$/g, '')
      .replace(/[:,]\s*$|:(?= )/, ''),
  );
}

function wordFor(language: Language, field: keyof Words, word: string): string | undefined {
  const words = LEXICON[language][field] as readonly string[];
  return words.find(known => known === word) ?? words.find(known => word.startsWith(known));
}

function rowOf(source: string, language: Language): string {
  const start = source.indexOf(`\n  ${language}: {\n`);
  const next = LANGUAGE_CODES[LANGUAGE_CODES.indexOf(language) + 1];
  return source.slice(start, next === undefined ? undefined : source.indexOf(`\n  ${next}: {\n`));
}

function isUnproven(source: string, language: Language, word: string): boolean {
  const row = rowOf(source, language);
  return row.includes(`unproven('${word}')`) || row.includes(`unproven("${word}")`);
}
