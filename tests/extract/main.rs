//! Figures of texts put together at random.

mod mangled;
mod signs;
