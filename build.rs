//! The site is embedded into the server, so a changed site means a new server. The folder is made when it is
//! missing: a path that does not exist would make cargo build anew every time.

use std::{fs, io};

fn main() -> io::Result<()> {
    fs::create_dir_all("target/site")?;
    println!("cargo:rerun-if-changed=target/site");
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}
