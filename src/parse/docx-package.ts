import {crc32} from 'node:zlib';
import {type Entry, fromBufferPromise, type ZipFile} from 'yauzl';
import {EpqError} from '../errors.ts';
import {cleanText} from './block.ts';
import {type Node, readMarkup} from './markup.ts';

/** The parts of a Word file that hold text or say how it is shown; pictures, fonts and programs are left alone. */
const PARTS =
  /^(?:word\/(?:document|footnotes|endnotes|numbering|settings|styles|(?:header|footer)\d*)|docProps\/custom)\.xml$/;

const MAIN_PART = 'word/document.xml';
/** No Word file of Parliament's that is known comes near it: 24 kB is the most of 146. */
const INFLATED_LIMIT = 4 * 1024 * 1024;

/**
 * Opens a Word file: a ZIP archive of XML parts.
 *
 * Nothing is inflated beyond what the archive's directory declares, and no more of that than 4 MiB; every part is held
 * to its checksum.
 *
 * @param body the whole file
 * @returns the parts that are read here, by name, each as a tree: `word/document.xml` at least
 * @throws EpqError `parse` for what is damaged, encrypted, too large once inflated, declares entities, or is no Word file
 */
export async function readPackage(body: Uint8Array): Promise<Map<string, Node>> {
  try {
    return await readParts(
      await fromBufferPromise(Buffer.from(body.buffer, body.byteOffset, body.byteLength)),
    );
  } catch (error) {
    if (error instanceof EpqError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new EpqError('parse', `the Word file cannot be opened (${why})`, {cause: error});
  }
}

async function readParts(zip: ZipFile): Promise<Map<string, Node>> {
  const entries = new Map<string, Entry>();
  const others: string[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName))
      throw new EpqError('parse', `the Word file is damaged: it holds ${entry.fileName} twice`);
    if (PARTS.test(entry.fileName)) entries.set(entry.fileName, entry);
    else others.push(entry.fileName);
  }
  if (!entries.has(MAIN_PART)) {
    const held = cleanText(others.slice(0, 3).join(', ')).slice(0, 120) || 'nothing';
    throw new EpqError('parse', `it is a ZIP archive and no Word document: it holds ${held}`);
  }
  const inflated = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (inflated > INFLATED_LIMIT)
    throw new EpqError('parse', `the Word file is too large: its text would take ${inflated} bytes`);
  const parts = new Map<string, Node>();
  for (const [name, entry] of entries) {
    const root = readMarkup(await inflate(zip, entry), 'xml', 'the Word file');
    if (root !== null) parts.set(name, root);
  }
  return parts;
}

// The library holds the stream to the declared length, and leaves the checksum to its caller.
async function inflate(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.isEncrypted()) throw new EpqError('parse', 'the Word file is encrypted');
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32)
    throw new EpqError('parse', `the Word file is damaged: the checksum of ${entry.fileName} does not fit`);
  const xml = new TextDecoder().decode(bytes);
  // The format forbids them, and with them go names that stand for ever longer text.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw new EpqError(
      'parse',
      `the Word file declares entities, as no Word document may (${entry.fileName})`,
    );
  return xml;
}
