/** Somebody who may only view: reads everything, is offered nothing to change, and is refused when trying. */
import { call, send } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { company, person } from '../fixtures/names.ts';
import { colleague } from '../fixtures/office.ts';
import { AgreementPage } from '../pages/agreements.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { Screen } from '../pages/screen.ts';
import { UsersPage } from '../pages/users.ts';

test('a viewer of a distributor is told so before filling anything in', async ({ arrange, browsers, desk, distributor }) => {
  const { account } = distributor;
  const { dependent_agreement: agreement, partner } = await arrange.invited();
  const users = new UsersPage(desk, account);
  const page = await colleague(browsers, { account, users }, person('Vera Viewer'), 'Viewers');
  const screen = new Screen(page);

  for (const path of [
    'users/new',
    'users/new/groups',
    'users/invite',
    'groups/new',
    'hubs/new',
    'marketplaces/new',
    'partners/new',
    `partners/${partner.id}/edit`,
    'agreements/new',
    `agreements/${agreement?.id}/edit`,
    `agreements/${agreement?.id}/versions/new`,
  ]) {
    await screen.visit(`/${account}/${path}`);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText('Not allowed');
    await expect(page.locator('main form'), path).toHaveCount(0);
  }
  await expect(page).toHaveTitle(`Not allowed · ${distributor.name} · Entente`);
});

test('a viewer of a vendor reads, and cannot enrol', async ({ arrange, mailbox, page }) => {
  const [name, who] = [company(), person('Vera Viewer')];
  const draft = await arrange.draft({ name, autoAccept: false });
  const admin = person('Ada Administrator');
  const people = {
    user_names: [admin.name, who.name],
    user_emails: [admin.email, who.email],
    user_groups: ['administrators', 'viewers'],
  };
  await arrange.post('wizard/save_action', { draft, action: 'account', ...people });
  await arrange.post('wizard/finish', { draft });
  const outcome = await arrange.outcome(draft);

  const invitation = new InvitationPage(page);
  await invitation.visit(linkIn(await mailbox.next(who.email)));
  await invitation.arrives(new RegExp(`${name} invites you`));
  await invitation.register(who);
  const account = await invitation.opensAccount();

  const agreement = new AgreementPage(page);
  const id = outcome?.dependent_agreement?.id ?? '';
  await agreement.open(account, id);
  await agreement.arrives(outcome?.dependent_agreement?.name ?? '');
  await expect(agreement.button('Enrol')).toHaveCount(0);
  await expect(agreement.link('Edit')).toHaveCount(0);
  const refused = await send(page.request, 'contracts/enrol', { account, agreement: id });
  expect(refused.status()).toBe(403);
  const viewer = await call<{ account: { permissions: { sign: boolean } } }>(page.request, 'access/viewer', { account });
  expect(viewer.account.permissions.sign).toBe(false);
});
