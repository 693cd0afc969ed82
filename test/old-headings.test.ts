import assert from 'node:assert/strict';
import {test} from 'node:test';
import {normalise} from '../src/normalise.ts';
import {readPage} from '../src/parse/html.ts';
import {findOldHeading} from '../src/parse/old-heading.ts';
import {parseQuestionTime} from '../src/parse/question-time.ts';
import {parseDocuments} from '../src/parse-documents.ts';
import {readDocument} from './witnesses.ts';

/** Lines of a heading of the old style; what its authors' part and its addressee are, as printed. */
const OLD: [lines: string[], authors: string, addressee: string | null, date: string | null][] = [
  // E-3086/07 in four languages.
  [
    [
      'WRITTEN QUESTION by John Attard-Montalto (PSE) , Louis Grech (PSE) and Joseph Muscat (PSE) to the Commission',
    ],
    'John Attard-Montalto (PSE) , Louis Grech (PSE) and Joseph Muscat (PSE)',
    'to the Commission',
    null,
  ],
  [
    ['SKRIFTLIG FORESPØRGSEL af John Attard-Montalto (PSE) og Joseph Muscat (PSE) til Kommissionen'],
    'John Attard-Montalto (PSE) og Joseph Muscat (PSE)',
    'til Kommissionen',
    null,
  ],
  [
    ['ΓΡΑΠΤΗ ΕΡΩΤΗΣΗ υποβολή: John Attard-Montalto (PSE) και Joseph Muscat (PSE) προς την Επιτροπή'],
    'John Attard-Montalto (PSE) και Joseph Muscat (PSE)',
    'προς την Επιτροπή',
    null,
  ],
  [
    ['SKRIFTLIG FRÅGA från John Attard-Montalto (PSE) och Joseph Muscat (PSE) till kommissionen'],
    'John Attard-Montalto (PSE) och Joseph Muscat (PSE)',
    'till kommissionen',
    null,
  ],
  // E-5350/06
  [
    ['PREGUNTA ESCRITA de Alejo Vidal-Quadras (PPE-DE) y Pilar del Castillo Vera (PPE-DE) a la Comisión'],
    'Alejo Vidal-Quadras (PPE-DE) y Pilar del Castillo Vera (PPE-DE)',
    'a la Comisión',
    null,
  ],
  // E-6-2009-0135
  [
    [
      '22 January 2009',
      'by Hiltrud Breyer (Verts/ALE) and Cem Özdemir (Verts/ALE)',
      'to the Commission',
      'Subject: A',
    ],
    'Hiltrud Breyer (Verts/ALE) and Cem Özdemir (Verts/ALE)',
    'to the Commission',
    null,
  ],
  // The Official Journal: P-0246/01, E-2613/02, E-2576/02, E-3923/07
  [
    ['PREGUNTA ESCRITA P-0246/01', 'de Monica Frassoni (Verts/ALE) a la Comisión', '(31 de enero de 2001)'],
    'Monica Frassoni (Verts/ALE)',
    'a la Comisión',
    '31 de enero de 2001',
  ],
  [
    ['WRITTEN QUESTION E-2613/02', 'by Sérgio Marques (PPE-DE) to the Commission', '(18 September 2002)'],
    'Sérgio Marques (PPE-DE)',
    'to the Commission',
    '18 September 2002',
  ],
  [
    [
      'QUESTION ÉCRITE E-2576/02',
      'posée par Kathleen Van Brempt (PSE) à la Commission',
      '(16 septembre 2002)',
    ],
    'Kathleen Van Brempt (PSE)',
    'à la Commission',
    '16 septembre 2002',
  ],
  [
    ['WRITTEN QUESTION E-3923/07', 'by Anna Záborská (PPE‑DE)', 'to the Commission', '(1 August 2007)'],
    'Anna Záborská (PPE‑DE)',
    'to the Commission',
    '1 August 2007',
  ],
  // Unproven: languages whose words are known from no page.
  [
    ['SCHRIFTLICHE ANFRAGE E-0001/08 von A B (PSE) an die Kommission'],
    'A B (PSE)',
    'an die Kommission',
    null,
  ],
  [
    ['KIRJALLINEN KYSYMYS esittäjä(t): A B (PSE) ja C D (UEN) komissiolle'],
    'A B (PSE) ja C D (UEN)',
    'komissiolle',
    null,
  ],
  [['PYTANIE PISEMNE skierowane przez A B (PSE) do Komisji'], 'A B (PSE)', 'do Komisji', null],
  [
    ['PREGUNTA ORAL de conformidad con el artículo 108 del Reglamento de A B y C D al Consejo', ''],
    'A B y C D',
    'al Consejo',
    null,
  ],
  // Authors without groups end where the rest is an addressee, or the last line; authors may take lines.
  [
    ['WRITTEN QUESTION E-2182/01', 'by A B', 'to the Ombudsman', '(1 July 2001)'],
    'A B',
    'to the Ombudsman',
    '1 July 2001',
  ],
  [
    ['WRITTEN QUESTION by A B (PSE) ,', 'C D (UEN) and', 'E F (PSE) to the Council'],
    'A B (PSE) , C D (UEN) and E F (PSE)',
    'to the Council',
    null,
  ],
];

test('headings of the old style', () => {
  for (const [lines, authors, addressee, date] of OLD) {
    const place = findOldHeading(lines);
    assert.deepEqual(
      [place?.old?.authors, place?.old?.addressee, place?.date],
      [[authors], addressee, date],
      lines[0],
    );
  }
});

test('what is no heading of the old style', () => {
  const texts = [
    [
      'WASTE RECYCLING PLANT',
      '24.10.2024',
      'Question for written answer E-000001/2024',
      'to the Commission',
      'A B (ECR)',
    ],
    ['NATO AND the EU', '24.10.2024', 'Question for written answer E-000001/2024', 'to the Commission'],
    ['EU FUNDS for A B (PPE)', 'Question for written answer E-000001/2024'],
    ['by A B (PPE), who said it', 'to the Commission'],
    ['WRITTEN QUESTION'],
    ['WRITTEN QUESTION E-0246/01 by A B (PSE) to the Commission. A title.', ''],
    [''],
  ];
  for (const lines of texts) assert.equal(findOldHeading(lines), null, lines[0]);
});

/** Headings of question time, with the subject's line; the last five are unproven. */
const QUESTION_TIME: [heading: string, subject: string, number: number, author: string][] = [
  ['Anfrage Nr. 26 von Jacky Henin (H-0505/04)', 'Betrifft: A', 505, 'Jacky Henin'],
  [
    'Vraag nr. 1 van Marie Panayotopoulos-Cassiotou (H-0659/05):',
    'Betreft: A',
    659,
    'Marie Panayotopoulos-Cassiotou',
  ],
  [
    'Pregunta nº 1 formulada por Marie Panayotopoulos-Cassiotou (H-0695/06)',
    'Asunto: A',
    695,
    'Marie Panayotopoulos-Cassiotou',
  ],
  [
    'El Presidente. − Pregunta nº 39 formulada por Anne E. Jensen (H-0051/08)',
    'Asunto: A',
    51,
    'Anne E. Jensen',
  ],
  ['Question No 1 by Manuel Medina Ortega (H-0154/08)', 'Subject: A', 154, 'Manuel Medina Ortega'],
  ['Question no 14 by A B (H-0991/07)', 'Subject: A', 991, 'A B'],
  [
    'Question 15 by Cristina Gutiérrez-Cortines (H-0327/10)',
    'Subject: A',
    327,
    'Cristina Gutiérrez-Cortines',
  ],
  [
    '1. Anfrage von Marie Panayotopoulos-Cassiotou (H-0659/05)',
    'Betrifft: A',
    659,
    'Marie Panayotopoulos-Cassiotou',
  ],
  ['Spørgsmål nr. 4 af A van der B (H-0004/07)', 'Om: A', 4, 'A van der B'],
  ['Kysymys nro 14, jonka esittää A B (H-0991/07)', 'Aihe: A', 991, 'A B'],
  ['Ερώτηση αρ. 3 του A B (H-0003/07)', 'Θέμα: A', 3, 'A B'],
  ['Blorb nu 3 fla A B (H-0003/07)', 'Wumpo: A', 3, 'A B'],
];

test('headings of question time', () => {
  for (const [heading, subject, serial, author] of QUESTION_TIME) {
    const html = `<p>${heading}</p><p>${subject}</p><p>A question of ours?</p><p>A B, C. − An answer.</p>`;
    const page = readPage({url: '', contentType: null, body: new TextEncoder().encode(html)});
    const [printed, ...others] = parseQuestionTime(page);
    assert.ok(printed !== undefined && others.length === 0, heading);
    const witness = normalise(printed, 'html', null);
    assert.ok(witness.kind === 'question');
    assert.deepEqual(
      [witness.number?.serial, witness.authors.map(({name}) => name)],
      [serial, [author]],
      heading,
    );
    assert.deepEqual([witness.subject, witness.text], ['A', 'A question of ours?'], heading);
  }
});

test('whoever speaks ends a question of question time; where nobody is told from it, no text is kept', () => {
  const speeches = [
    'Máire Geoghegan-Quinn, Member of the Commission. − The first part',
    'Douglas Alexander, amtierender Ratspräsident. (EN) Nach Ansicht',
    'Douglas Alexander, fungerend voorzitter van de Raad.(EN) De Raad',
    'McCreevy, Kommission. (EN) Verehrte',
    'Carlos Carnero González (PSE). – (ES) Frau',
    'Der Präsident. Vielen Dank',
    '(FI) Esta respuesta',
    'MPphoto',
  ];
  const texts = ['Does U.S. Steel. The EU', '(a) whether it will', 'Mr. Smith asks', 'In short. No'];
  const textOf = (after: string): string | null => {
    const html = `<p>Question 1 by A B (H-0001/10)</p><p>Subject: A</p><p>Why?</p><p>${after}</p>`;
    const page = readPage({url: '', contentType: null, body: new TextEncoder().encode(html)});
    const [printed] = parseQuestionTime(page);
    return printed === undefined ? null : normalise(printed, 'html', null).text;
  };
  for (const speech of speeches) assert.equal(textOf(speech), 'Why?', speech);
  for (const text of texts) assert.equal(textOf(text), null, text);
});

// Every word replaced by one of no language, of the same shape: the place alone must tell what is what.
const NONSENSE: Record<string, string[]> = {
  classic: [
    'PDF 41kWORD 9k',
    'E-000003/2022',
    'Blorbu wim fla grontu numpu E-000003/2022',
    'pel Grontmu',
    'Wumpo 138 nor Flimpu',
    'First van Author (PPE) , Second Author (The Left) ga Third Author (NI)',
    'Bleft: A title of ours',
    'A paragraph of ours.',
  ],
  redesign: [
    'Blorba flimpa - E-000003/2022Blorba flimpa',
    'E-000003/2022',
    'A title of ours',
    '18.1.2022',
    'Blorbu wim fla grontu numpu E-000003/2022',
    'pel Grontmu',
    'Flimpu 138. wumpo',
    'First van Author (PPE), Second Author (The Left), Third Author (NI)',
    'A paragraph of ours.',
  ],
  'classic, old style': [
    'PDF 41kWORD 9k',
    'E-0003/08',
    'BLORBU GRONTA fla First van Author (PSE) , Second Author (GUE/NGL) ga Third Author (NI) pel Grontmu',
    'Bleft: A title of ours',
    'A paragraph of ours.',
  ],
  'classic, old style without its kind': [
    'PDF 41kWORD 9k',
    'E-0003/08',
    'fla First van Author (PSE) , Second Author (GUE/NGL) ga Third Author (NI)',
    'pel Grontmu',
    'Bleft: A title of ours',
    'A paragraph of ours.',
  ],
};

for (const [layout, lines] of Object.entries(NONSENSE)) {
  test(`a page in no language: ${layout}`, async () => {
    const html = `<html><body>${lines.map(line => `<p>${line}</p>`).join('\n')}</body></html>`;
    const isOld = layout.includes('old');
    const url = isOld ? 'E-6-2008-0003_GA.html' : 'E-9-2022-000003_GA.html';
    const {records, failures} = await parseDocuments([
      {url, contentType: null, body: new TextEncoder().encode(html)},
    ]);
    assert.deepEqual(failures, []);
    const [record] = records;
    assert.equal(record?.id, url.slice(0, -8));
    assert.equal(record?.rule, isOld ? null : '138');
    assert.deepEqual(record?.addressees, [{code: null, label: 'pel Grontmu'}]);
    assert.deepEqual(
      record?.authors.map(({name, politicalGroup}) => [name, politicalGroup]),
      [
        ['First van Author', isOld ? 'PSE' : 'PPE'],
        ['Second Author', isOld ? 'GUE/NGL' : 'The Left'],
        ['Third Author', 'NI'],
      ],
    );
    assert.equal(record?.subject, 'A title of ours');
    assert.equal(record?.versions.ga?.text, 'A paragraph of ours.');
    assert.equal(record?.versions.ga?.files[0]?.layout, layout.split(',')[0]);
  });
}

// E-005952-18 in Maltese, cut: of the subject no line is left.
for (const [name, url, heading] of [
  [
    'a heading',
    'E-8-2018-005952_EN.html',
    ['Question for written answer E-005952/2018', 'to the Commission', 'Rule 130', 'First Author (PPE)'],
  ],
  ['an old heading', 'E-6-2008-0003_EN.html', ['WRITTEN QUESTION by First Author (PSE) to the Commission']],
] as const) {
  test(`${name} without its subject: the text is whole, the authors are there`, async () => {
    const lines = ['PDF 41kWORD 9k', ...heading, 'A first paragraph.', 'A second one.'];
    const html = `<html><body>${lines.map(line => `<p>${line}</p>`).join('\n')}</body></html>`;
    const {records} = await parseDocuments([{url, contentType: null, body: new TextEncoder().encode(html)}]);
    assert.equal(records[0]?.subject, null);
    assert.equal(records[0]?.versions.en?.text, 'A first paragraph.\n\nA second one.');
    assert.deepEqual(
      records[0]?.authors.map(author => author.name),
      ['First Author'],
    );
  });
}

test('in unknown words, a label on the authors’ line is none of the subject', async () => {
  const lines = (NONSENSE.classic ?? []).map(line => line.replace(/^First van/, 'Blabu: First van'));
  const html = `<html><body>${lines.map(line => `<p>${line}</p>`).join('\n')}</body></html>`;
  const {records} = await parseDocuments([
    {url: 'E-9-2022-000003_GA.html', contentType: null, body: new TextEncoder().encode(html)},
  ]);
  assert.equal(records[0]?.subject, 'A title of ours');
});

test('a page of several questions is refused where one is asked for', async () => {
  const html = [1, 2]
    .map(place => `<p>Question ${place} by A B (H-000${place}/10)</p><p>Subject: A</p>`)
    .join('');
  const document = {url: '', contentType: null, body: new TextEncoder().encode(html)};
  await assert.rejects(readDocument(document, 'en'), /the page holds 2 questions and answers/);
});

test('an answer of the redesign in no language, where one of header and number says that it is one', async () => {
  const rest = ['<h1>Blorba fla Grontu pel nu Flimpa</h1>', '3.2.2021', 'A paragraph of ours.'];
  const readFrom = (...lines: string[]): ReturnType<typeof readDocument> => {
    const html = [...lines, ...rest].map(line => (line.startsWith('<') ? line : `<p>${line}</p>`)).join('\n');
    const body = new TextEncoder().encode(`<html><body>${html}</body></html>`);
    return readDocument({url: 'P-9-2021-000053-ASW_GA.html', contentType: null, body}, 'ga');
  };
  const header = (number: string): string => `Blorba flimpa - ${number}Blorba flimpa`;
  const [question, answer] = ['P-000053/2021', 'P-000053/2021(ASW)'];
  for (const lines of [[header(answer)], [header(answer), question], [header(question), answer]]) {
    const {witness} = await readFrom(...lines);
    assert.deepEqual(
      [witness.kind, witness.date, witness.text],
      ['answer', '2021-02-03', 'A paragraph of ours.'],
    );
  }
  await assert.rejects(readFrom(header(question), question), /no question's and no answer's heading/);
});

test('an answer of the redesign: its date stands below its heading alone, the questions above it alone', async () => {
  const heading = '<h1>Answer given by Ms Sample on behalf of the European Commission</h1>';
  const number = 'P-000053/2021(ASW)';
  const header = `Parliamentary question - ${number}Parliamentary question`;
  const reference = 'Question reference: P-000054/2021';
  for (const [lines, date, questions] of [
    [[number, heading, '3.2.2021', 'A paragraph of ours.'], '2021-02-03', []],
    [[number, heading, 'A paragraph of ours.', '3.2.2021'], null, []],
    [[number, reference, 'A line of ours', heading, 'A paragraph of ours.'], null, [54]],
    [[number, heading, 'A paragraph of ours.', reference], null, []],
  ] as const) {
    const html = [header, ...lines].map(line => (line.startsWith('<') ? line : `<p>${line}</p>`)).join('\n');
    const body = new TextEncoder().encode(`<html><body>${html}</body></html>`);
    const {witness} = await readDocument({url: 'P-9-2021-000053-ASW_EN.html', contentType: null, body}, 'en');
    assert.ok(witness.kind === 'answer');
    assert.deepEqual([witness.date, witness.questions.map(({serial}) => serial)], [date, questions], html);
  }
});

const NONSENSE_ANSWERS: Record<string, string[]> = {
  classic: [
    'PDF 35kWORD 17k',
    'P-000053/2021(ASW)',
    'Blorba fla Grontu',
    'pel nu Flimpa',
    'A paragraph of ours.',
  ],
  redesign: [
    'Blorba flimpa - P-000053/2021(ASW)Blorba flimpa',
    'P-000053/2021(ASW)',
    '<h1>Blorba fla Grontu pel nu Flimpa</h1>',
    '3.2.2021',
    'A paragraph of ours.',
  ],
};

for (const [layout, lines] of Object.entries(NONSENSE_ANSWERS)) {
  test(`an answer's page in no language: ${layout}`, async () => {
    const html = lines.map(line => (line.startsWith('<') ? line : `<p>${line}</p>`)).join('\n');
    const body = new TextEncoder().encode(`<html><body>${html}</body></html>`);
    const {records, failures} = await parseDocuments([
      {url: 'P-9-2021-000053-ASW_GA.html', contentType: null, body},
    ]);
    assert.deepEqual(failures, []);
    const [answer] = records[0]?.answers ?? [];
    assert.deepEqual([answer?.id, answer?.givenBy, answer?.onBehalfOf], ['P-9-2021-000053-ASW', null, null]);
    assert.equal(answer?.versions.ga?.heading.join(' '), 'Blorba fla Grontu pel nu Flimpa');
    assert.equal(answer?.versions.ga?.text, 'A paragraph of ours.');
  });
}
