#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| puente_credentials_fuzz::wallet_copy::holds(text));
