/** Users: inviting, joining, what a group allows, editing, removing, leaving. */
import { accept } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { Frame } from '../pages/frame.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { UserPage, UsersPage } from '../pages/users.ts';

test('somebody unknown is invited, registers, and sees what the group allows', async ({ desk, distributor, mailbox, page }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person('Bob Barker')];
  const user = await users.invite(who, 'Viewers');
  await user.says(`${who.name} is invited.`);
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Invited');
  await expect(users.cell(who.email, 'Groups')).toHaveText('Viewers');

  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await page.locator('section#accept').getByLabel('Full name').fill(who.name);
  await page.locator('section#accept').getByLabel(/^Password/).fill(who.password);
  await invitation.tick();
  await invitation.send();
  const frame = new Frame(page);
  await frame.arrives('Home');
  await frame.go('Hubs');
  await frame.arrives('Hubs');
  await page.goto(`/${distributor.account}/hubs/new`);
  await frame.field(/^Name/).fill('Not mine to add');
  await frame.button('Add hub').click();
  await expect(frame.problem).toContainText('You may not change marketplaces');

  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Joined');
});

test('groups are changed and somebody is removed, from their next request on', async ({ browsers, desk, distributor, joined }) => {
  const [{ who, session }, users] = [await joined(), new UsersPage(desk, distributor.account)];
  const user = await users.invite(who, 'Viewers');
  const page = await browsers.page(session);
  const invitation = new InvitationPage(page);
  await invitation.visit(await user.linkField.inputValue());
  await invitation.tick();
  await invitation.send();
  const frame = new Frame(page);
  await expect(page).toHaveURL(new RegExp(`/${distributor.account}$`));
  await frame.visit(`/${distributor.account}/hubs`);
  await frame.arrives('Hubs');

  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.link(who.name).click();
  await user.arrives(who.name);
  await user.setGroups('Managers');
  await user.says('User saved.');
  await frame.visit(`/${distributor.account}/hubs`);
  await expect(frame.link('Add hub').first()).toBeVisible();

  await user.confirm('Remove user', 'Remove user');
  await user.says('User removed.');
  expect(await frame.visit(`/${distributor.account}/hubs`)).toBe(404);
});

test('what is wrong is said at its step, and the address carries the rest', async ({ desk, distributor }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person()];
  await users.invite(who, 'Viewers');
  await users.visit(`/${distributor.account}/users/new`);
  await users.field('Name').fill('Somebody Else');
  await users.field(/^E-mail address/).fill(who.email);
  await users.button('Next').click();
  await expect(users.problem).toContainText('invited already');
  await expect(users.field('Name')).toHaveValue('Somebody Else');

  const other = person();
  await users.field(/^E-mail address/).fill(other.email);
  await users.button('Next').click();
  await users.isAt('Groups');
  await users.button('Next').click();
  await expect(users.problem).toContainText('Choose at least one group.');
  await users.link('Back').click();
  await users.isAt('General');
  await expect(users.field(/^E-mail address/)).toHaveValue(other.email);
});

test('an invited person is corrected: the old link says so, the new one works', async ({ desk, distributor, page }) => {
  const [users, who, right] = [new UsersPage(desk, distributor.account), person(), person('Paul Right')];
  const user = await users.invite(who, 'Viewers');
  const before = await user.linkField.inputValue();
  await user.field('Name').fill(right.name);
  await user.field(/^E-mail address/).fill(right.email);
  await user.button('Save').click();
  await user.arrives(right.name);
  await expect(user.linkField).not.toHaveValue(before);
  const after = await user.linkField.inputValue();
  const invitation = new InvitationPage(page);
  await invitation.visit(before);
  await expect(page.getByRole('button', { name: /^Accept|^Join/ })).toHaveCount(0);
  await invitation.visit(after);
  await expect(page.locator('section#accept')).toBeVisible();
});

test('the link is replaced and revoked', async ({ desk, distributor, page }) => {
  const user = await new UsersPage(desk, distributor.account).invite(person(), 'Viewers');
  const before = await user.linkField.inputValue();
  await user.confirm('Replace link', 'Replace link');
  await user.says(/link is replaced/);
  await expect(user.linkField).not.toHaveValue(before);
  const after = await user.linkField.inputValue();
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(before, 'There is a newer link');
  await user.confirm('Revoke', 'Revoke invitation');
  await user.says('The invitation is revoked.');
  await invitation.openDeadEnd(after, 'This invitation was revoked');
});

test('one leaves an account; the last manager of users stays', async ({ arrange, browsers, joined }) => {
  const { account, session, who } = await joined();
  const page = await browsers.page(session);
  const me = new UserPage(page);
  await me.visit('/me');
  await me.confirm('Leave', 'Leave account');
  await expect(me.problem).toContainText('Nobody could manage users any more.');

  const second = await arrange.invited();
  await accept(page.request, second, who);
  const colleague = person('Carl Colleague');
  const users = new UsersPage(page, account);
  const user = await users.invite(colleague, 'Administrators');
  const theirs = await browsers.page();
  const invitation = new InvitationPage(theirs);
  await invitation.visit(await user.linkField.inputValue());
  await theirs.locator('section#accept').getByLabel('Full name').fill(colleague.name);
  await theirs.locator('section#accept').getByLabel(/^Password/).fill(colleague.password);
  await invitation.tick();
  await invitation.send();
  await expect(theirs).toHaveURL(new RegExp(`/${account}$`));

  await me.visit('/me');
  const mine = page.getByRole('listitem').filter({ hasText: account });
  await me.confirm('Leave', 'Leave account', {}, mine);
  await expect(page.getByRole('listitem').filter({ hasText: account })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(second.partner.id);
});

test('the pages look right @javascript', async ({ desk, distributor }) => {
  test.slow();
  const users = new UsersPage(desk, distributor.account);
  await users.invite(person(), 'Viewers');
  await looksGood(desk);
  await users.open();
  await looksGood(desk);
  await users.toSummary(person(), 'Managers');
  await looksGood(desk);
  await users.visit(`/${distributor.account}/users/new/groups?name=Ann&email=ann%40front.example`);
  await looksGood(desk);
});
