//! Reading the CSV exports back.

use entente_domain::{Problem, usecases::ByteStream};
use futures_util::TryStreamExt as _;

/// The records of an export, the head among them.
pub async fn records(export: Result<ByteStream, Problem>) -> Vec<Vec<String>> {
    let pieces: Vec<Vec<u8>> = export.unwrap().try_collect().await.unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(std::io::Cursor::new(pieces.concat()));
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}
