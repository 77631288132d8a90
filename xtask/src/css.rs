//! The style sheet: `style/main.css` with every `@import` put in its place, without comments and idle space.
//!
//! Only what this project writes is understood: `@import "file.css";` and `@import "file.css" layer(name);`,
//! paths relative to the importing file. Anything else in an `@import` is an error, never a guess.

use crate::Outcome;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Reads `main` and all it imports into one short text.
pub fn bundle(main: &Path) -> Outcome<String> {
    let mut chain = Vec::new();
    Ok(minify(&inline(main, &mut chain)?))
}

/// The file's text, its imports replaced by what they import. `chain` finds circles.
fn inline(file: &Path, chain: &mut Vec<PathBuf>) -> Outcome<String> {
    if chain.iter().any(|open| open == file) {
        return Err(format!("{} imports itself", file.display()).into());
    }
    chain.push(file.to_owned());
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let text = without_comments(&text);
    let mut rest = text.as_str();
    let mut whole = String::new();
    while let Some(at) = rest.find("@import") {
        let (before, from) = rest.split_at(at);
        whole.push_str(before);
        let end = end_of_statement(from).ok_or_else(|| format!("{}: an @import lacks its `;`", file.display()))?;
        let (name, layer) = import(&from["@import".len()..end])
            .ok_or_else(|| format!("{}: not understood: {}", file.display(), &from[..=end]))?;
        let inner = inline(&file.with_file_name("").join(name), chain)?;
        match layer {
            Some(layer) => whole.extend(["@layer ", layer, " {\n", &inner, "\n}\n"]),
            None => whole.push_str(&inner),
        }
        rest = &from[end + 1..];
    }
    whole.push_str(rest);
    chain.pop();
    Ok(whole)
}

/// Where the statement's `;` is, strings left alone.
fn end_of_statement(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ';') => return Some(at),
            _ => {}
        }
        None
    })
}

/// The file and the layer of `"file.css" layer(name)`.
fn import(statement: &str) -> Option<(&str, Option<&str>)> {
    let statement = statement.trim();
    let quote = statement.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (name, condition) = statement[1..].split_once(quote)?;
    match condition.trim() {
        "" => Some((name, None)),
        condition => {
            let layer = condition.strip_prefix("layer(")?.strip_suffix(')')?.trim();
            let plain = layer.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
            (plain && !layer.is_empty()).then_some((name, Some(layer)))
        }
    }
}

/// Takes comments out; a space stays where one stood, since it may part two words.
fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for piece in Pieces(text) {
        match piece {
            Piece::Comment => plain.push(' '),
            Piece::Text(part) | Piece::Literal(part) => plain.push_str(part),
        }
    }
    plain
}

/// Drops comments and every space that cannot matter. Spaces before `:` (a descendant selector) and around
/// `+ - * / > ~` (needed in `calc()`) stay.
fn minify(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    for piece in Pieces(text) {
        match piece {
            Piece::Literal(literal) => short.push_str(literal),
            Piece::Comment => space(&mut short),
            Piece::Text(part) => {
                for c in part.chars() {
                    push(&mut short, c);
                }
            }
        }
    }
    short.trim_end().to_owned()
}

fn push(short: &mut String, c: char) {
    match c {
        c if c.is_whitespace() => space(short),
        '{' | '}' | ';' | ',' => {
            if short.ends_with(' ') {
                short.pop();
            }
            if c == '}' && short.ends_with(';') {
                short.pop();
            }
            short.push(c);
        }
        c => short.push(c),
    }
}

fn space(short: &mut String) {
    if !short.is_empty() && !short.ends_with([' ', '{', '}', ';', ',', ':']) {
        short.push(' ');
    }
}

enum Piece<'a> {
    Comment,
    /// A string or an unquoted `url(…)`, to be left as it is.
    Literal(&'a str),
    Text(&'a str),
}

/// Cuts a style sheet into comments, literals and the text between.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let text = self.0;
        if text.is_empty() {
            return None;
        }
        if let Some(comment) = text.strip_prefix("/*") {
            self.0 = comment.split_once("*/").map_or("", |(_, after)| after);
            return Some(Piece::Comment);
        }
        let end = literal_end(text);
        if let Some(end) = end {
            let (literal, rest) = text.split_at(end);
            self.0 = rest;
            return Some(Piece::Literal(literal));
        }
        let begins_something = |at: &usize| {
            let from = &text[*at..];
            *at > 0 && (from.starts_with("/*") || literal_end(from).is_some())
        };
        let end = text.char_indices().map(|(at, _)| at).find(begins_something);
        let (part, rest) = text.split_at(end.unwrap_or(text.len()));
        self.0 = rest;
        Some(Piece::Text(part))
    }
}

/// How long the string or `url(…)` is that `text` begins with.
fn literal_end(text: &str) -> Option<usize> {
    if text.starts_with("url(") {
        return text.find(')').map(|at| at + 1);
    }
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(end.map_or(text.len(), |(at, _)| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Outcome<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        bundle(&folder.path().join("main.css"))
    }

    #[test]
    fn imports_come_in_their_place_and_layer() {
        let css = bundled(&[
            (
                "main.css",
                "@layer base, components;\n@import \"base.css\" layer(base);\n@import 'components/all.css' layer(components);\np { margin: 0 }",
            ),
            ("base.css", "/* @import \"no.css\"; */ body { color: red; }\n"),
            ("components/all.css", "@import \"button.css\";"),
            ("components/button.css", ".button { padding: 1px; }"),
        ]);
        assert_eq!(
            css.unwrap(),
            "@layer base,components;@layer base{body{color:red}}@layer components{.button{padding:1px}}p{margin:0}"
        );
    }

    #[test]
    fn what_matters_stays() {
        for (text, short) in [
            (
                "a :hover , b > c { x: calc(1px + 2px) ; }",
                "a :hover,b > c{x:calc(1px + 2px)}",
            ),
            ("a { content: \"  /* x */ ; } \" ; }", "a{content:\"  /* x */ ; } \"}"),
            ("a { content: '\\'; ' }", "a{content:'\\'; '}"),
            ("a { b: url( data:x,/*y*/ ) ; }", "a{b:url( data:x,/*y*/ )}"),
            ("a/**/b { }", "a b{}"),
            (
                "@media (min-width: 40rem) and (x) { a { b: c } }",
                "@media (min-width:40rem) and (x){a{b:c}}",
            ),
            (":root { --a: 1px; --ü: \"ä\"; }", ":root{--a:1px;--ü:\"ä\"}"),
        ] {
            assert_eq!(minify(text), short);
        }
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for main in [
            "@import url(base.css);",
            "@import \"base.css\" screen;",
            "@import \"base.css\"",
            "@import \"missing.css\";",
            "@import \"main.css\";",
            "@import \"base.css\" layer(a b);",
        ] {
            assert!(bundled(&[("main.css", main), ("base.css", "")]).is_err(), "{main}");
        }
    }
}
