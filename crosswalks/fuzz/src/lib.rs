//! What each fuzz target holds, one module a target. `tests/fuzz_seeds.rs` beside the crate holds the same
//! of the seeds, so that no target rots between two runs.

pub mod sssom;
