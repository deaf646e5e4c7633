import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/** `changed`: not the bytes that were read; `outside`: a link leads out of the tree that was named. */
export type WriteCode = 'changed' | 'outside' | 'io';

export class WriteError extends Error {
  override readonly name = 'WriteError';
  constructor(
    readonly code: WriteCode,
    readonly detail = '',
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
  }
}

export interface Replacing {
  file: string;
  /** what was read; anything else on disk now is somebody's work and is not overwritten */
  expected: Buffer;
  content: Buffer;
  /** folder that the file must lie in once links are resolved */
  within: string;
  backup: boolean;
}

/**
 * Replaces a file at once: whoever looks, at any moment and after any crash, finds the old bytes or the new ones. Mode and,
 * where permitted, owner are kept; a link inside the tree stays a link. Returns the path of the backup, if one was asked for.
 * @throws WriteError; then the file is as it was
 */
export function replaceFile({ file, expected, content, within, backup }: Replacing): string | undefined {
  return told(() => {
    const real = realWithin(file, within);
    const stats = statSync(real);
    const temporary = writeTemporary(dirname(real), content, stats);
    let saved: string | undefined;
    try {
      if (!readFileSync(real).equals(expected)) throw new WriteError('changed');
      if (backup) saved = backUp(real);
      if (realWithin(file, within) !== real) throw new WriteError('changed');
      renameSync(temporary, real);
    } catch (error) {
      unlinkSync(temporary);
      throw error;
    }
    syncFolder(dirname(real));
    return saved;
  });
}

/** Writes a new file, or takes the place of one, at once; `like`: the file whose mode it gets. @throws WriteError */
export function placeFile(file: string, content: Buffer, like?: string): void {
  told(() => {
    mkdirSync(dirname(file), { recursive: true });
    const stats = like === undefined ? { ...NOBODY, mode: 0o644 } : { ...NOBODY, mode: statSync(like).mode };
    const temporary = writeTemporary(dirname(file), content, stats);
    try {
      renameSync(temporary, file);
    } catch (error) {
      unlinkSync(temporary);
      throw error;
    }
    syncFolder(dirname(file));
  });
}

/** @throws WriteError where the file itself, or a folder on the way to it, is a link that leads out of the tree */
export function realWithin(file: string, within: string): string {
  const real = realpathSync(file);
  const way = relative(realpathSync(within), real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) throw new WriteError('outside', real);
  return real;
}

type Owned = Pick<Stats, 'mode' | 'uid' | 'gid'>;

/** A new file is its writer's. */
const NOBODY = { uid: -1, gid: -1 };

/** In the same folder, so that renaming it is one step of the same disk. */
function writeTemporary(folder: string, content: Buffer, { mode, uid, gid }: Owned): string {
  const temporary = join(folder, `.koubo-${randomBytes(8).toString('hex')}.tmp`);
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(fd, content, at);
    keepOwner(fd, uid, gid);
    // After the owner: changing that takes special bits away.
    fchmodSync(fd, mode & 0o7777);
    fsyncSync(fd);
  } catch (error) {
    closeSync(fd);
    unlinkSync(temporary);
    throw error;
  }
  closeSync(fd);
  return temporary;
}

function keepOwner(fd: number, uid: number, gid: number): void {
  const now = fstatSync(fd);
  if (uid < 0 || (now.uid === uid && now.gid === gid)) return;
  try {
    fchownSync(fd, uid, gid);
  } catch {
    // Only root may give files away; the content matters more.
  }
}

/** `稿.txt.bak`, `稿.txt.bak2`, …: an older backup is never overwritten. */
function backUp(file: string): string {
  for (let number = 1; ; number += 1) {
    const saved = join(dirname(file), `${basename(file)}.bak${number === 1 ? '' : number}`);
    try {
      // A second name for the old bytes: there at once, with their mode, owner and dates.
      linkSync(file, saved);
      return saved;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'EMLINK') throw error;
    }
    try {
      copyFileSync(file, saved, constants.COPYFILE_EXCL);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    const fd = openSync(saved, 'r');
    fsyncSync(fd);
    closeSync(fd);
    return saved;
  }
}

/** Without this a crash of the machine may forget the renaming. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Some systems open no folders; the file itself is safe.
  }
}

function told<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof WriteError || code === undefined) throw error;
    throw new WriteError('io', code);
  }
}
