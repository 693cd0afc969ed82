import {VERSION} from '../version.ts';
import type {Exporter, ExportOptions} from './exporter.ts';
import {LICENCE_LINES} from './licence.ts';
import {openPairs} from './pairs.ts';
import {openTextFolder} from './text-folder.ts';

/**
 * Opens an export of aligned pairs as Moses reads them: of each pair of languages, in alphabetical order, `epq.en-it.en` and
 * `epq.en-it.it`, a segment a line, and `epq.en-it.ids`, which tells line by line where it comes from; and `README.txt`.
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
        const isTurned = target < source;
        const corpus = `epq.${isTurned ? `${target}-${source}` : `${source}-${target}`}`;
        corpora.add(corpus);
        const lines = (texts: readonly string[]): string => texts.map(text => `${text}\n`).join('');
        await folder.append(`${corpus}.${source}`, lines(pairs.map(pair => segment(pair.source.text))));
        await folder.append(`${corpus}.${target}`, lines(pairs.map(pair => segment(pair.target.text))));
        const original = isOriginal ? source : '';
        const ids = pairs.map(pair => {
          const places = [pair.source.name, pair.target.name];
          if (isTurned) places.reverse();
          return [segment(id), pair.source.kind, ...places, original, pair.score.toFixed(3)].join('\t');
        });
        await folder.append(`${corpus}.ids`, lines(ids));
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
    'epq.<a>-<b>.<language>: one segment a line, as printed; the same line of both files is a pair.',
    'Line breaks, tabs and control characters within a segment are one space, unpaired surrogates U+FFFD. Footnote marks stay, as [1].',
    'epq.<a>-<b>.ids: tabs between document, kind, unit in language a, unit in language b (subject, p3 the third paragraph or item,',
    'n1 the first footnote), the language in which it was tabled where that is known and one of the two, and score.',
  ].join('\n')}\n`;
}
