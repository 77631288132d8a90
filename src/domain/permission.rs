//! Who may what (`domain.md §7`): a level per module, and the right to sign apart from them.
//!
//! The interface asks [`Permissions::allows`] to leave out what a person may not do; the server asks the
//! same function and decides.

use crate::{Problem, account::Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::words! {
    /// A part of the application that permissions speak of.
    Module {
        /// Directory, wizard, invitations, approvals.
        Partners = "partners", "Partners";
        /// Agreements and their versions.
        Agreements = "agreements", "Agreements";
        /// Contracts.
        Contracts = "contracts", "Contracts";
        /// Marketplaces and hubs.
        Marketplaces = "marketplaces", "Marketplaces";
        /// Users and groups.
        Users = "users", "Users";
        /// Brand, mail, custom fields, onboarding, tokens.
        Settings = "settings", "Settings";
        /// The log of changes.
        Events = "events", "Events";
    }
}

/// How far a permission goes; each level includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The module is not shown.
    #[default]
    None,
    /// May read.
    View,
    /// May read and change.
    Manage,
}

impl Level {
    /// From nothing to everything.
    pub const ALL: [Self; 3] = [Self::None, Self::View, Self::Manage];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::View => "view",
            Self::Manage => "manage",
        }
    }

    /// Its name on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::View => "View",
            Self::Manage => "Manage",
        }
    }
}

/// What a person may do in one account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions {
    /// Level by module; a module that is missing is [`Level::None`].
    #[serde(default)]
    pub modules: BTreeMap<Module, Level>,
    /// May sign, enrol and reject contracts for the account.
    #[serde(default)]
    pub sign: bool,
}

impl Module {
    /// The modules of an account that is this: hubs and marketplaces are a distributor's.
    pub fn of(role: Role) -> impl Iterator<Item = Self> {
        let modules = Self::ALL.iter().copied();
        modules.filter(move |&module| role == Role::Distributor || module != Self::Marketplaces)
    }

    /// What belongs to it.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Partners => "Directory, wizard, invitations, approvals",
            Self::Agreements => "Agreements and their versions",
            Self::Contracts => "Contracts and decisions on them",
            Self::Marketplaces => "Marketplaces and hubs",
            Self::Users => "Users and groups",
            Self::Settings => "How the account works",
            Self::Events => "The log of changes",
        }
    }
}

impl Permissions {
    /// Everything in an account that is this: the group *Administrators*.
    pub fn administrators(role: Role) -> Self {
        Self::uniform(role, Level::Manage, true)
    }

    /// All but users and settings, which are only viewed: the group *Managers*.
    pub fn managers(role: Role) -> Self {
        let mut permissions = Self::uniform(role, Level::Manage, true);
        permissions.modules.insert(Module::Users, Level::View);
        permissions.modules.insert(Module::Settings, Level::View);
        permissions
    }

    /// Reading everything: the group *Viewers*.
    pub fn viewers(role: Role) -> Self {
        Self::uniform(role, Level::View, false)
    }

    fn uniform(role: Role, level: Level, sign: bool) -> Self {
        Self {
            modules: Module::of(role).map(|module| (module, level)).collect(),
            sign,
        }
    }

    /// What of it there is in an account that is this.
    #[must_use]
    pub fn within(mut self, role: Role) -> Self {
        self.modules
            .retain(|module, _| Module::of(role).any(|of| of == *module));
        self
    }

    /// The level held in `module`.
    pub fn level(&self, module: Module) -> Level {
        self.modules.get(&module).copied().unwrap_or_default()
    }

    /// True when `module` may be used at `level`.
    pub fn allows(&self, module: Module, level: Level) -> bool {
        self.level(module) >= level
    }

    /// True when `module` may be read.
    pub fn views(&self, module: Module) -> bool {
        self.allows(module, Level::View)
    }

    /// True when `module` may be changed.
    pub fn manages(&self, module: Module) -> bool {
        self.allows(module, Level::Manage)
    }

    /// Refuses unless `module` may be used at `level`; asked by the server, and by pages before anything is filled
    /// in. Who may not even view a module is told so too: that the module exists is no secret.
    ///
    /// # Errors
    /// What is lacking, or that the partnership is `suspended`, so that nothing can be changed.
    pub fn require(&self, module: Module, level: Level, suspended: bool) -> Result<(), Problem> {
        if self.allows(module, level) {
            return Ok(());
        }
        if suspended && self.views(module) {
            return Err(Problem::suspended());
        }
        let verb = if level == Level::Manage { "change" } else { "see" };
        Err(Problem::forbidden(&format!("{verb} {}", module.label().to_lowercase())))
    }

    /// What a member of several groups holds: the higher of each.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (&module, &level) in &other.modules {
            let held = self.modules.entry(module).or_default();
            *held = (*held).max(level);
        }
        self.sign |= other.sign;
        self
    }

    /// What somebody with all of these groups holds.
    pub fn union_of<'a>(groups: impl IntoIterator<Item = &'a Self>) -> Self {
        groups.into_iter().fold(Self::default(), Self::union)
    }

    /// The same, to look at only.
    #[must_use]
    pub fn view_only(mut self) -> Self {
        for level in self.modules.values_mut() {
            *level = (*level).min(Level::View);
        }
        self.sign = false;
        self
    }

    /// What is held here and not in `other`: what a change from `other` to this gives away.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        let more = |(&module, &level): (&Module, &Level)| (level > other.level(module)).then_some((module, level));
        Self {
            modules: self.modules.iter().filter_map(more).collect(),
            sign: self.sign && !other.sign,
        }
    }

    /// In words, for an account that is this: "Manages partners, contracts; views events; signs". Empty when nothing
    /// is held.
    pub fn summary(&self, role: Role) -> String {
        let list = |verb: &str, level: Level| {
            let all = Module::of(role).filter(|&module| self.level(module) == level);
            let names: Vec<String> = all.map(|module| module.label().to_lowercase()).collect();
            match names.len() {
                0 => None,
                all if all == Module::of(role).count() => Some(format!("{verb} everything")),
                _ => Some(format!("{verb} {}", names.join(", "))),
            }
        };
        let sign = self.sign.then(|| "signs".to_owned());
        let parts = [list("manages", Level::Manage), list("views", Level::View), sign];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let mut letters = text.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// True when everything in `other` is held here too: nobody gives a permission that they lack.
    pub fn covers(&self, other: &Self) -> bool {
        other.modules.iter().all(|(&module, &level)| self.allows(module, level)) && (self.sign || !other.sign)
    }
}

#[cfg(test)]
mod tests;
