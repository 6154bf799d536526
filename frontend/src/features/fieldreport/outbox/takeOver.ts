import { isPending, type OutboxReport } from './types';

/** What another person left on this phone. */
export interface Left {
  account: string;
  n: number;
}

/** True for what only this phone has and somebody must still send, correct or delete. */
export const isOpen = (report: OutboxReport): boolean => isPending(report) || report.state === 'refused';

/** Reports of others on this phone that are still open, by who wrote them. */
export function leftBy(reports: OutboxReport[], me: string): Left[] {
  const left = new Map<string, number>();
  for (const { account } of reports.filter((report) => report.account !== me && isOpen(report))) {
    left.set(account, (left.get(account) ?? 0) + 1);
  }
  return [...left].map(([account, n]) => ({ account, n }));
}

/**
 * The same report in another name. Key, body and id stay: if the first sender's try has reached the server, it knows
 * the report again and passes it on, and photos that still wait follow under the new name.
 */
export function inNameOf(account: string, report: OutboxReport): OutboxReport {
  const { frozen } = report;
  const id = frozen?.properties.id ?? report.serverId ?? report.key;
  return {
    ...report,
    account,
    frozen: frozen && { ...frozen, properties: { ...frozen.properties, id } },
    state: report.state === 'refused' ? 'refused' : 'waiting',
    attempts: 0,
    nextTryAt: 0,
  };
}
