import {VERSION} from '../version.ts';
import type {Exporter, ExportOptions} from './exporter.ts';
import {LICENCE_LINES} from './licence.ts';
import {openPairs} from './pairs.ts';
import {openTextFolder} from './text-folder.ts';

/**
 * Opens an export of aligned pairs as Moses reads them: of each pair of languages `epq.it-en.it` and `epq.it-en.en`, a segment a
 * line, and `epq.it-en.ids`, which tells line by line where it comes from; and `README.txt`.
 *
 * Segments are as printed, neither tokenised nor escaped; whatever would end a line in some program is one space.
 *
 * @source https://www2.statmt.org/moses/?n=FactoredTraining.PrepareTraining
 */
export async function openMoses(
  path: string,
  {minScore}: Pick<ExportOptions, 'minScore'>,
): Promise<Exporter> {
  const folder = await openTextFolder(path);
  const maker = openPairs(minScore);
  const corpora = new Set<string>();
  await folder.append('README.txt', readme(minScore));
  return {
    async record(record) {
      for (const {id, source, target, isOriginal, pairs} of maker.pairsOf(record)) {
        if (pairs.length === 0) continue;
        const corpus = `epq.${source}-${target}`;
        corpora.add(corpus);
        const lines = (texts: readonly string[]): string => texts.map(text => `${segment(text)}\n`).join('');
        await folder.append(`${corpus}.${source}`, lines(pairs.map(pair => pair.source.text)));
        await folder.append(`${corpus}.${target}`, lines(pairs.map(pair => pair.target.text)));
        const ids = pairs.map(pair =>
          [
            segment(id),
            pair.source.kind,
            pair.source.name,
            pair.target.name,
            isOriginal ? source : '',
            pair.score.toFixed(3),
          ].join('\t'),
        );
        await folder.append(`${corpus}.ids`, ids.map(line => `${line}\n`).join(''));
      }
    },
    async end() {
      await folder.close();
      return {'language pair': corpora.size, ...maker.counts()};
    },
  };
}

// A unit has letters, digits or signs, so that nothing is ever an empty line.
function segment(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function readme(minScore: number): string {
  return `${[
    'Questions to the European Parliament’s addressees and their answers: language versions, aligned by paragraph.',
    ...LICENCE_LINES,
    '',
    `Written by epq ${VERSION}. Pairs that score less than ${minScore} of 1 are left out.`,
    'epq.<source>-<target>.<language>: one segment a line, as printed; the same line of both files is a pair.',
    'Line breaks, tabs and control characters within a segment are one space. Footnote marks stay, as [1].',
    'epq.<source>-<target>.ids: tabs between document, kind, unit in the source, unit in the target (subject, p3 the third paragraph',
    'or item, n1 the first footnote), the language it was tabled in where that is the source and known, and score.',
  ].join('\n')}\n`;
}
