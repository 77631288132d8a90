//! A small SMTP server that answers as a test tells it to.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// A step of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Greeting,
    Password,
    Sender,
    Recipient,
    Data,
    /// After the whole mail was received.
    End,
}

/// What is done at one step of one connection, instead of what a server should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Say(&'static str),
    HangUp,
    /// Says nothing until the client gives up.
    Silence,
}

/// A mail as it was received.
#[derive(Debug, Clone)]
pub struct Received {
    pub from: String,
    pub to: String,
    pub raw: String,
}

#[derive(Debug, Default)]
struct State {
    script: VecDeque<Option<(Step, Answer)>>,
    received: Vec<Received>,
}

/// The server; it ends when this is dropped.
pub struct MailServer {
    /// Where it listens on 127.0.0.1.
    pub port: u16,
    state: Arc<Mutex<State>>,
    _tasks: JoinSet<()>,
}

impl MailServer {
    /// Starts on a free port.
    pub async fn start() -> Self {
        Self::start_on(0).await
    }

    /// Starts on this port.
    pub async fn start_on(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let mut tasks = JoinSet::new();
        let shared = Arc::clone(&state);
        tasks.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                let special = state.lock().unwrap().script.pop_front().flatten();
                connections.spawn(async move {
                    let _ = converse(stream, special, &state).await;
                });
            }
        });
        Self {
            port,
            state,
            _tasks: tasks,
        }
    }

    /// What the next connections meet, one entry each; later ones meet a server that takes everything.
    pub fn script(&self, entries: impl IntoIterator<Item = Option<(Step, Answer)>>) {
        self.state.lock().unwrap().script.extend(entries);
    }

    /// What was received, the oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.state.lock().unwrap().received.clone()
    }

    /// The setting that leads to it.
    pub fn setting(&self) -> crate::MailTransport {
        format!("smtp://127.0.0.1:{}", self.port).parse().unwrap()
    }
}

/// Does the special thing, if this is its step; returns false to go on with `usual`.
async fn answer(
    stream: &mut BufReader<TcpStream>,
    special: Option<(Step, Answer)>,
    step: Step,
    usual: &str,
) -> std::io::Result<bool> {
    let said = match special.filter(|(at, _)| *at == step).map(|(_, answer)| answer) {
        Some(Answer::HangUp) => return Ok(false),
        Some(Answer::Silence) => {
            std::future::pending::<()>().await;
            return Ok(false);
        }
        Some(Answer::Say(said)) => said,
        None => usual,
    };
    stream.write_all(format!("{said}\r\n").as_bytes()).await?;
    stream.flush().await?;
    Ok(true)
}

async fn converse(stream: TcpStream, special: Option<(Step, Answer)>, state: &Mutex<State>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut from, mut to) = (String::new(), String::new());
    if !answer(&mut stream, special, Step::Greeting, "220 mail.test ESMTP").await? {
        return Ok(());
    }
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let goes_on = match verb.as_str() {
            "EHLO" => {
                answer(
                    &mut stream,
                    None,
                    Step::Greeting,
                    "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
                )
                .await?
            }
            "AUTH" => answer(&mut stream, special, Step::Password, "235 2.7.0 welcome").await?,
            "MAIL" => {
                line.clone_into(&mut from);
                answer(&mut stream, special, Step::Sender, "250 2.1.0 Ok").await?
            }
            "RCPT" => {
                line.clone_into(&mut to);
                answer(&mut stream, special, Step::Recipient, "250 2.1.5 Ok").await?
            }
            "DATA" => {
                let data = answer(&mut stream, special, Step::Data, "354 go on").await?;
                if data && !matches!(special, Some((Step::Data, _))) {
                    let raw = body(&mut stream).await?;
                    let mail = Received {
                        from: from.clone(),
                        to: to.clone(),
                        raw,
                    };
                    // Kept before it is answered: that is the point of hanging up here.
                    state.lock().unwrap().received.push(mail);
                    answer(&mut stream, special, Step::End, "250 2.0.0 Ok: queued as 4711").await?
                } else {
                    data
                }
            }
            "QUIT" => {
                answer(&mut stream, None, Step::Greeting, "221 Bye").await?;
                false
            }
            _ => answer(&mut stream, None, Step::Greeting, "502 not understood").await?,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

async fn body(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(raw);
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
