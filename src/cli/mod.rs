//! Arguments → options; one thin file a subcommand.
//!
//! stdout is data, stderr is for people. Exit codes: 0 done (finding nothing is 0), 1 the check found differences,
//! 2 it could not do what was asked.

mod chart;
mod check;
mod compare;
mod completions;
mod config;
mod corrections;
mod diff;
mod distinct;
mod expected;
mod explain;
mod extract;
mod extracted;
mod failure;
mod files;
mod inputs;
mod lexicon;
mod lock;
mod man;
mod options;
mod pipeline;
mod progress;
mod report;
mod review;
mod run;
mod schema;
mod score;
mod stdout;
mod stream;
mod summary;
mod tables;

use clap::{CommandFactory, Parser, Subcommand};
use failure::Failure;
pub use files::files;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

/// Turns official prose into figures, datasets and charts that can be trusted
#[derive(Debug, Parser)]
#[command(name = "quantifact", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Args),
    Extract(extract::Args),
    Chart(chart::Args),
    Check(check::Args),
    Expected(expected::Args),
    Compare(compare::Args),
    Report(report::Args),
    Explain(explain::Args),
    Score(score::Args),
    Diff(diff::Args),
    Schema(schema::Args),
    Lexicon(lexicon::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command with the arguments of this process.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs the command with these arguments, of which the first is its name, as a program of another language does that
/// holds the command. Writes on stdout and stderr of this process.
pub fn run<T: Into<OsString> + Clone>(args: impl IntoIterator<Item = T>) -> ExitCode {
    let code = try_run(args);
    // Another language's runtime does not flush what is held here.
    let _ = std::io::stdout().flush();
    code
}

fn try_run<T: Into<OsString> + Clone>(args: impl IntoIterator<Item = T>) -> ExitCode {
    let command = match Cli::try_parse_from(args) {
        Ok(cli) => cli.command,
        Err(error) => {
            // A closed pipe under the help is nobody's fault.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let done = match command {
        Command::Run(args) => run::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Chart(args) => chart::run(args),
        Command::Report(args) => report::run(args),
        Command::Check(args) => check::run(args),
        Command::Compare(args) => compare::run(args),
        Command::Expected(args) => expected::run(args),
        Command::Score(args) => score::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Schema(args) => schema::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(args),
    };
    match done {
        Ok(code) => code,
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

/// The whole command line, for what is generated from it.
fn command() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_hold_together() {
        super::command().debug_assert();
    }
}
