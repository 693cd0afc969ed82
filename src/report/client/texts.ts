import {chunkElementId, type QuestionText, type ReportIndex} from '../model.ts';
import {fold} from '../select.ts';

/** The texts of the page, unpacked when they are read. */
export interface Texts {
  /** All that is shown of one question. */
  read(row: number): Promise<QuestionText>;
  /**
   * Looks for words in the texts of all questions, in every language; of a question's texts together, each word must be
   * somewhere.
   *
   * @param onFound told of the questions of a chunk that hold them, and how far the search is, 0 to 1
   * @param signal ends the search
   */
  search(
    words: readonly string[],
    onFound: (rows: readonly number[], share: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Opens the texts. */
export function openTexts(index: ReportIndex): Texts {
  // The page is drawn before its end has come in.
  const whole = new Promise<void>(resolve => {
    if (document.readyState !== 'loading') resolve();
    else document.addEventListener('DOMContentLoaded', () => resolve(), {once: true});
  });
  const linesOf = async (chunk: number): Promise<string[]> => {
    if (document.getElementById(chunkElementId(chunk))?.nextSibling == null) await whole;
    const bytes = document.getElementById(chunkElementId(chunk))?.textContent;
    if (bytes == null) throw new Error('the page is not whole: its texts are missing');
    return (await unpack(bytes)).split('\n');
  };
  return {
    async read(row) {
      const chunk = index.chunks.findLastIndex(first => first <= row);
      const lines = await linesOf(chunk);
      return JSON.parse(lines[row - (index.chunks[chunk] ?? 0)] ?? 'null') as QuestionText;
    },
    async search(words, onFound, signal) {
      // Letters and digits stand in JSON as they are: a line without them need not be read.
      const plain = words.filter(word => /^[\p{L}\p{N}]+$/u.test(word));
      for (const [chunk, first] of index.chunks.entries()) {
        const lines = await linesOf(chunk);
        if (signal.aborted) return;
        const found = lines.flatMap((line, position) => {
          const folded = fold(line);
          if (!plain.every(word => folded.includes(word))) return [];
          const text = fold(allTextOf(JSON.parse(line) as QuestionText));
          return words.every(word => text.includes(word)) ? [first + position] : [];
        });
        onFound(found, (chunk + 1) / index.chunks.length);
        await new Promise(resolve => setTimeout(resolve));
      }
    },
  };
}

async function unpack(base64: string): Promise<string> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}

function allTextOf({versions, answers}: QuestionText): string {
  return [versions, ...answers.map(answer => answer.versions)]
    .flatMap(those => Object.values(those))
    .flatMap(({subject, paragraphs, footnotes}) => [
      subject ?? '',
      ...[...paragraphs, ...footnotes].map(({text}) => text),
    ])
    .join('\n');
}
