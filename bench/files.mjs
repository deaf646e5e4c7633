// Makes many small script files out of the same lines as transcript.mjs, the same ones every time.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lines } from './transcript.mjs';

const out = fileURLToPath(new URL('./out/', import.meta.url));
const makers = ['./files.mjs', './transcript.mjs'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
const PER_FOLDER = 250;

/**
 * A folder with `count` text files of `characters` UTF-16 units each, in folders of 250, under bench/out/. One in ten is Markdown
 * with a heading. Made once. Returns { folder, count, characters }, the last of all files.
 */
export function scriptFiles(count, characters = 1500) {
  const folder = `${out}files-${count}`;
  const done = `${folder}/.made`;
  const newest = Math.max(...makers.map((file) => statSync(file).mtimeMs));
  if (!existsSync(done) || statSync(done).mtimeMs < newest) {
    rmSync(folder, { recursive: true, force: true });
    const source = lines(20261128);
    for (let i = 0; i < count; i++) {
      const home = `${folder}/${String(Math.floor(i / PER_FOLDER)).padStart(3, '0')}`;
      if (i % PER_FOLDER === 0) mkdirSync(home, { recursive: true });
      const markdown = i % 10 === 9;
      let text = markdown ? `# 第 ${i} 份\n\n` : '';
      while (text.length < characters) text += `${source.next().value}\n${markdown ? '\n' : ''}`;
      writeFileSync(`${home}/${String(i).padStart(6, '0')}.${markdown ? 'md' : 'txt'}`, text.slice(0, characters));
    }
    // No config of a folder above has a say, and no .gitignore.
    writeFileSync(`${folder}/koubo.yaml`, 'root: true\n');
    git(folder, 'init', '--quiet');
    git(folder, 'add', '.');
    git(
      folder,
      '-c',
      'user.name=bench',
      '-c',
      'user.email=bench@localhost',
      'commit',
      '--quiet',
      '--message',
      'scripts',
    );
    writeFileSync(done, '');
  }
  return { folder, count, characters: count * characters };
}

const git = (folder, ...args) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });

/** Adds a line to `count` of the files, runs `what`, and puts them back. */
export function touched({ folder }, count, what) {
  const folders = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  for (let i = 0; i < count; i++) {
    const home = `${folder}/${folders[(i * 7) % folders.length]}`;
    appendFileSync(`${home}/${readdirSync(home)[i]}`, '\n这款面霜是国家级品质，姐妹们看一下。\n');
  }
  try {
    return what();
  } finally {
    git(folder, 'checkout', '--quiet', '.');
  }
}
