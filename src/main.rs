//! The command; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    quantifact::cli::main()
}
