import { expect, test } from 'vitest';
import { asCsv } from './csv';

test('quotes are doubled and a formula becomes text', () => {
  const csv = asCsv([
    {
      at: 'a',
      recorded: 'b',
      who: 'person',
      actor: '=1+1',
      collection: 'incidents',
      command: 'note',
      title: '说"好"',
      word: null,
      scheduledAt: null,
    },
  ]);
  expect(csv).toBe(
    '\ufeffat,recorded,who,actor,collection,command,title,scheduledAt\r\n"a","b","person","\'=1+1","incidents","note","说""好""",""\r\n',
  );
});
