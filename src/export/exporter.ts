import type {QuestionRecord} from '../question.ts';

/** What takes records, one after the other, and writes them in one form. */
export interface Exporter {
  /** Takes one record, waiting for the disk. */
  record(record: QuestionRecord): Promise<void>;
  /**
   * Writes what is left and closes all files.
   *
   * @returns how much of what was written, and left out: `{question: 12, 'pair under the threshold': 3}`
   */
  end(): Promise<Readonly<Record<string, number>>>;
}

/** What people ask of an export beside which questions. */
export interface ExportOptions {
  /** CSV: begin with a byte order mark, by which spreadsheets know UTF-8 */
  bom: boolean;
  /** TMX and Moses: pairs with a lower score are left out; 0 to 1 */
  minScore: number;
  /** NDJSON: as `--fields` names them; `null`, or left out: whole records */
  fields?: readonly string[] | null;
}

/**
 * Pairs of paragraphs with a lower score are left out unless another is asked for.
 *
 * @source `npm run bench:alignment`: of texts that somebody worked on, at least 99.6 % of the pairs that stay are right in
 *   each of 24 languages; at 0.7 less than 99 % are in some
 */
export const DEFAULT_MIN_SCORE = 0.9;

/** One form in which the store can be exported. */
export interface ExportFormat {
  /** where it goes unless `--into` says so; a folder where it ends in `/` */
  into: string;
  /** Opens it at a path where nothing is yet. */
  open(path: string, options: ExportOptions): Promise<Exporter>;
}

/** The forms, by their names; each is loaded when it is asked for. */
export const EXPORT_FORMATS = {
  ndjson: {
    into: 'epq.ndjson',
    open: async (path, options) => (await import('./ndjson.ts')).openNdjson(path, options),
  },
  csv: {
    into: 'epq-csv/',
    open: async (path, options) => (await import('./csv.ts')).openCsv(path, options),
  },
  parquet: {
    into: 'epq-parquet/',
    open: async path => (await import('./parquet.ts')).openParquet(path),
  },
  sqlite: {
    into: 'epq.sqlite',
    open: async path => (await import('./sqlite.ts')).openSqlite(path),
  },
  tmx: {
    into: 'epq.tmx',
    open: async (path, options) => (await import('./tmx.ts')).openTmx(path, options),
  },
  moses: {
    into: 'epq-moses/',
    open: async (path, options) => (await import('./moses.ts')).openMoses(path, options),
  },
} satisfies Record<string, ExportFormat>;

/** The name of a form. */
export type ExportFormatName = keyof typeof EXPORT_FORMATS;
