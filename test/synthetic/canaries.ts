import {apiAddress, pageAddress} from '../../src/addresses.ts';
import {archivePath} from '../../src/archive-path.ts';
import {ANYTHING, type Canary, type Expected} from '../../src/canaries.ts';
import type {Language} from '../../src/language.ts';
import {LEXICON} from '../../src/lexicon.ts';
import {answerFile, envelopeOf, questionFile} from './archive.ts';
import type {SyntheticAnswer, SyntheticQuestion, SyntheticVersion} from './documents.ts';
import {answerDocx, questionDocx} from './docx.ts';
import {classicAnswerPage, classicPage, redesignAnswerPage, redesignPage} from './pages.ts';
import {answerPdfOfficialJournal, answerPdfShort, questionPdf2015, questionPdf2026} from './pdfs.ts';

/** In the languages of the canaries: to whom, under which rule, and an answer's heading. */
const WORDS: Readonly<
  Partial<Record<Language, {to: Record<string, string>; rule: (rule: string) => string; answer: string}>>
> = {
  en: {
    to: {
      COM: 'to the Commission',
      CONSIL: 'to the Council',
      VPHR: 'to the Vice-President of the Commission / High Representative of the Union for Foreign Affairs and Security Policy',
    },
    rule: rule => `Rule ${rule}`,
    answer: 'Answer given by Mr McGrath on behalf of the European Commission',
  },
  it: {
    to: {COM: 'alla Commissione', CONSIL: 'al Consiglio'},
    rule: rule => `Articolo ${rule} del regolamento`,
    answer: 'Risposta di John Sample a nome della Commissione',
  },
  de: {
    to: {COM: 'an die Kommission', CONSIL: 'an den Rat'},
    rule: rule => `Artikel ${rule} der Geschäftsordnung`,
    answer: 'Antwort von Herrn Sample im Namen der Kommission',
  },
};

const KINDS = {E: 0, O: 1, P: 2, G: 3, K: 4} as const;

/**
 * Makes the documents that a canary's facts tell of, with sentences of our own.
 *
 * @param layout of the pages
 * @returns every document by its path within an archive
 */
export async function canaryDocuments(
  canary: Canary,
  layout: 'classic' | 'redesign',
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const keep = (url: string, content: string | Uint8Array): void => {
    files.set(archivePath(url), typeof content === 'string' ? new TextEncoder().encode(content) : content);
  };
  const [question, answer] = [questionOf(canary), answerOf(canary)];
  keep(apiAddress(canary.id), JSON.stringify(envelopeOf(question, answer)));
  for (const version of question.versions) {
    const {language} = version;
    const page = layout === 'classic' ? classicPage(question, version) : redesignPage(question, version);
    keep(pageAddress(canary.id, language), page);
    keep(questionFile(canary.id, language, 'docx'), questionDocx(question, version));
    const isTagged = canary.id.startsWith('E-8-2015');
    keep(
      questionFile(canary.id, language, 'pdf'),
      await (isTagged ? questionPdf2015(question, version) : questionPdf2026(question, version)),
    );
  }
  for (const version of answer?.versions ?? []) {
    if (answer === null) break;
    const {language} = version;
    keep(answerFile(answer.id, language, 'docx'), answerDocx(answer, version));
    const page =
      layout === 'classic'
        ? classicAnswerPage(answer, version, answer.printedDate)
        : redesignAnswerPage(answer, version);
    keep(pageAddress(answer.id, language), page);
    const asked = question.versions.find(one => one.language === language);
    const url = answerFile(answer.id, language, 'pdf');
    const dates = {question: '5.1.2022', answer: answer.printedDate};
    keep(
      url,
      await (url.includes('-FF_') && asked !== undefined
        ? answerPdfOfficialJournal(
            answer,
            version,
            {...question, submitted: 'Submitted: 5.1.2022'},
            asked,
            dates,
          )
        : answerPdfShort(answer, version)),
    );
  }
  return files;
}

function questionOf({id, question, answer, languages, only = {}}: Canary): SyntheticQuestion {
  const date = textOf(question.date, '2015-11-02');
  const [year, month, day] = date.split('-').map(Number);
  const printed = `${day}.${month}.${year}`;
  const number = textOf(question.number, '');
  const procedures = listOf(question.procedures, []);
  const isSubmitted = only.pdf?.submitted !== undefined || only.redesign?.submitted !== undefined;
  const isSupported = only.redesign?.supporters !== undefined;
  const codes = Object.keys(languages) as Language[];
  return {
    id,
    number,
    date,
    printedDate: Object.fromEntries(codes.map(language => [language, printed])),
    submitted: isSubmitted ? `Submitted: ${printed}` : null,
    originalLanguage: (only.classic?.originalLanguage === undefined
      ? textOf(only.opendata?.originalLanguage, 'en')
      : 'fi') as Language,
    authorIds: [],
    addressee: 'org/COM',
    pe: textOf(only.opendata?.pe ?? only.pdf?.pe, 'PE700.000'),
    workType: answer === null ? 'QUESTION_ORAL' : 'QUESTION_WRITTEN',
    procedureBox: Object.fromEntries(
      procedures.length === 0
        ? []
        : codes.map(code => [
            code,
            [`Procedure : ${procedures[0]}`, 'Document stages in plenary', 'Votes :'],
          ]),
    ),
    versions: codes.map((language): SyntheticVersion => {
      const own = languages[language]?.question ?? {};
      const words = WORDS[language];
      if (words === undefined) throw new Error(`no words for ${language}`);
      const kind = LEXICON[language].kinds[KINDS[id[0] as keyof typeof KINDS]];
      const revision = only.pdf?.revision === undefined ? '' : `/rev.${String(only.pdf.revision)}`;
      return {
        language,
        subject: textOf(own.subject, 'A title of our own'),
        heading: [
          `${kind} ${number}${revision}`,
          words.to[textOf(question.addressees, 'COM')] ?? '',
          words.rule(textOf(question.rule, '139')),
          listOf(question.authors, ['Ann Other (NI)', 'Some Body (NI)']).join(', '),
          ...listOf(own['authors.onBehalfOf'], []).map(body => `on behalf of the ${body}`),
        ],
        body: [
          'A sentence of our own, which says nothing.',
          '1. And a question?',
          ...(isSupported ? ['Supporter⟨1⟩'] : []),
        ],
        footnotes: isSupported ? ['This question is supported by one of our own: Third Person (NI)'] : [],
        lastUpdated: '31.1.2022',
      };
    }),
  };
}

function answerOf({id, answer, languages}: Canary): SyntheticAnswer | null {
  if (answer === null) return null;
  const date = textOf(answer.facts.date, '2020-01-31');
  const [year, month, day] = date.split('-').map(Number);
  return {
    id: answer.id,
    number: answer.id.replace(/^([A-Z])-\d+-(\d+)-(\d+)-ASW$/, '$1-$3/$2'),
    answersTo: answer.id === 'P-9-2022-000026-ASW' ? ['P-9-2022-000026', 'E-9-2022-000030'] : [id],
    date,
    printedDate: `${day}.${month}.${year}`,
    creator: 'org/EU_COMMISSION',
    versions: (Object.keys(languages) as Language[]).map(language => ({
      language,
      heading: [WORDS[language]?.answer ?? ''],
      body: ['An answer of our own.', 'It says nothing.'],
      footnotes: [],
      lastUpdated: '31.1.2022',
    })),
  };
}

function textOf(fact: Expected | undefined, otherwise: string): string {
  return fact === undefined || fact === ANYTHING ? otherwise : String(fact);
}

function listOf(fact: Expected | undefined, otherwise: readonly string[]): readonly string[] {
  return typeof fact === 'object' ? fact : otherwise;
}
