import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMainThread, Worker, workerData} from 'node:worker_threads';
import {PDFParse} from 'pdf-parse';

/** pdf-parse and nothing else: `node bare-pdf.js <folder> <threads>`, which reads the text of every PDF in the folder. */
interface Share {
  folder: string;
  names: string[];
}

if (isMainThread) {
  const [folder = '', threads = '1'] = process.argv.slice(2);
  const names = (await readdir(folder)).filter(name => name.endsWith('.pdf'));
  if (threads === '1') await readShare({folder, names});
  else {
    const shares = Array.from(
      {length: Number(threads)},
      (_, thread): Share => ({
        folder,
        names: names.filter((_name, at) => at % Number(threads) === thread),
      }),
    );
    await Promise.all(
      shares.map(
        share =>
          new Promise((resolve, reject) => {
            new Worker(fileURLToPath(import.meta.url), {workerData: share})
              .on('exit', resolve)
              .on('error', reject);
          }),
      ),
    );
  }
} else await readShare(workerData as Share);

async function readShare({folder, names}: Share): Promise<void> {
  for (const name of names) {
    const parser = new PDFParse({data: new Uint8Array(await readFile(join(folder, name)))});
    const {text} = await parser.getText();
    await parser.destroy();
    if (text.length < 20) throw new Error(`${name} gave no text`);
  }
}
