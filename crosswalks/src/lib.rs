//! Mappings, agreements, decisions and the recognition engine.
