//! Issuing and verifying credentials.
