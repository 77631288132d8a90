/** Around the pages: home, navigation, the theme. The account switcher is in portals.spec. */
import { expect, test } from '../fixtures/index.ts';
import { unique } from '../fixtures/names.ts';
import { ContractPage } from '../pages/contracts.ts';
import { Frame } from '../pages/frame.ts';
import { HubsPage } from '../pages/hubs.ts';

test('home says what waits, and leads to it', async ({ browsers, desk, distributor, joined }) => {
  const { account, invited, session, who } = await joined({ autoAccept: false });
  const theirs = new ContractPage(await browsers.page(session));
  await theirs.visit(`/${account}/agreements/${invited.dependent_agreement?.id}`);
  await theirs.button('Enrol').click();
  await theirs.isMarked('Enrolling');

  await theirs.visit(`/${account}`);
  await theirs.card('Waiting for you').getByRole('link', { name: /^1 contract to sign$/ }).click();
  await expect(theirs.page.locator('tbody tr').filter({ hasText: invited.dependent_agreement?.name ?? '' })).toBeVisible();
  await theirs.page.locator('tbody tr').getByRole('link').first().click();
  await theirs.sign(who.name);
  await theirs.isMarked('Awaits approval');

  const frame = new Frame(desk);
  await frame.visit(`/${distributor.account}`);
  await frame.card('Waiting for you').getByRole('link', { name: /to approve/ }).click();
  await expect(desk.locator('tbody tr').filter({ hasText: invited.partner.name })).toBeVisible();
});

test('the navigation leads everywhere and marks where one is', async ({ desk, distributor }) => {
  const frame = new Frame(desk);
  await frame.visit(`/${distributor.account}`);
  for (const [link, heading] of [
    ['Directory', 'Directory'],
    ['Service', 'Agreements'],
    ['All contracts', 'Contracts'],
    ['Marketplaces', 'Marketplaces'],
    ['Hubs', 'Hubs'],
    ['Events', 'Events'],
    ['Home', 'Home'],
  ] as const) {
    await frame.go(link);
    await frame.arrives(heading);
    await expect(desk).toHaveTitle(`${heading} · ${distributor.name} · Entente`);
    await expect(desk.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]')).toHaveText(link);
  }
});

test('a name with markup in it stays text in the title', async ({ desk, distributor }) => {
  const hubs = new HubsPage(desk, distributor.account);
  const name = `</title><meta http-equiv="refresh" content="0; url=/nothing"> & Sons ${unique()}`;
  await hubs.open();
  await hubs.add({ name });
  await hubs.openRow(name);
  await desk.reload();
  await hubs.arrives(name);
  await expect(desk).toHaveTitle(`${name} · ${distributor.name} · Entente`);
  await expect(desk.locator('meta[http-equiv]')).toHaveCount(0);
});

test('the theme is chosen, and kept from the first paint on @javascript', async ({ desk, distributor }) => {
  const frame = new Frame(desk);
  const theme = desk.getByRole('group', { name: 'Theme' });
  await frame.visit(`/${distributor.account}`);
  await desk.getByRole('button', { name: new RegExp(distributor.admin.name) }).click();
  await theme.getByRole('button', { name: 'Dark' }).click();
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'dark');
  await desk.reload();
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'dark');
  await frame.arrives('Home');
  await desk.getByRole('button', { name: new RegExp(distributor.admin.name) }).click();
  await expect(theme.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
  await theme.getByRole('button', { name: 'System' }).click();
  await expect(desk.locator('html')).not.toHaveAttribute('data-theme');
});
