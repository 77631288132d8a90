//! What the list queries share: search patterns, counts by two words, the page that is really shown.

use super::Connection;
use crate::Error;
use entente_domain::list::ListQuery;
use sqlx::{Any, QueryBuilder, Row};
use unicode_normalization::UnicodeNormalization as _;

/// Asks that one of these columns contain `text`, in capitals or not.
pub fn containing(query: &mut QueryBuilder<Any>, columns: &[&str], text: &str) {
    let patterns: Vec<String> = spellings(text).iter().map(|text| pattern(text)).collect();
    query.push("(");
    let mut choices = query.separated(" OR ");
    for column in columns {
        for pattern in &patterns {
            choices.push(format!("{column} LIKE "));
            choices.push_bind_unseparated(pattern.clone());
            choices.push_unseparated(" ESCAPE '\\'");
        }
    }
    query.push(")");
}

/// The ways in which a text is written: `LIKE` takes capitals for small letters in ASCII only.
fn spellings(text: &str) -> Vec<String> {
    let text: &str = &text.nfc().collect::<String>();
    if text.is_ascii() {
        return vec![text.to_owned()];
    }
    let lower = text.to_lowercase();
    let mut begins = true;
    let titled = lower.chars().flat_map(|c| {
        let letters: Vec<char> = if begins { c.to_uppercase().collect() } else { vec![c] };
        begins = !c.is_alphanumeric();
        letters
    });
    let mut all = vec![text.to_owned(), text.to_uppercase(), titled.collect(), lower];
    all.sort_unstable();
    all.dedup();
    all
}

/// A `LIKE` pattern (with `ESCAPE '\'`) for texts that contain `text`.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Numbers of rows by two words, for example status and type.
#[derive(Debug, Default)]
pub struct Counts(Vec<(String, String, i64)>);

impl Counts {
    /// Runs a query that returns (word, word, count).
    pub async fn fetch(connection: &mut Connection, mut query: QueryBuilder<Any>) -> Result<Self, Error> {
        let rows = query.build().fetch_all(connection).await?;
        Ok(Self(
            rows.iter()
                .map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)))
                .collect::<Result<_, sqlx::Error>>()?,
        ))
    }

    /// Rows whose words are among `first` and `second`; an empty choice means any.
    pub fn sum(&self, first: &[String], second: &[String]) -> i64 {
        let chosen = |words: &[String], word: &String| words.is_empty() || words.contains(word);
        self.0
            .iter()
            .filter(|row| chosen(first, &row.0) && chosen(second, &row.1))
            .map(|row| row.2)
            .sum()
    }
}

/// The query with the page that is really shown: the last one when fewer rows are left than asked for.
pub fn clamped(query: &ListQuery, total: i64) -> ListQuery {
    let rows = i64::from(query.rows.max(1));
    let pages = u32::try_from((total + rows - 1) / rows).unwrap_or(u32::MAX).max(1);
    ListQuery {
        page: query.page.min(pages),
        ..query.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_are_taken_literally() {
        assert_eq!(pattern("50%_\\"), "%50\\%\\_\\\\%");
    }

    #[test]
    fn letters_beyond_ascii_have_capitals_too() {
        assert_eq!(spellings("Ann"), ["Ann"]);
        assert_eq!(spellings("özil"), ["ÖZIL", "Özil", "özil"]);
        assert_eq!(
            spellings("mesut ÖZIL"),
            ["MESUT ÖZIL", "Mesut Özil", "mesut ÖZIL", "mesut özil"]
        );
        assert_eq!(spellings("o\u{308}zil"), spellings("özil"), "however they are composed");
        assert_eq!(spellings("straße"), ["STRASSE", "Straße", "straße"]);
    }

    #[test]
    fn counts_by_any_choice() {
        let word = str::to_owned;
        let counts = Counts(vec![
            (word("a"), word("x"), 1),
            (word("a"), word("y"), 2),
            (word("b"), word("x"), 4),
        ]);
        assert_eq!(counts.sum(&[], &[]), 7);
        assert_eq!(counts.sum(&[word("a")], &[]), 3);
        assert_eq!(counts.sum(&[word("a"), word("b")], &[word("x")]), 5);
    }

    #[test]
    fn the_last_page_is_the_last() {
        let query = ListQuery {
            page: 9,
            ..entente_domain::usecases::contracts::CONTRACTS.default_query()
        };
        assert_eq!(clamped(&query, 30).page, 2);
        assert_eq!(clamped(&query, 0).page, 1);
        assert_eq!(clamped(&query, 10_000).page, 9);
    }
}
