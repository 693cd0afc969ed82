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
