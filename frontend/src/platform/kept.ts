/** What this browser keeps under a key, as JSON; `otherwise` when there is nothing, or nothing that can be read. */
export function kept<T>(key: string, otherwise: T, where: Storage = localStorage): T {
  try {
    return (JSON.parse(where.getItem(key) ?? 'null') as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}
