import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readAuthors} from '../src/authors.ts';
import {LANGUAGE_CODES, type Language} from '../src/language.ts';
import {understandHeading} from '../src/normalise.ts';
import {findHeading, splitHeading} from '../src/parse/heading.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import type {AddresseeCode} from '../src/question.ts';
import {
  findQuestionNumber,
  formatNumber,
  idOf,
  parseId,
  parseReference,
  type QuestionLetter,
  termsOf,
} from '../src/reference.ts';
import {readDate, recogniseLanguage} from '../src/words.ts';
import {PRINTING} from './print-heading.ts';

/**
 * What is printed is read back: generated numbers, dates, names and headings in 24 languages. The same cases each time;
 * `EPQ_SEED=2 node --test dist/test/properties.test.js` tries others.
 */
fc.configureGlobal({numRuns: 500, seed: Number(process.env.EPQ_SEED ?? 1)});

/* ---- numbers ---- */

const letter = fc.constantFrom<QuestionLetter>('E', 'P', 'O', 'G', 'K', 'H');
const year = fc.integer({min: 1980, max: 2078});
const serial = fc.integer({min: 1, max: 999_999});
const revision = fc.option(fc.integer({min: 1, max: 12}));
const hyphen = fc.constantFrom('-', '\u2010', '\u2011', '\u2013');
const number = fc.record({letter, year, serial, revision});

// Every notation that shows serial and year; only some can show a revision.
const NOTATIONS: readonly ((letter: string, serial: string, year: number, hyphen: string) => string)[] = [
  (kind, serial, year, hyphen) => `${kind}${hyphen}${serial}/${year}`,
  (kind, serial, year, hyphen) => `${kind.toLowerCase()}${hyphen}${serial}/${year}`,
  (kind, serial, year, hyphen) => `${kind}${hyphen}${serial}/${String(year).slice(2)}`,
  (kind, serial, year, hyphen) => `${kind}${hyphen}${serial}-${String(year).slice(2)}`,
];

test('a number in any notation is read back', () => {
  fc.assert(
    fc.property(
      number,
      hyphen,
      fc.constantFrom(...NOTATIONS),
      fc.integer({min: 0, max: 5}),
      ({letter, year, serial, revision}, hyphen, notation, width) => {
        const digits = String(serial).padStart(Math.min(6, String(serial).length + width), '0');
        const printed = notation(letter, digits, year, hyphen);
        const suffix = revision === null ? '' : `/rev.${revision}`;
        const expected = {letter, year, serial, revision};
        const found = findQuestionNumber(`Kind of a question  ${printed}${suffix}`);
        assert.deepEqual(found?.number, expected, printed);
        assert.equal(found?.printed, printed + suffix);
        assert.equal(found?.answer, false);
        const reference = parseReference(` ${printed}${suffix} `);
        assert.equal(reference.number, formatNumber(expected));
        assert.equal(reference.revision, revision);
        assert.deepEqual(
          reference.candidates,
          termsOf(letter, year, serial).map(term => idOf(letter, term, year, serial)),
        );
      },
    ),
  );
});

test('an id is read back, alone, as an answer’s, and in every address', () => {
  const pages = 'https://www.europarl.europa.eu/doceo/document';
  const data = 'https://data.europarl.europa.eu';
  const forms: ((id: string, language: Language) => string)[] = [
    id => id,
    id => id.toLowerCase(),
    id => `${id}-ASW`,
    id => `${id}-ASW-ANN01`,
    (id, language) => `${pages}/${id}_${language.toUpperCase()}.html`,
    (id, language) => `${pages}/${id}-ASW_${language.toUpperCase()}.pdf?redirect`,
    id => `${data}/eli/dl/doc/${id}`,
    (id, language) => `${data}/distribution/reds_iMaQp/${id}/${id}_${language}.docx`,
    id => `${data}/api/v2/parliamentary-questions/${id}?format=application%2Fld%2Bjson`,
  ];
  fc.assert(
    fc.property(
      number,
      fc.constantFrom(...LANGUAGE_CODES),
      fc.constantFrom(...forms),
      ({letter, year, serial}, language, form) => {
        for (const term of termsOf(letter, year, serial)) {
          const id = idOf(letter, term, year, serial);
          assert.deepEqual(parseId(id), {letter, term, year, serial});
          assert.deepEqual(parseReference(form(id, language)).candidates, [id]);
        }
      },
    ),
  );
});

test('what is no reference is refused with what was given, and nothing else is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary'}), fc.webUrl()), text => {
      try {
        assert.match(parseReference(text).candidates[0] ?? '', /^[EPOGKH]-\d+-\d{4}-\d{4,6}$/);
      } catch (error) {
        assert.match(String(error), /is no question's number, id or address/);
      }
    }),
  );
});

/* ---- dates ---- */

const day = fc
  .date({min: new Date('1994-01-01'), max: new Date('2078-12-31'), noInvalidDate: true})
  .map(date => date.toISOString().slice(0, 10));

// How the Unicode consortium writes long dates in each language; English is printed as Parliament does.
const LONG_DATES = new Map(
  LANGUAGE_CODES.map(language => [
    language,
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {dateStyle: 'long', timeZone: 'UTC'}),
  ]),
);

function longDate(iso: string, language: Language): string {
  return LONG_DATES.get(language)?.format(new Date(iso)) ?? '';
}

test('a long date in each of 24 languages is read back', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...LANGUAGE_CODES), (iso, language) => {
      assert.equal(readDate(longDate(iso, language), language), iso, longDate(iso, language));
    }),
    {numRuns: 3000},
  );
});

test('a date in figures is read back, and what no calendar has is no date', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('.', '/', '-'), fc.boolean(), (iso, mark, isPadded) => {
      const [year = '', month = '', date = ''] = iso.split('-');
      const parts = isPadded ? [date, month] : [String(Number(date)), String(Number(month))];
      assert.equal(readDate([...parts, year].join(mark), null), iso);
      assert.equal(readDate([Number(date) + 31, month, year].join(mark), null), null);
    }),
  );
});

/* ---- names ---- */

const NAMES = [
  'Mara Bizzotto',
  'William (The Earl of) Dartmouth',
  "Sophia in 't Veld",
  'Róża Gräfin von Thun und Hohenstein',
  "Gaetano Pedulla'",
  'Marie-Christine Boutonnet',
  'Εμμανουήλ Φράγκος',
  'Илхан Кючюк',
  'Cristian-Silviu Buşoi',
  'José Manuel García-Margallo y Marfil',
  'Esther de Lange',
  'João Pimenta Lopes',
  'Ľubica Karvašová',
  'Ska Keller',
];
const GROUPS = ['PPE', 'S&D', 'GUE/NGL', 'Verts/ALE', 'The Left', 'PPE-DE', 'IND/DEM', 'NI', 'PfE'];
const author = fc.record(
  {
    name: fc.oneof(
      fc.constantFrom(...NAMES),
      fc
        .tuple(syllables(), syllables(), fc.option(syllables()))
        .map(parts => parts.filter(Boolean).join(' ')),
    ),
    politicalGroup: fc.constantFrom(...GROUPS),
  },
  {noNullPrototype: true},
);
const authors = fc.array(author, {minLength: 1, maxLength: 60});

function syllables(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom('ma', 'rí', 'że', 'lø', 'ňa', 'the', 'und', 'α', 'жи', 'o’', 'd-a'), {
      minLength: 2,
      maxLength: 4,
    })
    .map(parts => {
      const word = parts.join('');
      return word.charAt(0).toUpperCase() + word.slice(1);
    });
}

// A line may break behind a comma; the last name may follow "and".
function printAuthors(
  all: readonly {name: string; politicalGroup: string}[],
  separator: string,
  and: string | null,
  perLine: number,
): string[] {
  const printed = all.map(({name, politicalGroup}) => `${name} (${politicalGroup})`);
  const last = printed.length > 1 && and !== null ? ` ${and} ${printed.pop()}` : '';
  const lines: string[] = [];
  for (let at = 0; at < printed.length; at += perLine)
    lines.push(
      printed.slice(at, at + perLine).join(separator) +
        (at + perLine < printed.length ? separator.trimEnd() : ''),
    );
  return [...lines.slice(0, -1), `${lines.at(-1)}${last}`];
}

test('authors with their groups are read back, however they are joined', () => {
  fc.assert(
    fc.property(
      authors,
      fc.constantFrom(', ', ' , '),
      fc.boolean(),
      fc.integer({min: 1, max: 60}),
      fc.constantFrom(...LANGUAGE_CODES),
      fc.boolean(),
      (all, separator, hasAnd, perLine, language, isKnown) => {
        const lines = printAuthors(all, separator, hasAnd ? PRINTING[language].and : null, perLine);
        const read = readAuthors(lines, isKnown ? language : null);
        assert.deepEqual(
          read,
          all.map(({name, politicalGroup}) => ({name, politicalGroup, mepId: null, onBehalfOf: null})),
          lines.join('\n'),
        );
      },
    ),
  );
});

/* ---- headings ---- */

const heading = fc
  .record({
    language: fc.constantFrom(...LANGUAGE_CODES),
    isOral: fc.boolean(),
    year: fc.integer({min: 2015, max: 2018}),
    serial: fc.integer({min: 1, max: 16_000}),
    rule: fc.integer({min: 100, max: 150}),
    authors,
    place: fc.nat(),
  })
  .map(({language, isOral, year, serial, rule, authors, place}) => {
    const {written, oral, addressees, rule: ruleLine, and} = PRINTING[language];
    const known = Object.entries(addressees) as [AddresseeCode, string][];
    const [code, addressee] = known[place % known.length] ?? ['COM', ''];
    const number = `${isOral ? 'O' : 'E'}-${String(serial).padStart(6, '0')}/${year}`;
    return {
      language,
      number,
      rule: String(rule),
      code,
      authors,
      lines: [
        (isOral ? oral : written) + number,
        addressee,
        ruleLine.replace('#', String(rule)),
        ...printAuthors(authors, place % 2 === 0 ? ', ' : ' , ', place % 3 === 0 ? and : null, 3),
      ],
    };
  });

test('a heading in each of 24 languages is read back', () => {
  fc.assert(
    fc.property(heading, ({language, number, rule, code, authors, lines}) => {
      const place = findHeading(lines);
      assert.deepEqual(place, {kind: 0, last: 2}, lines.join('\n'));
      assert.equal(recogniseLanguage(lines[0] ?? ''), language);
      const understood = understandHeading(splitHeading(lines, 2), language);
      assert.deepEqual(
        {...understood, heading: lines},
        {
          heading: lines,
          addressee: {code, label: understood.addressee?.label},
          rule,
          authors: authors.map(({name, politicalGroup}) => ({
            name,
            politicalGroup,
            mepId: null,
            onBehalfOf: null,
          })),
        },
        number,
      );
    }),
    {numRuns: 1000},
  );
});

test('a page of either layout and of any tags gives the same question', async () => {
  await fc.assert(
    fc.asyncProperty(
      heading,
      day,
      fc.constantFrom(...TAGS),
      fc.boolean(),
      async (printed, iso, tags, isOld) => {
        const {language, number, lines, authors, rule, code} = printed;
        const [year, month, date] = iso.split('-').map(Number);
        const shown = isOld
          ? [
              'Choisissez la langue de votre document :',
              longDate(iso, language),
              number,
              ...lines,
              'Subject: A synthetic subject',
              'A synthetic sentence.',
            ]
          : [
              `Parliamentary question - ${number}Parliamentary question`,
              number,
              'A synthetic subject',
              `${date}.${month}.${year}`,
              ...lines,
              'A synthetic sentence.',
            ];
        const {records, failures} = await parseDocuments([
          {url: 'saved.html', contentType: null, body: new TextEncoder().encode(tags(shown))},
        ]);
        assert.deepEqual(failures, [], shown.join('\n'));
        const [record] = records;
        assert.deepEqual(
          {
            number: record?.number,
            date: record?.date,
            rule: record?.rule,
            code: record?.addressees[0]?.code,
            subject: record?.subject,
            authors: record?.authors.map(({name, politicalGroup}) => ({name, politicalGroup})),
            text: record?.versions[language]?.text,
          },
          {
            number,
            date: iso,
            rule,
            code,
            subject: 'A synthetic subject',
            authors,
            text: 'A synthetic sentence.',
          },
        );
      },
    ),
    {numRuns: 300},
  );
});

// The tags of no question page are known: what is read must not depend on them.
const TAGS: readonly ((lines: readonly string[]) => string)[] = [
  lines => `<html><body>${lines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n')}</body></html>`,
  lines => `<html><body><div>${lines.map(escapeHtml).join('<br/>')}</div></body></html>`,
  lines =>
    `<html><body><table>${lines.map(line => `<tr><td>${escapeHtml(line)}</td></tr>`).join('')}</table></body></html>`,
  lines =>
    `<html><body><main>${lines.map(line => `<div><span>${escapeHtml(line).replace(/ /g, '</span> <span>')}</span></div>`).join('')}</main></body></html>`,
];

function escapeHtml(line: string): string {
  return line.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
