/** The public pages of an invitation: accepting, declining, and every dead end. */
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { CodePage, SecondFactorPage } from '../pages/me.ts';
import { DirectoryPage, PartnerPage } from '../pages/partners.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { UsersPage } from '../pages/users.ts';

test('declined with a reason: the distributor sees it, the inviter gets a mail, and may invite again', async ({
  arrange,
  desk,
  distributor,
  mailbox,
  page,
}) => {
  const invited = await arrange.invited();
  const invitation = new InvitationPage(page);
  await invitation.open(invited.link.url);
  await invitation.decline('The prices do not fit');
  expect((await mailbox.next(distributor.admin.email, invited.partner.name)).text).toContain('The prices do not fit');

  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await expect(directory.cell(invited.partner.name, 'Status')).toHaveText('Declined');
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await expect(partner.invitation).toContainText('The prices do not fit');
  await expect(partner.contract('Program contract')).toContainText('Rejected');

  await partner.inviteAgain();
  await partner.says(/New invitation/);
  await partner.isMarked('Invited');
  await invitation.openDeadEnd(invited.link.url, 'This invitation was declined');
  await invitation.open(await partner.activationLink());
  await invitation.accept(person());
  await invitation.opensAccount();
});

test('without ticks and with a weak password nothing is accepted, and what was typed stays', async ({ arrange, database, page }) => {
  const [invited, who] = [await arrange.invited(), person()];
  const invitation = new InvitationPage(page);
  await invitation.open(invited.link.url);
  await invitation.fill({ ...who, password: 'too short' }, { ticks: false });
  await invitation.send();
  await expect(invitation.problem).toContainText(/15|characters/);
  await expect(page.locator('section#accept').getByRole('checkbox', { checked: false })).toHaveCount(2);
  await expect(invitation.field('E-mail address')).toHaveValue(who.email);
  await expect(invitation.field('Full name')).toHaveValue(who.name);
  await expect(page.locator('section#accept').getByLabel(/^Password/)).toHaveValue('');
  expect(database.all('SELECT id FROM users WHERE email = ?', who.email)).toEqual([]);
});

test('an address that has an account signs in with the same form; the account is added', async ({ arrange, joined, page }) => {
  const { who, account } = await joined();
  const second = await arrange.invited();
  const invitation = new InvitationPage(page);
  await invitation.open(second.link.url);
  await invitation.accept({ ...who, password: 'not the right password' });
  await expect(invitation.problem).toBeVisible();
  await invitation.accept(who);
  expect(await invitation.opensAccount()).toBe(second.partner.id);
  await page.getByRole('button', { name: /Switch account/ }).click();
  await expect(page.locator('#accounts').getByRole('link', { name: account })).toBeVisible();
});

test('somebody who is signed in accepts by one click', async ({ arrange, browsers, joined }) => {
  const { who, session } = await joined();
  const second = await arrange.invited({ mailTo: who.email });
  const page = await browsers.page(session);
  const invitation = new InvitationPage(page);
  await invitation.open(second.link.url);
  await expect(page.getByText(`You are signed in as ${who.name}, ${who.email}.`)).toBeVisible();
  await invitation.acceptSignedIn(who.name);
  expect(await invitation.opensAccount()).toBe(second.partner.id);
});

test('somebody known with a second factor signs in from the invitation, comes back, and joins by one click', async ({
  browsers,
  desk,
  distributor,
  joined,
  mailbox,
  page,
}) => {
  const { who, session } = await joined();
  const factor = new SecondFactorPage(await browsers.page(session));
  await factor.open();
  const app = await factor.setUp(who.password);
  await new UsersPage(desk, distributor.account).invite(who, 'Viewers');
  const link = linkIn(await mailbox.next(who.email, '/invitation/t/'));

  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await invitation.register(who);
  await expect(invitation.problem).toContainText('Sign in first');
  await invitation.acceptance.getByRole('link', { name: 'Sign in', exact: true }).click();
  const signIn = new SignInPage(page);
  await signIn.arrives('Sign in');
  await signIn.fill(who);
  // The code of the set-up is spent; the next one counts a step early.
  await new CodePage(page).enter(app.generate({ timestamp: Date.now() + 30_000 }));
  await invitation.arrives(/ invites you$/);
  await invitation.join();
  await expect(page).toHaveURL(new RegExp(`/${distributor.account}$`));
});

test('accepting one invitation leaves another one that was opened alone', async ({ arrange, page }) => {
  const [first, second] = [await arrange.invited(), await arrange.invited()];
  const invitation = new InvitationPage(page);
  await invitation.open(second.link.url);
  const other = page.url();
  await invitation.open(first.link.url);
  await invitation.accept(person());
  await invitation.opensAccount();
  await invitation.visit(other);
  await invitation.arrives(new RegExp(` invites ${second.partner.name}$`));
});

test('an invitation to a suspended account waits, and can be taken once it is resumed', async ({
  arrange,
  browsers,
  joined,
  mailbox,
  page,
}) => {
  const { account, session } = await joined();
  const who = person();
  await new UsersPage(await browsers.page(session), account).invite(who, 'Viewers');
  const link = linkIn(await mailbox.next(who.email));
  await arrange.post('partners/suspend', { partner: account, reason: 'Under review' });
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(link, 'This invitation has to wait');
  await arrange.post('partners/resume', { partner: account });
  await invitation.open(link);
  await invitation.register(who);
  await expect(page).toHaveURL(new RegExp(`/${account}$`));
});

test('the wrong person sees both addresses, signs out and continues; nothing is consumed', async ({
  arrange,
  browsers,
  joined,
  mailbox,
}) => {
  const { session, who: other } = await joined();
  const who = person();
  await arrange.invited({ mailTo: who.email });
  const page = await browsers.page(session);
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(linkIn(await mailbox.next(who.email)), 'This invitation is for somebody else');
  await expect(invitation.fact('Signed in')).toContainText(other.email);
  await expect(invitation.fact('Invited')).toContainText(who.email);
  await page.getByRole('button', { name: 'Sign out and continue' }).click();
  await invitation.arrives(/ invites /);
  await invitation.accept(who, { email: false });
  await invitation.opensAccount();
});

test('an expired link says so, and a new one is asked for once a day', async ({ arrange, database, distributor, mailbox, page }) => {
  const invited = await arrange.invited();
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  database.run('UPDATE invitations SET expires_at = ? WHERE id = ?', yesterday, invited.link.invitation);
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(invited.link.url, 'This invitation has expired');
  await invitation.button('Ask for a new link').click();
  await expect(page.getByText('has been told that you want a new link')).toBeVisible();
  expect((await mailbox.next(distributor.admin.email, invited.partner.name)).text).toContain('asks for a new one');
  await invitation.openDeadEnd(invited.link.url, 'This invitation has expired');
  await expect(invitation.button('Ask for a new link')).toHaveCount(0);
});

test('resending keeps the link working, after it has expired too', async ({ arrange, database, desk, distributor, mailbox, page }) => {
  const who = person();
  const invited = await arrange.invited({ mailTo: who.email });
  const link = linkIn(await mailbox.next(who.email));
  database.run('UPDATE invitations SET expires_at = ? WHERE id = ?', Date.now() - 1_000, invited.link.invitation);
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await expect(partner.invitation).toContainText('Expired');
  await partner.resend('Resend');
  await partner.says(/The same link works/);
  expect(linkIn(await mailbox.next(who.email)), 'the same link').toBe(link);
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  await invitation.accept(who, { email: false });
  await invitation.opensAccount();
});

test('a replaced link says so and has the newer one mailed', async ({ arrange, desk, distributor, mailbox, page }) => {
  const who = person();
  const invited = await arrange.invited({ mailTo: who.email });
  const old = linkIn(await mailbox.next(who.email));
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  const before = await partner.activationLink();
  await partner.replaceLink();
  await partner.says(/The link is replaced/);
  await expect(partner.linkField).not.toHaveValue(before);

  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(before, 'There is a newer link');
  await invitation.openDeadEnd(old, 'There is a newer link');
  await invitation.button('Mail me the newer link').click();
  await invitation.says(/newer link is queued/);
  const newer = linkIn(await mailbox.next(who.email));
  expect(newer).not.toBe(old);
  await invitation.open(newer);
});

test('a revoked link says so, and its contract is withdrawn', async ({ arrange, desk, distributor, page }) => {
  const invited = await arrange.invited();
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await partner.revoke('Sent to the wrong company');
  await partner.says('The invitation is revoked.');
  await expect(partner.invitation).toContainText('Revoked');
  await expect(partner.contract('Program contract')).toContainText('Withdrawn');
  await new InvitationPage(page).openDeadEnd(invited.link.url, 'This invitation was revoked');
});

test('an invitation that nobody could make any more says so', async ({ arrange, database, page }) => {
  const invited = await arrange.invited();
  database.run("UPDATE invitations SET group_ids = '[]' WHERE id = ?", invited.link.invitation);
  await new InvitationPage(page).openDeadEnd(invited.link.url, 'This invitation is not backed any more');
});

test('a used link says so: to the one who used it, and to others', async ({ browsers, joined, page }) => {
  const { invited, session, account } = await joined();
  const own = new InvitationPage(await browsers.page(session));
  await own.openDeadEnd(invited.link.url, 'You have accepted');
  await own.link('Go to the account').click();
  expect(await own.opensAccount()).toBe(account);
  await new InvitationPage(page).openDeadEnd(invited.link.url, 'This invitation is used');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await new SignInPage(page).arrives('Sign in');
});

test('an unknown link reveals nothing', async ({ arrange, page, server }) => {
  const invited = await arrange.invited();
  const invitation = new InvitationPage(page);
  const unknown = 'Not found';
  await invitation.openDeadEnd(`${server.url}/invitation/t/${'A'.repeat(43)}`, unknown);
  const words = await page.getByRole('main').innerText();
  await invitation.openDeadEnd(`${invited.link.url.slice(0, -2)}xx`, unknown);
  expect(await page.getByRole('main').innerText()).toBe(words);
  // Without its link, a known invitation is as unknown as any.
  await invitation.openDeadEnd(`/invitation/${invited.link.invitation}`, unknown);
  expect(await page.getByRole('main').innerText()).toBe(words);
});

test('mailing to another address supersedes: the old link dies, the new one works', async ({ arrange, desk, distributor, mailbox, page }) => {
  const [first, second] = [person(), person()];
  const invited = await arrange.invited({ mailTo: first.email });
  const old = linkIn(await mailbox.next(first.email));
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, invited.partner.id);
  await partner.mailTo(second.email);
  const link = linkIn(await mailbox.next(second.email));
  const invitation = new InvitationPage(page);
  await invitation.visit(old);
  await expect(invitation.heading(/ invites /)).toHaveCount(0);
  await invitation.open(link);
});

test('what the mail server said is shown in its words', async ({ arrange, desk, distributor }) => {
  const invited = await arrange.invited({ mailTo: `${person().email.split('@')[0]}@refused.example` });
  const partner = new PartnerPage(desk);
  await expect(async () => {
    await partner.open(distributor.account, invited.partner.id);
    await expect(partner.deliveries.first()).toContainText(/mailbox unavailable/, { timeout: 500 });
  }).toPass();
  await expect(partner.deliveries.first()).toContainText('Failed');
});

test('a document that changed after it was shown is not accepted unread', async ({ arrange, page }) => {
  const [invited, who] = [await arrange.invited(), person()];
  const invitation = new InvitationPage(page);
  await invitation.open(invited.link.url);
  const version = { agreement: invited.agreement.id, source: 'link', link: 'https://front.example/new.pdf', activate: 'true' };
  await arrange.post('agreements/add_version', { ...version, change_note: 'New terms' });
  await invitation.accept(who);
  await expect(invitation.problem).toBeVisible();
  await invitation.visit(page.url());
  await expect(invitation.document).toContainText('https://front.example/new.pdf');
  await invitation.accept(who);
  await invitation.opensAccount();
});
