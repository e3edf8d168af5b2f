//! `completions SHELL`: a script that completes the command's arguments.

use super::failure::Failure;
use super::stdout;
use clap_complete::Shell;
use std::process::ExitCode;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  quantifact completions bash > ~/.local/share/bash-completion/completions/quantifact"
)]
pub(super) struct Args {
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "quantifact", &mut script);
    stdout::print(script)?;
    Ok(ExitCode::SUCCESS)
}
