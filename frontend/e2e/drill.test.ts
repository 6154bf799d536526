import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './axe';
import { launch, open, type Watched } from './browser';
import { PASSWORD, Server } from './server';

const SHOTS = resolve(import.meta.dirname, '../../docs/screenshots');
const SCREEN = { viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const PHONE = {
  ...SCREEN,
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  permissions: ['geolocation'],
  geolocation: { longitude: 114.37, latitude: 35.52, accuracy: 8 },
};

let server: Server;
let browser: Browser;
let hall: BrowserContext;
let desk: Watched;
let wall: Watched;
let drill = '';

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await Server.start();
  browser = await launch(server);
  hall = await browser.newContext(SCREEN);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function seek(time: string): Promise<void> {
  await server.call('POST', `/api/drills/${drill}/clock`, { seekTo: time });
  const state = async () =>
    (JSON.parse((await server.call('GET', `/api/drills/${drill}`)).body) as { state: string }).state;
  await expect.poll(state, { timeout: 60_000 }).toBe('playing');
  await server.call('POST', `/api/drills/${drill}/clock`, { paused: true });
}

it('the first page offers the flood of July 2021, and one press starts it', async () => {
  desk = await open(hall);
  const { page } = desk;
  await page.goto(`${server.origin}/desk.html`);
  await page.locator('input[name=user]').fill('admin');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.queue').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`${server.origin}/`);
  await page.locator('[data-start="2021-07"]').click();
  const door = page.locator('[data-drill=wall]').first();
  await door.waitFor();
  drill = new URL((await door.getAttribute('href'))!, server.origin).searchParams.get('space')!;
  expect(drill).toMatch(/^drill-/);
  expect(await violations(page)).toEqual([]);
});

it('the wall shows the river above its guarantee stage, the breach and the areas, and that it is a drill', async () => {
  await seek('2021-07-23T00:30:00+08:00');
  wall = await open(hall);
  const { page } = wall;
  await page.goto(`${server.origin}/wall.html?space=${drill}`);
  await page.getByText('彭村卫河左堤决口').first().waitFor();
  await page.getByText('68.03').first().waitFor();
  await page.getByText('超保证 1.63 m').first().waitFor();
  await page.getByText('时刻有争议').first().waitFor();
  await expect.poll(() => page.locator('.frame.drill .corner', { hasText: '演练' }).count()).toBe(4);
  expect(await violations(page)).toEqual([]);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.screenshot({ path: resolve(SHOTS, 'drill-wall.png') });
});

it('the time machine shows the day before, says that it is not now, and comes back', async () => {
  const { page } = wall;
  await page.keyboard.press('t');
  const slider = page.locator('input[type=range]');
  await slider.waitFor();
  await expect.poll(async () => Number(await slider.getAttribute('min'))).toBeGreaterThan(0);
  await slider.evaluate((input: HTMLInputElement) => {
    input.value = String(Date.parse('2021-07-21T20:00:00+08:00'));
    input.dispatchEvent(new Event('input'));
  });
  await page.locator('.frame.past', { hasText: '不是现在' }).waitFor();
  await page.getByText('64.40').first().waitFor();
  await expect.poll(() => page.getByText('彭村卫河左堤决口').count()).toBe(0);
  const frame = await page.locator('.frame.past .word').boundingBox();
  await page.locator('.truth.past', { hasText: '回看' }).waitFor();
  const truth = await page.locator('.truth').boundingBox();
  expect(frame!.y + frame!.height, 'the frame lies over what says how live the picture is').toBeLessThanOrEqual(
    truth!.y,
  );
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: resolve(SHOTS, 'time-machine.png') });
  await page.locator('.frame.past button').click();
  await page.getByText('彭村卫河左堤决口').first().waitFor();
  await page.locator('.frame.past').waitFor({ state: 'detached' });
});

it('the desk lists the waters, takes a reading in the drill, and shows the report', async () => {
  const { page } = desk;
  await page.goto(`${server.origin}/desk.html?space=${drill}`);
  await page.locator('[data-water]').click();
  await page.locator('[role=option]', { hasText: '淇门' }).waitFor();
  await page.locator('form.reading input').first().fill('67.90');
  await page.locator('form.reading button[type=submit]').click();
  await page.getByText('已记录').first().waitFor();
  await page.locator('[role=option]', { hasText: '67.90' }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: resolve(SHOTS, 'drill-desk.png') });
  await page.locator('[data-drill=report]').click();
  await page.locator('.report td', { hasText: '卫河左堤决口' }).first().waitFor();
});

it('a call taken in the drill is dated in the time of the drill', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '接报' }).click();
  const form = page.locator('form.call');
  await form.locator('input').nth(0).fill('彭村值守点');
  await form.locator('input[type=tel]').fill('0392-5550100');
  await form.locator('input[type=search]').fill('pengcun');
  await form.locator('[role=option]').first().click();
  await form.locator('button[type=submit]').click();
  await page.getByText('2021-0003').first().waitFor();
  const { body } = await server.call('GET', `/api/${drill}/incidents`);
  const times = (JSON.parse(body) as { features: { properties: { occurredAt: string } }[] }).features;
  expect(times.map((f) => f.properties.occurredAt.slice(0, 7))).toEqual(['2021-07', '2021-07', '2021-07']);
});

it('the phone reads a gauge and shares its place until it is told to stop, in the drill alone', async () => {
  const street = await browser.newContext(PHONE);
  const { page, complaints } = await open(street);
  const made = await server.call('POST', '/api/device-links', { purpose: 'field', displayName: '巡堤一组手机' });
  const { url } = JSON.parse(made.body) as { url: string };
  await page.goto(`${server.origin}/field.html?space=${drill}${new URL(url).hash}`);
  await page.locator('button.reading').first().click();
  await page.locator('[role=radio]', { hasText: '刘庄' }).click();
  await page.locator('form.reading input').first().fill('67.20');
  await page.screenshot({ path: resolve(SHOTS, 'field-reading.png') });
  await page
    .locator('form.reading input[type=file]')
    .setInputFiles({ name: 'staff.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) });
  await page.locator('form.reading button[type=submit]').click();
  await page.getByText('已记录').first().waitFor();
  await wall.page.getByText('67.20').first().waitFor();
  const { body: series } = await server.call('GET', `/api/${drill}/gauges/31006410/readings`);
  expect((JSON.parse(series) as { readings: { photo: string | null }[] }).readings.filter((r) => r.photo)).toHaveLength(
    1,
  );

  // One bar less: the reading and its photo wait on the phone and go by themselves.
  await page.locator('button.reading').first().click();
  await page.getByText('全部测站').click();
  await page.locator('[role=radio]', { hasText: '五陵' }).click();
  await street.setOffline(true);
  await page.locator('form.reading input').first().fill('55.66');
  await page
    .locator('form.reading input[type=file]')
    .setInputFiles({ name: 'staff.jpg', mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg' }) });
  await page.locator('form.reading button[type=submit]').click();
  await page.getByText('已存在手机里').first().waitFor();
  await page.locator('button.reading small', { hasText: '1 条待发' }).waitFor();
  await street.setOffline(false);
  await wall.page.getByText('55.66').first().waitFor();
  await page.locator('button.reading small').waitFor({ state: 'detached' });
  const { body: later } = await server.call('GET', `/api/${drill}/gauges/31003910/readings`);
  expect((JSON.parse(later) as { readings: { photo: string | null }[] }).readings.filter((r) => r.photo)).toHaveLength(
    1,
  );

  await page.getByText('共享队伍位置').click();
  await page.locator('[role=radio]', { hasText: '新镇镇巡堤一组' }).click();
  await page.getByText('同意并开始共享').click();
  await page.locator('.sharing', { hasText: /已发送 [1-9]/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  const { body } = await server.call('GET', `/api/${drill}/latest`);
  expect(JSON.stringify((JSON.parse(body) as { latest: { positions: unknown[] } }).latest.positions)).toContain(
    '114.37,35.52',
  );
  await page.locator('.sharing button').click();
  await page.getByText('共享队伍位置').waitFor();
  await page.locator('.frame.drill').waitFor();
  expect([...wall.complaints, ...desk.complaints, ...complaints]).toEqual([]);
});

it('nothing of it is in the live space', async () => {
  const { body } = await server.call('GET', '/api/live/incidents');
  expect((JSON.parse(body) as { numberMatched: number }).numberMatched).toBe(0);
  const latest = await server.call('GET', '/api/live/latest');
  expect((JSON.parse(latest.body) as { latest: { readings: unknown[] } }).latest.readings).toEqual([]);
});
