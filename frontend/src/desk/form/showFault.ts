import { nextTick } from 'vue';

/** After a save that did not end well: the cursor goes to the first wrong field, else what is said comes into sight. */
export async function showFault(form: HTMLElement | null): Promise<void> {
  await nextTick();
  const wrong = form?.querySelector<HTMLElement>('.wrong .input');
  if (wrong) wrong.focus();
  else form?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' });
}
