//! The languages that partners are spoken to in (`architecture.md`, rule 14). To add one: a line here, which then
//! makes the compiler ask for its words.

crate::words! {
    /// A language; its word is the tag by RFC 5646, its label the name it has for itself.
    #[derive(Default)]
    Language {
        /// Where nothing else is known.
        #[default]
        English = "en", "English";
        /// Letters address people as "Sie".
        German = "de", "Deutsch";
    }
}
