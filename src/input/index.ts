export { type Encoding, MAX_LINE } from './decode.js';
export { type Discovered, type DiscoverOptions, discover, type Found } from './discover.js';
export { type InputCode, InputError } from './error.js';
export { EXTENSIONS, FORMATS } from './formats.js';
export { type Format, type OpenOptions, type Reader, readScripts } from './reader.js';
export { fileSource, memorySource, type Source, streamSource } from './source.js';
export { Structure, type StructureData } from './structure.js';
