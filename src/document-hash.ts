import {createHash} from 'node:crypto';

const hashes = new WeakMap<Uint8Array, string>();

/** The SHA-256 of a document's bytes, in hexadecimal; of the same array it is reckoned once: nobody changes what was received. */
export function sha256Of(body: Uint8Array): string {
  const hash = hashes.get(body) ?? createHash('sha256').update(body).digest('hex');
  hashes.set(body, hash);
  return hash;
}
