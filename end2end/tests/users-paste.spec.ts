/** Paste addresses: what becomes of a list, and what is refused. */
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { office } from '../fixtures/office.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { PastePage, UsersPage } from '../pages/users.ts';

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
  await expect(invitation.acceptance.getByLabel('Full name')).toHaveValue('Lee, Ann');
  await invitation.register({ name: 'Lee, Ann', password: ann.password });
  await expect(page).toHaveURL(new RegExp(`/${distributor.account}$`));
  const joins = new InvitationPage(await browsers.page(session));
  await joins.visit(linkIn(await mailbox.next(known.email)));
  await joins.join();
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
