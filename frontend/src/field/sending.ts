import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Media } from '@/features/fieldreport/capture/media';
import { toast } from '@/platform/ui';

/** Sending a report: what is still recorded or made small is waited for, then `hand` puts all of it on the disk. */
export function useSending(media: Media, hand: () => Promise<void>, sent: () => void) {
  const { t } = useI18n({ useScope: 'global' });
  const saving = ref(false);

  async function send(): Promise<void> {
    if (saving.value) return;
    saving.value = true;
    try {
      await media.settle();
      await hand();
    } catch (cause) {
      // A full or forbidden disk: the form stays, and the person must know that nothing is safe yet.
      toast(t('field.compose.notSaved', { why: String(cause) }), { tone: 'red', ms: 20_000 });
      saving.value = false;
      return;
    }
    navigator.vibrate?.(60);
    // Short: what becomes of it stands in the list, and the line must not cover that.
    toast(t(navigator.onLine ? 'field.compose.saved' : 'field.compose.kept'), { tone: 'good', ms: 2_500 });
    sent();
  }

  return { saving, send };
}
