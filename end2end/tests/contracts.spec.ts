/** Contracts without auto accept: the vendor enrols and signs, the distributor decides. Notes and endings. */
import { expect, test } from '../fixtures/index.ts';
import { AgreementsPage } from '../pages/agreements.ts';
import { ContractPage, ContractsPage } from '../pages/contracts.ts';
import { DirectoryPage, PartnerPage } from '../pages/partners.ts';
import { Screen } from '../pages/screen.ts';

test('auto accept off: the vendor enrols and signs, the distributor approves', async ({ browsers, desk, distributor, joined }) => {
  const { account, invited, session, who } = await joined({ autoAccept: false });
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await expect(directory.cell(invited.partner.name, 'Distribution')).toHaveText('—');

  const page = await browsers.page(session);
  const agreements = new AgreementsPage(page, account);
  await agreements.open('?type=distribution');
  await agreements.row(invited.dependent_agreement?.name ?? '').getByRole('button', { name: /^Enrol/ }).click();
  const contract = new ContractPage(page);
  await contract.says(/Enrolled/);
  await contract.isMarked('Enrolling');
  await contract.sign(who.name);
  await contract.says('Signed.');
  await contract.isMarked('Awaits approval');

  const ours = new ContractPage(desk);
  const contracts = new ContractsPage(desk, distributor.account);
  await contracts.open('?status=pending&type=distribution');
  await contracts.row(invited.partner.name).getByRole('link').first().click();
  await ours.isMarked('Awaits approval');
  await ours.approve();
  await ours.says('Contract approved.');
  await ours.isMarked('Active');
  await directory.open();
  await expect(directory.cell(invited.partner.name, 'Distribution')).toHaveText('1');
});

test('auto accept off: the distributor sends it back with a note, then rejects', async ({ browsers, desk, distributor, joined }) => {
  const { account, invited, session, who } = await joined({ autoAccept: false });
  const contract = new ContractPage(await browsers.page(session));
  await contract.visit(`/${account}/agreements/${invited.dependent_agreement?.id}`);
  await contract.button('Enrol').click();
  await contract.isMarked('Enrolling');
  const id = new URL(contract.page.url()).pathname.split('/').pop() ?? '';
  await contract.sign(who.name);
  await contract.isMarked('Awaits approval');

  const ours = new ContractPage(desk);
  await ours.open(distributor.account, id);
  await ours.requestChanges('Sign with your full title');
  await ours.says('Changes requested.');
  await contract.open(account, id);
  await contract.isMarked('Enrolling');
  await expect(contract.page.getByText('Sign with your full title').first()).toBeVisible();
  await contract.sign(who.name, 'Head of Sales');
  await contract.isMarked('Awaits approval');

  await ours.open(distributor.account, id);
  await ours.reject('Not this year');
  await ours.says('Contract rejected.');
  await ours.isMarked('Rejected');
  await contract.open(account, id);
  await contract.isMarked('Rejected');
  await expect(contract.page.getByText('Not this year').first()).toBeVisible();
  await expect(contract.button(/sign/)).toHaveCount(0);
});

test('signing needs both ticks and the name', async ({ browsers, joined }) => {
  const { account, invited, session } = await joined({ autoAccept: false });
  const contract = new ContractPage(await browsers.page(session));
  await contract.visit(`/${account}/agreements/${invited.dependent_agreement?.id}`);
  await contract.button('Enrol').click();
  await contract.isMarked('Enrolling');
  await contract.card('Sign').getByLabel('Full name').fill('');
  await contract.button('Accept and sign').click();
  await expect(contract.problem).toBeVisible();
  await contract.isMarked('Enrolling');
});

test('terminating a program contract ends the ones under it and removes the partner, who reads why', async ({ browsers, desk, distributor, joined }) => {
  const { account, invited, session } = await joined();
  const contract = new ContractPage(desk);
  await contract.open(distributor.account, invited.contract.id);
  await expect(contract.card('Contracts under this one')).toContainText('Active');
  await contract.terminate('The vendor closed');
  await contract.says('Contract terminated.');
  await contract.isMarked('Terminated');
  await expect(contract.card('Contracts under this one')).toContainText('Terminated');
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, account);
  await partner.isMarked('Removed');

  const theirs = new Screen(await browsers.page(session));
  await theirs.visit(`/${account}`);
  await theirs.arrives('Home');
  await expect(theirs.card('Your distributors')).toContainText('Removed');
  await expect(theirs.card('Your distributors')).toContainText(/Since .*: The vendor closed/);
});

test('a contract that was not signed can be withdrawn, and its link dies with it', async ({ arrange, desk, distributor, page }) => {
  const invited = await arrange.invited();
  const contract = new ContractPage(desk);
  await contract.open(distributor.account, invited.contract.id);
  await contract.withdraw('Made by mistake');
  await contract.says('Contract withdrawn.');
  await contract.isMarked('Withdrawn');
  await page.goto(invited.link.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation was revoked');
});

test('notes: the partner reads the one, only the issuer the other', async ({ browsers, desk, distributor, joined }) => {
  const { account, invited, session } = await joined();
  const ours = new ContractPage(desk);
  await ours.open(distributor.account, invited.contract.id);
  await desk.getByText('Edit notes').click();
  await ours.field(/^Note to signee/).fill('Please read section 4');
  await ours.field(/^Internal note/).fill('Difficult negotiation');
  await ours.button('Save notes').click();
  await ours.says('Notes saved.');
  await expect(ours.fact('Internal note')).toHaveText('Difficult negotiation');

  const theirs = new ContractPage(await browsers.page(session));
  await theirs.open(account, invited.contract.id);
  await expect(theirs.fact('Note to signee')).toHaveText('Please read section 4');
  await expect(theirs.page.getByText('Difficult negotiation')).toHaveCount(0);
  expect(await theirs.page.content()).not.toContain('Difficult negotiation');
});
