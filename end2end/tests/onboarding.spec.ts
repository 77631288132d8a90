/** Auto-onboarding off: a partner that accepts waits, and is approved or rejected on its page. */
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { person } from '../fixtures/names.ts';
import { ContractPage } from '../pages/contracts.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { OnboardingPage } from '../pages/onboarding.ts';
import { PartnerPage } from '../pages/partners.ts';

test('the switch is kept', async ({ desk, distributor }) => {
  const onboarding = new OnboardingPage(desk);
  await onboarding.open(distributor.account);
  await expect(onboarding.automatic).toBeChecked();
  await onboarding.set(false);
  await onboarding.says('Onboarding saved.');
  await onboarding.open(distributor.account);
  await expect(onboarding.automatic).not.toBeChecked();
  await onboarding.set(true);
  await onboarding.says('Onboarding saved.');
});

test.describe('with auto-onboarding off', () => {
  test.beforeEach(async ({ arrange }) => void (await arrange.post('onboarding/save')));
  test.afterEach(async ({ arrange }) => void (await arrange.post('onboarding/save', { auto_onboarding: 'true' })));

  test('a partner that accepts waits, and is approved', async ({ arrange, desk, distributor, page }) => {
    const [invited, who] = [await arrange.invited(), person()];
    const invitation = new InvitationPage(page);
    await invitation.open(invited.link.url);
    await invitation.accept(who);
    const account = await invitation.opensAccount();
    const theirs = new ContractPage(page);
    await theirs.visit(`/${account}/contracts/${invited.contract.id}`);
    await theirs.isMarked('Awaits approval');

    const contract = new ContractPage(desk);
    await contract.visit(`/${distributor.account}/contracts/${invited.contract.id}`);
    await contract.link('Review the application').click();
    const partner = new PartnerPage(desk);
    await partner.arrives(invited.partner.name);
    await partner.isMarked('Pending');
    await partner.button('Approve partner').click();
    await partner.says('Partner approved.');
    await partner.isMarked('Active');
    await expect(partner.contract('Program contract')).toContainText('Active');
    await theirs.visit(`/${account}/contracts/${invited.contract.id}`);
    await theirs.isMarked('Active');
  });

  test('an application is rejected with a reason, and the partner is told', async ({ arrange, desk, distributor, mailbox, page }) => {
    const [invited, who] = [await arrange.invited(), person()];
    const invitation = new InvitationPage(page);
    await invitation.open(invited.link.url);
    await invitation.accept(who);
    const partner = new PartnerPage(desk);
    await partner.open(distributor.account, invited.partner.id);
    await partner.confirm('Reject', 'Reject application');
    await expect(partner.problem).toContainText(/reason/i);
    await partner.field(/^Reason/).first().fill('No cover in the north');
    await partner.button('Reject application').click();
    await partner.says('Application rejected.');
    await partner.isMarked('Rejected');
    await expect(partner.contract('Program contract')).toContainText('Rejected');
    expect((await mailbox.next(who.email)).text).toContain('No cover in the north');
    await partner.inviteAgain();
    await partner.says(/New invitation made/);
    await partner.isMarked('Invited');
  });

  test('the pages look right @javascript', async ({ arrange, desk, distributor, page }) => {
    test.slow();
    const [invited, who] = [await arrange.invited(), person()];
    const invitation = new InvitationPage(page);
    await invitation.open(invited.link.url);
    await invitation.accept(who);
    await new PartnerPage(desk).open(distributor.account, invited.partner.id);
    await looksGood(desk);
    await new OnboardingPage(desk).open(distributor.account);
    await looksGood(desk);
  });
});
