//! Rows against `data/expected.csv` → verdicts.
