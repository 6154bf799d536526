import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, open, type Watched } from './browser';
import { PASSWORD, Server } from './server';

const SHOTS = resolve(import.meta.dirname, '../../docs/screenshots');
const SCREEN = { viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  permissions: ['geolocation'],
  geolocation: { longitude: 114.368, latitude: 35.522, accuracy: 12 },
};
const SEEN = '堤脚冒浑水,直径约 20 厘米';
const SCRIPT = '<img src=x onerror=alert(1)>浑水,越来越急';

let server: Server;
let browser: Browser;
let hall: BrowserContext;
let street: BrowserContext;
let desk: Watched;
let wall: Watched;
let phone: Watched;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await Server.start();
  browser = await launch(server);
  hall = await browser.newContext(SCREEN);
  street = await browser.newContext(PHONE);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface StoredReport {
  id: string;
  properties: {
    text: string;
    state: string;
    village: string | null;
    photos: { state: string }[];
    seenAt: string | null;
  };
}

async function reports(): Promise<StoredReport[]> {
  const { body } = await server.call('GET', '/api/live/fieldreports');
  return (JSON.parse(body) as { features: StoredReport[] }).features;
}

/** Makes a link on the desk's page for devices and reads its address. */
async function link(purpose: 'field' | 'viewer', name: string): Promise<string> {
  const { page } = desk;
  await page.locator('form.new select').selectOption(purpose);
  await page.locator('form.new input').fill(name);
  await page.locator('form.new button[type=submit]').click();
  await page.locator('.fresh h2', { hasText: name }).waitFor();
  return page.locator('.fresh code').innerText();
}

it('the duty officer logs in and a wrong password is refused in words', async () => {
  desk = await open(hall);
  const { page } = desk;
  await page.goto(`${server.origin}/desk.html`);
  await page.locator('input[name=user]').fill('admin');
  await page.locator('input[name=password]').fill('not the password');
  await page.keyboard.press('Enter');
  await page.locator('[role=alert]').waitFor();
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.queue').waitFor();
  await page.locator('.truth', { hasText: '缺 0' }).waitFor();
});

it('the wall joins by its link and shows that nothing is wrong', async () => {
  await desk.page.getByRole('button', { name: '人员与设备' }).click();
  const address = await link('viewer', '指挥大厅大屏');
  wall = await open(await browser.newContext(SCREEN));
  await wall.page.goto(address);
  await wall.page.getByText('当前没有未结事件').waitFor();
  expect(wall.page.url()).not.toContain('join=');
  await wall.page.reload();
  await wall.page.getByText('当前没有未结事件').waitFor();
});

it('a phone joins by QR link once, and the link is then used up', async () => {
  const address = await link('field', '新镇镇巡堤 2 组');
  expect(address.startsWith(server.origin)).toBe(true);
  phone = await open(street);
  await phone.page.goto(address);
  await phone.page.locator('button.report').waitFor();
  const second = await open(await browser.newContext(PHONE));
  await second.page.goto(address);
  await second.page.getByText('已经用过或已过期').waitFor();
  await second.page.close();
});

it('a report made without a network survives the killed tab and arrives exactly once', async () => {
  await phone.page.evaluate(() => navigator.serviceWorker.ready);
  await street.setOffline(true);
  await phone.page.locator('button.report').click();
  await phone.page.locator('[data-kind=piping]').click();
  await phone.page.getByRole('button', { name: '严重' }).click();
  const photo = await wall.page.screenshot({ type: 'jpeg', quality: 80 });
  await phone.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'dyke.jpg', mimeType: 'image/jpeg', buffer: photo });
  await phone.page.locator('.media img').waitFor();
  await phone.page.locator('textarea').fill(SEEN);
  await phone.page.getByText('误差约 12 米').waitFor();
  await phone.page.screenshot({ path: resolve(SHOTS, 'field.png') });
  await phone.page.locator('.send button').click();
  await phone.page.getByText('1 条待发').waitFor();
  expect(await reports()).toEqual([]);
  await phone.page.close();

  phone = { ...(await open(street)) };
  await phone.page.goto(`${server.origin}/field.html`);
  await phone.page.getByText('1 条待发').waitFor();
  await street.setOffline(false);
  await phone.page.getByText('0 条待发 · 1 条已收').waitFor();
  await expect.poll(async () => (await reports()).map((r) => r.properties.photos[0]?.state)).toEqual(['stored']);
  const [report] = await reports();
  expect(report?.properties.text).toBe(SEEN);
  expect(report?.properties.village).toMatch(/^\d{12}$/);
});

it('the wall has it at once, and says so until somebody acknowledges', async () => {
  await wall.page.getByText('管涌').first().waitFor();
});

it('the duty officer opens it by keyboard, asks, and the reporter sees both', async () => {
  const { page } = desk;
  await page.keyboard.press('Escape');
  await page.locator('.queue li').first().waitFor();
  await page.locator('body').click({ position: { x: 5, y: 900 } });
  await page.keyboard.press('j');
  await page.locator('.work-item h1').waitFor();
  expect(await page.locator('.work-item .text').innerText()).toBe(SEEN);
  await page.keyboard.press('q');
  await page.getByRole('button', { name: '水是清的还是浑的?' }).click();
  await phone.page.reload();
  await phone.page.getByText('水是清的还是浑的?').first().waitFor();
  await phone.page.locator('button.card').first().click();
  await phone.page.getByText('已看到').first().waitFor();
  await phone.page.locator('.ask textarea').fill(SCRIPT);
  await phone.page.locator('.ask button').click();
  await page.getByText(SCRIPT).waitFor();
});

it('accepted, it is an incident with a number that the wall lists, and goes its way', async () => {
  const { page } = desk;
  await page.locator('.work-item .media img').first().waitFor();
  await page.keyboard.press('a');
  await page.locator('dialog select').selectOption('major');
  await page.locator('dialog button[type=submit]').click();
  await page
    .getByText(/\d{4}-0001/)
    .first()
    .waitFor();
  const states = async () => {
    const { body } = await server.call('GET', '/api/live/incidents');
    return (JSON.parse(body) as { features: StoredReport[] }).features.map((f) => f.properties.state);
  };
  await page.keyboard.press('v');
  await page.locator('.toast', { hasText: '已核实' }).waitFor();
  // A page that goes sends what still waits.
  await page.reload();
  await expect.poll(states).toEqual(['verified']);
  await page.locator('.truth', { hasText: '缺 0' }).waitFor();
  await page.keyboard.press('2');
  await page.locator('.queue li').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('[aria-current=step]', { hasText: '已核实' }).waitFor();
  await page.keyboard.press('s');
  await page.locator('[aria-current=step]', { hasText: '处置中' }).waitFor();
  await wall.page.getByText('处置中').first().waitFor();
  await page.keyboard.press('c');
  const told = page.locator('.toast', { hasText: '已控制' });
  await told.getByRole('button', { name: '撤销' }).click();
  await told.waitFor({ state: 'detached' });
  await page.locator('.actions button:enabled', { hasText: '已控制' }).waitFor();
  expect(await states()).toEqual(['responding']);
  await phone.page.goto(`${server.origin}/field.html`);
  await phone.page.getByText('已转为事件').waitFor();
});

it('a call is taken by name of village in pinyin and opens a second incident', async () => {
  const { page } = desk;
  await page.keyboard.press('n');
  const form = page.locator('form.call');
  await form.locator('input').nth(0).fill('彭村值守点');
  await form.locator('input[type=tel]').fill('0392-5550100');
  await form.locator('input[type=search]').fill('pengcun');
  await form.locator('[role=option]').first().click();
  await form.locator('textarea').fill('穿堤涵洞漏水');
  await form.locator('button[type=submit]').click();
  await page
    .getByText(/\d{4}-0002/)
    .first()
    .waitFor();
  await expect.poll(() => wall.page.locator('text=/彭村/').count()).toBeGreaterThan(0);
});

it('nothing on any screen was in error, and the pictures for the README are taken', async () => {
  await desk.page.locator('.queue li').first().click();
  await desk.page.locator('.linked .media img').first().waitFor();
  await phone.page.getByText('已转为事件').waitFor();
  // The map draws its last tiles before the picture is taken.
  for (const { page } of [wall, desk]) await page.waitForLoadState('networkidle').catch(() => undefined);
  await wall.page.screenshot({ path: resolve(SHOTS, 'wall.png') });
  await desk.page.screenshot({ path: resolve(SHOTS, 'desk.png') });
  expect([...wall.complaints, ...desk.complaints, ...phone.complaints]).toEqual([]);
});

it('the back key leaves the place picker, then the report, which is offered again; three taps send it', async () => {
  const { page } = phone;
  await page.locator('button.report').click();
  await page.locator('[data-kind=breach]').click();
  await page.getByText('误差约 12 米').waitFor();
  await page.getByRole('button', { name: '改位置' }).click();
  await page.locator('.picker').waitFor();
  await page.goBack();
  await page.locator('.picker').waitFor({ state: 'detached' });
  await page.locator('.send button').waitFor();
  await page.goBack();
  await page.getByText('继续上次的上报').click();
  await page.getByText('开始写时的位置').waitFor();
  await page.locator('.send button').click();
  const sent = async () => (await reports()).filter((r) => !r.properties.text && !r.properties.photos.length);
  await expect.poll(async () => (await sent()).map((r) => r.properties.state)).toEqual(['received']);
  await page.locator('button.report').waitFor();
  expect(await page.getByText('继续上次的上报').count()).toBe(0);
  expect(phone.complaints).toEqual([]);
});

it('a place off the map chooses nothing until the map is moved', async () => {
  const { page } = phone;
  await street.setGeolocation({ longitude: 115.2, latitude: 35.9, accuracy: 12 });
  await page.locator('button.report').click();
  await page.locator('[data-kind=breach]').click();
  await page.getByText('115.2').waitFor();
  await page.getByRole('button', { name: '改位置' }).click();
  await page.getByText('原位置不在本县地图上').waitFor();
  const here = page.getByRole('button', { name: '就是这里' });
  expect(await here.isDisabled()).toBe(true);
  const { x, y } = (await page.locator('.pick').boundingBox())!;
  await page.mouse.move(x + 150, y + 150);
  await page.mouse.down();
  await page.mouse.move(x + 190, y + 200, { steps: 5 });
  await page.mouse.up();
  await here.click();
  await page.getByText('地图上选定的位置').waitFor();
  expect(await page.locator('.place .num').innerText()).toMatch(/^114\.\d+, 35\.\d+$/);
  expect(phone.complaints).toEqual([]);
});
