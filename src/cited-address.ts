import {parseAddress} from './addresses.ts';
import {findCelex, writeCelex} from './celex.ts';
import {findDocuments, writeDocument} from './cited-document.ts';
import {findProcedures} from './parse/procedure-box.ts';
import type {TextReference} from './question.ts';
import {formatNumber, parseId, questionIdOfAnswer} from './reference.ts';

// …/eli/reg/2016/679/oj, …/eli/dir/2009/147, …/eli/dec_framw/2002/584/oj
const ELI =
  /\/eli\/(?<act>reg|dir|dec)(?<framework>_framw)?(?:_[a-z]+)?\/(?<year>\d{4})\/(?<number>\d{1,4})(?!\d)/;
// uri=COM:2012:0011:FIN:EN:PDF, uri=OJ:L:2008:293:0003:0020:en:PDF
const DOCUMENT = /[=/](?<type>COM|SWD|JOIN|SEC|C):(?<year>\d{4}):(?<number>\d{1,5})(?=:|$|&)/;
const ISSUE = /[=/]OJ:[LCS](?:_)?:?\d{4}/;

/**
 * Reads what an address of the Union refers to.
 *
 * @param address `https://eur-lex.europa.eu/eli/reg/2016/679/oj`, `…?uri=CELEX:32012R0029&rid=3`, `…?uri=COM:2012:0011:FIN`,
 *   `https://www.europarl.europa.eu/doceo/document/E-9-2021-000833_EN.html`, `…ficheprocedure.do?reference=2012/0011(COD)`
 * @returns kind and normal form, `null` as the form of an issue of the Official Journal, whose day no address tells; `null`
 *   altogether for other hosts and other pages
 */
export function readCitedAddress(address: string): Omit<TextReference, 'printed'> | null {
  const url = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(url) || !/(?:^|\.)europa\.eu$/i.test(new URL(url).hostname)) return null;
  const [id] = parseAddress(url)?.ids ?? [];
  const question = id === undefined ? null : parseId(questionIdOfAnswer(id));
  if (question !== null) return {kind: 'question', normal: formatNumber({...question, revision: null})};
  const plain = decode(url);
  const {act, framework, year, number} = ELI.exec(plain)?.groups ?? {};
  if (year !== undefined) {
    const kind = act === 'reg' ? 'regulation' : act === 'dir' ? 'directive' : 'decision';
    const noun = framework === undefined ? kind : 'frameworkDecision';
    return {kind, normal: writeCelex(noun, Number(year), Number(number))};
  }
  const [celex] = findCelex(plain);
  if (celex !== undefined) return {kind: celex.kind, normal: celex.normal};
  const document = DOCUMENT.exec(plain)?.groups;
  if (document?.type !== undefined) {
    const {type, year: documentYear = '', number: documentNumber = ''} = document;
    return {kind: 'document', normal: writeDocument(type, documentYear, documentNumber)};
  }
  if (ISSUE.test(plain)) return {kind: 'officialJournal', normal: null};
  const [procedure] = findProcedures(plain);
  if (procedure !== undefined) return {kind: 'procedure', normal: procedure.procedure};
  const [printed] = findDocuments(plain);
  return printed === undefined ? null : {kind: 'document', normal: printed.document};
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
