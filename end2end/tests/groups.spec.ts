/** Groups: adding, changing, deleting, and what holds whatever is tried. */
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { unique } from '../fixtures/names.ts';
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

test('the pages look right @javascript', async ({ desk, distributor }) => {
  test.slow();
  const groups = new GroupsPage(desk, distributor.account);
  await groups.open();
  await looksGood(desk);
  await groups.openRow('Managers');
  await looksGood(desk);
});
