//! Whether an address is known does not show in how long a refusal takes: sign-in, reset, invitation.

use super::{
    access::{client, form},
    offer::{form as accept_form, holder, vendor},
    support::{EMAIL, TestApp, at_once},
};
use entente_domain::{
    Code,
    invitation::Channel,
    usecases::{
        access::Access,
        invitations::{AcceptForm, Invitations},
    },
};
use std::time::{Duration, Instant};

/// Tries per address (the issue's own measure).
const TRIES: usize = 200;
/// Another process may spoil a round for one of the two; a real difference spoils every one.
const ROUNDS: usize = 8;

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

/// Refuses known and unknown addresses in turn; the medians must be within a tenth.
async fn takes_as_long(refuse: impl AsyncFn(usize, &str)) {
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let mut times: [Vec<Duration>; 2] = Default::default();
        for number in 0..TRIES {
            let mut pair: Vec<_> = [EMAIL, "nobody@example.com"].iter().zip(&mut times).collect();
            // Never in a rhythm (Thue–Morse), or whatever else the machine does in one would favour either.
            if number.count_ones() % 2 == 1 {
                pair.reverse();
            }
            for (email, times) in pair {
                let begin = Instant::now();
                refuse(number, email).await;
                times.push(begin.elapsed());
            }
        }
        let [known, unknown] = times.each_mut().map(|times| median(times));
        let ratio = known / unknown;
        if (0.9..1.1).contains(&ratio) {
            return;
        }
        ratios.push(ratio);
    }
    panic!("known : unknown {ratios:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in() {
    let app = TestApp::new().await;
    app.backend.throttle().open();
    takes_as_long(async |number, email| {
        let attempt = form(email, "not my password at all");
        let refused = app.backend.sign_in(&client(number), attempt).await.unwrap_err();
        assert_eq!(
            refused.message,
            "Address and password do not match. Check both, or ask for a new password."
        );
        assert_eq!(refused.code, Code::Invalid);
    })
    .await;
}

/// On an invitation, with a password that nobody new may choose: the refusal that can be asked for again and again. A
/// password that may be chosen registers an unknown address, which uses the link up.
#[tokio::test(flavor = "multi_thread")]
async fn being_refused_on_an_invitation() {
    let app = TestApp::new().await;
    app.backend.throttle().open();
    let offer = vendor(&app).await;
    let guest = holder(&app, &offer.invitation, Channel::Link, 1);
    let complete = accept_form(&app, &guest, &offer.invitation).await;
    takes_as_long(async |_, email| {
        let form = AcceptForm {
            email: email.to_owned(),
            password: "not my secret".to_owned(),
            ..complete.clone()
        };
        let taken = app.backend.accept(&guest, offer.invitation.clone(), form).await;
        let refused = taken.unwrap_err();
        let said = refused.of_field("password").unwrap();
        assert!(said.contains("at least 15"), "{said}");
        assert_eq!((refused.code, refused.fields.len()), (Code::Invalid, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_new_password() {
    let app = TestApp::new().await;
    app.backend.throttle().open();
    let mut medians = Vec::new();
    for _ in 0..ROUNDS {
        // Each takes a quarter of a second by design, so they are asked for side by side.
        let times = at_once(2 * TRIES, |turn| {
            let (backend, email) = (
                app.backend.clone(),
                if turn % 2 == 0 { EMAIL } else { "nobody@example.com" },
            );
            async move {
                tokio::time::sleep(Duration::from_millis(5 * u64::try_from(turn).unwrap())).await;
                let begin = Instant::now();
                backend.ask_reset(&client(turn), email.to_owned()).await.unwrap();
                (turn % 2, begin.elapsed())
            }
        })
        .await;
        let of = |known: usize| -> Vec<Duration> {
            let of = times.iter().filter(|(turn, _)| *turn == known);
            of.map(|(_, time)| *time).collect()
        };
        let ratio = median(&mut of(0)) / median(&mut of(1));
        if (0.9..1.1).contains(&ratio) {
            return;
        }
        medians.push(ratio);
    }
    panic!("known : unknown {medians:?}");
}
