import type {Language} from './language.ts';
import type {AddresseeCode, FileFormat, QuestionType} from './question.ts';

/** One file of a language version, as the open data lists it. */
export interface ManifestFile {
  format: FileFormat;
  /** absolute, at `data.europarl.europa.eu/distribution/…` */
  url: string;
}

/** One language version of a question or an answer, as the open data lists it. */
export interface ManifestVersion {
  /** the title as plain text: markup and entities resolved, spaces collapsed; `null` if none */
  title: string | null;
  /** the printed heading's lines (number, addressee, rule, authors), empty if none; answers have none */
  heading: string[];
  files: ManifestFile[];
}

/** One answer as the open data lists it under a question. */
export interface ManifestAnswer {
  /** `P-9-2022-000026-ASW`: need not bear the question's own number */
  id: string;
  date: string | null;
  /** ids of the questions it answers, sorted; holds at least the question it was found under */
  questions: string[];
  /** raw code of the institution that answered: `EU_COMMISSION`; `null` if none */
  creator: string | null;
  /** `null` for an answer that is a bare id: nothing is known of it yet */
  versions: Partial<Record<Language, ManifestVersion>> | null;
  annexes: {id: string; url: string | null}[];
}

/** What one API record says of a question, strictly typed: which versions and files exist, and the metadata. */
export interface Manifest {
  id: string;
  type: QuestionType;
  parliamentaryTerm: number;
  date: string | null;
  originalLanguage: Language | null;
  /** MEP ids, ascending: the record's order is arbitrary */
  authorIds: number[];
  /** codes mapped to ours, and the raw code as the record gives it: `org/COM` */
  addressees: {code: AddresseeCode | null; raw: string}[];
  /** `PE782.726` */
  pe: string | null;
  /** `https://data.europarl.europa.eu/eli/dl/doc/E-10-2026-000002` */
  eli: string;
  versions: Partial<Record<Language, ManifestVersion>>;
  answers: ManifestAnswer[];
}
