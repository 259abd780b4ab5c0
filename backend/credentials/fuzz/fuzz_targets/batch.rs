#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| puente_credentials_fuzz::batch::holds(bytes));
