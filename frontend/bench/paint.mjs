// The wall's first paint beside a page that holds MapLibre alone, in turns, each in a browser without a cache.
// ./anlan bench wall-paint calls it: ANLAN_ADMIN_PASSWORD=… node bench/paint.mjs ORIGIN ROUNDS; prints JSON, milliseconds.
import { readFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [origin, rounds] = process.argv.slice(2);
const AUTHORIZATION = `Basic ${Buffer.from(`admin:${process.env.ANLAN_ADMIN_PASSWORD}`).toString('base64')}`;
const SCREEN = { viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' };
const LONGEST_MS = 60_000;
const TYPES = { css: 'text/css', mjs: 'text/javascript', html: 'text/html' };
const fromHere = (path) => resolve(import.meta.dirname, path);

async function call(path, json) {
  const answer = await fetch(origin + path, {
    headers: { Authorization: AUTHORIZATION, ...(json && { 'Content-Type': 'application/json' }) },
    ...(json && { method: 'POST', body: JSON.stringify(json) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** An answer of our server as it comes, compressed. */
function tile(path) {
  return new Promise((done, fail) => {
    const headers = { Authorization: AUTHORIZATION, 'Accept-Encoding': 'gzip' };
    get(origin + path, { headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode, type: 'tile', body: Buffer.concat(parts) }));
    }).on('error', fail);
  });
}

/** Serves the bare page, MapLibre and the tiles from memory, all compressed before; tiles come from our server once. */
async function bareServer() {
  const { bounds } = await call('/api/county');
  const { layers } = await call('/api/layers');
  const page = readFileSync(fromHere('bare.html'), 'utf8');
  const kept = new Map([
    ['/', file('html', page.replace('/* PLACE */ {}', JSON.stringify({ bounds, layers })))],
    ['/favicon.ico', { status: 204, type: 'html', body: Buffer.alloc(0) }],
  ]);
  for (const name of ['.css', '.mjs', '-shared.mjs', '-worker.mjs']) {
    const text = readFileSync(fromHere(`../node_modules/maplibre-gl/dist/maplibre-gl${name}`));
    kept.set(`/maplibre-gl/maplibre-gl${name}`, file(name.split('.')[1], text));
  }
  const server = createServer((request, response) => {
    void answer(request.url).then(({ status, type, body }) => {
      const zip = body.length ? { 'Content-Encoding': 'gzip' } : {};
      response.writeHead(status, { 'Content-Type': TYPES[type] ?? 'application/vnd.mapbox-vector-tile', ...zip });
      response.end(body);
    });
  });
  async function answer(path) {
    if (!kept.has(path)) kept.set(path, await tile(path));
    return kept.get(path);
  }
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

const file = (type, text) => ({ status: 200, type, body: gzipSync(text) });

/** Opens the address in a browser that has nothing yet but this state. */
async function paint(browser, address, storageState) {
  const context = await browser.newContext({ ...SCREEN, storageState });
  const page = await context.newPage();
  const tiles = new Set();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/tiles/')) tiles.add(pathname);
  });
  await page.goto(address);
  const times = () => {
    const found = ['first-contentful-paint', 'map-drawn'].map((name) => performance.getEntriesByName(name)[0]);
    return found.every(Boolean) && found.map((entry) => entry.startTime);
  };
  const seen = await page.waitForFunction(times, undefined, { polling: 100, timeout: LONGEST_MS });
  const [first, map] = await seen.jsonValue();
  await context.close();
  return { first, map, tiles: [...tiles].sort() };
}

/** What a wall that was let in by its link keeps. */
async function joined(browser) {
  const { url } = await call('/api/device-links', { purpose: 'viewer', displayName: 'bench' });
  const context = await browser.newContext(SCREEN);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.wall').waitFor({ timeout: LONGEST_MS });
  const state = await context.storageState();
  await context.close();
  return state;
}

const bare = await bareServer();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const state = await joined(browser);
  const both = async () => ({
    wall: await paint(browser, `${origin}/wall.html`, state),
    bare: await paint(browser, `http://127.0.0.1:${bare.address().port}/`),
  });
  const { wall } = await both(); // fills the tiles' caches of both servers
  const found = [];
  for (let round = 0; round < Number(rounds); round++) found.push(await both());
  const different = found.find((pair) => String(pair.bare.tiles) !== String(pair.wall.tiles));
  if (different) throw new Error(`not the same tiles: ${different.wall.tiles}; ${different.bare.tiles}`);
  const plain = ({ first, map }) => ({ first, map });
  const pairs = found.map((pair) => ({ wall: plain(pair.wall), bare: plain(pair.bare) }));
  console.log(JSON.stringify({ browser: browser.version(), tiles: wall.tiles.length, rounds: pairs }));
} finally {
  await browser.close();
  bare.close();
}
