//! Arguments → options; one thin file a subcommand.
