//! The interface over HTTP, called as a client calls it, on SQLite or PostgreSQL.
//!
//! `PUENTE_TEST_DATABASE_URL=postgres://…` runs the same tests on PostgreSQL, each in a schema of
//! its own; without it each test has an SQLite file of its own.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

mod support;

mod accounts;
mod admin_commands;
mod assessments;
mod attacks;
mod audit_log;
mod backup;
mod bad_input;
mod candidates;
mod case;
mod certificates;
mod claims;
mod conformance;
mod crash;
mod crosswalk_files;
mod crosswalks;
mod database;
mod deliberation;
mod faults;
mod framework_drafts;
mod frameworks;
mod grounds;
mod hardware_keys;
mod hardware_sessions;
mod holders;
mod imports;
mod interrupted;
mod issue_batch;
mod issuer_keys;
mod master_key;
mod members;
mod openid4vci;
mod openid4vp;
mod openings;
mod origins;
mod permissions;
mod recognition;
mod registry;
mod second_factor;
mod shares;
mod statistics;
mod stopping;
mod suggest_command;
mod suggestions;
mod token_lists;
mod trust;
mod two_nodes;
mod vc_api;
mod verifications;
mod verify_many;
mod workbench;
