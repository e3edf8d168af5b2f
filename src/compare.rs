//! The same claim in several documents: repeated, updated, revised, conflicting.
