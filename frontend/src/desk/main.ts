import '@/platform/ui/fonts';
import * as access from '@/features/access/messages';
import * as station from '@/features/gauge/desk/messages';
import * as gauge from '@/features/gauge/messages';
import * as team from '@/features/team/messages';
import * as drill from '@/features/drill/messages';
import * as webhook from '@/features/webhook/messages';
import { startPage } from '@/platform/page';
import App from './App.vue';
import * as form from './form/messages';
import { en, zh } from './messages';
import { startTheme } from './theme';

startPage(App, { theme: startTheme(), messages: [{ zh, en }, form, drill, gauge, station, team, access, webhook] });
