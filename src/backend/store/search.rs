//! Full-text search in the directory: what differs between engines besides [`super::engine`].
//!
//! What a person types never reaches the index's query language: each word becomes a quoted phrase whose last
//! token is a beginning, and all must match. A word with marks inside, such as an id or an address, stays one
//! phrase, so that `VA-392` finds what begins so. Only when that finds nothing, every run of three characters of
//! every word is looked for. To make another column searchable: add it to both indexes and their triggers. The log
//! has an index of its own, with the same language: [`super::events::list`].

use super::{Connection, paging::Counts};
use crate::Error;
use sqlx::{Any, QueryBuilder};

/// Beyond so many matches counting stops: a page must not wait for a number that nobody reads.
pub const CAP: i64 = 3_000;

/// The two indexes over partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Index {
    Words,
    Parts,
}

impl Index {
    /// The index's rows that match the text bound next.
    const fn matching(self) -> &'static str {
        match self {
            Self::Words => "SELECT rowid AS number FROM partners_words WHERE partners_words MATCH ",
            Self::Parts => "SELECT rowid AS number FROM partners_parts WHERE partners_parts MATCH ",
        }
    }
}

/// A search in one account's partners that has been looked up.
#[derive(Debug, Clone)]
pub struct Search {
    index: Index,
    expression: String,
    /// More match than are counted; the sort index must be walked instead of the matches.
    pub dense: bool,
}

impl Search {
    /// Writes the matches as a list of numbers, for `IN (…)` or `FROM (…)`.
    pub fn push_matches(&self, query: &mut QueryBuilder<Any>) {
        query.push(self.index.matching()).push_bind(self.expression.clone());
    }
}

/// Looks `q` up, by words first and by parts of words when those match no partner of the account. Returns the
/// search with the numbers of matching partners by status and type; of a dense one these are lower bounds.
/// `unfiltered` is the number of all the account's partners.
pub async fn look_up(
    connection: &mut Connection,
    account_id: &str,
    q: &str,
    unfiltered: i64,
) -> Result<(Search, Counts), Error> {
    let words = Search {
        index: Index::Words,
        expression: words(q),
        dense: false,
    };
    let counted = count(connection, account_id, words, unfiltered).await?;
    if counted.0.dense || counted.1.sum(&[], &[]) > 0 {
        return Ok(counted);
    }
    match parts(q) {
        None => Ok(counted),
        Some(expression) => {
            let parts = Search {
                index: Index::Parts,
                expression,
                dense: false,
            };
            count(connection, account_id, parts, unfiltered).await
        }
    }
}

async fn count(
    connection: &mut Connection,
    account_id: &str,
    mut search: Search,
    unfiltered: i64,
) -> Result<(Search, Counts), Error> {
    let mut probe = QueryBuilder::<Any>::new("SELECT count(*) FROM (");
    search.push_matches(&mut probe);
    probe.push(" LIMIT ").push_bind(CAP + 1).push(")");
    let matches: i64 = probe.build_query_scalar().fetch_one(&mut *connection).await?;
    // With few partners all matches can be looked at, however many other accounts have.
    search.dense = matches > CAP && unfiltered > CAP;
    let mut query = QueryBuilder::<Any>::new("SELECT p.status, p.type, count(*) FROM (");
    search.push_matches(&mut query);
    query
        .push(" LIMIT ")
        .push_bind(if search.dense { CAP } else { i64::MAX })
        .push(") s CROSS JOIN partners p INDEXED BY partners_by_number ON p.number = s.number WHERE p.account_id = ")
        .push_bind(account_id.to_owned())
        .push(" GROUP BY p.status, p.type");
    let counts = Counts::fetch(connection, query).await?;
    Ok((search, counts))
}

/// A phrase in the index's language: quotes are doubled, nothing else has a meaning inside.
pub fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn searchable(q: &str) -> impl Iterator<Item = &str> {
    q.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Every word, as a beginning. Without any word: an empty phrase, which matches nothing.
pub fn words(q: &str) -> String {
    let all: Vec<String> = searchable(q).map(|word| format!("{} *", phrase(word))).collect();
    if all.is_empty() { phrase("") } else { all.join(" AND ") }
}

/// Every run of three characters of every word; `None` when a word is shorter.
fn parts(q: &str) -> Option<String> {
    let mut runs = Vec::new();
    for word in searchable(q) {
        let characters: Vec<char> = word.chars().collect();
        if characters.len() < 3 {
            return None;
        }
        runs.extend(characters.windows(3).map(|run| phrase(&run.iter().collect::<String>())));
    }
    (!runs.is_empty()).then(|| runs.join(" AND "))
}

/// Partners of the account whose name begins with these words, in any case and with any marks between them.
pub fn push_named(query: &mut QueryBuilder<Any>, first_words: &[String]) {
    let expression = format!("name : ^ {}", phrase(&first_words.join(" ")));
    query.push(Index::Words.matching()).push_bind(expression);
}

/// Partners with a contact whose address contains this domain's parts in a row.
pub fn push_domain(query: &mut QueryBuilder<Any>, domain: &str) {
    let expression = format!("{{technical_email business_email}} : {}", phrase(domain));
    query.push(Index::Words.matching()).push_bind(expression);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_beginnings() {
        assert_eq!(words("front  str"), r#""front" * AND "str" *"#);
        assert_eq!(words("VA-392"), r#""VA-392" *"#);
        assert_eq!(
            words(r#"a" OR name:b* NEAR("#),
            r#""a""" * AND "OR" * AND "name:b*" * AND "NEAR(" *"#
        );
        assert_eq!(words("- & \""), r#""""#);
    }

    #[test]
    fn parts_are_runs_of_three() {
        assert_eq!(parts("ront").as_deref(), Some(r#""ron" AND "ont""#));
        assert_eq!(parts("ront st"), None);
        assert_eq!(parts("---"), None);
    }
}
