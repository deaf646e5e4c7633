// Makes many small script files out of the same lines as transcript.mjs, the same ones every time.
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    writeFileSync(done, '');
  }
  // No config of a folder above has a say.
  writeFileSync(`${folder}/koubo.yaml`, 'root: true\n');
  return { folder, count, characters: count * characters };
}
