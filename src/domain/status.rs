//! What every status enum shares: its word in the database and in URLs, its label on the screen.

use std::fmt;

/// A move that the object's present status does not allow.
///
/// It carries the sentence the person is told; it becomes a [`crate::Problem`] with code `conflict`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidTransition {
    /// What was attempted, for example "accept".
    pub action: &'static str,
    /// The label of the status it was attempted in.
    pub from: &'static str,
}

impl fmt::Display for InvalidTransition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cannot {}: the status is {} now.", self.action, self.from)
    }
}

impl std::error::Error for InvalidTransition {}

/// A text that is none of the enum's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord(pub String);

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown word {:?}", self.0)
    }
}

impl std::error::Error for UnknownWord {}

/// Defines an enum of plain words: `as_str` and `TryFrom<String>` for columns and URLs, `label` for
/// screens, `ALL` for tables and filters.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order in which they are listed on screens.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in columns and URLs.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The word on screens.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::status::UnknownWord;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::status::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    other => Err($crate::status::UnknownWord(other.to_owned())),
                }
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> String {
                word.as_str().to_owned()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
