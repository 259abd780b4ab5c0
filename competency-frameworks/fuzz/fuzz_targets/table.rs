#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| competency_frameworks_fuzz::table::holds(bytes));
