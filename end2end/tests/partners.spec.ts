/** A partner's page: details, suspension, and what its people may do meanwhile. */
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { company, contact, person, unique } from '../fixtures/names.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { PartnerPage } from '../pages/partners.ts';

test('details and contacts are edited; the name only until somebody has registered', async ({ arrange, desk, distributor, joined }) => {
  const [invited, name, externalId, tomas] = [await arrange.invited(), company(), unique(), contact('Tomas Tech')];
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await partner.link('Edit details').click();
  await partner.arrives('Edit details');
  await partner.field('Partner name').fill(name);
  await partner.field(/^External id/).fill(externalId);
  const technical = desk.getByRole('group', { name: 'Technical contact' });
  await technical.getByLabel(/^Name/).fill(tomas.name);
  await technical.getByLabel(/^E-mail address/).fill(tomas.email);
  await partner.button('Save').click();
  await partner.says('Partner saved.');
  await partner.arrives(name);
  await expect(partner.fact('External id')).toHaveText(externalId);
  await expect(partner.fact('Technical contact')).toContainText(tomas.email);

  const active = await joined();
  await partner.open(distributor.account, active.account);
  await partner.link('Edit details').click();
  await partner.arrives('Edit details');
  await partner.field('Partner name').fill(company());
  await partner.field(/^External id/).fill(externalId);
  await partner.button('Save').click();
  await expect(partner.problem).toContainText(name);
});

test('a suspended partner reads and changes nothing, until the suspension ends', async ({ browsers, desk, distributor, joined }) => {
  const { account, invited, session, who } = await joined({ autoAccept: false });
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, account);
  const reason = 'Three invoices are open since the end of the year, and nobody answers our reminders. Please pay them first.';
  await partner.suspend(reason);
  await partner.says('Partner suspended.');
  await partner.isMarked('Suspended');

  const theirs = new PartnerPage(await browsers.page(session));
  await theirs.visit(`/${account}/agreements/${invited.dependent_agreement?.id}`);
  await theirs.arrives(invited.dependent_agreement?.name ?? '');
  await expect(theirs.button('Enrol')).toHaveCount(0);
  await expect(theirs.page.getByText('Suspended: you can read everything and change nothing.')).toBeVisible();
  await theirs.visit(`/${account}/users`);
  await theirs.arrives('Users');
  await expect(theirs.link('Add user')).toHaveCount(0);
  await theirs.visit(`/${account}/distributors`);
  const why = theirs.page.getByText(new RegExp(`^Since .*: ${reason}$`));
  for (const width of [1280, 320]) {
    await theirs.page.setViewportSize({ width, height: 800 });
    await expect(why).toBeVisible();
    expect(await why.evaluate((shown) => shown.scrollWidth - shown.clientWidth), 'nothing is cut off').toBeLessThanOrEqual(0);
  }

  await partner.endSuspension();
  await partner.says('Suspension ended.');
  await partner.isMarked('Active');
  await theirs.visit(`/${account}/agreements/${invited.dependent_agreement?.id}`);
  await theirs.button('Enrol').click();
  await theirs.arrives(/^Contract of/);
  expect(who.name).not.toBe('');
});

test('the link is renewed, copied and mailed from the partner page', async ({ arrange, database, desk, distributor, mailbox, page }) => {
  const [invited, who] = [await arrange.invited(), person()];
  const soon = Date.now() + 60_000;
  database.run('UPDATE invitations SET expires_at = ? WHERE id = ?', soon, invited.link.invitation);
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  expect(await partner.activationLink()).toBe(invited.link.url);
  await partner.resend('Renew');
  await partner.says(/works for its full time/);
  const [row] = database.all('SELECT expires_at FROM invitations WHERE id = ?', invited.link.invitation);
  expect(Number(row?.['expires_at'])).toBeGreaterThan(soon);

  await partner.mailTo(who.email);
  await partner.says(/queued/);
  const invitation = new InvitationPage(page);
  await invitation.open(linkIn(await mailbox.next(who.email)));
  await expect(invitation.fact('E-mail address')).toHaveText(who.email);
});

test('the timeline tells what happened, the newest first', async ({ desk, distributor, joined }) => {
  const { account, who } = await joined();
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, account);
  await expect(partner.timeline.filter({ hasText: who.name }).first()).toBeVisible();
  await expect(partner.timeline.last()).toContainText(distributor.admin.name);
});

test('the activation link is copied by its button @javascript', async ({ arrange, desk, distributor }) => {
  const invited = await arrange.invited();
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await partner.invitation.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(partner.invitation.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await desk.evaluate(async () => await navigator.clipboard.readText())).toBe(invited.link.url);
});

test('an unknown partner answers as one of somebody else', async ({ arrange, browsers, desk, distributor, joined }) => {
  const partner = new PartnerPage(desk);
  expect(await partner.visit(`/${distributor.account}/partners/VA-000-000`)).toBe(404);
  const { session, account } = await joined();
  const { partner: other } = await arrange.invited();
  const theirs = new PartnerPage(await browsers.page(session));
  expect(await theirs.visit(`/${account}/partners/${other.id}`)).toBe(404);
  expect(await theirs.visit(`/${distributor.account}/partners/${other.id}`)).toBe(404);
});
