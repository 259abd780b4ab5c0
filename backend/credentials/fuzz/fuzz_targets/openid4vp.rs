#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| puente_credentials_fuzz::openid4vp::holds(text));
