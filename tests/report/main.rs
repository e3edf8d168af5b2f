//! The report: as a file, and in a browser.

/// A row or an input with these members, the others as in another one or by default: other crates cannot name them all.
macro_rules! made {
    ($type:ident { $($field:ident $(: $value:expr)?),*, ..$base:expr }) => {{
        let mut made: $type = $base;
        $(made!(@set made, $field $(, $value)?);)*
        made
    }};
    ($type:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        made!($type { $($field $(: $value)?),*, ..$type::default() })
    };
    (@set $made:ident, $field:ident, $value:expr) => {
        $made.$field = $value
    };
    (@set $made:ident, $field:ident) => {
        $made.$field = $field
    };
}

mod browser;
mod harness;
mod page;
mod sample;
