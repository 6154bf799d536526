import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { HOST, type Server } from './server';

/** Chromium that finds the server's name on this machine and trusts its certificate alone. */
export function launch(server: Server): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${server.keyFingerprint}`,
    ],
  });
}

/** What a page complained about; a test that expects a refusal takes it out again. */
export interface Watched {
  page: Page;
  complaints: string[];
}

export async function open(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The browser itself prints a line for every refused or unreached request; the pages show those to the person.
    const network =
      message.text().startsWith('Failed to load resource') || message.text().includes('WebSocket connection');
    if (message.type() === 'error' && !network) complaints.push(`console: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, complaints };
}
