import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMainThread, parentPort, Worker} from 'node:worker_threads';
import {load} from 'cheerio/slim';
import pLimit from 'p-limit';
import {PDFParse} from 'pdf-parse';
import {request} from 'undici';
import type {MadeDocuments} from '../made-documents.ts';

/**
 * The best prototype that was measured before epq: `node prototype.js <origin> <folder> <out>`. undici, `cheerio/slim` on the
 * whole page, pdf-parse in two threads, each file written beside itself and renamed.
 */
if (isMainThread) await run();
else serve();

async function run(): Promise<void> {
  const [origin = '', folder = '', out = ''] = process.argv.slice(2);
  const {documents} = JSON.parse(await readFile(join(folder, 'documents.json'), 'utf8')) as MadeDocuments;
  await mkdir(out, {recursive: true});
  const threads = documents.some(({format}) => format === 'pdf') ? [openThread(), openThread()] : [];
  const limit = pLimit(8);
  await Promise.all(
    documents.map(({path, file, format}, at) =>
      limit(async () => {
        const {body} = await request(origin + path);
        const bytes = new Uint8Array(await body.arrayBuffer());
        const record =
          format === 'html'
            ? readPage(new TextDecoder().decode(bytes))
            : {text: await threads[at % 2]?.read(bytes)};
        await writeFile(join(out, `${file}.tmp`), JSON.stringify(record));
        await rename(join(out, `${file}.tmp`), join(out, `${file}.json`));
      }),
    ),
  );
  await Promise.all(threads.map(thread => thread.end()));
}

function readPage(html: string): object {
  const $ = load(html);
  const body = $('main').length > 0 ? $('main') : $('body');
  const text = body.text();
  return {
    language: $('html').attr('lang'),
    canonical: $('link[rel=canonical]').attr('href'),
    subject: body.find('h1, .doc_subtitle_level2').first().text().trim(),
    number: /[EPO]-\d{6}\/\d{4}/.exec(text)?.[0] ?? null,
    date: /\d{1,2}\.\d{1,2}\.\d{4}/.exec(text)?.[0] ?? null,
    paragraphs: body
      .find('p')
      .map((_, paragraph) => $(paragraph).text().trim())
      .get(),
    items: body
      .find('li')
      .map((_, item) => $(item).text().trim())
      .get(),
  };
}

function openThread(): {read(bytes: Uint8Array): Promise<string>; end(): Promise<unknown>} {
  const worker = new Worker(fileURLToPath(import.meta.url));
  const waiting: ((text: string) => void)[] = [];
  worker.on('message', (text: string) => waiting.shift()?.(text));
  return {
    read: bytes =>
      new Promise(resolve => {
        waiting.push(resolve);
        worker.postMessage(bytes);
      }),
    end: () => worker.terminate(),
  };
}

function serve(): void {
  let last: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', (data: Uint8Array) => {
    last = last.then(async () => {
      const parser = new PDFParse({data});
      const {text} = await parser.getText();
      await parser.destroy();
      parentPort?.postMessage(text);
    });
  });
}
