//! The registry itself: what it is, whether it lives, what it measures.

pub mod routes;
