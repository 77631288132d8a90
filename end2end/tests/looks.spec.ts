/**
 * Every page and state in light and dark, 320 and 1280 pixels wide: axe finds nothing, nothing scrolls sideways.
 * A new page belongs into one of the lists.
 *
 * axe needs scripts; what people without them get is looked at by taking the scripts out of the pages.
 */
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person, unique } from '../fixtures/names.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { ListPage } from '../pages/list.ts';
import { CodePage, MePage, SecondFactorPage } from '../pages/me.ts';
import { PartnerPage } from '../pages/partners.ts';
import { Screen } from '../pages/screen.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { WizardPage } from '../pages/wizard.ts';

test.describe.configure({ timeout: 90_000 });

test('getting in @javascript', async ({ page }) => {
  const signIn = new SignInPage(page);
  for (const path of ['/sign-in', '/reset-password', '/reset-password?asked=true', '/reset-password/new', '/set-up', '/no/such/page']) {
    await signIn.visit(path);
    await looksGood(page);
  }
  await signIn.open();
  await signIn.fill({ email: person().email, password: 'not the right password' });
  await expect(signIn.problem).toBeVisible();
  await looksGood(page);
});

test('pages of a distributor @javascript', async ({ arrange, desk, distributor, joined }) => {
  const { invited } = await joined();
  const draft = await arrange.draft();
  const screen = new Screen(desk);
  const { account } = distributor;
  for (const path of [
    '',
    '/set-up',
    '/partners',
    '/partners/new',
    `/partners/wizard/${draft}/summary`,
    `/partners/${invited.partner.id}`,
    `/partners/${invited.partner.id}/edit`,
    '/agreements',
    '/agreements/new',
    '/agreements/new?type=distribution',
    `/agreements/${invited.agreement.id}`,
    `/agreements/${invited.agreement.id}/edit`,
    `/agreements/${invited.dependent_agreement?.id}/edit`,
    `/agreements/${invited.agreement.id}/versions/new`,
    '/contracts',
    `/contracts/${invited.contract.id}`,
  ]) {
    await screen.visit(`/${account}${path}`);
    await looksGood(desk);
  }
});

test('hubs, marketplaces, the person, refusals @javascript', async ({ desk, distributor }) => {
  const screen = new Screen(desk);
  const { account } = distributor;
  for (const path of ['/security', '/groups/new', '/hubs', '/hubs/new', '/marketplaces', '/marketplaces/new', '/partners/VA-000-000', '/no/such/page']) {
    await screen.visit(`/${account}${path}`);
    await looksGood(desk);
  }
  for (const [path, name] of [['/hubs', distributor.hub], ['/marketplaces', distributor.marketplace]] as const) {
    await screen.visit(`/${account}${path}`);
    await screen.link(name).click();
    await screen.arrives(name);
    await screen.page.locator('summary', { hasText: 'Delete' }).click();
    await looksGood(desk);
  }
  await screen.visit(`/${account}/hubs/new`);
  await screen.button('Add hub').click();
  await expect(screen.problem).toBeVisible();
  await looksGood(desk);
  await screen.visit('/me');
  await looksGood(desk);
});

test('the profile in every state, and the code at sign-in @javascript', async ({ browsers, joined, mailbox, page }) => {
  test.slow();
  const [{ who, session }, { email }] = [await joined(), person()];
  const me = new MePage(await browsers.page(session));
  await me.open();
  await me.button('Mail me a link').click();
  await me.says('on its way to your address');
  await looksGood(me.page);
  const there = new Screen(await browsers.page());
  await there.visit(linkIn(await mailbox.next(who.email)));
  await there.arrives('Confirm your address');
  await looksGood(there.page);
  await me.card('E-mail address').getByLabel('New address').fill(email);
  await me.card('E-mail address').getByLabel('Present password').fill(who.password);
  await me.button('Change address').click();
  await me.says('on its way to the new address');
  await looksGood(me.page);
  await there.visit(linkIn(await mailbox.next(email)));
  await expect(there.fact('New address')).toHaveText(email);
  await looksGood(there.page);
  const factor = new SecondFactorPage(me.page);
  await factor.open();
  await looksGood(me.page);
  await factor.card('Set up a second factor').getByLabel('Present password').fill(who.password);
  await factor.button('Begin').click();
  await expect(factor.page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await looksGood(me.page);
  await factor.card('Not now').getByLabel('Present password').fill(who.password);
  await factor.button('Stop setting up').click();
  await factor.open();
  await factor.setUp(who.password);
  await looksGood(me.page);

  const signIn = new SignInPage(page);
  await signIn.visit('/sign-in/code');
  await looksGood(page);
  await signIn.open();
  await signIn.fill(who);
  await new CodePage(page).arrives('Enter the code');
  await looksGood(page);
  await signIn.visit('/me/email');
  await looksGood(page);
});

test('the states of a list @javascript', async ({ arrange, desk, distributor }) => {
  const { partner } = await arrange.invited({ externalId: unique() });
  const list = new ListPage(desk, `/${distributor.account}/partners`);
  await list.open('?q=nothing+is+called+so');
  await looksGood(desk);
  await list.open(`?q=${encodeURIComponent(partner.name)}&status=invited&columns=name,external_id,changed&sort=name`);
  await looksGood(desk);
  await desk.getByRole('button', { name: /^Status/ }).click();
  await looksGood(desk);
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Columns' }).click();
  await looksGood(desk);
  await desk.keyboard.press('Escape');
  await list.row(partner.name).getByRole('button', { name: /^More for/ }).click();
  await looksGood(desk);
});

test('the frame: account switcher, the person, the menu of a narrow screen @javascript', async ({ desk, distributor }) => {
  const screen = new Screen(desk);
  await screen.visit(`/${distributor.account}`);
  await desk.getByRole('button', { name: /Switch account/ }).click();
  await looksGood(desk);
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: new RegExp(distributor.admin.name) }).click();
  await looksGood(desk);
  await desk.keyboard.press('Escape');
  await desk.setViewportSize({ width: 320, height: 640 });
  await desk.getByRole('button', { name: 'Menu' }).click();
  await expect(desk.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await looksGood(desk);
});

test('the wizard, step by step and refused @javascript', async ({ desk, distributor, arrange }) => {
  const there = await arrange.invited();
  const wizard = new WizardPage(desk);
  await wizard.begin(distributor.account);
  await looksGood(desk);
  await wizard.next();
  await expect(wizard.problem).toBeVisible();
  await looksGood(desk);
  await wizard.details({ kind: 'Vendor', name: `${there.partner.name} GmbH` });
  await wizard.next();
  await expect(wizard.similar).toBeVisible();
  await looksGood(desk);
  await wizard.similar.getByRole('checkbox').check();
  await wizard.next();
  await wizard.isAt(/Agreement$/);
  await wizard.newAgreement({ link: 'https://front.example/agreement.pdf' });
  await looksGood(desk);
  await wizard.next();
  await wizard.isAt(/Marketplace$/);
  await looksGood(desk);
  await wizard.marketplace(distributor.marketplace);
  await wizard.next();
  await wizard.isAt(/Action$/);
  await wizard.byAccount([person()]);
  await looksGood(desk);
  await wizard.byLink();
  await looksGood(desk);
  await wizard.next();
  await wizard.isAt(/Summary$/);
  await wizard.create();
  await looksGood(desk);
  await wizard.drafts(distributor.account);
  await looksGood(desk);
});

test('a partner that is invited, with its questions open @javascript', async ({ arrange, desk, distributor, mailbox }) => {
  const who = person();
  const invited = await arrange.invited({ mailTo: who.email });
  await mailbox.next(who.email);
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await looksGood(desk);
  for (const question of ['Replace link', 'Revoke', 'Mail it to …']) {
    await desk.locator('summary', { hasText: question }).click();
    await looksGood(desk);
    await desk.locator('summary', { hasText: question }).click();
  }
});

test('pages of a vendor @javascript', async ({ browsers, joined }) => {
  const { account, invited, session } = await joined({ autoAccept: false });
  const page = await browsers.page(session);
  const screen = new Screen(page);
  for (const path of ['', '/distributors', '/agreements', `/agreements/${invited.agreement.id}`, '/contracts', `/contracts/${invited.contract.id}`]) {
    await screen.visit(`/${account}${path}`);
    await looksGood(page);
  }
  await screen.visit(`/${account}/agreements/${invited.dependent_agreement?.id}`);
  await screen.button('Enrol').click();
  await screen.arrives(/^Contract of/);
  await looksGood(page);
  await screen.button('Accept and sign').click();
  await expect(screen.problem).toBeVisible();
  await looksGood(page);
});

test('an invitation: offered, refused, declined @javascript', async ({ arrange, page }) => {
  const invited = await arrange.invited({ note: 'We look forward to working with you.' });
  const invitation = new InvitationPage(page);
  await invitation.open(invited.link.url);
  await looksGood(page);
  await invitation.send();
  await expect(invitation.problem).toBeVisible();
  await looksGood(page);
  await invitation.decline('');
  await looksGood(page);
});

test('an invitation: the dead ends @javascript', async ({ arrange, browsers, database, joined, mailbox, page }) => {
  const [{ invited: used, session }, who] = [await joined(), person()];
  const [expired, replaced, revoked, unbacked] = [
    await arrange.invited(),
    await arrange.invited({ mailTo: who.email }),
    await arrange.invited(),
    await arrange.invited(),
  ];
  const mailed = linkIn(await mailbox.next(who.email));
  database.run('UPDATE invitations SET expires_at = 1000 WHERE id = ?', expired.link.invitation);
  database.run("UPDATE invitations SET group_ids = '[]' WHERE id = ?", unbacked.link.invitation);
  const stranger = new InvitationPage(await browsers.page(session));
  await stranger.openDeadEnd(mailed, 'This invitation is for somebody else');
  await looksGood(stranger.page);
  await stranger.openDeadEnd(used.link.url, 'You have accepted');
  await looksGood(stranger.page);
  await arrange.post('invitations/replace_link', { invitation: replaced.link.invitation });
  await arrange.post('invitations/revoke', { invitation: revoked.link.invitation, reason: '' });
  const invitation = new InvitationPage(page);
  for (const [link, heading] of [
    [expired.link.url, 'This invitation has expired'],
    [replaced.link.url, 'There is a newer link'],
    [revoked.link.url, 'This invitation was revoked'],
    [unbacked.link.url, 'This invitation is not backed any more'],
    [used.link.url, 'This invitation is used'],
    ['/invitation/INV-000-000-000', 'Not found'],
  ] as const) {
    await invitation.openDeadEnd(link, heading);
    await looksGood(page);
  }
});

test('pages as they are without scripts @javascript', async ({ arrange, desk, distributor }) => {
  const [invited, draft] = [await arrange.invited(), await arrange.draft()];
  await desk.route('**', async (route) => {
    if (route.request().resourceType() !== 'document') {
      return await route.continue();
    }
    const response = await route.fetch();
    return await route.fulfill({ response, body: (await response.text()).replace(/<script[^]*?<\/script>/g, '') });
  });
  for (const path of [
    '/sign-in',
    `/${distributor.account}/partners`,
    `/${distributor.account}/partners/wizard/${draft}/action`,
    `/${distributor.account}/partners/${invited.partner.id}`,
    invited.link.url,
  ]) {
    await desk.goto(path);
    await expect(desk.locator('html.hydrated')).toHaveCount(0);
    await looksGood(desk);
  }
});
