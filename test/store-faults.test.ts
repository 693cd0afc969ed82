import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtemp, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {harvest, storeOf, withPortal} from './harvesting.ts';
import {smallParliament} from './parliament.ts';
import {epq} from './run-epq.ts';
import {differencesOf, readTree} from './tree.ts';

/** A disk of its own, as small as is asked for; `null` where no disk may be mounted. */
async function smallDisk(size: string): Promise<{path: string; remount(options: string): void} | null> {
  const path = await mkdtemp(join(tmpdir(), 'epq-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], {stdio: 'ignore'});
  } catch {
    console.warn('\n!!! LEFT OUT: a full and a read-only disk: this user may not mount one !!!\n');
    return null;
  }
  after(async () => {
    execFileSync('umount', [path]);
    await rmdir(path);
  });
  return {path, remount: options => void execFileSync('mount', ['-o', `remount,${options}`, path])};
}

const disk = await smallDisk('600k');
if (disk !== null) {
  test('a full disk: one clear line, no half file, and it continues after space is made', async () => {
    await withPortal(await smallParliament(), {}, async portal => {
      const out = join(disk.path, 'store');
      const full = await harvest(portal, undefined, {out});
      assert.equal(full.status, 64, full.stderr);
      assert.equal(full.stderr.match(/^store: /gm)?.length, 1, full.stderr);
      assert.match(full.stderr, /^store: .*cannot write .*: ENOSPC; make room, or choose another directory/m);
      const half = [...(await readTree(disk.path)).keys()].filter(place => place.includes('.tmp/'));
      assert.deepEqual(half, []);

      disk.remount('size=20m');
      const whole = await harvest(portal, undefined, {out});
      assert.equal(whole.status, 0, whole.stderr);
      assert.equal((await epq(['verify', '--out', out])).status, 0);
      const undisturbed = await storeOf();
      assert.deepEqual(differencesOf(await readTree(undisturbed), await readTree(out)), []);
    });
  });

  test('a read-only disk: one clear line; what only reads still does', async () => {
    await withPortal(await smallParliament(), {}, async portal => {
      disk.remount('ro');
      const out = join(disk.path, 'store');
      const refused = await harvest(portal, undefined, {out});
      assert.equal(refused.status, 64, refused.stderr);
      assert.match(refused.stderr.trim(), /^store: cannot write .*: EROFS; make room[^\n]*$/);
      assert.equal((await epq(['verify', '--out', out])).status, 0);
      const other = await harvest(portal, undefined, {out: join(disk.path, 'other')});
      assert.equal(other.status, 64, other.stderr);
      disk.remount('rw');
    });
  });
}
