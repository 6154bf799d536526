import { startPage } from '@/platform/page';
import App from './App.vue';
import { en, zh } from './messages';

startPage(App, { joins: 'field', theme: 'light', messages: [{ zh, en }] });
