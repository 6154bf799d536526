import { send, type Role } from '@/platform/api';

export interface Account {
  id: string;
  name: string;
  displayName: string;
  role: Role;
  units: string[];
  phone: string | null;
  enabled: boolean;
  createdAt: string;
  lastSeenAt: string | null;
}

export interface DeviceLink {
  id: string;
  purpose: 'field' | 'viewer';
  displayName: string;
  state: 'waiting' | 'joined' | 'expired' | 'revoked';
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  joinedAt: string | null;
  device: string | null;
  lastSeenAt: string | null;
}

export interface NewLink {
  id: string;
  code: string;
  url: string;
  qrSvg: string;
  purpose: 'field' | 'viewer';
  displayName: string;
  expiresAt: string;
}

export interface ProgramToken {
  id: string;
  name: string;
  role: Role;
  createdAt: string;
  expiresAt: string | null;
  lastSeenAt: string | null;
}

export interface AuditEntry {
  at: string;
  event: string;
  actor: string | null;
  actorName: string | null;
  target: string | null;
  address: string | null;
  detail: string | null;
}

export type AccountDraft = Pick<Account, 'name' | 'displayName' | 'role' | 'units' | 'phone'> & {
  password?: string;
  enabled?: boolean;
};

const one = <T>(method: string, path: string, body?: unknown) => send<T>(method, path, { body }).then((a) => a.body);

export const access = {
  accounts: () => one<{ accounts: Account[] }>('GET', '/api/accounts').then((a) => a.accounts),
  createAccount: (draft: AccountDraft) => one<Account & { generatedPassword?: string }>('POST', '/api/accounts', draft),
  editAccount: (id: string, draft: AccountDraft) =>
    one<Account & { generatedPassword?: string }>('PUT', `/api/accounts/${id}`, draft),
  resetPassword: (id: string) => one<{ generatedPassword?: string }>('POST', `/api/accounts/${id}/password`, {}),
  links: () => one<{ links: DeviceLink[] }>('GET', '/api/device-links').then((a) => a.links),
  createLink: (draft: { purpose: 'field' | 'viewer'; displayName: string; validMinutes?: number }) =>
    one<NewLink>('POST', '/api/device-links', draft),
  /** A new code for the device of this link, which then goes on as the same. */
  renewLink: (id: string) => one<NewLink>('POST', '/api/device-links', { renews: id }),
  revokeLink: (id: string) => one<void>('DELETE', `/api/device-links/${id}`),
  tokens: () => one<{ tokens: ProgramToken[] }>('GET', '/api/tokens').then((a) => a.tokens),
  createToken: (draft: { name: string; role: Role; validDays: number }) =>
    one<{ id: string; token: string }>('POST', '/api/tokens', draft),
  revokeToken: (id: string) => one<void>('DELETE', `/api/tokens/${id}`),
  audit: () => one<{ entries: AuditEntry[] }>('GET', '/api/audit?limit=200').then((a) => a.entries),
};
