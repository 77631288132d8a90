/** What can be done with a user from the row of the list. */
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { office } from '../fixtures/office.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { PastePage, UserPage, UsersPage } from '../pages/users.ts';

test('the link is copied from the row @javascript', async ({ browsers, joined, page }) => {
  const [{ account, desk, users }, who] = [await office(browsers, joined), person()];
  const user = await users.invite(who, 'Viewers');
  const link = await user.invitationLink();
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Copy invitation link');
  await users.says('The link is copied.');
  const copied = await desk.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(link);
  const invitation = new InvitationPage(page);
  await invitation.visit(copied);
  await invitation.register(who);
  await expect(page).toHaveURL(`/${account}`);
});

test('the row leads to editing', async ({ browsers, joined }) => {
  const [{ users }, who] = [await office(browsers, joined), person()];
  await users.invite(who, 'Viewers');
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Edit');
  await users.arrives(who.name);
  await expect(users.button('Save')).toBeVisible();
});

test('the row leads to the link, where it cannot be copied @plain', async ({ browsers, joined }) => {
  const [{ desk, users }, who] = [await office(browsers, joined), person()];
  await users.invite(who, 'Viewers');
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Invitation link');
  await expect(new UserPage(desk).linkField).toHaveValue(/\/invitation\/t\//);
});

test('an invitation is resent from its row, until the limit says no', async ({ browsers, joined, mailbox, page }) => {
  const [{ account, users }, who] = [await office(browsers, joined), person()];
  await users.invite(who, 'Viewers');
  const first = linkIn(await mailbox.next(who.email));
  for (let turn = 0; turn < 4; turn++) {
    await users.open(`?q=${encodeURIComponent(who.email)}`);
    await users.act(who.email, 'Resend');
    expect(linkIn(await mailbox.next(who.email))).toBe(first);
  }
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Resend');
  await expect(users.problem).toContainText('5 invitation mails within the last hour');
  await expect(users.row(who.email)).toBeVisible();

  // However often it was sent, it is the same link, and it works.
  const invitation = new InvitationPage(page);
  await invitation.visit(first);
  await invitation.register(who);
  await expect(page).toHaveURL(`/${account}`);
});

test('links are replaced and invitations revoked from the row @javascript', async ({ browsers, joined, page }) => {
  const [{ desk, users }, who] = [await office(browsers, joined), person()];
  const user = await users.invite(who, 'Viewers');
  const link = await user.invitationLink();
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Replace link');
  await desk.getByRole('dialog').getByRole('button', { name: 'Replace link' }).click();
  await users.says(/link is replaced/);
  await new InvitationPage(page).openDeadEnd(link, 'There is a newer link');
  await users.act(who.email, 'Revoke');
  const dialog = desk.getByRole('dialog', { name: `Revoke the invitation of ${who.name}?` });
  await dialog.getByLabel(/^Reason/).fill('Somebody else does it.');
  await dialog.getByRole('button', { name: 'Revoke invitation' }).click();
  await users.says('The invitation is revoked.');
  await expect(users.row(who.email)).toHaveCount(0);
  await expect(desk).toHaveURL(/\?q=/);
});

test('a dialog takes the focus, Escape closes it, and the focus returns @javascript', async ({ browsers, joined }) => {
  const [{ desk, users }, who] = [await office(browsers, joined), person()];
  await users.invite(who, 'Viewers');
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  const menu = users.row(who.email).getByRole('button', { name: /^More for/ });
  await menu.focus();
  await desk.keyboard.press('Enter');
  await users.item(who.email, 'Revoke').focus();
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog', { name: /^Revoke the invitation/ });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await desk.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(menu).toBeFocused();
  await expect(users.cell(who.email, 'Status')).toHaveText('Invited');
});

test('somebody is removed from the row, from their next request on', async ({ browsers, javascript, joined }) => {
  const [{ who, session }, { account, desk, users }] = [await joined(), await office(browsers, joined)];
  const user = await users.invite(who, 'Administrators');
  const theirs = new InvitationPage(await browsers.page(session));
  await theirs.visit(await user.invitationLink());
  await theirs.join();
  await expect(theirs.page).toHaveURL(new RegExp(`/${account}$`));
  const friend = person('Fay Friend');
  await new UsersPage(theirs.page, account).invite(friend, 'Viewers');

  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Remove');
  await expect(desk.getByRole('dialog')).toHaveCount(javascript ? 1 : 0);
  await expect(desk.getByRole('main')).toContainText('The access to this account ends at once.');
  await expect(desk.getByRole('main')).toContainText(`${who.name} made 1 open invitation here. It counts while somebody else`);
  await expect(users.link(friend.name)).toHaveAttribute('href', new RegExp(`^/${account}/users/INV-`));
  await users.button('Remove user').click();
  await users.says('User removed.');
  await expect(users.row(who.email)).toHaveCount(0);
  expect(await theirs.visit(`/${account}/hubs`)).toBe(404);
});

test('who only looks at users is offered nothing to do with them', async ({ browsers, joined }) => {
  const [{ who, session }, { account, users }] = [await joined(), await office(browsers, joined)];
  const user = await users.invite(who, 'Viewers');
  const theirs = await browsers.page(session);
  const invitation = new InvitationPage(theirs);
  await invitation.visit(await user.invitationLink());
  await invitation.join();
  await expect(theirs).toHaveURL(new RegExp(`/${account}$`));
  const list = new UsersPage(theirs, account);
  await list.open();
  await expect(list.rows).toHaveCount(2);
  await expect(list.link('Add user')).toHaveCount(0);
  await expect(list.link('Paste addresses')).toHaveCount(0);
  await list.row('Administrators').getByRole('button', { name: /^More for/ }).click();
  await expect(list.item('Administrators', 'Open')).toBeVisible();
  await expect(list.item('Administrators', 'Edit')).toHaveCount(0);
  await expect(list.item('Administrators', 'Remove')).toHaveCount(0);
});

test('menu, dialog, removing, somebody deactivated and pasting look right @javascript', async ({ browsers, database, joined }) => {
  test.slow();
  const [{ who, session }, { account, desk, users }] = [await joined(), await office(browsers, joined)];
  const user = await users.invite(who, 'Viewers');
  const link = await user.invitationLink();
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.row(who.email).getByRole('button', { name: /^More for/ }).click();
  await looksGood(desk);
  await users.item(who.email, 'Revoke').click();
  await expect(desk.getByRole('dialog')).toBeVisible();
  await looksGood(desk);
  await desk.keyboard.press('Escape');

  const paste = new PastePage(desk);
  await paste.open(account);
  await looksGood(desk);
  await paste.check(`${who.email}; nonsense that goes on and on without an end; ${person().email}`, 'Viewers');
  await paste.result('1 of 3 will be invited');
  await looksGood(desk);
  await paste.button('Send 1 invitation').click();
  await paste.result('1 person is invited.');
  await looksGood(desk);

  const theirs = new InvitationPage(await browsers.page(session));
  await theirs.visit(link);
  await theirs.join();
  await expect(theirs.page).toHaveURL(new RegExp(`/${account}$`));
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.row(who.email).getByRole('link', { name: who.name }).click();
  await users.arrives(who.name);
  const href = await users.link('Remove user').getAttribute('href');
  await users.visit(href ?? '');
  await users.arrives(`Remove ${who.name}`);
  await looksGood(desk);

  database.run('UPDATE users SET deactivated_at = ? WHERE email = ?', Date.now(), who.email);
  await users.visit((href ?? '').replace(/\/remove$/, ''));
  await expect(desk.getByText('Deactivated', { exact: true })).toBeVisible();
  await looksGood(desk);
});
