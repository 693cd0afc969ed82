import {writeBibtex} from './bibtex.ts';
import type {Citation} from './citation.ts';
import {writeCslJson} from './csl-json.ts';
import {writePlain} from './plain.ts';
import {writeRis} from './ris.ts';

/** How citations of one style are put together. */
export interface CitationStyle {
  write(citation: Citation): string;
  /** what stands before, between and after citations */
  before: string;
  between: string;
  after: string;
}

/** The styles of `epq cite`, by their names. */
export const CITATION_STYLES: Readonly<Record<'plain' | 'bibtex' | 'ris' | 'csl-json', CitationStyle>> = {
  plain: {write: writePlain, before: '', between: '', after: ''},
  bibtex: {write: writeBibtex, before: '', between: '\n', after: ''},
  ris: {write: writeRis, before: '', between: '\r\n', after: ''},
  'csl-json': {write: writeCslJson, before: '[\n', between: ',\n', after: '\n]\n'},
};

/** The name of a style. */
export type CitationStyleName = keyof typeof CITATION_STYLES;
