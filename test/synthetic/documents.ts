import type {Language} from '../../src/language.ts';

/** One language version of a synthetic document: facts as Parliament prints them, prose of our own. */
export interface SyntheticVersion {
  language: Language;
  subject: string;
  /** the subject on a page, where it holds markup */
  subjectHtml?: string;
  /** kind and number, addressee, rule, authors, whoever they act for */
  heading: string[];
  /** paragraphs; those that begin with "1." are items; marks as ⟨1⟩ */
  body: string[];
  footnotes: string[];
  lastUpdated: string | null;
}

export interface SyntheticQuestion {
  id: string;
  /** E-003068/2019 */
  number: string;
  /** as pages print it, and ISO */
  date: string;
  printedDate: Partial<Record<Language, string>>;
  /** line at the foot of newer pages and PDFs, printed whole */
  submitted: string | null;
  originalLanguage: Language | null;
  authorIds: number[];
  addressee: string;
  pe: string | null;
  workType: string;
  procedureBox: Partial<Record<Language, string[]>>;
  versions: SyntheticVersion[];
}

export interface SyntheticAnswer {
  /** E-9-2019-003068-ASW */
  id: string;
  number: string;
  answersTo: string[];
  date: string;
  /** 20.2.2026 */
  printedDate: string;
  creator: string;
  versions: {
    language: Language;
    heading: string[];
    body: string[];
    footnotes: string[];
    lastUpdated: string | null;
  }[];
}

/** Words that the pages of a language print; only of the languages in the sample. */
export const LABELS: Partial<
  Record<
    Language,
    {
      portal: string;
      section: string;
      title: string;
      subject: string;
      marker: string;
      original: string;
      updated: string;
      legal: string;
      name: string;
    }
  >
> = {
  en: {
    portal: 'Go back to the Europarl portal',
    section: 'Parliamentary questions',
    title: 'Parliamentary question',
    subject: 'Subject:',
    marker: 'Answer in writing',
    original: 'Original language of question: ',
    updated: 'Last updated: ',
    legal: 'Legal notice',
    name: 'English',
  },
  it: {
    portal: 'Ritorna al portale Europarl',
    section: 'Interrogazioni parlamentari',
    title: 'Interrogazione parlamentare',
    subject: 'Oggetto:',
    marker: 'Risposta scritta',
    original: "Lingua originale dell'interrogazione: ",
    updated: 'Ultimo aggiornamento: ',
    legal: 'Note legali',
    name: 'italiano',
  },
  sk: {
    portal: 'Späť na portál Europarl',
    section: 'Parlamentné otázky',
    title: 'Parlamentná otázka',
    subject: 'Vec:',
    marker: 'Odpoveď v pléne',
    original: 'Pôvodný jazyk otázky: ',
    updated: 'Posledná úprava: ',
    legal: 'Právne upozornenie',
    name: 'slovenčina',
  },
  nl: {
    portal: 'Terug naar het Europarl-portaal',
    section: 'Parlementaire vragen',
    title: 'Parlementaire vraag',
    subject: 'Betreft:',
    marker: 'Schriftelijk antwoord',
    original: 'Oorspronkelijke taal van de vraag: ',
    updated: 'Laatst bijgewerkt op: ',
    legal: 'Juridische mededeling',
    name: 'Nederlands',
  },
  de: {
    portal: 'Zum Portal des Europäischen Parlaments zurückkehren',
    section: 'Parlamentarische Anfragen',
    title: 'Parlamentarische Anfrage',
    subject: 'Betrifft:',
    marker: 'Schriftliche Antwort',
    original: 'Originalsprache der Anfrage: ',
    updated: 'Letzte Aktualisierung: ',
    legal: 'Rechtlicher Hinweis',
    name: 'Deutsch',
  },
};

/** A piece of text: words, or a footnote's mark. */
export interface Piece {
  text: string;
  isMark: boolean;
}

/** Splits text at its marks: `word⟨1⟩, more` → word, mark 1, more. */
export function piecesOf(text: string): Piece[] {
  return text
    .split(/(⟨\d+⟩)/)
    .filter(part => part !== '')
    .map(part =>
      part.startsWith('⟨') ? {text: part.slice(1, -1), isMark: true} : {text: part, isMark: false},
    );
}
