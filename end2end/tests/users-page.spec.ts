/** The page of a user: groups, the invitation and its link, removing, leaving. */
import type { Page } from '@playwright/test';
import { accept, send } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { colleague, office } from '../fixtures/office.ts';
import { EventsPage } from '../pages/events.ts';
import { Frame } from '../pages/frame.ts';
import { GroupsPage } from '../pages/groups.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { UserPage, UsersPage } from '../pages/users.ts';

/** The id of the invitation whose page is open. */
function invitationAt(page: Page): string {
  return /INV-[\d-]+/.exec(page.url())?.[0] ?? '';
}

test('groups are changed and somebody is removed, from their next request on', async ({ browsers, desk, distributor, joined }) => {
  const [{ account: own, who, session }, users] = [await joined(), new UsersPage(desk, distributor.account)];
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
  await frame.go('Marketplaces');
  await expect(frame.heading('Not found')).toBeVisible();
  expect(await frame.visit(`/${distributor.account}/hubs`)).toBe(404);
  expect(await frame.visit(`/${own}/contracts`), 'the other account stays as it is').toBe(200);
  await frame.arrives('Contracts');
});

test('an invited person is corrected: the old link says so, the new one works', async ({ browsers, joined, mailbox, page }) => {
  const [{ account, desk, users }, who, right] = [await office(browsers, joined), person(), person('Paul Right')];
  const user = await users.invite(who, 'Viewers');
  const [before, old] = [await user.invitationLink(), invitationAt(desk)];
  await user.field('Name').fill(right.name);
  await user.field(/^E-mail address/).fill(right.email);
  await user.button('Save').click();
  await user.arrives(right.name);
  await expect(user.linkField).not.toHaveValue(before);
  const after = await user.invitationLink();
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(before, 'There is a newer link');
  await expect(invitation.button('Mail me the newer link')).toHaveCount(0);
  await invitation.visit(after);
  await expect(invitation.fact('E-mail address')).toHaveText(right.email);
  await invitation.visit(linkIn(await mailbox.next(right.email)));
  await invitation.register(right);
  await expect(page).toHaveURL(`/${account}`);

  const [events, id] = [new EventsPage(desk, account), invitationAt(desk)];
  await events.open(`?q=${old}`);
  await expect(events.column('What').locator('summary')).toHaveText([
    `made the invitation in place of ${old}`,
    `made the invitation out anew as ${id}; the old link is dead`,
    `invited ${who.name} as a user`,
  ]);
  await expect(events.of(old).filter({ hasText: `made the invitation out anew as ${id}` })).toHaveCount(1);
  await events.openChanges(events.of(id).first());
  await events.changed(events.of(id).first(), 'Name', who.name, right.name);
  const ended = events.of(old).filter({ hasText: 'made the invitation out anew' });
  await events.openChanges(ended);
  await events.changed(ended, 'Status', 'open', 'superseded');
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

test('one question is open at a time, within the card, until Escape @javascript', async ({ desk, distributor }) => {
  const user = await new UsersPage(desk, distributor.account).invite(person(), 'Viewers');
  const question = (name: string) => user.card('Invitation').locator('summary').filter({ hasText: name });
  const panel = (words: RegExp) => desk.getByText(words);
  await question('Replace link').click();
  await expect(panel(/^Make a new link for/)).toBeVisible();
  await question('Revoke').click();
  await expect(panel(/^Revoke the invitation of/)).toBeVisible();
  await expect(panel(/^Make a new link for/)).toBeHidden();
  const [card, open] = [await user.card('Invitation').boundingBox(), await panel(/^Revoke the invitation of/).boundingBox()];
  expect(open?.x).toBeGreaterThan(card?.x ?? Infinity);
  await desk.keyboard.press('Escape');
  await expect(panel(/^Revoke the invitation of/)).toBeHidden();
  await expect(question('Revoke')).toBeFocused();
});

test('an expired link says so and asks for a new one; resent, it works again', async ({ browsers, database, joined, mailbox, page }) => {
  const [{ account, admin, desk, users }, who] = [await office(browsers, joined), person()];
  const user = await users.invite(who, 'Viewers');
  const [link, id] = [linkIn(await mailbox.next(who.email)), invitationAt(desk)];
  expect(database.run('UPDATE invitations SET expires_at = ? WHERE id = ?', Date.now() - 60_000, id)).toBe(1);
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(link, 'This invitation has expired');
  await invitation.button('Ask for a new link').click();
  await expect(page.getByText('has been told that you want a new link')).toBeVisible();
  expect((await mailbox.next(admin.email, who.name)).text).toContain('asks for a new one');

  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Expired');
  await users.cell(who.email, 'User').getByRole('link').click();
  await user.arrives(who.name);
  await user.button('Resend').click();
  await user.says(/The same link works/);
  expect(linkIn(await mailbox.next(who.email)), 'the same link').toBe(link);
  await invitation.visit(link);
  await invitation.register(who);
  await expect(page).toHaveURL(`/${account}`);
});

test('a declined invitation keeps its page, with the reason and a way to invite again', async ({ browsers, joined, mailbox, page }) => {
  const [{ desk, users, admin }, who] = [await office(browsers, joined), person()];
  await users.invite(who, 'Viewers');
  const at = desk.url();
  const invitation = new InvitationPage(page);
  await invitation.open(linkIn(await mailbox.next(who.email)));
  await invitation.decline('I work somewhere else');
  const mail = await mailbox.next(admin.email, who.name);
  expect(mail.text).toContain(invitationAt(desk));
  const user = new UserPage(desk);
  await user.visit(at);
  await user.arrives(who.name);
  await expect(user.page.getByRole('main')).toContainText('Declined');
  await expect(user.page.getByRole('main')).toContainText('I work somewhere else');
  await user.link('Invite again').click();
  await expect(user.field(/^E-mail address/)).toHaveValue(who.email);
  expect(decodeURIComponent(desk.url())).not.toContain(who.email);
});

test('an invitation whose inviter may less now falls to the account, and both pages say so', async ({ browsers, database, joined, page }) => {
  const place = await office(browsers, joined);
  const [{ account, desk, users }, carl, who] = [place, person('Carl Colleague'), person('Nina New')];
  const theirs = await colleague(browsers, place, carl, 'Administrators');
  const user = new UserPage(desk);
  const invited = await new UsersPage(theirs, account).invite(who, 'Viewers');
  const [link, path] = [await invited.invitationLink(), new URL(theirs.url()).pathname];
  const card = user.card('Invitation');
  await user.visit(path);
  await expect(user.fact('Invited by')).toHaveText(carl.name);
  await expect(card.getByText('Still valid')).toHaveCount(0);

  await users.open(`?q=${encodeURIComponent(carl.email)}`);
  await users.link(carl.name).click();
  await user.arrives(carl.name);
  await user.setGroups('Viewers');
  await user.says('User saved.');
  await user.visit(path);
  await expect(card).toContainText('Still valid');
  await expect(card).toContainText(`${carl.name} could not make this invitation any more. It counts while somebody else here could.`);
  const nina = new InvitationPage(page);
  await nina.open(link);

  database.run("UPDATE invitations SET group_ids = '[]' WHERE address = ?", who.email);
  await user.visit(path);
  await expect(card).toContainText('Nobody could make this invitation any more');
  await nina.openDeadEnd(link, 'This invitation is not backed any more');
  await user.setGroups('Viewers');
  await user.arrives(who.name);
  await nina.open(await user.invitationLink());
  await nina.register(who);
  expect(await nina.opensAccount()).toBe(account);
});

test('the last manager of users is not demoted or removed, by whatever route', async ({ browsers, joined }) => {
  const { account, admin, desk, users } = await office(browsers, joined);
  const [me, groups, refusal] = [new UserPage(desk), new GroupsPage(desk, account), 'Nobody could manage users any more.'];
  await users.open();
  await users.link(admin.name).click();
  await me.arrives(admin.name);
  const path = new URL(desk.url()).pathname;
  await me.setGroups('Viewers');
  await expect(me.problem).toContainText(refusal);

  await me.visit(`${path}/remove`);
  await expect(desk.getByRole('main')).toContainText('This is you');
  await expect(me.button('Remove user')).toHaveCount(0);
  await me.link('My profile').click();
  await me.arrives('My profile');
  const user = path.split('/').pop() ?? '';
  expect((await send(desk.request, 'users/remove', { account, user })).status()).toBe(409);

  // In a second group too, so that nothing but the guard keeps the first one.
  await me.visit(path);
  await me.setGroups('Administrators', 'Viewers');
  await me.says('User saved.');
  await groups.open();
  await groups.edit('Administrators', { levels: { Users: 'View' } });
  await expect(groups.problem).toContainText(refusal);
  await groups.open();
  await groups.delete('Administrators');
  await expect(groups.problem).toContainText(refusal);
  await groups.open();
  await expect(groups.cell('Administrators', 'Permissions')).toContainText('Manages');
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
  await colleague(browsers, { account, users: new UsersPage(page, account) }, person('Carl Colleague'), 'Administrators');

  await me.visit('/me');
  const mine = page.getByRole('listitem').filter({ hasText: account });
  await me.confirm('Leave', 'Leave account', {}, mine);
  await expect(page.getByRole('listitem').filter({ hasText: account })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(second.partner.id);
});
