/** Users: inviting one, registering or joining, what a group allows, the list. */
import { send } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person, unique } from '../fixtures/names.ts';
import { office } from '../fixtures/office.ts';
import { Frame } from '../pages/frame.ts';
import { GroupsPage } from '../pages/groups.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { UsersPage } from '../pages/users.ts';

test('somebody unknown is invited, registers, and sees what the group allows', async ({ desk, distributor, mailbox, page }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person('Bob Barker')];
  const user = await users.invite(who, 'Viewers');
  await user.says(`${who.name} is invited.`);
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Invited');
  await expect(users.cell(who.email, 'Groups')).toHaveText('Viewers');

  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await invitation.register(who);
  const frame = new Frame(page);
  await frame.arrives('Home');
  await frame.go('Hubs');
  await frame.arrives('Hubs');
  await expect(frame.link('Add hub')).toHaveCount(0);
  await page.goto(`/${distributor.account}/hubs/new`);
  await frame.arrives('Not allowed');
  await expect(page.getByRole('main')).toContainText('You may not change marketplaces');
  const refused = await send(page.request, 'hubs/create', { account: distributor.account, name: 'Not mine to add' });
  expect(refused.status()).toBe(403);

  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Joined');
});

test('a group of one\'s own opens its modules, and every other page says no', async ({ desk, distributor, mailbox, page }) => {
  const { account } = distributor;
  const [groups, users, who] = [new GroupsPage(desk, account), new UsersPage(desk, account), person('Rita Reader')];
  const name = `Readers ${unique()}`;
  await groups.open();
  await groups.add({ name, levels: { Contracts: 'View', Marketplaces: 'Manage', Events: 'View' } });
  await groups.says(`Group ${name} added.`);
  await users.invite(who, name);

  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await invitation.register(who);
  const frame = new Frame(page);
  await frame.arrives('Home');
  await expect(frame.entries).toHaveText(['Home', 'All contracts', 'Marketplaces', 'Hubs', 'Events']);
  await frame.go('Hubs');
  await expect(frame.link('Add hub')).toBeVisible();
  for (const [path, what] of [
    ['partners', 'partners'],
    ['agreements', 'agreements'],
    ['users', 'users'],
    ['groups', 'users'],
    ['onboarding', 'settings'],
  ] as const) {
    expect(await frame.visit(`/${account}/${path}`), path).toBe(403);
    await expect(frame.heading('Not allowed')).toBeVisible();
    await expect(page.getByRole('main')).toContainText(`You may not see ${what}.`);
  }
  expect((await page.request.get(`/${account}/users.csv`)).status()).toBe(403);
});

test('somebody known joins by one click', async ({ browsers, desk, distributor, joined, mailbox }) => {
  const [{ who, session }, users] = [await joined(), new UsersPage(desk, distributor.account)];
  await users.invite(who, 'Viewers');
  const page = await browsers.page(session);
  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await expect(invitation.acceptance.getByLabel(/^Password/)).toHaveCount(0);
  await invitation.join();
  await expect(page).toHaveURL(new RegExp(`/${distributor.account}$`));
  await users.open(`?q=${encodeURIComponent(who.email)}`);
  await expect(users.cell(who.email, 'Status')).toHaveText('Joined');
});

test('the wrong person at the invitation of a user signs out and continues', async ({ browsers, desk, distributor, joined, mailbox }) => {
  const [{ session, who: other }, who] = [await joined(), person()];
  await new UsersPage(desk, distributor.account).invite(who, 'Viewers');
  const invitation = new InvitationPage(await browsers.page(session));
  await invitation.openDeadEnd(linkIn(await mailbox.next(who.email)), 'This invitation is for somebody else');
  await expect(invitation.fact('Signed in')).toContainText(other.email);
  await expect(invitation.fact('Invited')).toContainText(who.email);
  await invitation.button('Sign out and continue').click();
  await invitation.arrives(/ invites you$/);
  await invitation.register(who);
  expect(await invitation.opensAccount()).toBe(distributor.account);
  await expect(invitation.page.getByRole('button', { name: new RegExp(who.name) })).toBeVisible();
});

test('what is wrong is said at its step, and the address carries the rest for nobody to read', async ({ desk, distributor }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person()];
  await users.invite(who, 'Viewers');
  await users.visit(`/${distributor.account}/users/new`);
  await users.field('Name').fill('Somebody Else');
  await users.field(/^E-mail address/).fill(who.email);
  await users.button('Next').click();
  await expect(users.problem).toContainText(`${who.name} was invited on`);
  await expect(users.problem.getByRole('link', { name: 'Open the invitation', exact: true })).toHaveAttribute('href', /\/users\/INV-[\d-]+$/);
  await expect(users.field('Name')).toHaveValue('Somebody Else');

  const other = person();
  await users.field(/^E-mail address/).fill(other.email);
  await users.button('Next').click();
  await users.isAt('Groups');
  expect(decodeURIComponent(desk.url())).toMatch(/\/users\/new\/groups\?entered=[\w=-]+$/);
  await desk.reload();
  await users.isAt('Groups');
  await users.button('Next').click();
  await expect(users.problem).toContainText('Choose at least one group.');
  await users.button('Back').click();
  await users.isAt('General');
  await expect(users.field(/^E-mail address/)).toHaveValue(other.email);
});

test('going back keeps what was chosen, and Cancel leads out', async ({ desk, distributor }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person()];
  await users.toSummary(who, 'Viewers');
  await expect(desk.getByRole('main')).toContainText(`A mail with the invitation link goes to ${who.email}.`);
  await users.change('General');
  await expect(users.field('Name')).toHaveValue(who.name);
  await users.field('Name').fill(`${who.name} Junior`);
  await users.field('Days the link works').fill('91');
  await users.button('Next').click();
  await expect(users.problem).toContainText('give a number of days from 1 to 90');
  await users.field('Days the link works').fill('30');
  await users.button('Next').click();
  await users.isAt('Groups');
  await desk.getByRole('checkbox', { name: 'Managers' }).check();
  await users.button('Back').click();
  await users.isAt('General');
  await users.button('Next').click();
  await users.isAt('Groups');
  await expect(desk.getByRole('checkbox', { name: 'Managers' })).toBeChecked();
  await expect(desk.getByRole('checkbox', { name: 'Viewers' })).toBeChecked();
  await users.button('Next').click();
  await users.isAt('Summary');
  await expect(users.fact('Name')).toHaveText(`${who.name} Junior`);
  await expect(users.fact('The link works for')).toHaveText('30 days');
  await users.link('Cancel').click();
  await users.arrives('Users');
});

test('the heading of each step gets the focus @javascript', async ({ desk, distributor }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person()];
  await users.toSummary(who, 'Viewers');
  await expect(users.heading(/^Step 3 of 3/)).toBeFocused();
  await users.change('Groups');
  await expect(users.heading(/^Step 2 of 3/)).toBeFocused();
  await desk.goBack();
  await users.isAt('Summary');
  await expect(users.heading(/^Step 3 of 3/)).toBeFocused();
  await users.button('Invite').click();
  await users.arrives(who.name);
  await expect(users.heading(who.name)).toBeFocused();
});

test('what is wrong on the summary leads to its step', async ({ arrange, desk, distributor }) => {
  const [users, who] = [new UsersPage(desk, distributor.account), person()];
  await users.toSummary(who, 'Viewers');
  await arrange.post('users/invite', { name: who.name, email: who.email, groups: await users.chosen() });
  await users.button('Invite').click();
  await users.problem.getByRole('link', { name: /was invited on/ }).click();
  await users.isAt('General');
  await expect(users.field(/^E-mail address/)).toHaveValue(who.email);
});

test('filters have counts, and show who they say', async ({ browsers, database, joined }) => {
  const { admin, desk, users } = await office(browsers, joined);
  const [bob, eve] = [person('Bob Barker'), person('Eve Early')];
  await users.invite(bob, 'Viewers');
  await users.invite(eve, 'Viewers', 'Managers');
  database.run('UPDATE invitations SET expires_at = ? WHERE address = ?', Date.now() - 1_000, eve.email);
  await users.open();
  for (const status of ['Invited', 'Expired', 'Joined']) {
    expect(await users.counted('Status', status), status).toBe(1);
  }
  for (const [group, count] of [['Administrators', 1], ['Managers', 1], ['Viewers', 2]] as const) {
    expect(await users.counted('Group', group), group).toBe(count);
  }
  await users.filter('Status', 'Expired');
  await expect(users.column('User').getByRole('link')).toHaveText([eve.name]);
  await users.filter('Status', 'Joined');
  await expect(users.column('User').getByRole('link')).toHaveText([admin.name, eve.name].sort());
  await users.filter('Group', 'Viewers');
  await expect(users.column('User').getByRole('link')).toHaveText([eve.name]);
  await desk.getByRole('link', { name: 'Remove filter: Status Expired' }).click();
  await expect(users.heading('Users')).toBeVisible();
  await expect(desk.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await desk.getByRole('link', { name: 'Remove filter: Status Joined' }).click();
  await expect(users.column('User').getByRole('link')).toHaveText([bob.name, eve.name]);
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

test('the pages look right @javascript', async ({ desk, distributor }) => {
  test.slow();
  const users = new UsersPage(desk, distributor.account);
  const user = await users.invite(person(), 'Viewers');
  await looksGood(desk);
  const invitation = desk.url();
  await user.confirm('Revoke', 'Revoke invitation', { Reason: 'Somebody else does it.' });
  await users.arrives('Users');
  await looksGood(desk);
  await user.visit(invitation);
  await expect(user.link('Invite again')).toBeVisible();
  await looksGood(desk);
  await users.toSummary(person(), 'Managers');
  await looksGood(desk);
  await users.change('Groups');
  await looksGood(desk);
  await users.button('Back').click();
  await users.isAt('General');
  await looksGood(desk);
});

test('the invitation of a user: offered, refused, to the wrong and the right person, declined @javascript', async ({
  browsers,
  joined,
  mailbox,
  page,
}) => {
  test.slow();
  const [{ users }, known] = [await office(browsers, joined), await joined()];
  const [user, someone] = [await users.invite(person(), 'Viewers'), await browsers.page(known.session)];
  const link = await user.invitationLink();
  const [invitation, theirs] = [new InvitationPage(page), new InvitationPage(someone)];
  await invitation.open(link);
  await looksGood(page);
  await invitation.send();
  await expect(invitation.problem).toBeVisible();
  await looksGood(page);
  await theirs.openDeadEnd(link, 'This invitation is for somebody else');
  await looksGood(someone);
  await users.invite(known.who, 'Viewers');
  await theirs.open(linkIn(await mailbox.next(known.who.email)));
  await looksGood(someone);
  await invitation.decline('I work somewhere else');
  await looksGood(page);
});
