export { useFeed } from './feed';
export { usePicture, type PictureEvent } from './picture';
export { truthOf, LATE_MS, STALE_MS, type Truth, type TruthLevel, type TruthWord } from './truth';
export { default as TruthLine } from './TruthLine.vue';
