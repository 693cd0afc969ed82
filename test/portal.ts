import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';

/** What a portal answers to one request; `raw` takes the response over. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  raw?: (response: ServerResponse) => void;
}

/** One request as a portal saw it. */
export interface SeenRequest {
  path: string;
  headers: IncomingHttpHeaders;
  /** milliseconds, on the clock of `performance.now()` */
  at: number;
}

export interface Portal {
  origin: string;
  requests: SeenRequest[];
  close(): Promise<void>;
}

/** Starts a portal on loopback that answers by the path alone, as `--portal` asks. */
export async function startPortal(answer: (request: SeenRequest) => Reply | Promise<Reply>): Promise<Portal> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const seen = {path: request.url ?? '', headers: request.headers, at: performance.now()};
    requests.push(seen);
    const {status = 200, headers = {}, body = '', raw} = await answer(seen);
    if (raw !== undefined) return raw(response);
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xhtml: 'application/xhtml+xml',
  json: 'application/ld+json',
};

/**
 * Answers from an archive on disk, with ETags: pages, files (behind the redirect that the real host makes) and records.
 *
 * @param directory of an archive
 * @returns an answerer; a challenge where the archive notes one, 404 where it has nothing
 */
export function answerFromArchive(directory: string): (request: SeenRequest) => Promise<Reply> {
  return async ({path, headers}) => {
    const {pathname} = new URL(path, 'http://portal');
    if (pathname.startsWith('/distribution/')) {
      return {
        status: 302,
        headers: {location: `https://redmapl3.europarl.europa.eu/RedmapFront/media${pathname.slice(13)}`},
      };
    }
    const file = pathname.startsWith('/RedmapFront/media/')
      ? `data.europarl.europa.eu/distribution/${pathname.slice(19)}`
      : pathname.startsWith('/api/')
        ? `data.europarl.europa.eu${pathname}.json`
        : `www.europarl.europa.eu${pathname}`;
    const body = await readFile(join(directory, file)).catch(() => null);
    if (body !== null) {
      const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
      if (headers['if-none-match'] === etag) return {status: 304, headers: {etag}};
      return {headers: {'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? '', etag}, body};
    }
    const meta = await readFile(join(directory, `${file}.meta.json`), 'utf8').catch(() => '{}');
    if ((JSON.parse(meta) as {outcome?: string}).outcome !== 'blocked') return {status: 404};
    return {status: 202, headers: {'x-amzn-waf-action': 'challenge'}};
  };
}
