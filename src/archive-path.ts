import {createHash} from 'node:crypto';

const LONGEST_NAME = 180;

/**
 * Where the bytes of an address lie within the archive, as `wget --mirror` would lay them out.
 *
 * @param url `https://www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html`
 * @returns a relative path of safe names, `www.europarl.europa.eu/doceo/document/E-9-2019-003068_EN.html`; an address
 *   of the API loses its `format` and gains `.json`; any other query stays part of the name
 * @throws TypeError for anything that is no http address
 */
export function archivePath(url: string): string {
  const {protocol, hostname, pathname, search} = new URL(url);
  if (!/^https?:$/.test(protocol)) throw new TypeError(`${url} is no http address`);
  const isApi = pathname.startsWith('/api/');
  const parts = pathname.split('/').filter(part => part !== '');
  const names = [hostname, ...parts].map(safeName);
  if (pathname.endsWith('/')) names.push('index.html');
  const query = isApi ? search.replace(/^\?format=[^&]*$/, '') : search;
  const last = names.pop() ?? '';
  const extension = isApi ? '.json' : '';
  return [...names, safeName(last + decode(query)) + extension].join('/');
}

// What most names are made of: nothing of it leads elsewhere.
const SAFE = /^[\w-][\w.-]*$/;
const OF_THE_ARCHIVE = /\.meta\.json$|\.tmp$/i;

// No name leads upwards or elsewhere, on any system: separators, controls and reserved characters become percent codes.
function safeName(part: string): string {
  if (part.length <= LONGEST_NAME && SAFE.test(part) && !OF_THE_ARCHIVE.test(part)) return part;
  const name = decode(part)
    .normalize('NFC')
    .replace(
      /[\u0000-\u001f\u007f/\\:*?"<>|%]/g,
      character => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
    )
    .replace(/^\.+$/, dots => '%2E'.repeat(dots.length))
    .replace(OF_THE_ARCHIVE, ending => `%2E${ending.slice(1)}`);
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, LONGEST_NAME - 17)}~${hash}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
