export { useFeed } from './feed';
export { usePicture, type PictureEvent, type StreamRows } from './picture';
export { useTimeMachine } from './timeMachine';
export { truthOf, LATE_MS, STALE_MS, type Truth, type TruthLevel, type TruthWord } from './truth';
export { default as TruthLine } from './TruthLine.vue';
export { default as SpaceFrame } from './SpaceFrame.vue';
export { default as TimeMachineBar } from './TimeMachineBar.vue';
