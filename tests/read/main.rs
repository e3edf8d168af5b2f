//! Files of every format, sound and damaged.

mod damaged;
mod formats;
