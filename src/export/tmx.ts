import {VERSION} from '../version.ts';
import {openTextFile} from './draft.ts';
import type {Exporter, ExportOptions} from './exporter.ts';
import {LICENCE_LINES} from './licence.ts';
import {type DocumentPairs, openPairs} from './pairs.ts';
import {XML_RULE, xmlText} from './xml-text.ts';

/**
 * Opens an export of aligned pairs as TMX 1.4b, one `tu` a pair.
 *
 * `srclang` of a `tu` is the language in which the question was tabled; where no source tells, that of the header holds,
 * `*all*`. Footnote marks stay in the text, as `[1]`. Nothing names the time of the export: the same records give the same
 * bytes.
 *
 * @source TMX 1.4b, LISA OSCAR, 26 April 2005
 */
export async function openTmx(path: string, {minScore}: Pick<ExportOptions, 'minScore'>): Promise<Exporter> {
  const file = await openTextFile(path);
  const maker = openPairs(minScore);
  await file.write(head(minScore));
  return {
    async record(record) {
      for (const pairs of maker.pairsOf(record)) await file.write(unitsOf(pairs));
    },
    async end() {
      await file.write('</body>\n</tmx>\n');
      await file.close();
      return {...maker.counts()};
    },
  };
}

// No DOCTYPE: programs that look for the DTD beside the file would not find it.
function head(minScore: number): string {
  const notes = [
    ...LICENCE_LINES,
    'Language versions aligned by structure: x-score tells how likely a pair is one, 0 to 1; x-unit is its place in each text: subject, p3 the third paragraph or item, n1 the first footnote.',
    XML_RULE,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tmx version="1.4">',
    `<header creationtool="epq" creationtoolversion="${xmlText(VERSION)}" segtype="paragraph" o-tmf="epq" adminlang="en" srclang="*all*" datatype="plaintext">`,
    ...notes.map(note => `<note>${xmlText(note)}</note>`),
    `<prop type="x-min-score">${minScore}</prop>`,
    '</header>',
    '<body>\n',
  ].join('\n');
}

function unitsOf({id, date, source, target, isOriginal, pairs}: DocumentPairs): string {
  return pairs
    .map(pair => {
      const tuid = `${id}.${pair.source.name}.${source}-${target}`;
      const variant = (language: string, {name, text}: {name: string; text: string}): string =>
        `<tuv xml:lang="${language}">${prop('unit', name)}<seg>${xmlText(text)}</seg></tuv>`;
      return [
        `<tu tuid="${xmlText(tuid)}"${isOriginal ? ` srclang="${source}"` : ''}>`,
        prop('document', id),
        ...(date === null ? [] : [prop('date', date)]),
        prop('kind', pair.source.kind),
        prop('score', pair.score.toFixed(3)),
        variant(source, pair.source),
        variant(target, pair.target),
        '</tu>\n',
      ].join('\n');
    })
    .join('');
}

function prop(type: string, value: string): string {
  return `<prop type="x-${type}">${xmlText(value)}</prop>`;
}
