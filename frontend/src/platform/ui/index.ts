import './base.css';

export { default as UiButton } from './UiButton.vue';
export { default as UiBadge, type Tone } from './UiBadge.vue';
export { default as UiPanel } from './UiPanel.vue';
export { default as UiDialog } from './UiDialog.vue';
export { default as UiToasts } from './UiToasts.vue';
export { default as EmptyState } from './EmptyState.vue';
export { default as UiAge } from './UiAge.vue';
export { default as UiTimer } from './UiTimer.vue';
export { default as FileImage } from './FileImage.vue';
export { default as LoginForm } from './LoginForm.vue';
export { default as LanguageSwitch } from './LanguageSwitch.vue';
export { default as MomentInput } from './MomentInput.vue';
export { localMinutes } from './moment';
export { toast } from './toast';
export { useLiveNow, useNow } from './now';
export { AlarmSound, type AlarmTone } from './alarm';
