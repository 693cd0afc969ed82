import {createHash} from 'node:crypto';

/**
 * A document as received: a value. Everything that fetches ends in one, everything that reads starts from one, and
 * a fixture is one on disk.
 */
export interface RawDocument {
  /** the address at Parliament that was asked, or the path of a file given by hand */
  url: string;
  /** as the server said, `null` for a file given by hand */
  contentType: string | null;
  /** the bytes, decompressed */
  body: Uint8Array;
}

/** Bytes as text, sign for byte, to look for what is plain ASCII in any encoding. */
export function latin({buffer, byteOffset, length}: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('latin1');
}

const hashes = new WeakMap<Uint8Array, string>();

/** The SHA-256 of a document's bytes, in hexadecimal; of the same array it is reckoned once: nobody changes what was received. */
export function sha256Of(body: Uint8Array): string {
  const hash = hashes.get(body) ?? createHash('sha256').update(body).digest('hex');
  hashes.set(body, hash);
  return hash;
}
