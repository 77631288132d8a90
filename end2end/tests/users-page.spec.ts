/** The page of a user: groups, the invitation and its link, removing, leaving. */
import { accept } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/index.ts';
import { person } from '../fixtures/names.ts';
import { Frame } from '../pages/frame.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { UserPage, UsersPage } from '../pages/users.ts';

test('groups are changed and somebody is removed, from their next request on', async ({ browsers, desk, distributor, joined }) => {
  const [{ who, session }, users] = [await joined(), new UsersPage(desk, distributor.account)];
  const user = await users.invite(who, 'Viewers');
  const page = await browsers.page(session);
  const invitation = new InvitationPage(page);
  await invitation.visit(await user.invitationLink());
  await invitation.join();
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

  await user.remove();
  await user.says('User removed.');
  expect(await frame.visit(`/${distributor.account}/hubs`)).toBe(404);
});

test('an invited person is corrected: the old link says so, the new one works', async ({ desk, distributor, page }) => {
  const [users, who, right] = [new UsersPage(desk, distributor.account), person(), person('Paul Right')];
  const user = await users.invite(who, 'Viewers');
  const before = await user.invitationLink();
  await user.field('Name').fill(right.name);
  await user.field(/^E-mail address/).fill(right.email);
  await user.button('Save').click();
  await user.arrives(right.name);
  await expect(user.linkField).not.toHaveValue(before);
  const after = await user.invitationLink();
  const invitation = new InvitationPage(page);
  await invitation.visit(before);
  await expect(page.getByRole('button', { name: /^Accept|^Join/ })).toHaveCount(0);
  await invitation.visit(after);
  await expect(invitation.acceptance).toBeVisible();
});

test('the link is replaced and revoked', async ({ desk, distributor, page }) => {
  const user = await new UsersPage(desk, distributor.account).invite(person(), 'Viewers');
  const before = await user.invitationLink();
  await user.confirm('Replace link', 'Replace link');
  await user.says(/link is replaced/);
  await expect(user.linkField).not.toHaveValue(before);
  const after = await user.invitationLink();
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
  await invitation.visit(await user.invitationLink());
  await invitation.register(colleague);
  await expect(theirs).toHaveURL(new RegExp(`/${account}$`));

  await me.visit('/me');
  const mine = page.getByRole('listitem').filter({ hasText: account });
  await me.confirm('Leave', 'Leave account', {}, mine);
  await expect(page.getByRole('listitem').filter({ hasText: account })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(second.partner.id);
});
