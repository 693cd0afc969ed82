import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {load} from 'cheerio';
import pLimit from 'p-limit';
import {PDFParse} from 'pdf-parse';
import type {MadeDocuments} from '../made-documents.ts';

/**
 * What one writes in an afternoon: `node naive.js <origin> <folder of documents.json> <out>`. Every document at once behind
 * a limit, a tree of the whole page, one file each.
 */
const [origin = '', folder = '', out = ''] = process.argv.slice(2);
const {documents} = JSON.parse(await readFile(join(folder, 'documents.json'), 'utf8')) as MadeDocuments;
await mkdir(out, {recursive: true});
const limit = pLimit(8);
await Promise.all(
  documents.map(({path, file, format}) =>
    limit(async () => {
      const response = await fetch(origin + path);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const record = format === 'html' ? readPage(new TextDecoder().decode(bytes)) : await readPdf(bytes);
      await writeFile(join(out, `${file}.json`), JSON.stringify(record));
    }),
  ),
);

function readPage(html: string): object {
  const $ = load(html);
  const body = $('main').length > 0 ? $('main') : $('body');
  return {
    title: $('title').text(),
    language: $('html').attr('lang'),
    canonical: $('link[rel=canonical]').attr('href'),
    subject: body.find('h1, .doc_subtitle_level2').first().text().trim(),
    number: /[EPO]-\d{6}\/\d{4}/.exec(body.text())?.[0] ?? null,
    date: /\d{1,2}\.\d{1,2}\.\d{4}/.exec(body.text())?.[0] ?? null,
    heading: body.find('.doc_box_header').text().trim(),
    paragraphs: body
      .find('p')
      .map((_, paragraph) => $(paragraph).text().trim())
      .get(),
    items: body
      .find('li')
      .map((_, item) => $(item).text().trim())
      .get(),
    links: $('a')
      .map((_, link) => $(link).attr('href'))
      .get(),
  };
}

async function readPdf(data: Uint8Array): Promise<object> {
  const parser = new PDFParse({data});
  const {text} = await parser.getText();
  await parser.destroy();
  return {text, number: /[EPO]-\d{6}\/\d{4}/.exec(text)?.[0] ?? null};
}
