/** The program comes in chunks: a page brings what it needs, and does without what it cannot get. */
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '../fixtures/index.ts';
import { Frame } from '../pages/frame.ts';

test('a page loads its own chunk, and the next page its own @javascript', async ({ desk, distributor }) => {
  const loaded: string[] = [];
  desk.on('request', (request) => loaded.push(/(\w+)\.pack$/.exec(request.url())?.[1] ?? ''));
  const packs = (): string[] => [...new Set(loaded.filter((name) => name !== ''))].sort();
  const frame = new Frame(desk);
  await frame.visit(`/${distributor.account}`);
  expect(packs()).toEqual(['common', 'home']);
  await frame.go('Hubs');
  await frame.arrives('Hubs');
  expect(packs()).toEqual(['common', 'home', 'hubs']);
});

test('what pages load comes packed as the browser takes it, and unpacked to one that takes nothing', async ({ server }) => {
  const sheet = /\/pkg\/entente\.\w+\.css/.exec(await (await fetch(`${server.url}/sign-in`)).text())?.[0] ?? '';
  const ask = async (accepted: string, tag = ''): Promise<IncomingMessage> =>
    await new Promise((resolve, reject) => {
      const headers = { 'Accept-Encoding': accepted, 'If-None-Match': tag };
      get(new URL(sheet, server.url), { headers }, resolve).on('error', reject);
    });
  const tags = new Set<string>();
  const texts = new Set<string>();
  for (const [accepted, encoding, unpack] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ] as const) {
    const answer = await ask(accepted);
    expect([answer.statusCode, answer.headers['content-encoding'], answer.headers['content-type']], accepted).toEqual([
      200,
      encoding,
      'text/css; charset=utf-8',
    ]);
    texts.add(unpack(await buffer(answer)).toString());
    const tag = answer.headers.etag ?? '';
    tags.add(tag);
    const again = await ask(accepted, tag);
    expect([again.statusCode, (await buffer(again)).length], accepted).toEqual([304, 0]);
  }
  expect([tags.size, texts.size]).toEqual([3, 1]);
  expect([...texts][0]).toContain('{');
});

for (const [why, status] of [
  ['the network is gone', 0],
  ['the server has been updated', 404],
] as const) {
  test(`a chunk does not come, for ${why}: the page does @javascript`, async ({ browser, distributor, server }) => {
    // A browser that the guard does not watch: the failure is written to the console.
    const context = await browser.newContext({ baseURL: server.url, storageState: distributor.session });
    const page = await context.newPage();
    const failing = '**/hubs.pack';
    await page.route(failing, (route) => (status === 0 ? route.abort() : route.fulfill({ status })));
    const navigation = page.getByRole('navigation', { name: 'Main' });
    await page.goto(`/${distributor.account}`);
    await page.locator('html.hydrated').waitFor({ state: 'attached' });

    // Going there falls back to the server's page, which stays without the program and works.
    await navigation.getByRole('link', { name: 'Hubs', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Hubs' })).toBeVisible();
    await expect(page).toHaveURL(`/${distributor.account}/hubs`);
    await expect(page.locator('html.hydrated')).toHaveCount(0);
    await page.getByRole('link', { name: distributor.hub }).click();
    await expect(page.getByRole('heading', { level: 1, name: distributor.hub })).toBeVisible();
    await page.goBack();
    await navigation.getByRole('link', { name: 'Home', exact: true }).click();
    await page.locator('html.hydrated').waitFor({ state: 'attached' });

    // Once the chunk is there again, the page needs no server.
    await page.unroute(failing);
    await navigation.getByRole('link', { name: 'Hubs', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Hubs' })).toBeVisible();
    await expect(page.locator('html.hydrated')).toHaveCount(1);
    await context.close();
  });
}
