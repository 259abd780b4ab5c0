#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| puente_credentials_fuzz::did::holds(text));
