import '@/platform/ui/fonts';
import * as drill from '@/features/drill/messages';
import { startPage } from '@/platform/page';
import App from './App.vue';
import { en, zh } from './messages';

startPage(App, { theme: 'dark', messages: [{ zh, en }, drill] });
