#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    puente_credentials_fuzz::trust_list::holds(bytes);
});
