//! `man`: the manual pages.

use super::failure::Failure;
use super::stdout;
use std::path::PathBuf;
use std::process::ExitCode;

/// Print the manual page, or write a page for every subcommand into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  quantifact man | man -l -\n  quantifact man -o ~/.local/share/man/man1")]
pub(super) struct Args {
    /// The folder to write all pages into
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let command = super::command();
    if let Some(folder) = args.output {
        std::fs::create_dir_all(&folder).map_err(|error| Failure::io(&folder, &error))?;
        clap_mangen::generate_to(command, &folder).map_err(|error| Failure::io(&folder, &error))?;
    } else {
        stdout::print_with(|out| clap_mangen::Man::new(command).render(out))?;
    }
    Ok(ExitCode::SUCCESS)
}
