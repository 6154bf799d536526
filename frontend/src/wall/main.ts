import '@/platform/ui/fonts';
import { startPage } from '@/platform/page';
import App from './App.vue';
import { en, zh } from './messages';

startPage(App, { joins: 'wall', theme: 'dark', messages: [{ zh, en }] });
