#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| crosswalks_fuzz::sssom::holds(bytes));
