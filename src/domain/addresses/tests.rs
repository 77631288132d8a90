//! Lists as people paste them, and as nobody does.

use super::*;
use proptest::prelude::*;

fn person(name: &str, email: &str) -> Entry {
    Entry::Person {
        name: name.to_owned(),
        email: email.parse().unwrap(),
    }
}

#[test]
fn lists_are_read_as_they_are_meant() {
    let (ann, bob) = (person("Ann Lee", "ann@x.com"), person("", "bob@y.com"));
    let lee = person("Lee, Ann", "ann@x.com");
    for (text, entries) in [
        ("", vec![]),
        (" ;, \n\r\n ;", vec![]),
        ("Ann Lee <ann@x.com>; bob@y.com", vec![ann.clone(), bob.clone()]),
        ("Ann Lee <ann@x.com>,bob@y.com,", vec![ann.clone(), bob.clone()]),
        (
            "Ann  Lee\t<ANN@X.COM>\r\n\r\n bob@y.com ",
            vec![ann.clone(), bob.clone()],
        ),
        ("Ann Lee\tann@x.com\nmailto:bob@y.com", vec![ann.clone(), bob.clone()]),
        ("\"Ann Lee\" <ann@x.com> ; <bob@y.com>", vec![ann.clone(), bob.clone()]),
        (
            "'Ann Lee' <ann@x.com>; 'bob@y.com' <bob@y.com>",
            vec![ann.clone(), bob.clone()],
        ),
        ("\"Lee, Ann\" <ann@x.com>, bob@y.com", vec![lee.clone(), bob.clone()]),
        ("Lee, Ann <ann@x.com>; bob@y.com", vec![lee.clone(), bob.clone()]),
        (
            "\"Lee, Ann\" <ann@x.com>, \"Kay; Bob\" <bob@y.com>",
            vec![lee, person("Kay; Bob", "bob@y.com")],
        ),
        (
            "\"Ann \\\"A.\\\" Lee\" <ann@x.com>",
            vec![person("Ann \"A.\" Lee", "ann@x.com")],
        ),
        (
            "Zoë O'Brien <zoë@münchen.de>",
            vec![person("Zoë O'Brien", "zoë@xn--mnchen-3ya.de")],
        ),
        ("\u{FEFF}\u{202A}bob@y.com\u{202C}", vec![bob.clone()]),
        ("bob@y.com;BOB@Y.com", vec![bob.clone(), bob]),
    ] {
        assert_eq!(read(text), entries, "{text:?}");
    }
}

#[test]
fn what_is_no_address_stays_in_its_place() {
    for (text, kept) in [
        ("ann", vec!["ann"]),
        ("ann@x.com, nonsense, Bob <bob@y.com>", vec!["nonsense"]),
        (
            "Ann <ann at x.com>; ann@@x.com",
            vec!["Ann <ann at x.com>", "ann@@x.com"],
        ),
        ("ann@x.com bob@y.com", vec!["ann@x.com bob@y.com"]),
        // The mark that nobody closes ends with its line, and takes nothing with it.
        ("\"Ann, Lee\nbob@y.com", vec!["\"Ann", "Lee"]),
        ("Ann <>", vec!["Ann <>"]),
        ("\0 <ann@x.com>", vec!["\0 <ann@x.com>"]),
    ] {
        let unreadable: Vec<String> = read(text)
            .into_iter()
            .filter_map(|entry| match entry {
                Entry::Unreadable { text, why } => {
                    assert!(why.ends_with('.'), "{why}");
                    Some(text)
                }
                Entry::Person { .. } => None,
            })
            .collect();
        assert_eq!(unreadable, kept, "{text:?}");
    }
    let long = format!("{} <ann@x.com>", "x".repeat(101));
    let [Entry::Unreadable { why, .. }] = &read(&long)[..] else {
        panic!("a name that is too long");
    };
    assert_eq!(why, "Name has 101 characters; the most is 100.");
}

#[test]
fn a_million_marks_take_no_time() {
    let marks = format!("{} <ann@x.com>", "'".repeat(1_000_000));
    let begun = std::time::Instant::now();
    assert_eq!(read(&marks), [person("", "ann@x.com")]);
    // Unoptimised, on a busy machine; it took minutes.
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}

/// Text made of what matters to the reader, and of anything else.
fn pasted() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[;,\n\r\t \"'<>\\\\@.]",
        "[a-zäöü]{1,6}@[a-zäöü]{1,6}\\.(com|de)",
        "\"[a-z ,;\\\\'\"<>]{0,8}\" <[a-z]{1,5}@[a-z]{1,5}\\.com>",
        "[A-Za-zÄé' ]{1,10} <[A-Z]{1,5}@[a-z]{1,5}\\.com>",
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_written_reads_the_same(text in pasted()) {
        let entries = read(&text);
        prop_assert_eq!(read(&write(&entries)), entries);
    }

    #[test]
    fn addresses_are_addresses(text in pasted()) {
        for entry in read(&text) {
            if let Some(email) = entry.email() {
                let again: Result<Email, _> = email.as_str().parse();
                prop_assert_eq!(again.as_ref(), Ok(email));
            }
        }
    }

    #[test]
    fn the_order_is_kept(numbers in prop::collection::vec(0..1000u32, 0..20), separators in "[;,\n]{20}") {
        let addresses: Vec<String> = numbers.iter().map(|number| format!("a{number}@x.com")).collect();
        let mut text = String::new();
        for (address, separator) in addresses.iter().zip(separators.chars()) {
            text.extend([address, String::from(separator).as_str()]);
        }
        let read: Vec<String> = read(&text).iter().map(ToString::to_string).collect();
        prop_assert_eq!(read, addresses);
    }
}
