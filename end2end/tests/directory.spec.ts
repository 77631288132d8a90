/** The directory, and with it the one list: search, filters, sorting, columns, pages, export; the URL says it all. */
import { expect, test } from '../fixtures/index.ts';
import { company, unique } from '../fixtures/names.ts';
import { DirectoryPage, PartnerPage } from '../pages/partners.ts';

test('search finds words, beginnings, ids and parts', async ({ arrange, desk, distributor }) => {
  const externalId = `EXT-${unique()}`;
  const { partner } = await arrange.invited({ externalId });
  await arrange.invited();
  const directory = new DirectoryPage(desk, distributor.account);
  const number = partner.name.split(' ').pop() ?? '';
  await directory.open();
  for (const text of [partner.name, partner.name.slice(0, -2), partner.id, externalId, number.slice(2)]) {
    await directory.search(text);
    await expect(directory.row(partner.name), `searched for ${text}`).toBeVisible();
    await expect(desk).toHaveURL((url) => url.searchParams.get('q') === text);
    await expect(desk.getByRole('searchbox')).toHaveValue(text);
  }
  await directory.search(`${partner.name} nothing like it`);
  await expect(desk.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await directory.link('Clear all').first().click();
  await expect(directory.row(partner.name)).toBeVisible();
});

test('filters have counts, chips take them back, Back works', async ({ arrange, desk, distributor, joined }) => {
  const word = unique();
  await arrange.invited({ name: `${company()} ${word}` });
  await arrange.invited({ kind: 'reseller', name: `${company()} ${word}` });
  const { invited } = await joined({ name: `${company()} ${word}` });
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${word}`);
  await directory.shows('1–3 of 3');
  expect(await directory.counted('Status', 'Active')).toBe(1);
  expect(await directory.counted('Status', 'Invited')).toBe(2);
  expect(await directory.counted('Type', 'Reseller')).toBe(1);

  await directory.filter('Status', 'Invited');
  await directory.shows('1–2 of 2');
  await directory.filter('Type', 'Reseller');
  await directory.shows('1–1 of 1');
  await expect(desk).toHaveURL((url) => url.searchParams.get('status') === 'invited' && url.searchParams.get('type') === 'reseller');
  await desk.getByRole('link', { name: 'Remove filter: Type Reseller' }).click();
  await directory.shows('1–2 of 2');
  await desk.goBack();
  await directory.shows('1–1 of 1');
  await desk.goBack();
  await directory.shows('1–2 of 2');
  await directory.filter('Status', 'Active');
  await directory.shows('1–3 of 3');
  await directory.filter('Status', 'Invited');
  await directory.shows('1–1 of 1');
  await expect(directory.row(invited.partner.name)).toBeVisible();
});

test('every column sorts, both ways', async ({ arrange, desk, distributor }) => {
  const word = unique();
  for (const name of ['Bravo', 'alpha', 'Charlie']) {
    await arrange.invited({ name: `${name} ${word}` });
  }
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${word}`);
  await expect(directory.column('Account').locator('a').first()).toHaveText(`Charlie ${word}`);
  await directory.sortBy('Account');
  await expect(directory.column('Account').locator('a')).toHaveText([`alpha ${word}`, `Bravo ${word}`, `Charlie ${word}`]);
  await expect(desk.getByRole('columnheader', { name: 'Account' })).toHaveAttribute('aria-sort', 'ascending');
  await directory.sortBy('Account');
  await expect(directory.column('Account').locator('a')).toHaveText([`Charlie ${word}`, `Bravo ${word}`, `alpha ${word}`]);
  await expect(desk.getByRole('columnheader', { name: 'Account' })).toHaveAttribute('aria-sort', 'descending');
  for (const column of ['Type', 'Technical contact', 'Program', 'Distribution', 'Service', 'Syndication', 'Status', 'Created']) {
    await directory.sortBy(column);
    await expect(desk.getByRole('columnheader', { name: column })).toHaveAttribute('aria-sort', 'ascending');
    await directory.shows('1–3 of 3');
  }
});

test('columns are chosen, and the URL keeps them', async ({ arrange, desk, distributor }) => {
  const externalId = unique();
  const { partner } = await arrange.invited({ externalId });
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${externalId}`);
  await directory.choose(['Account', 'Status', 'External id']);
  await expect(directory.heads).toHaveText(['Account', 'Status', 'External id']);
  await expect(directory.cell(partner.name, 'External id')).toHaveText(externalId);
  await directory.visit(desk.url());
  await expect(directory.heads).toHaveText(['Account', 'Status', 'External id']);
});

test('chosen columns are remembered by this browser @javascript', async ({ arrange, desk, distributor }) => {
  await arrange.invited();
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await directory.choose(['Account', 'Created']);
  await expect(directory.heads).toHaveText(['Account', 'Created']);
  await directory.open();
  await expect(directory.heads).toHaveText(['Account', 'Created']);
});

test('pages: rows per page, turning, a page number, the total', async ({ arrange, desk, distributor }) => {
  const word = unique();
  await Promise.all(Array.from({ length: 12 }, async (_, number) => await arrange.invited({ name: `Partner ${number} ${word}` })));
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${word}`);
  await directory.shows('1–12 of 12');
  await directory.rowsPerPage(10);
  await directory.shows('1–10 of 12');
  await directory.turn('Next');
  await directory.shows('11–12 of 12');
  await expect(desk).toHaveURL((url) => url.searchParams.get('page') === '2' && url.searchParams.get('rows') === '10');
  await directory.turn('Previous');
  await directory.shows('1–10 of 12');
  await desk.getByRole('spinbutton', { name: 'Page' }).fill('2');
  await desk.getByRole('spinbutton', { name: 'Page' }).press('Enter');
  await directory.shows('11–12 of 12');
  // A stale link beyond the end shows the last page, never an error.
  await directory.open(`?q=${word}&rows=10&page=99`);
  await directory.shows('11–12 of 12');
  await directory.open('?sort=nonsense&rows=7&columns=evil&page=minus');
  await expect(directory.rows.first()).toBeVisible();
});

test('the CSV export has the filter, the columns and every row, safe for spreadsheets', async ({ arrange, desk, distributor }) => {
  const word = unique();
  await arrange.invited({ name: `=HYPERLINK("x") ${word}`, externalId: `+${word}` });
  await arrange.invited({ name: `Plain, with comma ${word}` });
  await arrange.invited();
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${word}&columns=name,external_id,status&sort=name`);
  const lines = await directory.csv();
  expect(lines[0]).toContain('External id');
  expect(lines).toHaveLength(3);
  const text = lines.join('\n');
  expect(text).toContain(`"Plain, with comma ${word}"`);
  expect(text).not.toMatch(/(^|,|\n)"?[=+]/);
});

test('a row leads to the partner, and its menu to the rest', async ({ arrange, desk, distributor }) => {
  const { partner } = await arrange.invited();
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${encodeURIComponent(partner.name)}`);
  await directory.row(partner.name).getByRole('button', { name: `More for ${partner.name}` }).click();
  await desk.locator(`#menu-${partner.id}`).getByRole('link', { name: 'Edit details' }).click();
  await directory.arrives('Edit details');
  await directory.open(`?q=${encodeURIComponent(partner.name)}`);
  await directory.row(partner.name).getByRole('link', { name: partner.name }).first().click();
  await directory.arrives(partner.name);
  await new PartnerPage(desk).isMarked('Invited');
});

test('"/" goes to the search box @javascript', async ({ arrange, desk, distributor }) => {
  await arrange.invited();
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await desk.keyboard.press('/');
  await expect(desk.getByRole('searchbox')).toBeFocused();
  await desk.keyboard.type('a/b');
  await expect(desk.getByRole('searchbox')).toHaveValue('a/b');
});
