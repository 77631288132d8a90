/** Groups: adding, changing, deleting, and what holds whatever is tried. */
import type { Locator } from '@playwright/test';
import type { Browsers } from '../fixtures/browsers.ts';
import { expect, test, type Joined } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { person, unique } from '../fixtures/names.ts';
import { colleague, office } from '../fixtures/office.ts';
import { Frame } from '../pages/frame.ts';
import { GroupsPage } from '../pages/groups.ts';

test('a group is added, changed and deleted', async ({ desk, distributor }) => {
  const groups = new GroupsPage(desk, distributor.account);
  const name = `Support ${unique()}`;
  await groups.open();
  await groups.add({ name, levels: { Contracts: 'View', Partners: 'Manage' } });
  await groups.says(`Group ${name} added.`);
  await expect(groups.cell(name, 'Permissions')).toHaveText('Manages partners; views contracts');

  await groups.edit(name, { name: `${name} North`, levels: { Partners: 'None' }, signs: true });
  await groups.says('Group saved.');
  await expect(groups.cell(`${name} North`, 'Permissions')).toHaveText('Views contracts; signs');

  await groups.delete(`${name} North`);
  await groups.says('Group deleted.');
  await expect(groups.row(name)).toHaveCount(0);
});

test('a refused name keeps the levels that were chosen', async ({ desk, distributor }) => {
  const groups = new GroupsPage(desk, distributor.account);
  await groups.open();
  await groups.add({ name: 'Viewers', levels: { Contracts: 'Manage' }, signs: true });
  await expect(groups.problem).toContainText('There is a group “Viewers” already.');
  await expect(desk.getByRole('radio', { name: 'Contracts: Manage' })).toBeChecked();
  await expect(groups.field(/^May sign/)).toBeChecked();
});

test('the last group that manages users stays as it is', async ({ desk, distributor }) => {
  const groups = new GroupsPage(desk, distributor.account);
  await groups.open();
  await groups.edit('Administrators', { levels: { Users: 'View' } });
  await expect(groups.problem).toContainText('Nobody could manage users any more.');
  await groups.open();
  await groups.delete('Administrators');
  await expect(groups.problem).toContainText('is the only group of');
  await groups.open();
  await expect(groups.row('Administrators')).toHaveCount(1);
});

test('the users of a group lead to their pages', async ({ desk, distributor }) => {
  const groups = new GroupsPage(desk, distributor.account);
  await groups.open();
  await groups.openRow('Administrators');
  await groups.card('Users').getByRole('link', { name: distributor.admin.name }).click();
  await groups.arrives(distributor.admin.name);
  await expect(groups.fact('E-mail address')).toHaveText(distributor.admin.email);
});

/** An office, with Bob in it as a viewer, and the group *Helpers*. */
async function withBob(browsers: Browsers, joined: () => Promise<Joined>) {
  const [place, bob] = [await office(browsers, joined), person('Bob Barker')];
  const { account, admin, desk } = place;
  const page = await colleague(browsers, place, bob, 'Viewers');
  const groups = new GroupsPage(desk, account);
  await groups.open();
  await groups.add({ name: 'Helpers', levels: { Contracts: 'View' } });
  await groups.says('Group Helpers added.');
  return { account, admin, bob, groups, theirs: new Frame(page) };
}

test('users are added to a group and taken out of it', async ({ browsers, joined }) => {
  const { account, admin, bob, groups, theirs } = await withBob(browsers, joined);
  await groups.openRow('Helpers');
  await expect(groups.card('Users')).toContainText('Nobody is in this group.');
  await groups.addUsers(admin.name, bob.name);
  await groups.says('2 users added.');
  await expect(groups.members).toHaveCount(2);
  await groups.takeOut(admin.name);
  await groups.says(`${admin.name} is not in this group any more.`);
  await expect(groups.members).toHaveText([new RegExp(bob.name)]);

  await groups.open();
  await groups.openRow('Viewers');
  await groups.takeOut(bob.name);
  await groups.says(`${bob.name} is not in this group any more.`);
  await theirs.visit(`/${account}`);
  await expect(theirs.entries).toHaveText(['Home', 'Your contracts']);

  await groups.open();
  await groups.openRow('Helpers');
  await groups.takeOut(bob.name);
  await expect(groups.problem).toContainText(`“Helpers” is the only group of “${bob.name}”.`);
  await expect(groups.members).toHaveCount(1);
});

test('who is in a group changes nothing of what is being edited @javascript', async ({ browsers, joined }) => {
  const { admin, bob, groups } = await withBob(browsers, joined);
  await groups.openRow('Helpers');
  await groups.field('Name').fill('Friends');
  // Bob is the first of the list: the tick does not pass on to whoever comes first then.
  await groups.addUsers(bob.name);
  await groups.says('1 user added.');
  await expect(groups.members).toHaveText([new RegExp(bob.name)]);
  await expect(groups.page.getByRole('checkbox', { name: admin.name, includeHidden: true })).not.toBeChecked();
  await expect(groups.field('Name')).toHaveValue('Friends');
  await groups.takeOut(bob.name);
  await expect(groups.card('Users')).toContainText('Nobody is in this group.');
  await expect(groups.card('Users').getByText('Nobody is in this group.')).toBeFocused();
  await expect(groups.field('Name')).toHaveValue('Friends');
  await looksGood(groups.page);
});

test('what somebody does not hold they cannot give, and are told why', async ({ browsers, javascript, joined }) => {
  test.slow();
  const place = await office(browsers, joined);
  const { account, desk } = place;
  const groups = new GroupsPage(desk, account);
  await groups.open();
  await groups.add({ name: 'Team leads', levels: { Users: 'Manage', Contracts: 'View' } });
  await groups.says('Group Team leads added.');

  const page = await colleague(browsers, place, person('Tess Teamlead'), 'Team leads');
  const theirs = new GroupsPage(page, account);
  const level = (name: string): Locator => page.getByRole('radio', { name });
  await theirs.open();
  await theirs.link('Add group').click();
  await theirs.arrives('Add group');
  await expect(page.getByRole('group', { name: 'Permissions' })).toHaveAccessibleDescription('You can give what you hold yourself.');
  await expect(level('Contracts: View')).toBeEnabled();
  await expect(level('Users: Manage')).toBeEnabled();
  for (const name of ['Contracts: Manage', 'Agreements: View', 'Settings: Manage']) {
    await expect(level(name), name).toBeDisabled();
  }
  await expect(theirs.field(/^May sign/)).toHaveCount(0);
  if (javascript) {
    await looksGood(page);
  }

  // What a group holds already can be kept, or taken away.
  await theirs.open();
  await theirs.openRow('Viewers');
  await expect(level('Agreements: View')).toBeEnabled();
  await expect(level('Agreements: None')).toBeEnabled();
  await expect(level('Agreements: Manage')).toBeDisabled();
  await groups.open();
  await groups.openRow('Viewers');
  await expect(desk.getByRole('group', { name: 'Permissions' })).toHaveAccessibleDescription('');
});

test('the pages look right @javascript', async ({ desk, distributor }) => {
  test.slow();
  const groups = new GroupsPage(desk, distributor.account);
  await groups.open();
  await looksGood(desk);
  await groups.openRow('Managers');
  await looksGood(desk);
});
