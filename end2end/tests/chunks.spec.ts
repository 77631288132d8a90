/** The program comes in chunks: a page brings what it needs, and does without what it cannot get. */
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
