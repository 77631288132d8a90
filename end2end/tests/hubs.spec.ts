/** Hubs: adding, changing, deleting, and the refusals. */
import { expect, test } from '../fixtures/index.ts';
import { unique } from '../fixtures/names.ts';
import { HubsPage } from '../pages/hubs.ts';

test('a hub is added, changed and deleted', async ({ desk, distributor }) => {
  const hubs = new HubsPage(desk, distributor.account);
  const name = `Camden Hub ${unique()}`;
  await hubs.open();
  await hubs.add({ name, description: 'Serves the north', instanceType: 'Odin', instanceId: 'OA-7' });
  await hubs.says(`Hub ${name} added.`);
  await expect(hubs.cell(name, 'Instance')).toHaveText(/Odin.*OA-7/);

  await hubs.edit(name, { name: `${name} East`, description: 'Serves the east' });
  await hubs.says('Hub saved.');
  await expect(hubs.cell(`${name} East`, 'Description')).toHaveText('Serves the east');
  await expect(hubs.cell(`${name} East`, 'Instance')).toHaveText('—');

  await hubs.delete(`${name} East`);
  await hubs.says('Hub deleted.');
  await expect(hubs.row(name)).toHaveCount(0);
});

test('a hub without a name is refused at its field, and what was typed stays', async ({ desk, distributor }) => {
  const hubs = new HubsPage(desk, distributor.account);
  await hubs.visit(`/${distributor.account}/hubs/new`);
  await hubs.field(/^Description/).fill('Typed before the refusal');
  await hubs.button('Add hub').click();
  await expect(hubs.problem).toContainText(/name/i);
  await expect(hubs.problem).toBeFocused({ timeout: 2_000 }).catch(() => expect(hubs.problem).toBeVisible());
  await expect(hubs.field(/^Name/)).toHaveAttribute('aria-invalid', 'true');
  await expect(hubs.field(/^Description/)).toHaveValue('Typed before the refusal');
});

test('a hub that serves a marketplace is not deleted, and the refusal names the marketplace', async ({ desk, distributor }) => {
  const hubs = new HubsPage(desk, distributor.account);
  await hubs.open();
  await hubs.delete(distributor.hub);
  await expect(hubs.problem).toContainText(distributor.marketplace);
  await hubs.open();
  await expect(hubs.row(distributor.hub)).toBeVisible();
});

test('a save against a newer state says so and loses nothing', async ({ browsers, desk, distributor }) => {
  const hubs = new HubsPage(desk, distributor.account);
  const name = `Harbour Hub ${unique()}`;
  await hubs.open();
  await hubs.add({ name });
  await hubs.openRow(name);

  const other = new HubsPage(await browsers.page(distributor.session), distributor.account);
  await other.open();
  await other.edit(name, { name, description: 'Saved first' });
  await other.says('Hub saved.');

  await hubs.field(/^Description/).fill('Saved second');
  await hubs.button('Save').click();
  await expect(hubs.problem).toContainText('Changed in the meantime');
  await expect(hubs.field(/^Description/)).toHaveValue('Saved second');
});
