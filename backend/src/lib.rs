//! Puente: an open registry for skills certification and cross-border recognition of credentials.
//!
//! A request's way: [`http::server`] → [`http::dispatch`] → a feature's `routes` → its use cases →
//! its `store`. The endpoints of all features stand in [`table`].

pub mod accounts;
pub mod actor;
pub mod acts;
pub mod agreements;
pub mod app;
pub mod assessments;
pub mod at_rest;
pub mod audit;
pub mod candidates;
pub mod case;
pub mod certificates;
pub mod cli;
pub mod clock;
pub mod config;
pub mod crosswalks;
pub mod db;
pub mod decisions;
pub mod demo;
pub mod frameworks;
pub mod grounds;
pub mod hardware;
pub mod holders;
pub mod http;
pub mod issuers;
pub mod offers;
pub mod openid4vci;
pub mod openid4vp;
pub mod openings;
pub mod recognition;
pub mod registry;
pub mod sd_jwt_vc;
pub mod secrets;
pub mod settings;
pub mod shares;
pub mod statistics;
pub mod status;
pub mod table;
pub mod trust;
pub mod turns;
pub mod vc_api;
pub mod verifications;
