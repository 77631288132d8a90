/** By keyboard alone: the wizard from the directory to the result, a group and a user, focus where it belongs, the menus. */
import { expect, test } from '../fixtures/index.ts';
import { company, person, unique } from '../fixtures/names.ts';
import { office } from '../fixtures/office.ts';
import { GroupsPage } from '../pages/groups.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { MePage } from '../pages/me.ts';
import { DirectoryPage } from '../pages/partners.ts';
import { UsersPage } from '../pages/users.ts';
import { WizardPage } from '../pages/wizard.ts';
import type { Locator, Page } from '@playwright/test';

/** Presses Tab until the element has the focus; it must be visible there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport();
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

test('the wizard by keyboard alone', async ({ desk, distributor, javascript }) => {
  const [wizard, name] = [new WizardPage(desk), company()];
  const focused = async (): Promise<void> => {
    if (javascript) {
      await expect(desk.getByRole('heading', { level: 1 }), 'the focus moves to the heading').toBeFocused();
    }
  };
  await wizard.visit(`/${distributor.account}/partners`);
  await press(desk, wizard.button('Add partner').first(), 'Enter');
  await wizard.isAt(/^Step 1 of 5/);
  await focused();

  await type(desk, wizard.field('Partner name'), name);
  await press(desk, wizard.button('Next'), 'Enter');
  await wizard.isAt(/^Step 2 of 5/);
  await focused();

  await type(desk, wizard.field(/^Description/), 'Typed, not clicked');
  await press(desk, wizard.button('Next'), 'Space');
  await wizard.isAt(/^Step 3 of 5/);
  const marketplace = desk.getByRole('radio', { name: distributor.marketplace });
  if (!(await marketplace.isChecked())) {
    await press(desk, marketplace, 'Space');
  }
  await press(desk, wizard.field(/^Auto accept/), 'Space');
  await press(desk, wizard.button('Next'), 'Enter');
  await wizard.isAt(/^Step 4 of 5/);
  await press(desk, wizard.button('Next'), 'Enter');
  await wizard.isAt(/^Step 5 of 5/);
  await expect(wizard.fact('Auto accept')).toHaveText('Off');
  await expect(wizard.fact('Description')).toHaveText('Typed, not clicked');
  await press(desk, wizard.button('Create'), 'Enter');
  await wizard.arrives(`${name} is added`);
});

/** Chooses the level of a module that has none: Tab leads to the chosen one alone, the arrows to the others. */
async function choose(page: Page, module: string, level: 'View' | 'Manage'): Promise<void> {
  await tabTo(page, page.getByRole('radio', { name: `${module}: None` }));
  await page.keyboard.press('ArrowRight');
  if (level === 'Manage') {
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.getByRole('radio', { name: `${module}: ${level}` })).toBeChecked();
}

test('a group and a user of it by keyboard alone', async ({ browsers, joined }) => {
  const [{ account, desk, users }, who, name] = [await office(browsers, joined), person(), `Support ${unique()}`];
  const groups = new GroupsPage(desk, account);
  await groups.open();
  await press(desk, groups.link('Add group'), 'Enter');
  await groups.arrives('Add group');
  await type(desk, groups.field('Name'), name);
  await choose(desk, 'Partners', 'View');
  await choose(desk, 'Contracts', 'Manage');
  await press(desk, groups.field(/^May sign/), 'Space');
  await press(desk, groups.button('Add group'), 'Enter');
  await groups.says(`Group ${name} added.`);
  await expect(groups.cell(name, 'Permissions')).toHaveText('Manages contracts; views partners; signs');

  await users.open();
  await press(desk, users.link('Add user').first(), 'Enter');
  await users.isAt('General');
  await type(desk, users.field('Name'), who.name);
  await type(desk, users.field(/^E-mail address/), who.email);
  await press(desk, users.button('Next'), 'Enter');
  await users.isAt('Groups');
  await press(desk, desk.getByRole('checkbox', { name }), 'Space');
  await press(desk, users.button('Next'), 'Enter');
  await users.isAt('Summary');
  await press(desk, users.button('Invite'), 'Enter');
  await users.arrives(who.name);
  await expect(desk.getByRole('checkbox', { name })).toBeChecked();
});

test('registering as an invited user, and the profile, by keyboard alone', async ({ desk, distributor, page }) => {
  const who = person();
  const user = await new UsersPage(desk, distributor.account).invite(who, 'Viewers');
  const invitation = new InvitationPage(page);
  await invitation.open(await user.invitationLink());
  await type(page, invitation.acceptance.getByLabel('Full name'), who.name);
  await type(page, invitation.acceptance.getByLabel(/^Password/), who.password);
  for (const box of await invitation.acceptance.getByRole('checkbox').all()) {
    await press(page, box, 'Space');
  }
  await press(page, invitation.acceptance.getByRole('button', { name: /^Accept/ }), 'Enter');
  expect(await invitation.opensAccount()).toBe(distributor.account);

  const me = new MePage(page);
  const { name } = person('Mary Ann Marvel');
  await press(page, page.getByRole('button', { name: new RegExp(who.name) }), 'Enter');
  await press(page, page.getByRole('link', { name: 'My profile' }), 'Enter');
  await me.arrives('My profile');
  await type(page, me.field('Full name'), name);
  await press(page, me.card('You').getByRole('button', { name: 'Save' }), 'Enter');
  await me.says('Your profile is saved.');
  await press(page, me.card('Your accounts').locator('summary', { hasText: 'Leave' }), 'Enter');
  await press(page, me.button('Leave account'), 'Enter');
  await expect(me.card('Your accounts')).toContainText('You belong to no account.');
});

test('a refused step moves the focus to what is wrong, and from there to the field @javascript', async ({ desk, distributor }) => {
  const wizard = new WizardPage(desk);
  await wizard.begin(distributor.account);
  await press(desk, wizard.button('Next'), 'Enter');
  await expect(wizard.problem).toBeFocused();
  await press(desk, wizard.problem.getByRole('link', { name: /name/i }), 'Enter');
  await expect(wizard.field('Partner name')).toBeFocused();
});

test('the first Tab offers to skip to the content', async ({ desk, distributor }) => {
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open();
  await desk.keyboard.press('Tab');
  await expect(desk.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Tab');
  const inMain = await desk.evaluate(() => document.querySelector('main')?.contains(document.activeElement));
  expect(inMain).toBe(true);
});

test('menus open, close by Escape and give the focus back', async ({ arrange, desk, distributor }) => {
  const { partner } = await arrange.invited();
  const directory = new DirectoryPage(desk, distributor.account);
  await directory.open(`?q=${encodeURIComponent(partner.name)}`);
  const more = desk.getByRole('button', { name: `More for ${partner.name}` });
  await press(desk, more, 'Enter');
  await expect(desk.locator(`#menu-${partner.id}`)).toBeVisible();
  await desk.keyboard.press('Tab');
  await expect(desk.locator(`#menu-${partner.id}`).getByRole('link').first()).toBeFocused();
  await desk.keyboard.press('Escape');
  await expect(desk.locator(`#menu-${partner.id}`)).toBeHidden();
  await expect(more).toBeFocused();
});

test('Escape puts a tooltip away, and the focus brings it back @javascript', async ({ arrange, desk, distributor }) => {
  const { partner } = await arrange.invited();
  await desk.goto(`/${distributor.account}/partners/${partner.id}`);
  const time = desk.locator('time[data-exact]').first();
  const shown = (): Promise<boolean> =>
    time.evaluate((element) => {
      const tip = getComputedStyle(element, '::after');
      return tip.content !== 'none' && tip.display !== 'none';
    });
  await tabTo(desk, time);
  expect(await shown()).toBe(true);
  await desk.keyboard.press('Escape');
  expect(await shown()).toBe(false);
  await desk.keyboard.press('Shift+Tab');
  await desk.keyboard.press('Tab');
  expect(await shown()).toBe(true);
});
