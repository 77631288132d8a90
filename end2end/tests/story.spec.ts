/**
 * The story: a distributor adds a vendor with the wizard and hands over the activation link; the vendor reads,
 * accepts and registers; the contracts are active and the directory says so.
 */
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { company, person } from '../fixtures/names.ts';
import { AgreementPage } from '../pages/agreements.ts';
import { ContractPage } from '../pages/contracts.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { DirectoryPage, PartnerPage } from '../pages/partners.ts';
import { WizardPage } from '../pages/wizard.ts';

test('a vendor, from the wizard by a copied link to active', async ({ desk, distributor, page }) => {
  const [wizard, name, who] = [new WizardPage(desk), company(), person()];
  await wizard.begin(distributor.account);
  await wizard.toSummary({ kind: 'Vendor', name }, distributor.marketplace);
  await expect(wizard.card('This will be created')).toContainText(`${name} Agreement (Tutorial Marketplace)`);
  await wizard.create();
  await expect(wizard.created.filter({ hasText: `${name} Agreement (Tutorial Marketplace)` })).toBeVisible();
  await expect(wizard.created.filter({ hasText: `Contract of ${name} Agreement` })).toBeVisible();
  const link = await wizard.activationLink();

  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await expect(directory.cell(name, 'Status')).toHaveText('Invited');
  await expect(directory.cell(name, 'Program')).toHaveText('—');

  const invitation = new InvitationPage(page);
  await invitation.open(link);
  expect(page.url(), 'no token stays in the address').not.toContain('/t/');
  await expect(invitation.heading(`Mighty Mick's LLC invites ${name}`)).toBeVisible();
  await expect(invitation.document).toContainText(`Agreement between Mighty Mick's LLC and ${name}`);
  await invitation.accept(who);
  const account = await invitation.opensAccount();

  await invitation.visit(`/${account}/contracts`);
  await expect(page.getByRole('cell', { name: 'Active' })).toHaveCount(2);

  await directory.open();
  await expect(directory.cell(name, 'Status')).toHaveText('Active');
  await expect(directory.cell(name, 'Program')).toHaveText('1');
  await expect(directory.cell(name, 'Distribution')).toHaveText('1');
});

test('a vendor with a mailed link: the mail proves the address, the inviter is told', async ({
  desk,
  distributor,
  mailbox,
  page,
}) => {
  const [wizard, name, who] = [new WizardPage(desk), company(), person()];
  await wizard.begin(distributor.account);
  await wizard.toSummary({ kind: 'Vendor', name }, distributor.marketplace, { mailTo: who.email });
  await wizard.create();

  const mail = await mailbox.next(who.email);
  expect(mail.subject).toContain("Mighty Mick's LLC");
  expect(mail.text).toContain(name);
  expect(mail.text).toMatch(/UTC/);
  expect(mail.text).toMatch(/ignore/i);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');

  const invitation = new InvitationPage(page);
  await invitation.open(linkIn(mail));
  await invitation.accept(who, { email: false });
  const account = await invitation.opensAccount();

  expect((await mailbox.next(distributor.admin.email, name)).text).toContain('accepted');
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, account);
  await partner.isMarked('Active');
  await expect(partner.deliveries.first()).toContainText('Handed over');
  await partner.contract('Program contract').getByRole('link').first().click();
  const contract = new ContractPage(desk);
  await contract.isMarked('Active');
  await expect(contract.card('Evidence')).toContainText(/mailed link/i);
  await expect(contract.fact('Signee')).toContainText(who.name);
});

test('a reseller has no marketplace step, and gets a service and a syndication contract', async ({ desk, distributor, page }) => {
  const [wizard, name, who] = [new WizardPage(desk), company(), person()];
  await wizard.begin(distributor.account);
  await wizard.toSummary({ kind: 'Reseller', name }, distributor.marketplace);
  await wizard.create();

  const invitation = new InvitationPage(page);
  await invitation.open(await wizard.activationLink());
  await expect(page.getByText('reseller', { exact: false }).first()).toBeVisible();
  await invitation.accept(who);
  expect(await invitation.opensAccount()).toMatch(/^PA-/);

  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await expect(directory.cell(name, 'Type')).toHaveText('Reseller');
  await expect(directory.cell(name, 'Status')).toHaveText('Active');
  await expect(directory.cell(name, 'Service')).toHaveText('1');
  await expect(directory.cell(name, 'Syndication')).toHaveText('1');
});

test('the auto accept form of the source: off, then on again', async ({ arrange, desk, distributor }) => {
  const invited = await arrange.invited({ autoAccept: false });
  const agreement = new AgreementPage(desk);
  await agreement.open(distributor.account, invited.agreement.id);
  await expect(agreement.version(1)).toContainText('Active');
  const dependent = agreement.dependent(invited.dependent_agreement?.name ?? '');
  await expect(dependent).toContainText('Disabled');
  await dependent.getByRole('link').first().click();
  await agreement.arrives(invited.dependent_agreement?.name ?? '');
  await agreement.edit({ autoAccept: 'Enabled' });
  await agreement.says('Agreement saved.');
  await expect(agreement.fact('Auto accept')).toHaveText('Enabled');
  await agreement.open(distributor.account, invited.agreement.id);
  await expect(agreement.dependent(invited.dependent_agreement?.name ?? '')).toContainText('Enabled');
});
