/** The wizard Add partner apart from the story: other choices, drafts, Back, refusals. */
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { company, contact, person, unique } from '../fixtures/names.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { DirectoryPage, PartnerPage } from '../pages/partners.ts';
import { WizardPage } from '../pages/wizard.ts';

test('create account now: the partner is active at once, its users join by mail or link', async ({ browsers, desk, distributor, mailbox, page }) => {
  const [wizard, name, who, other] = [new WizardPage(desk), company(), person(), person('Gloria Bosco')];
  await wizard.begin(distributor.account);
  await wizard.details({ kind: 'Vendor', name });
  await wizard.next();
  await wizard.isAt(/Agreement$/);
  await wizard.next();
  await wizard.isAt(/Marketplace$/);
  await wizard.marketplace(distributor.marketplace);
  await wizard.next();
  await wizard.isAt(/Action$/);
  await wizard.byAccount([who, { ...other, group: 'Viewers' }]);
  await wizard.next();
  await wizard.isAt(/Summary$/);
  await expect(wizard.fact('People')).toContainText(other.email);
  await wizard.create();
  await expect(wizard.card('Invited people')).toContainText(who.email);

  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await expect(directory.cell(name, 'Status')).toHaveText('Active');
  await expect(directory.cell(name, 'Program')).toHaveText('1');
  await expect(directory.cell(name, 'Distribution')).toHaveText('1');

  // Whoever gets no mail can be handed the link, as long as the partner has no people of its own.
  const partner = new PartnerPage(desk);
  await directory.link(name).click();
  await partner.arrives(name);
  await expect(partner.user(other.email)).toContainText('Open');
  const link = await partner.linkOf(other.name);

  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await invitation.arrives(new RegExp(`${name} invites you`));
  await invitation.register(who);
  await invitation.opensAccount();

  await partner.page.reload();
  await expect(partner.user(who.email)).toContainText('Joined');
  await expect(partner.user(other.email)).toContainText('Open');
  await expect(partner.invitationOf(other.name), 'the partner decides now').toHaveCount(0);
  const theirs = new InvitationPage(await browsers.page());
  await theirs.visit(link);
  await theirs.arrives(new RegExp(`${name} invites you`));
});

test('an existing agreement is chosen instead of a new one', async ({ arrange, desk, distributor, page }) => {
  const first = await arrange.invited();
  const [wizard, name] = [new WizardPage(desk), company()];
  await wizard.begin(distributor.account);
  await wizard.details({ kind: 'Vendor', name, newAgreement: false });
  await wizard.next();
  await wizard.isAt(/^Step 2 of 5: Agreement$/);
  await wizard.existingAgreement(first.agreement.name);
  await wizard.next();
  await wizard.isAt(/Marketplace$/);
  await wizard.marketplace(distributor.marketplace);
  await wizard.next();
  await wizard.isAt(/Action$/);
  await wizard.byLink();
  await wizard.next();
  await wizard.isAt(/Summary$/);
  await wizard.create();
  await expect(wizard.created.filter({ hasText: 'was there' })).toContainText(first.agreement.id);

  const invitation = new InvitationPage(page);
  await invitation.open(await wizard.activationLink());
  await expect(invitation.document).toContainText(first.agreement.name);
});

test('a draft can be left and resumed, and Back keeps everything', async ({ desk, distributor }) => {
  const [wizard, name] = [new WizardPage(desk), company()];
  await wizard.begin(distributor.account);
  const technical = contact('Tomas Tech');
  await wizard.details({ kind: 'Vendor', name, externalId: unique(), technical });
  await wizard.next();
  await wizard.isAt(/^Step 2 of 5: Agreement$/);
  await expect(wizard.field('Title')).toHaveValue(`${name} Agreement`);
  await wizard.newAgreement({ title: 'A title of its own', description: 'First line\nsecond line', note: 'Welcome' });
  await wizard.next();
  await wizard.isAt(/Marketplace$/);

  await wizard.resume(distributor.account, name);
  await wizard.isAt(/^Step 3 of 5: Marketplace$/);
  await wizard.back();
  await wizard.isAt(/^Step 2 of 5: Agreement$/);
  await expect(wizard.field('Title')).toHaveValue('A title of its own');
  await expect(wizard.field(/^Description/)).toHaveValue('First line\nsecond line');
  await wizard.back();
  await wizard.isAt(/^Step 1 of 5: Partner details$/);
  await expect(wizard.field('Partner name')).toHaveValue(name);
  await expect(wizard.field(/^Technical contact's address/)).toHaveValue(technical.email);
});

test('a draft can be discarded', async ({ desk, distributor }) => {
  const [wizard, name] = [new WizardPage(desk), company()];
  await wizard.begin(distributor.account);
  await wizard.details({ kind: 'Vendor', name });
  await wizard.next();
  await wizard.isAt(/Agreement$/);
  const draft = (await wizard.drafts(distributor.account)).filter({ hasText: name });
  await wizard.confirm('Discard', 'Discard draft', {}, draft);
  await wizard.says('The draft is discarded.');
  await expect((await wizard.drafts(distributor.account)).filter({ hasText: name })).toHaveCount(0);
});

test('a direct link to a later step goes to the first unfinished one', async ({ desk, distributor }) => {
  const wizard = new WizardPage(desk);
  await wizard.begin(distributor.account);
  const draft = desk.url().replace(/\/details$/, '');
  await wizard.visit(`${draft}/summary`);
  await wizard.isAt(/^Step 1 of 5: Partner details$/);
  await wizard.details({ kind: 'Vendor', name: company() });
  await wizard.next();
  await wizard.isAt(/^Step 2 of 5: Agreement$/);
  await wizard.visit(`${draft}/action`);
  await wizard.isAt(/^Step 2 of 5: Agreement$/);
  await expect(desk).toHaveURL(`${draft}/agreement`);
});

test('Next refuses what is wrong at its field and keeps what was typed', async ({ arrange, desk, distributor }) => {
  const externalId = unique();
  const there = await arrange.invited({ externalId });
  const wizard = new WizardPage(desk);
  await wizard.begin(distributor.account);
  const business = { name: 'Bea Business', email: 'not an address' };
  await wizard.details({ kind: 'Vendor', name: '', externalId, business });
  await wizard.next();
  await expect(wizard.problem).toContainText(there.partner.id);
  await expect(wizard.field('Partner name')).toHaveAttribute('aria-invalid', 'true');
  await expect(wizard.field(/^External id/)).toHaveAttribute('aria-invalid', 'true');
  await expect(wizard.field(/^Business contact's address/)).toHaveAttribute('aria-invalid', 'true');
  await expect(wizard.field(/^External id/)).toHaveValue(externalId);
  await expect(wizard.field(/^Business contact's address/)).toHaveValue('not an address');
});

test('a similar partner is hinted at after Next, and one tick goes on', async ({ arrange, desk, distributor }) => {
  const { partner } = await arrange.invited();
  const wizard = new WizardPage(desk);
  await wizard.begin(distributor.account);
  await wizard.details({ kind: 'Vendor', name: `${partner.name} GmbH` });
  await wizard.next();
  await expect(wizard.similar).toContainText(partner.name);
  await wizard.isAt(/^Step 1 of 5: Partner details$/);
  await wizard.similar.getByRole('checkbox').check();
  await wizard.next();
  await wizard.isAt(/^Step 2 of 5: Agreement$/);
});

test('a similar partner is hinted at while typing @javascript', async ({ arrange, desk, distributor }) => {
  const { partner } = await arrange.invited();
  const wizard = new WizardPage(desk);
  await wizard.begin(distributor.account);
  await wizard.field('Partner name').pressSequentially(partner.name);
  await expect(wizard.similar).toContainText(partner.id);
});

test('rows of people are added and removed @javascript', async ({ arrange, desk, distributor }) => {
  const draft = await arrange.draft();
  const wizard = new WizardPage(desk);
  await wizard.visit(`/${distributor.account}/partners/wizard/${draft}/action`);
  const people = [person('Ada One'), person('Ben Two'), person('Cleo Three')];
  await wizard.byAccount(people);
  await wizard.button('Add person').click();
  await expect(wizard.person(4)).toBeVisible();
  await wizard.button('Remove person 1').click();
  await expect(wizard.person(4)).toHaveCount(0);
  await expect(wizard.person(1).getByLabel('Full name')).toHaveValue('Ben Two');
  await wizard.next();
  await wizard.isAt(/Summary$/);
  await expect(wizard.fact('People')).toHaveText(/^Ben Two, .*; Cleo Three, [^;]*$/);
});

test('Create, clicked twice, creates once @javascript', async ({ arrange, database, desk, distributor }) => {
  const name = company();
  const draft = await arrange.draft({ name });
  const wizard = new WizardPage(desk);
  await wizard.visit(`/${distributor.account}/partners/wizard/${draft}/summary`);
  await wizard.button('Create').dblclick();
  await wizard.arrives(/ is added$/);
  expect(database.all('SELECT partner_id FROM partners WHERE name = ?', name)).toHaveLength(1);
});

test('Create, sent twice at once, creates once and answers the same', async ({ arrange, database }) => {
  const name = company();
  const draft = await arrange.draft({ name });
  await Promise.all([1, 2, 3].map(async () => await arrange.post('wizard/finish', { draft })));
  expect(database.all('SELECT partner_id FROM partners WHERE name = ?', name)).toHaveLength(1);
  expect((await arrange.outcome(draft))?.partner.name).toBe(name);
});

test('markup in a description stays text, wherever it is shown', async ({ desk, distributor, page }) => {
  const [wizard, name] = [new WizardPage(desk), company()];
  const nasty = '</textarea><script>document.title = "owned"</script><b>bold</b>';
  await wizard.begin(distributor.account);
  await wizard.details({ kind: 'Vendor', name });
  await wizard.next();
  await wizard.isAt(/Agreement$/);
  await wizard.newAgreement({ description: nasty });
  await wizard.next();
  await wizard.isAt(/Marketplace$/);
  await wizard.back();
  await expect(wizard.field(/^Description/)).toHaveValue(nasty);
  await wizard.visit(desk.url());
  await expect(wizard.field(/^Description/)).toHaveValue(nasty);
  await wizard.next();
  await wizard.marketplace(distributor.marketplace);
  await wizard.next();
  await wizard.isAt(/Action$/);
  await wizard.byLink();
  await wizard.next();
  await wizard.isAt(/Summary$/);
  await wizard.create();
  const invitation = new InvitationPage(page);
  await invitation.open(await wizard.activationLink());
  await expect(invitation.document).toContainText(nasty);
});
