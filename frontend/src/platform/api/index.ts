export * from './types';
export * from './problem';
export { credentials } from './credentials';
export { send, type Answer, type RequestOptions } from './http';
export {
  type Timeline,
  type Receipt,
  type SpaceInfo,
  collection,
  files,
  newKey,
  place,
  session,
  space,
  type CallOptions,
  type Draft,
  type HistoryEntry,
} from './calls';
export { line } from './line';
export { persist } from './persist';
export { takeJoinCode } from './join';
