/** My profile: name, address, second factor. Password and sessions are in access.spec. */
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { CodePage, MePage, SecondFactorPage } from '../pages/me.ts';
import { Screen } from '../pages/screen.ts';
import { SignInPage } from '../pages/sign-in.ts';

test('another name is on every page and in the log', async ({ browsers, joined }) => {
  const { account, session } = await joined();
  const me = new MePage(await browsers.page(session));
  const { name } = person('Mary Ann Marvel');
  await me.open();
  await me.field('Full name').fill(' ');
  await me.card('You').getByRole('button', { name: 'Save' }).click();
  await expect(me.problem).toContainText('Full name');
  await me.field('Full name').fill(name);
  await me.field('Time zone').selectOption('Asia/Kolkata');
  await me.card('You').getByRole('button', { name: 'Save' }).click();
  await me.says('Your profile is saved.');
  await expect(me.page.getByRole('button', { name: new RegExp(name) })).toBeVisible();
  await expect(me.card('Where you are signed in').locator('time').first()).toHaveAttribute('data-exact', /IST$/);
  await me.visit(`/${account}/events`);
  await expect(me.page.getByText('changed their profile').first()).toBeVisible();
});

test('mails come in the language that was chosen', async ({ browsers, joined, mailbox }) => {
  const { who, session } = await joined();
  const me = new MePage(await browsers.page(session));
  await me.open();
  await me.field('Language').selectOption('Deutsch');
  await me.card('You').getByRole('button', { name: 'Save' }).click();
  await me.says('Your profile is saved.');
  await expect(me.field('Language')).toHaveValue('de');
  await me.changePassword(who.password, `${who.password} and more`);
  await me.says('The password is changed.');
  const mail = await mailbox.next(who.email);
  expect(mail.subject).toBe('Ihr Passwort wurde geändert');
  expect(mail.html).toContain('<html lang="de">');
});

test('another address: asked for, confirmed by its mailbox, told to the old one', async ({ browsers, joined, mailbox, page }) => {
  const { who, session } = await joined();
  const { email } = person();
  const me = new MePage(await browsers.page(session));
  const card = me.card('E-mail address');
  await me.open();
  await card.getByLabel('New address').fill(email);
  await card.getByLabel('Present password').fill('not the right password');
  await me.button('Change address').click();
  await expect(me.problem).toContainText(/password/i);
  await expect(card.getByLabel('New address')).toHaveValue(email);
  await card.getByLabel('Present password').fill(who.password);
  await me.button('Change address').click();
  await me.says('A mail with a link is on its way');
  await expect(card).toContainText(new RegExp(`The link mailed to ${email} expires in \\d+ hours`));
  expect((await mailbox.next(who.email)).subject).toBe('Another address was asked for');

  const link = linkIn(await mailbox.next(email));
  const there = new Screen(page);
  await there.visit(link);
  await there.arrives('Confirm your address');
  expect(page.url()).not.toContain('/t/');
  await there.button('Confirm new address').click();
  expect((await mailbox.next(who.email)).subject).toBe('Your address was changed');

  const signIn = new SignInPage(await browsers.page());
  await signIn.open();
  await signIn.fill(who);
  await expect(signIn.problem).toBeVisible();
  await signIn.fill({ email, password: who.password });
  await expect(signIn.page).not.toHaveURL(/sign-in/);

  const again = new Screen(await browsers.page());
  await again.visit(link);
  await again.arrives('This link does not work any more');
});

test('the present address: not confirmed, until its link is asked for, followed and answered', async ({ browsers, joined, mailbox, page }) => {
  const { who, session } = await joined();
  const me = new MePage(await browsers.page(session));
  const card = me.card('E-mail address');
  await me.open();
  await expect(card).toContainText('Not confirmed');
  await me.button('Mail me a link').click();
  await me.says('A mail with a link is on its way to your address.');
  await expect(card).toContainText(/A link was mailed to it; it expires in \d+ hours/);

  const mail = await mailbox.next(who.email);
  expect(mail.subject).toBe('Confirm your address');
  const there = new Screen(page);
  await there.visit(linkIn(mail));
  await there.arrives('Confirm your address');
  await expect(there.fact('Present address')).toHaveText(who.email);
  await me.open();
  await expect(card, 'opening it changes nothing').toContainText('Not confirmed');
  await there.button('Confirm address').click();
  await there.arrives('Sign in');
  await me.open();
  await expect(card).toContainText(who.email);
  await expect(card).not.toContainText('Not confirmed');
  await expect(me.button(/^Mail me/)).toHaveCount(0);
});

test('a second factor: set up, asked for, replaced by a recovery code, taken away', async ({ browsers, joined, mailbox }) => {
  const { account, who, session } = await joined();
  const factor = new SecondFactorPage(await browsers.page(session));
  await factor.open();
  const app = await factor.setUp(who.password);
  await expect(factor.recoveryCodes).toHaveCount(10);
  const recovery = await factor.recoveryCodes.first().innerText();
  expect((await mailbox.next(who.email)).subject).toBe('Your second factor is set up');

  const browser = await browsers.page();
  const [signIn, code] = [new SignInPage(browser), new CodePage(browser)];
  await signIn.visit(`/${account}/users`);
  await signIn.arrives('Sign in');
  await signIn.fill(who);
  await code.enter('000000');
  await expect(code.problem).toContainText('not right');
  // The code of the set-up is spent; the next one counts a step early.
  await code.enter(app.generate({ timestamp: Date.now() + 30_000 }));
  await code.arrives('Users');

  const other = await browsers.page();
  await new SignInPage(other).open();
  await new SignInPage(other).fill(who);
  await new CodePage(other).enter(recovery);
  await expect(other).toHaveURL(new RegExp(`/${account}$`));
  await new Screen(other).visit('/sign-in/code');
  await new Screen(other).arrives('No code is awaited');

  await factor.open();
  await expect(factor.card('Recovery codes')).toContainText('9 are left');
  await factor.takeAway(who.password);
  await new SignInPage(await browsers.page()).open();
});

test('an account that requires a second factor leads who has none to it', async ({ browsers, joined }) => {
  const { account, invited, who, session } = await joined();
  const factor = new SecondFactorPage(await browsers.page(session));
  await factor.visit(`/${account}/security`);
  await expect(factor.page.getByText('Set up your own second factor first')).toBeVisible();
  await factor.link('Set up').click();
  await factor.arrives('Second factor');
  await factor.setUp(who.password);
  await factor.visit(`/${account}/security`);
  await expect(factor.page.getByText('Everybody decides for themselves.')).toBeVisible();
  await factor.page.getByRole('switch', { name: /^Require a second factor/ }).check();
  await factor.button('Save').click();
  await factor.says('Security saved.');

  await factor.open();
  const end = factor.card('Take the second factor away');
  await expect(end).toContainText('These open no more until you set a second factor up again:');
  await expect(end.getByRole('listitem')).toHaveText([invited.partner.name]);
  await factor.takeAway(who.password);
  await factor.visit(`/${account}/users`);
  await factor.arrives('Second factor');
  await expect(factor.page.getByText('The account you opened asks for a second factor')).toBeVisible();
  await factor.setUp(who.password);
  await factor.link('Continue to your account').click();
  await factor.arrives('Home');
  await expect(factor.page).toHaveURL(`/${account}`);
  await factor.visit(`/${account}/users`);
  await factor.arrives('Users');
});
