/** Users: inviting, joining, what a group allows, editing, removing, leaving. */
import type { Page } from '@playwright/test';
import { accept } from '../fixtures/api.ts';
import type { Browsers } from '../fixtures/browsers.ts';
import { expect, test, type Joined } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { Frame } from '../pages/frame.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { PastePage, UserPage, UsersPage } from '../pages/users.ts';

/** The users of an account of its own, whose administrator has sent no mail yet: there is a limit to those. */
async function office(browsers: Browsers, joined: () => Promise<Joined>): Promise<{ account: string; users: UsersPage; desk: Page }> {
  const { account, session } = await joined();
  const desk = await browsers.page(session);
  return { account, desk, users: new UsersPage(desk, account) };
}

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

  await user.remove();
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

test('somebody known joins by one click', async ({ browsers, desk, distributor, joined, mailbox }) => {
  const [{ who, session }, users] = [await joined(), new UsersPage(desk, distributor.account)];
  await users.invite(who, 'Viewers');
  const page = await browsers.page(session);
  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await expect(page.locator('section#accept').getByLabel(/^Password/)).toHaveCount(0);
  await invitation.tick();
  await invitation.send();
  await expect(page).toHaveURL(new RegExp(`/${distributor.account}$`));
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Joined');
});

test('the list as CSV has the rows of the search @javascript', async ({ browsers, joined }) => {
  const [{ users }, who] = [await office(browsers, joined), person('=Eve Formula')];
  await users.invite({ name: who.name, email: who.email.slice(1) }, 'Viewers');
  await users.open(`?q=${encodeURIComponent(who.email.slice(1))}&columns=name,groups,status`);
  const [head, row, ...rest] = await users.csv();
  expect(head).toBe('User,E-mail address,Id,Groups,Status');
  expect(row).toMatch(/^'=Eve Formula,eve\.formula\.\d+@front\.example,INV-[\d-]+,Viewers,Invited$/);
  expect(rest).toEqual([]);
});

test('the link is copied from the row @javascript', async ({ browsers, joined }) => {
  const [{ desk, users }, who] = [await office(browsers, joined), person()];
  const user = await users.invite(who, 'Viewers');
  await expect(user.linkField).toHaveValue(/\/invitation\/t\//);
  const link = await user.linkField.inputValue();
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Copy invitation link');
  await users.says('The link is copied.');
  expect(await desk.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

test('the row leads to the link, where it cannot be copied @plain', async ({ browsers, joined }) => {
  const [{ desk, users }, who] = [await office(browsers, joined), person()];
  await users.invite(who, 'Viewers');
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Invitation link');
  await expect(new UserPage(desk).linkField).toHaveValue(/\/invitation\/t\//);
});

test('an invitation is resent from its row, until the limit says no', async ({ browsers, joined, mailbox }) => {
  const [{ users }, who] = [await office(browsers, joined), person()];
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
});

test('links are replaced and invitations revoked from the row @javascript', async ({ browsers, joined, page }) => {
  const [{ desk, users }, who] = [await office(browsers, joined), person()];
  const user = await users.invite(who, 'Viewers');
  await expect(user.linkField).toHaveValue(/\/invitation\/t\//);
  const link = await user.linkField.inputValue();
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

test('somebody is removed from the row, from their next request on', async ({ browsers, joined }) => {
  const [{ who, session }, { account, desk, users }] = [await joined(), await office(browsers, joined)];
  const user = await users.invite(who, 'Viewers');
  await expect(user.linkField).toHaveValue(/\/invitation\/t\//);
  const theirs = new InvitationPage(await browsers.page(session));
  await theirs.visit(await user.linkField.inputValue());
  await theirs.tick();
  await theirs.send();
  await expect(theirs.page).toHaveURL(new RegExp(`/${account}$`));

  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.act(who.email, 'Remove');
  await expect(desk.getByRole('main')).toContainText('The access to this account ends at once.');
  await users.button('Remove user').click();
  await users.says('User removed.');
  await expect(users.row(who.email)).toHaveCount(0);
  expect(await theirs.visit(`/${account}/hubs`)).toBe(404);
});

test('a pasted list: every entry is told its fate, then those who can are invited', async ({ browsers, desk, distributor, joined, mailbox, page }) => {
  const users = new UsersPage(desk, distributor.account);
  const [invited, ann, { who: known, session }] = [person('Ida Invited'), person('Ann Lee'), await joined()];
  await users.invite(invited, 'Viewers');
  await mailbox.next(invited.email);
  const paste = new PastePage(desk);
  await paste.open(distributor.account);
  const list = `"Lee, Ann" <${ann.email.toUpperCase()}>; ${known.email}, nobody at all\n${distributor.admin.email}\n${invited.email}; ${ann.email}`;
  await paste.check(list, 'Viewers');
  await paste.result('2 of 6 will be invited');
  const fates = ['Will be invited', 'Will be asked to join', 'Not an address', 'Already a member', 'Already invited', 'Twice in the list'];
  await expect(paste.fates).toHaveText(fates);
  await expect(paste.entry('nobody at all')).toContainText('Enter an address such as name@example.com.');
  expect(mailbox.count(ann.email)).toBe(0);

  await paste.button('Send 2 invitations').click();
  await paste.says('2 people are invited.');
  await paste.result('2 people are invited.');
  await expect(paste.fates.first()).toHaveText('Invited');
  await expect(paste.field('Names and addresses')).toHaveValue('nobody at all');

  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(ann.email)));
  await expect(page.locator('section#accept').getByLabel('Full name')).toHaveValue('Lee, Ann');
  await page.locator('section#accept').getByLabel(/^Password/).fill(ann.password);
  await invitation.tick();
  await invitation.send();
  await expect(page).toHaveURL(new RegExp(`/${distributor.account}$`));
  const joins = new InvitationPage(await browsers.page(session));
  await joins.visit(linkIn(await mailbox.next(known.email)));
  await joins.tick();
  await joins.send();
  await expect(joins.page).toHaveURL(new RegExp(`/${distributor.account}$`));

  // The same list once more invites nobody.
  await paste.open(distributor.account);
  await paste.check(list, 'Viewers');
  await paste.result('0 of 6 will be invited');
  await expect(paste.button(/^Send/)).toHaveCount(0);
});

test('a pasted list that is too long is refused, and nothing typed is lost', async ({ browsers, joined }) => {
  const { account, desk } = await office(browsers, joined);
  const paste = new PastePage(desk);
  await paste.open(account);
  // No flash could carry these.
  const lines = Array.from({ length: 501 }, () => `Paula Pennino <${person().email}>`);
  const value = lines.join('\n');
  await paste.check(value, 'Managers');
  await expect(paste.problem).toContainText('These are 501 entries; at most 500 go at once.');
  await expect(paste.field('Names and addresses')).toHaveValue(value);
  await expect(desk.getByRole('checkbox', { name: 'Managers' })).toBeChecked();
  await paste.check(lines.slice(1).join('\n'));
  await paste.result('30 of 500 will be invited');
  await expect(desk.getByRole('main')).toContainText('30 invitation mails of one person within ten minutes are the most.');
  await paste.page.locator('summary', { hasText: 'Change the list' }).click();
  await expect(paste.field('Names and addresses')).toHaveValue(lines.slice(1).join('\n'));
});

test('who only looks at users is offered nothing to do with them', async ({ browsers, joined }) => {
  const [{ who, session }, { account, users }] = [await joined(), await office(browsers, joined)];
  const user = await users.invite(who, 'Viewers');
  await expect(user.linkField).toHaveValue(/\/invitation\/t\//);
  const theirs = await browsers.page(session);
  const invitation = new InvitationPage(theirs);
  await invitation.visit(await user.linkField.inputValue());
  await invitation.tick();
  await invitation.send();
  await expect(theirs).toHaveURL(new RegExp(`/${account}$`));
  const list = new UsersPage(theirs, account);
  await list.open();
  await expect(list.rows).toHaveCount(2);
  await expect(list.link('Add user')).toHaveCount(0);
  await expect(list.link('Paste addresses')).toHaveCount(0);
  await list.row('Administrators').getByRole('button', { name: /^More for/ }).click();
  await expect(list.item('Administrators', 'Open')).toBeVisible();
  await expect(list.item('Administrators', 'Remove')).toHaveCount(0);
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

test('menu, dialog, removing and pasting look right @javascript', async ({ browsers, joined }) => {
  test.slow();
  const [{ who, session }, { account, desk, users }] = [await joined(), await office(browsers, joined)];
  const user = await users.invite(who, 'Viewers');
  await expect(user.linkField).toHaveValue(/\/invitation\/t\//);
  const link = await user.linkField.inputValue();
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
  await theirs.tick();
  await theirs.send();
  await expect(theirs.page).toHaveURL(new RegExp(`/${account}$`));
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await users.row(who.email).getByRole('link', { name: who.name }).click();
  await users.arrives(who.name);
  const href = await users.link('Remove user').getAttribute('href');
  await users.visit(href ?? '');
  await users.arrives(`Remove ${who.name}`);
  await looksGood(desk);
});
