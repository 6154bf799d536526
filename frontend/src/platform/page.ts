import { createPinia } from 'pinia';
import { createApp, type Component } from 'vue';
import { credentials } from './api';
import { createPageI18n, type Messages } from './i18n';
import { useSpace } from './space';
import './ui/base.css';

export interface PageOptions {
  /** Name of the slot for a device token; leave out on pages that only log in. */
  joins?: 'wall' | 'field';
  theme: 'dark' | 'light';
  messages: { zh: Messages; en: Messages }[];
}

/** Starts one page: store, languages, theme, identity. Every main.ts is one call of this. */
export function startPage(root: Component, options: PageOptions): void {
  if (options.joins) credentials.use(options.joins);
  document.documentElement.dataset.theme = options.theme;
  document.documentElement.classList.toggle('in-drill', useSpace().isDrill);
  createApp(root)
    .use(createPinia())
    .use(createPageI18n(...options.messages))
    .mount('#app');
}
