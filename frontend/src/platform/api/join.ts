/** The one-time code in `#join=CODE`, taken out of the address bar so that a reload or a photo of the screen shows none. */
export function takeJoinCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('join');
  if (!code) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}
