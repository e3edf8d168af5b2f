//! `data/series.toml` selects rows into series.
