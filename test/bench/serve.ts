import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {answerFrom} from '../fault-portal.ts';
import {addPerson, emptyParliament} from '../parliament.ts';
import type {MadeDocuments} from './made-documents.ts';

/**
 * Serves a folder of made documents on loopback, from memory, in a process of its own: `node serve.js <folder>`, which
 * prints its origin.
 */
const TYPES = {html: 'text/html; charset=UTF-8', pdf: 'application/pdf'} as const;
const folder = process.argv[2] ?? '';
const {works, documents} = JSON.parse(
  await readFile(join(folder, 'documents.json'), 'utf8'),
) as MadeDocuments;
const parliament = emptyParliament();
for (const work of works) parliament.works.set(String(work.identifier), work);
addPerson(parliament, 1, ['Ann', 'Other']);
const answerApi = answerFrom(parliament);
const held = new Map<string, {body: Uint8Array; headers: Record<string, string>}>();
for (const {path, file, format} of documents) {
  const body = await readFile(join(folder, file));
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  held.set(path, {
    body,
    headers: {'content-type': TYPES[format], 'content-length': String(body.length), etag},
  });
}
let requests = 0;

const server = createServer(async (request, response) => {
  const path = request.url ?? '';
  if (path === '/requests') return void response.end(String(requests));
  requests += 1;
  const document = held.get(path);
  if (document !== undefined) {
    response.writeHead(200, document.headers);
    return void response.end(document.body);
  }
  if (path.startsWith('/distribution/')) {
    const location = `https://redmapl3.europarl.europa.eu/RedmapFront/media${path.slice('/distribution'.length)}`;
    return void response.writeHead(302, {location}).end();
  }
  const {status = 200, headers = {}, body = ''} = await answerApi({path, headers: request.headers, at: 0});
  response.writeHead(status, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
