/**
 * Behind a module of its own, so that it can be loaded late and still by name: bundled CommonJS gives a dynamic `import()`
 * its default export only.
 */
export { LineCounter, parseDocument } from 'yaml';
