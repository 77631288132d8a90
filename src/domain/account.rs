//! Accounts and the people in them (`domain.md §1`).

crate::words! {
    /// What an organisation is on this installation.
    Role {
        /// Runs the channel: owns hubs, marketplaces and agreements.
        Distributor = "distributor", "Distributor";
        /// Supplies products.
        Vendor = "vendor", "Vendor";
        /// Sells on.
        Reseller = "reseller", "Reseller";
    }
}

crate::words! {
    /// Whether anybody has taken an account up yet.
    AccountStatus {
        /// Made by the wizard, nobody has registered.
        Invited = "invited", "Invited";
        /// In use.
        Active = "active", "Active";
    }
}

crate::words! {
    /// A user in an account.
    MembershipStatus {
        /// May sign in to the account.
        Joined = "joined", "Joined";
        /// May not any more; the row stays for the history.
        Removed = "removed", "Removed";
    }
}
