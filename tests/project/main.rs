//! The project itself: how its rooms lie, and what it promises to those who build on it.

mod api;
mod layout;
mod sources;
