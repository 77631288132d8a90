/** Agreements: all four types, editing, versions. */
import { expect, test } from '../fixtures/index.ts';
import { unique } from '../fixtures/names.ts';
import { AgreementPage, AgreementsPage, type Type } from '../pages/agreements.ts';

const DESCRIPTION = 'What both sides promise.';

/** Creates a program or service agreement and returns its page. */
async function created(agreements: AgreementsPage, type: Type, name: string): Promise<AgreementPage> {
  await agreements.open();
  await agreements.create({ type, name, description: DESCRIPTION });
  await agreements.says('Agreement created.');
  const page = new AgreementPage(agreements.page);
  await page.arrives(name);
  return page;
}

test('program, and distribution under it', async ({ desk, distributor }) => {
  const [agreements, name] = [new AgreementsPage(desk, distributor.account), `Northern program ${unique()}`];
  const program = await created(agreements, 'Program', name);
  await expect(program.version(1)).toContainText('Active');
  await program.link('Create distribution agreement').click();
  await program.arrives('Create distribution agreement');
  await expect(program.field(/^Parent/).locator('option:checked')).toContainText(name);
  const under = { type: 'Distribution', name: `${name} (sold)`, description: DESCRIPTION, marketplace: distributor.marketplace } as const;
  await agreements.fill({ ...under, autoAccept: false });
  await agreements.button('Create agreement').click();
  await program.arrives(`${name} (sold)`);
  await expect(program.fact('Auto accept')).toHaveText('Disabled');
  await expect(program.fact('Marketplace')).toContainText(distributor.marketplace);
  await program.fact('Parent agreement').getByRole('link').click();
  await expect(program.dependent(`${name} (sold)`)).toContainText('Disabled');
});

test('service, and syndication under it, chosen from the list', async ({ desk, distributor }) => {
  const [agreements, name] = [new AgreementsPage(desk, distributor.account), `Southern service ${unique()}`];
  await created(agreements, 'Service', name);
  await agreements.open();
  await agreements.create({ type: 'Syndication', name: `${name} (resold)`, description: DESCRIPTION, parent: name, autoAccept: true });
  await agreements.says('Agreement created.');
  await agreements.open('?type=syndication');
  await expect(agreements.cell(`${name} (resold)`, 'Parent agreement')).toHaveText(name);
  await expect(agreements.cell(`${name} (resold)`, 'Auto accept')).toHaveText('Enabled');
});

test('name and description are edited; type, id and parent are only read', async ({ arrange, desk, distributor }) => {
  const invited = await arrange.invited();
  const agreement = new AgreementPage(desk);
  await agreement.open(distributor.account, invited.dependent_agreement?.id ?? '');
  await agreement.link('Edit').click();
  await agreement.arrives('Edit agreement');
  await expect(agreement.fact('Type')).toHaveText('Distribution');
  await expect(agreement.fact('Parent agreement')).toContainText(invited.agreement.id);
  await agreement.field(/^Name/).fill('');
  await agreement.button('Save').click();
  await expect(agreement.problem).toContainText(/name|title/i);
  await agreement.field(/^Name/).fill('Sold in the north');
  await agreement.field(/^Description/).fill('Only in the north');
  await agreement.button('Save').click();
  await agreement.says('Agreement saved.');
  await agreement.arrives('Sold in the north');
  await expect(agreement.card('Description')).toContainText('Only in the north');
});

test('a save against a newer state says so and loses nothing', async ({ arrange, browsers, desk, distributor }) => {
  const invited = await arrange.invited();
  const [first, second] = [new AgreementPage(desk), new AgreementPage(await browsers.page(distributor.session))];
  for (const agreement of [first, second]) {
    await agreement.visit(`/${distributor.account}/agreements/${invited.agreement.id}/edit`);
    await agreement.arrives('Edit agreement');
  }
  await first.field(/^Description/).fill('Saved first');
  await first.button('Save').click();
  await first.says('Agreement saved.');
  await second.field(/^Description/).fill('Saved second');
  await second.button('Save').click();
  await expect(second.problem).toContainText('Changed in the meantime');
  await expect(second.field(/^Description/)).toHaveValue('Saved second');
});

test('versions: added, activated, deleted, and the contract says that a newer one exists', async ({ desk, distributor, joined }) => {
  const { invited, session } = await joined();
  const agreement = new AgreementPage(desk);
  await agreement.open(distributor.account, invited.agreement.id);
  await agreement.addVersion('New prices', { link: 'https://front.example/v2.pdf', activate: false });
  await agreement.says('Version 2 added.');
  await expect(agreement.version(2)).toContainText('New prices');
  await expect(agreement.version(1)).toContainText('Active');
  await agreement.confirm('Activate 2', 'Activate version');
  await agreement.says(/active/);
  await expect(agreement.version(1)).toContainText('Inactive');
  await expect(agreement.version(1).getByText('Delete 1')).toHaveCount(0);

  await agreement.addVersion('A mistake', { activate: false });
  await agreement.says('Version 3 added.');
  await agreement.confirm('Delete 3', 'Delete version');
  await agreement.says(/deleted/);
  await expect(agreement.version(3)).toHaveCount(0);

  await agreement.visit(`/${distributor.account}/contracts/${invited.contract.id}`);
  await expect(desk.getByText('Version 2 of the agreement is active')).toBeVisible();
  expect(session.cookies.length).toBeGreaterThan(0);
});

test('a link that is no https address is refused at its field', async ({ desk, distributor }) => {
  const agreements = new AgreementsPage(desk, distributor.account);
  await agreements.open();
  const name = `Linked program ${unique()}`;
  await agreements.create({ type: 'Program', name, description: DESCRIPTION, link: 'javascript:alert(1)' });
  await expect(agreements.problem).toContainText(/https/);
  await expect(agreements.field('Link to the document')).toHaveAttribute('aria-invalid', 'true');
  await expect(agreements.field(/^Name/)).toHaveValue(name);
});

test('the list has a tab per type, search and sorting', async ({ arrange, desk, distributor }) => {
  const invited = await arrange.invited();
  const agreements = new AgreementsPage(desk, distributor.account);
  await agreements.open();
  await desk.getByRole('navigation', { name: 'Agreement types' }).getByRole('link', { name: 'Distribution' }).click();
  await expect(agreements.column('Type').first()).toHaveText('Distribution');
  await agreements.search(invited.agreement.name);
  await expect(agreements.rows).toHaveCount(1);
  await expect(agreements.cell(invited.agreement.name, 'Marketplace')).toHaveText(distributor.marketplace);
});
