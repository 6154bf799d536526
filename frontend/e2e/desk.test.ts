import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './axe';
import { launch, open, type Watched } from './browser';
import { PASSWORD, Server } from './server';

const SCREEN = { viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const STATION = '31009001';

let server: Server;
let browser: Browser;
let desk: Watched;

beforeAll(async () => {
  server = await Server.start();
  browser = await launch(server);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Stored {
  geometry: { coordinates: [number, number] };
  properties: Record<string, unknown>;
}

async function stored(path: string): Promise<Stored> {
  return JSON.parse((await server.call('GET', `/api/live/${path}`)).body) as Stored;
}

const field = (name: string) => desk.page.locator(`[data-field=${name}]`);

it('a station is entered by keyboard and by a touch of the map, and is on the board', async () => {
  desk = await open(await browser.newContext(SCREEN));
  const { page } = desk;
  await page.goto(`${server.origin}/desk.html`);
  await page.locator('input[name=user]').fill('admin');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.queue').waitFor();
  await page.locator('[data-water]').click();
  await page.locator('[role=option]', { hasText: '淇门' }).waitFor();
  await page.locator('[data-new-gauge]').click();
  await page.keyboard.type('闸前水尺');
  await page.keyboard.press('Tab');
  await page.keyboard.type(STATION);
  await page.keyboard.press('Tab');
  await page.keyboard.type('卫河');
  await page.getByText('在地图上点选').click();
  await page.locator('.map canvas').click({ position: { x: 150, y: 220 } });
  await expect.poll(() => field('place').inputValue()).toMatch(/^11\d\.\d{5}, 3\d\.\d{5}$/);
  await field('warningStageMetres').fill('62.5');
  await field('guaranteeStageMetres').fill('61');
  expect(await violations(page)).toEqual([]);
  await page.locator('form.definition button[type=submit]').click();
  await page.getByText('保证水位不能低于警戒水位 62.5').waitFor();
  await field('guaranteeStageMetres').fill('64');
  await page.locator('form.definition button[type=submit]').click();
  await page.locator('[role=option][aria-selected=true]', { hasText: '闸前水尺' }).waitFor();
  const { geometry, properties } = await stored(`gauges/${STATION}`);
  expect(properties).toMatchObject({ river: '卫河', warningStageMetres: 62.5, guaranteeStageMetres: 64 });
  expect(geometry.coordinates[0]).toBeGreaterThan(113);
});

it('an edit meets what a colleague changed meanwhile, keeps what was typed and takes nothing back', async () => {
  const { page } = desk;
  await page.locator('[data-edit-gauge]').click();
  await field('warningStageMetres').fill('62.8');
  await field('guaranteeStageMetres').fill('');
  await server.call('POST', `/api/live/gauges/${STATION}/define`, { river: '共产主义渠', warningStageMetres: 62.6 });
  await page.locator('form.definition button[type=submit]').click();
  await page.locator('.notice', { hasText: '卫河 → 共产主义渠' }).waitFor();
  await page.locator('.notice', { hasText: '62.5 → 62.6' }).waitFor();
  expect(await field('warningStageMetres').inputValue()).toBe('62.8');
  expect(await violations(page)).toEqual([]);
  await page.locator('form.definition button[type=submit]').click();
  await page.locator('[role=option]', { hasText: '闸前水尺' }).waitFor();
  await expect
    .poll(async () => (await stored(`gauges/${STATION}`)).properties)
    .toMatchObject({
      river: '共产主义渠',
      warningStageMetres: 62.8,
      guaranteeStageMetres: null,
    });
});

it('what was typed is there again after the form was left, until it is discarded', async () => {
  const { page } = desk;
  await page.locator('[data-edit-gauge]').click();
  await field('name').fill('闸后水尺');
  await page.keyboard.press('Escape');
  await page.reload();
  await page.locator('[data-water]').click();
  await page.locator('[role=option]', { hasText: '闸前水尺' }).click();
  await page.locator('[data-edit-gauge]').click();
  await page.getByText('上次没有保存').waitFor();
  expect(await field('name').inputValue()).toBe('闸后水尺');
  await page.getByRole('button', { name: '放弃' }).click();
  await expect.poll(() => field('name').inputValue()).toBe('闸前水尺');
});

it('a removed station is back with one press', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '移除测站' }).click();
  await expect.poll(() => page.locator('[role=option]', { hasText: '闸前水尺' }).count()).toBe(0);
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.locator('[role=option]', { hasText: '闸前水尺' }).waitFor();
  expect((await stored(`gauges/${STATION}`)).properties).toMatchObject({ warningStageMetres: 62.8 });
});

it("a team's members and equipment are entered, and the desk can call them", async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '新增队伍' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('input').first().fill('巡堤七组');
  await dialog.getByRole('button', { name: '添加成员' }).click();
  await page.keyboard.type('张三');
  await page.keyboard.press('Tab');
  await page.keyboard.type('电话');
  await dialog.getByRole('button', { name: '添加装备' }).click();
  await page.keyboard.type('冲锋舟');
  expect(await violations(page)).toEqual([]);
  await dialog.locator('button[type=submit]').click();
  await dialog.getByText('电话号码为').waitFor();
  await dialog.locator('li input[type=tel]').fill('13900000001');
  await dialog.locator('button[type=submit]').click();
  const row = page.locator('li', { hasText: '巡堤七组' });
  await row.locator('summary').click();
  await row.locator('a[href="tel:13900000001"]').waitFor();
  await row.getByText('冲锋舟').waitFor();
});

it('a report accepted by mistake waits again, and the incident is gone', async () => {
  const { page } = desk;
  const properties = {
    kind: 'danger',
    danger: 'piping',
    severity: 'major',
    text: '堤脚冒浑水',
    observedAt: new Date().toISOString(),
  };
  const geometry = { type: 'Point', coordinates: [114.37, 35.52] };
  for (const text of ['堤脚冒浑水', '也看到冒水']) {
    const sent = { type: 'Feature', geometry, properties: { ...properties, text } };
    expect((await server.call('POST', '/api/live/fieldreports', sent)).status).toBe(201);
  }
  await page.locator('.queue li', { hasText: '堤脚冒浑水' }).first().click();
  await page.getByText('附近的相似上报').waitFor();
  await page.locator('.suggestions', { hasText: '也看到冒水' }).waitFor();
  await page.keyboard.press('a');
  await page.locator('dialog button[type=submit]').click();
  await page
    .getByText(/\d{4}-0001/)
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.locator('.work-item', { hasText: '堤脚冒浑水' }).getByText('采纳为新事件').waitFor();
  const { body } = await server.call('GET', '/api/live/incidents');
  expect((JSON.parse(body) as { numberMatched: number }).numberMatched).toBe(0);
});

it('the arrows move within the list of stations and leave the queue alone', async () => {
  const { page } = desk;
  await page.locator('[data-water]').click();
  await page.locator('ul.gauges').focus();
  const chosen = page.locator('ul.gauges [aria-selected=true]');
  const first = await chosen.innerText();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => chosen.innerText()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => chosen.innerText()).toBe(first);
  expect(desk.complaints).toEqual([]);
});
