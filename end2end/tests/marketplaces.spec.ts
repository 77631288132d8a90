/** Marketplaces: adding, changing, deleting, and the refusals. */
import { expect, test } from '../fixtures/index.ts';
import { unique } from '../fixtures/names.ts';
import { MarketplacesPage } from '../pages/marketplaces.ts';

test('a marketplace is added, changed and deleted', async ({ desk, distributor }) => {
  const marketplaces = new MarketplacesPage(desk, distributor.account);
  const name = `Alpine Marketplace ${unique()}`;
  await marketplaces.open();
  await marketplaces.add({ name, countries: ['Austria', 'Switzerland'], currency: 'CHF', hubs: [distributor.hub] });
  await marketplaces.says(`Marketplace ${name} added.`);
  await expect(marketplaces.cell(name, 'Countries')).toHaveText('AT, CH');
  await expect(marketplaces.cell(name, 'Hubs')).toHaveText(distributor.hub);

  await marketplaces.openRow(name);
  await marketplaces.fill({ name: `${name} North`, countries: ['Germany'], currency: 'EUR' });
  await marketplaces.button('Save').click();
  await marketplaces.says('Marketplace saved.');
  await expect(marketplaces.cell(`${name} North`, 'Countries')).toHaveText('AT, CH, DE');
  await expect(marketplaces.cell(`${name} North`, 'Currency')).toHaveText('EUR');

  await marketplaces.delete(`${name} North`);
  await marketplaces.says('Marketplace deleted.');
  await expect(marketplaces.row(name)).toHaveCount(0);
});

test('a name that is taken is refused at its field, and the choices stay', async ({ desk, distributor }) => {
  const marketplaces = new MarketplacesPage(desk, distributor.account);
  await marketplaces.open();
  await marketplaces.add({ name: distributor.marketplace, countries: ['France'], currency: 'EUR', hubs: [distributor.hub] });
  await expect(marketplaces.problem).toContainText(/name/i);
  await expect(marketplaces.field(/^Name/)).toHaveAttribute('aria-invalid', 'true');
  await expect(marketplaces.field(/^Name/)).toHaveValue(distributor.marketplace);
  await expect(marketplaces.field('Currency')).toHaveValue('EUR');
  await expect(desk.getByRole('group', { name: 'Countries' }).getByLabel('France', { exact: true })).toBeChecked();
  await expect(desk.getByRole('group', { name: 'Hubs' }).getByLabel(distributor.hub)).toBeChecked();
});

test('a marketplace that an agreement is for is not deleted, and the refusal names the agreement', async ({
  arrange,
  desk,
  distributor,
}) => {
  const { dependent_agreement } = await arrange.invited();
  const marketplaces = new MarketplacesPage(desk, distributor.account);
  await marketplaces.open();
  await marketplaces.delete(distributor.marketplace);
  await expect(marketplaces.problem).toContainText(/agreement/i);
  await marketplaces.open();
  await marketplaces.openRow(distributor.marketplace);
  await expect(marketplaces.card('Distribution agreements')).toContainText(dependent_agreement?.name ?? '');
});
