import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {questionIdOfAnswer} from '../src/reference.ts';
import {annexIdOf, answerIdOf, foldName, isBodyCode, type ListedQuestion} from './official-lists.ts';
import {titleAsRead} from './official-reasons.ts';
import {emptyParliament, expressionOf, hold, mediaPath, type Parliament} from './parliament.ts';
import type {SyntheticAnswer, SyntheticQuestion, SyntheticVersion} from './synthetic/documents.ts';
import {classicAnswerPage, classicPage, redesignAnswerPage, redesignPage} from './synthetic/pages.ts';
import {answerPdfShort, plainPdf, questionPdf2015, questionPdf2026} from './synthetic/pdfs.ts';

/** One of so many questions, and answers, has a PDF: making one takes ten times as long as reading it. */
const PDF_EVERY = 97;
/** One of so many questions has no page: what its record or its PDF says is all there is. */
const PAGELESS_EVERY = 7;

type Work = Record<string, unknown>;

interface Person {
  name: string;
  group: string;
  id: number;
}

interface Asked {
  row: ListedQuestion;
  index: number;
  authors: Person[];
}

interface Given {
  id: string;
  date: string;
  questions: ListedQuestion[];
  files: string[];
  annexes: Map<string, string[]>;
}

/**
 * A Parliament that holds every question of the official yearly lists: records in the shape of the Open Data API,
 * pages in both layouts in turn, and some PDFs.
 *
 * Numbers, dates, titles, names and addresses are those of the lists. What the lists do not tell is made up, the same
 * at every run: addressees, rules, groups, MEP ids, answers' dates, and every sentence. Where the real record of a
 * question is at hand, it is that one.
 *
 * @param openData the folder of real open data
 */
export async function officialParliament(
  rows: readonly ListedQuestion[],
  openData: string,
): Promise<Parliament> {
  const parliament = emptyParliament();
  const real = await realRecords(join(openData, 'v2'));
  const personOf = peopleOf(rows, JSON.parse(await readFile(join(openData, 'people.json'), 'utf8')));
  const answers = answersOf(rows, datesIn([...real.values()]));
  for (const [index, row] of rows.entries()) {
    const asked = {row, index, authors: row.persons.filter(name => !isBodyCode(name)).map(personOf)};
    const given = row.answersPdf
      .map(url => answers.get(answerIdOf(url)))
      .filter(answer => answer !== undefined);
    const known = real.get(row.id);
    // A record that is older than the list may lack the answer (E-9-2022-000008).
    const work =
      known !== undefined && answersIn(known).length === given.length ? known : workOf(asked, given);
    addAnnexes(work, given);
    parliament.works.set(row.id, work);
    holdQuestion(parliament, asked, headingIn(work));
  }
  for (const [index, answer] of [...answers.values()].entries()) holdAnswer(parliament, answer, index);
  return parliament;
}

async function realRecords(directory: string): Promise<Map<string, Work>> {
  const names = await readdir(directory);
  const works = names.map(async name => JSON.parse(await readFile(join(directory, name), 'utf8')) as Work);
  return new Map((await Promise.all(works)).map(work => [String(work.identifier), work]));
}

function answersIn({inverse_answers_to = []}: Work): Work[] {
  return inverse_answers_to as Work[];
}

function datesIn(works: readonly Work[]): Map<string, string> {
  const answers = works.flatMap(answersIn);
  return new Map(answers.map(({identifier, document_date}) => [String(identifier), String(document_date)]));
}

/* ---- people ---- */

const GROUPS = ['PPE', 'S&D', 'Renew', 'ID', 'Verts/ALE', 'ECR', 'GUE/NGL', 'The Left', 'NI'];

// Names as headings print them: as a list without capitals has them, else "Dariusz ROSATI" as "Dariusz Rosati".
function peopleOf(
  rows: readonly ListedQuestion[],
  known: Readonly<Record<string, string>>,
): (name: string) => Person {
  const printed = new Map<string, string>();
  for (const name of rows.flatMap(({persons}) => persons)) {
    const inCapitals = /\p{Lu}{2}/u.test(name);
    if (!inCapitals || !printed.has(foldName(name)))
      printed.set(foldName(name), inCapitals ? withoutCapitals(name) : name);
  }
  const ids = new Map(Object.entries(known).map(([id, name]) => [foldName(name), Number(id)]));
  const people = new Map(
    [...printed].map(([key, name], index) => [
      key,
      {name, group: GROUPS[index % GROUPS.length] ?? 'NI', id: ids.get(key) ?? 900_001 + index},
    ]),
  );
  return name => people.get(foldName(name)) ?? {name, group: 'NI', id: 900_000};
}

function withoutCapitals(name: string): string {
  return name.replace(/\p{L}+/gu, word => word.slice(0, 1) + word.slice(1).toLowerCase());
}

/* ---- records ---- */

const KINDS: Readonly<Record<string, {kind: string; workType: string; rules: Record<string, string>}>> = {
  E: {kind: 'Question for written answer', workType: 'QUESTION_WRITTEN', rules: {8: '130', 9: '138'}},
  P: {
    kind: 'Priority question for written answer',
    workType: 'QUESTION_WRITTEN_PRIORITY',
    rules: {8: '130', 9: '138'},
  },
  O: {kind: 'Question for oral answer', workType: 'QUESTION_ORAL', rules: {8: '128', 9: '136'}},
  G: {kind: 'Major interpellation', workType: 'INTERPELLATION_MAJOR', rules: {8: '130b', 9: '139'}},
  K: {kind: 'Minor interpellation', workType: 'INTERPELLATION_MINOR', rules: {8: '130a', 9: '138'}},
};
const ADDRESSEES = [
  {
    every: 31,
    organisation: 'org/HRUFASP',
    label:
      'Vice-President of the Commission / High Representative of the Union for Foreign Affairs and Security Policy',
  },
  {every: 29, organisation: 'org/CONSIL', label: 'Council'},
  {every: 1, organisation: 'org/COM', label: 'Commission'},
];

function kindOf({id}: ListedQuestion): (typeof KINDS)[string] {
  const kind = KINDS[id.slice(0, 1)];
  if (kind === undefined) throw new TypeError(`${id} has an unknown letter`);
  return kind;
}

function addresseeOf(index: number): (typeof ADDRESSEES)[number] {
  const addressee = ADDRESSEES.find(({every}) => index % every === 0);
  if (addressee === undefined) throw new TypeError('nobody is asked');
  return addressee;
}

function headingOf({row, index, authors}: Asked): string[] {
  const {kind, rules} = kindOf(row);
  const isOral = row.id.startsWith('O'); // oral questions print no groups
  const names = authors.map(({name, group}) => (isOral ? name : `${name} (${group})`));
  // Headings of 2015 join the last name by "and", pages of 2020 set a space before the comma.
  const comma = index % 3 === 0 ? ' , ' : ', ';
  const parted = [names.slice(0, -1).join(comma), ...names.slice(-1)].filter(part => part !== '');
  return [
    `${kind} ${numberOf(row.id)}`,
    `to the ${addresseeOf(index).label}`,
    `Rule ${rules[row.term]}`,
    parted.join(row.term === '8' && !isOral ? ' and ' : comma),
    ...(row.organisations.length === 0 ? [] : [`on behalf of the ${row.organisations.join(' and the ')}`]),
  ];
}

function workOf(asked: Asked, given: readonly Given[]): Work {
  const {row, index, authors} = asked;
  const {id, title} = row;
  const titles = title === '' ? {} : {title: {en: title}};
  const participation = (end: string | number, role: string, who: object): object => ({
    id: `eli/dl/participation/${id}-${end}`,
    type: 'Participation',
    participation_role: `def/ep-roles/${role}`,
    ...who,
  });
  const {organisation} = addresseeOf(index);
  const files = index % 2 === 0 ? [...row.pdf, ...row.doc] : [...row.doc, ...row.pdf];
  return {
    id: `eli/dl/doc/${id}`,
    type: 'Work',
    parliamentary_term: `org/ep-${row.term}`,
    document_date: row.date,
    is_realized_by:
      row.language === ''
        ? []
        : [
            expressionOf(id, 'en', files, {
              ...titles,
              title_alternative: {en: headingOf(asked).join('<br/>')},
            }),
          ],
    work_type: `def/ep-document-types/${kindOf(row).workType}`,
    creator: authors.map(({id: person}) => `person/${person}`),
    identifier: id,
    publisher: 'org/EU_PARLIAMENT',
    title_dcterms: title === '' ? {} : {en: title},
    identifierYear: id.split('-')[2],
    epNumber: row.pe,
    workHadParticipation: [
      participation(organisation.slice(4), 'ADDRESSEE', {had_participant_organization: [organisation]}),
      ...authors.map(({id: person}) =>
        participation(person, 'AUTHOR', {had_participant_person: [`person/${person}`]}),
      ),
    ],
    ...(given.length === 0 ? {} : {inverse_answers_to: given.map(answerWorkOf)}),
  };
}

// The question whose number the answer bears is one of them, of a year whose list is not at hand, too (E-8-2018-006481).
function answeredBy({id, questions}: Pick<Given, 'id' | 'questions'>): string[] {
  return [...new Set([questionIdOfAnswer(id), ...questions.map(question => question.id)])];
}

function answerWorkOf({id, date, questions, files}: Given): Work {
  const works = answeredBy({id, questions}).map(question => `eli/dl/doc/${question}`);
  const title = `Answer for question ${numberOf(id).replace(/\/\d\d/, '/')}`;
  return {
    id: `eli/dl/doc/${id}`,
    type: 'Work',
    answers_to: works.length === 1 ? works[0] : works,
    document_date: date,
    is_realized_by: [expressionOf(id, 'en', files, {title: {en: title}})],
    work_type: 'def/ep-document-types/QUESTION_WRITTEN_ANSWER',
    creator: ['org/EU_COMMISSION'],
    identifier: id,
    identifierYear: id.split('-')[2],
  };
}

// Unproven: the key of annexes. The real records at hand were made without them.
function addAnnexes(question: Work, given: readonly Given[]): void {
  for (const work of answersIn(question)) {
    const annexes = given.find(({id}) => id === work.identifier)?.annexes ?? new Map<string, string[]>();
    if (annexes.size > 0)
      work.is_annexed_by = [...annexes].map(([id, files]) => ({
        id: `eli/dl/doc/${id}`,
        type: 'Work',
        identifier: id,
        work_type: 'def/ep-document-types/ANNEX',
        is_realized_by: [expressionOf(id, 'en', files, {})],
      }));
  }
}

function headingIn({is_realized_by}: Work): string[] {
  const expressions = is_realized_by as {title_alternative: {en?: string}}[];
  return expressions.flatMap(({title_alternative: {en}}) => en?.split('<br/>') ?? []);
}

// Two months after the last of the questions, where no real record tells the day.
function answersOf(rows: readonly ListedQuestion[], dates: ReadonlyMap<string, string>): Map<string, Given> {
  const answers = new Map<string, Given>();
  for (const row of rows) {
    for (const url of [...row.answersPdf, ...row.answersDoc]) {
      const id = answerIdOf(url);
      const answer: Given = answers.get(id) ?? {id, date: '', questions: [], files: [], annexes: new Map()};
      answers.set(id, answer);
      if (!answer.questions.includes(row)) answer.questions.push(row);
      answer.date = dates.get(id) ?? [answer.date, daysAfter(row.date, 60)].sort().at(-1) ?? '';
      if (!answer.files.includes(url)) answer.files.push(url);
    }
    for (const url of [...row.annexesPdf, ...row.annexesDoc]) {
      const annexes = answers.get(answerIdOf(url))?.annexes;
      const files = annexes?.get(annexIdOf(url)) ?? [];
      annexes?.set(annexIdOf(url), files.includes(url) ? files : [...files, url]);
    }
  }
  return answers;
}

/* ---- documents ---- */

function holdQuestion(
  parliament: Parliament,
  {row, index, authors}: Asked,
  heading: readonly string[],
): void {
  const {id, date, title, pe, pdf, doc} = row;
  if (pdf.length + doc.length === 0) return;
  const number = numberOf(id);
  // Pages of 2019 print E-003068-19 in the heading, and two spaces before the number.
  const printed = id.includes('-2019-') ? number.replace(/\/\d\d/, '-') : number;
  const version: SyntheticVersion = {
    language: 'en',
    subject: titleAsRead(row),
    subjectHtml: title.replace(/<\/?p>/g, '').replace(/&(?!\w+;)/g, '&amp;'),
    heading: heading.map(line => line.replace(number, ` ${printed}`)),
    body: [
      'A sentence of our own, to be long enough for a text.',
      '1. And what does the one who is asked say of it?',
    ],
    footnotes: [],
    lastUpdated: printedDay(daysAfter(date, 9)),
  };
  const question: SyntheticQuestion = {
    id,
    number,
    date,
    printedDate: {en: printedDay(date)},
    submitted: null,
    originalLanguage: null,
    authorIds: authors.map(person => person.id),
    addressee: addresseeOf(index).organisation,
    pe,
    workType: kindOf(row).workType,
    procedureBox: {},
    versions: [version],
  };
  const page = index % 2 === 0 ? classicPage : redesignPage;
  if (index % PAGELESS_EVERY !== 3) holdPage(parliament, id, () => page(question, version));
  const makePdf = index % 2 === 0 ? questionPdf2015 : questionPdf2026;
  for (const url of index % PDF_EVERY === 0 ? pdf : [])
    hold(parliament, mediaPath(url), 'application/pdf', () =>
      makePdf(question, {...version, heading: [...heading]}),
    );
}

function holdAnswer(parliament: Parliament, given: Given, index: number): void {
  const {id, date, files} = given;
  const version = {
    language: 'en' as const,
    heading: ['Answer given by Ms Sample', 'on behalf of the European Commission'],
    body: ['This answer is our own and says nothing of the matter.'],
    footnotes: [],
    lastUpdated: printedDay(daysAfter(date, 2)),
  };
  const answer: SyntheticAnswer = {
    id,
    number: numberOf(id),
    answersTo: answeredBy(given),
    date,
    printedDate: date.split('-').map(Number).reverse().join('.'),
    creator: 'org/EU_COMMISSION',
    versions: [version],
  };
  holdPage(parliament, id, () =>
    index % 2 === 0
      ? classicAnswerPage(answer, version, printedDay(date))
      : redesignAnswerPage(answer, version),
  );
  for (const url of index % PDF_EVERY === 0 ? files.filter(file => file.endsWith('.pdf')) : [])
    hold(parliament, mediaPath(url), 'application/pdf', () => answerPdfShort(answer, version));
  for (const url of [...given.annexes.values()].flat().filter(file => file.endsWith('.pdf')))
    hold(parliament, mediaPath(url), 'application/pdf', () => ANNEX);
}

const ANNEX = plainPdf('A table of our own');

function holdPage(parliament: Parliament, id: string, make: () => string): void {
  hold(parliament, `/doceo/document/${id}_EN.html`, 'text/html; charset=UTF-8', async () =>
    new TextEncoder().encode(make()),
  );
}

function numberOf(id: string): string {
  return id.replace(/^([A-Z])-\d+-(\d+)-(\d+)(?:-ASW)?$/, '$1-$3/$2');
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

const PRINTED = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function printedDay(date: string): string {
  return PRINTED.format(new Date(date));
}
