import {type Duplex, pipeline, type Readable} from 'node:stream';
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib';
import {EpqError} from './errors.ts';
import {headerOf, type Response} from './response.ts';

/** No document of Parliament's comes near it; before and after decompression. */
const BODY_LIMIT = 64 * 1024 * 1024;

/**
 * Reads the body of a response, unpacked.
 *
 * @param headers of the response: how long the body is, and how it is packed
 * @param url named where it fails
 * @param signal ends it; a timeout is thrown as the reason that the signal gives
 * @throws EpqError `network` where it is too large, packed or unpacked
 * @throws Error where the connection or the packing breaks, or less came than was announced
 */
export async function readBody(
  body: Readable,
  headers: Response['headers'],
  url: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const announced = Number(headerOf({headers}, 'content-length') ?? Number.NaN);
  if (announced > BODY_LIMIT) {
    body.destroy();
    throw tooLarge(url);
  }
  let received = 0;
  body.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > BODY_LIMIT) body.destroy(tooLarge(url));
  });
  const encoding = headerOf({headers}, 'content-encoding')?.trim().toLowerCase() ?? '';
  const decoder = DECODERS[encoding]?.() ?? null;
  let whole: Uint8Array;
  try {
    // What fails on the way fails at its end, too.
    whole = await collect(decoder === null ? body : pipeline(body, decoder, () => {}), url);
  } catch (error) {
    body.on('error', () => {}).destroy();
    if (signal.aborted && signal.reason?.name === 'TimeoutError') throw signal.reason;
    throw error;
  } finally {
    decoder?.destroy();
  }
  if (announced > received)
    throw new Error(`the body is shorter than announced: ${received} of ${announced} bytes`);
  return whole;
}

// By its events: to iterate over a stream takes several times as long.
function collect(stream: Readable, url: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    stream
      .on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > BODY_LIMIT) reject(tooLarge(url));
        else chunks.push(chunk);
      })
      .once('end', () => resolve(Buffer.concat(chunks, length)))
      .once('error', reject)
      .once('close', () => reject(new Error('the connection broke')));
  });
}

const DECODERS: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

function tooLarge(url: string): EpqError {
  return new EpqError('network', `the body is larger than ${BODY_LIMIT / 1024 / 1024} MB`, {
    url,
    hint: 'it was not kept',
  });
}
