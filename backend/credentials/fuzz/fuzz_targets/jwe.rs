#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| puente_credentials_fuzz::jwe::holds(text));
