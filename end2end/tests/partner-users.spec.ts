/** The people of a partner's account whom the distributor invites: corrected, reached again, invited anew. */
import type { Database } from '../fixtures/database.ts';
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { PartnerPage } from '../pages/partners.ts';

/** Other tests have sent mail in the administrator's name too, and there is a limit for ten minutes. */
function forgetWhatWasMailed(database: Database): void {
  database.run('UPDATE deliveries SET created_at = created_at - 3600000');
}

test('whom the wizard invited is mailed again and corrected: the old link dies, the new one works', async ({ arrange, database, desk, distributor, mailbox, page }) => {
  forgetWhatWasMailed(database);
  const [wrong, right] = [person('Vera Wrong'), person('Vera Right')];
  const made = await arrange.active(wrong);
  const mailed = linkIn(await mailbox.next(wrong.email));
  const partner = new PartnerPage(desk);
  await expect(async () => {
    await partner.open(distributor.account, made.partner.id);
    await expect(partner.user(wrong.email)).toContainText('Handed over', { timeout: 500 });
  }).toPass();
  await expect(partner.user(wrong.email)).toContainText('Open');
  await partner.invitationOf(wrong.name).getByRole('button', { name: 'Resend' }).click();
  await partner.says(/The same link works/);
  expect(linkIn(await mailbox.next(wrong.email)), 'the same link').toBe(mailed);

  await partner.correctUser(wrong.name, { ...right, email: 'no address' });
  await expect(partner.problem).toContainText(/address/i);
  await partner.open(distributor.account, made.partner.id);
  await partner.correctUser(wrong.name, right);
  await partner.says('Name and address are saved.');
  await expect(partner.user(wrong.email)).toContainText('Replaced');
  await expect(partner.user(right.email)).toContainText('Open');
  const invitation = new InvitationPage(page);
  await invitation.openDeadEnd(mailed, 'There is a newer link');
  await invitation.visit(linkIn(await mailbox.next(right.email)));
  await invitation.register(right);
  await invitation.opensAccount();

  await partner.open(distributor.account, made.partner.id);
  await expect(partner.user(right.email)).toContainText('Joined');
  await expect(partner.card('Invite a user'), 'its own people do that now').toHaveCount(0);
});

test('when every invitation has ended, a first user is invited again', async ({ arrange, database, desk, distributor, page }) => {
  forgetWhatWasMailed(database);
  const [first, second] = [person('Flo First'), person('Sam Second')];
  const made = await arrange.active(first);
  const [partner, invitation] = [new PartnerPage(desk), new InvitationPage(page)];
  await partner.open(distributor.account, made.partner.id);
  const link = await partner.linkOf(first.name);
  await partner.confirm('Replace link', 'Replace link', {}, partner.invitationOf(first.name));
  await partner.says(/link is replaced/);
  await expect(partner.invitationOf(first.name).getByRole('textbox', { name: 'Invitation link' })).not.toHaveValue(link);
  const newer = await partner.linkOf(first.name);
  await invitation.openDeadEnd(link, 'There is a newer link');
  await partner.confirm('Revoke', 'Revoke invitation', { Reason: 'Left the company' }, partner.invitationOf(first.name));
  await partner.says('The invitation is revoked.');
  await expect(partner.user(first.email)).toContainText(/Revoked.*: Left the company/);
  await expect(partner.invitationOf(first.name)).toHaveCount(0);
  await invitation.openDeadEnd(newer, 'This invitation was revoked');

  await partner.inviteUser({ ...second, email: 'no address' });
  await expect(partner.problem).toContainText(/address/i);
  await partner.inviteUser(second);
  await partner.says(`${second.name} is invited.`);
  await expect(partner.user(second.email)).toContainText('Open');
  await invitation.visit(await partner.linkOf(second.name));
  await invitation.register(second);
  expect(await invitation.opensAccount()).toBe(made.partner.id);
});

test('the page looks right @javascript', async ({ arrange, database, desk, distributor }) => {
  test.slow();
  forgetWhatWasMailed(database);
  const [who, gone] = [person('Vera Vendor'), person('Flo First')];
  const { partner: made } = await arrange.active(who, gone);
  const partner = new PartnerPage(desk);
  await partner.open(distributor.account, made.id);
  await partner.confirm('Revoke', 'Revoke invitation', { Reason: 'Left the company' }, partner.invitationOf(gone.name));
  await partner.says('The invitation is revoked.');
  await looksGood(desk);
  for (const question of ['Replace link', 'Revoke', 'Correct name or address']) {
    await partner.invitationOf(who.name).locator('summary', { hasText: question }).click();
    await looksGood(desk);
    await partner.invitationOf(who.name).locator('summary', { hasText: question }).click();
  }
});
