import * as gauge from '@/features/gauge/messages';
import { startPage } from '@/platform/page';
import App from './App.vue';
import { en, zh } from './messages';
import { startTheme } from './theme';

startPage(App, { joins: 'field', theme: startTheme(), messages: [{ zh, en }, gauge] });
