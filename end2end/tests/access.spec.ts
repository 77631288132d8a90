/** Getting in: sign in and out, sessions, passwords. */
import { send } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { Frame } from '../pages/frame.ts';
import { MePage } from '../pages/me.ts';
import { ResetPasswordPage, SignInPage } from '../pages/sign-in.ts';

const NEXT = 'four copper kettles sing';

test('signing in opens the account, signing out closes it', async ({ distributor, page }) => {
  const [signIn, frame] = [new SignInPage(page), new Frame(page)];
  await signIn.open();
  await signIn.fill(distributor.admin);
  await frame.arrives('Home');
  await expect(page).toHaveURL(`/${distributor.account}`);

  await frame.signOut();
  await signIn.visit(`/${distributor.account}/partners`);
  await signIn.arrives('Sign in');
  await signIn.fill(distributor.admin);
  await expect(page, 'goes on to where the person was going').toHaveURL(`/${distributor.account}/partners`);
});

test('a wrong password keeps the address and reveals nothing', async ({ distributor, page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.fill({ email: distributor.admin.email, password: 'not the right password' });
  await expect(signIn.problem).toBeVisible();
  const known = await signIn.problem.innerText();
  await expect(signIn.field('E-mail address')).toHaveValue(distributor.admin.email);
  await expect(signIn.field(/^Password/)).toHaveValue('');

  await signIn.open();
  await signIn.fill({ email: person().email, password: 'not the right password' });
  await expect(signIn.problem).toHaveText(known, { useInnerText: true });
});

test('too many wrong passwords slow down, and say for how long', async ({ page }) => {
  const [signIn, { email }] = [new SignInPage(page), person()];
  const guess = { email, password: 'not the right password' };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect((await send(page.request, 'access/sign_in', guess)).status()).toBe(422);
  }
  await signIn.open();
  await signIn.fill(guess);
  await expect(signIn.problem).toContainText('Too many attempts');
  await expect(signIn.problem).toContainText(/second|minute/);
  await expect(signIn.field('E-mail address')).toHaveValue(email);
});

test('a person sees their sessions and ends the others', async ({ browsers, joined, page }) => {
  const { who, session } = await joined();
  const other = new SignInPage(page);
  await other.open();
  await other.fill(who);
  await other.arrives('Home');

  const me = new MePage(await browsers.page(session));
  await me.open();
  await expect(me.sessions).toHaveCount(2);
  await expect(me.sessions.first()).toContainText('This one');
  await me.button('End all other sessions').click();
  await expect(me.sessions).toHaveCount(1);

  await other.visit('/me');
  await other.arrives('Sign in');
});

test('one session can be ended by itself', async ({ browsers, joined, page }) => {
  const { who, session } = await joined();
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.fill(who);
  await signIn.arrives('Home');
  const me = new MePage(await browsers.page(session));
  await me.open();
  await me.sessions.nth(1).getByRole('button', { name: /^End/ }).click();
  await expect(me.sessions).toHaveCount(1);
});

test('a changed password ends the other sessions and is told by mail', async ({ browsers, joined, mailbox, page }) => {
  const { who, session } = await joined();
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.fill(who);
  await signIn.arrives('Home');

  const me = new MePage(await browsers.page(session));
  await me.open();
  await me.changePassword('not the right password', NEXT);
  await expect(me.problem).toContainText(/password/i);
  await me.changePassword(who.password, NEXT);
  await me.says('The password is changed.');
  expect((await mailbox.next(who.email)).text).toMatch(/password/i);

  await signIn.visit('/me');
  await signIn.arrives('Sign in');
  await signIn.fill(who);
  await expect(signIn.problem).toBeVisible();
  await signIn.fill({ email: who.email, password: NEXT });
  await signIn.arrives('My profile');
});

test('a forgotten password is set anew by mail, once', async ({ browsers, joined, mailbox, page }) => {
  const { who } = await joined();
  const reset = new ResetPasswordPage(page);
  await reset.ask(who.email);
  const link = linkIn(await mailbox.next(who.email));

  await reset.setNew(link, 'short');
  await expect(reset.problem).toContainText(/15|characters/);
  await reset.setNew(link, NEXT);
  await reset.says('The new password is set.');
  expect(page.url()).not.toContain('/t/');

  const again = new ResetPasswordPage(await browsers.page());
  await again.visit(link);
  await again.arrives('This link does not work any more');
});

test('asking for a reset of an unknown address says the same and mails nothing', async ({ mailbox, page }) => {
  const { email } = person();
  await new ResetPasswordPage(page).ask(email);
  expect(mailbox.count(email)).toBe(0);
});

test('a page of an account that is not mine answers as one that does not exist', async ({ browsers, distributor, joined }) => {
  const { session } = await joined();
  const frame = new Frame(await browsers.page(session));
  expect(await frame.visit(`/${distributor.account}/partners`)).toBe(404);
  await expect(frame.heading('Not found')).toBeVisible();
  expect(await frame.visit('/PA-000-000/partners')).toBe(404);
});
