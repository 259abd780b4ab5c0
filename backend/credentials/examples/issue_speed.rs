//! How many certificates all cores sign in as many seconds as the argument says, with both proofs:
//! what issuing over HTTP is compared with. `cargo xtask bench` runs it in turn with that, so that what
//! else the machine does falls on both. The certificate comes on standard input; what goes out is how many
//! a second, and how many in all.

#![expect(clippy::unwrap_used, reason = "a measurement that fails should say where")]

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use puente_credentials::instant;
use puente_credentials::issue::issue;
use puente_credentials::keys::SigningKey;
use puente_credentials::proof::ProofOptions;
use serde_json::Value;

/// The server's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let seconds: f64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let certificate: Value = serde_json::from_reader(std::io::stdin()).unwrap();
    let key = SigningKey::from_seed(&[9; 32]);
    let created = instant::parse("2026-06-01T10:42:00Z").unwrap();
    let issuer = puente_credentials::structure::issuer_of(&certificate).unwrap();
    let options = ProofOptions::asserting(format!("{issuer}#key-1"), created);
    let sign = || {
        for _ in 0..10 {
            black_box(issue(black_box(certificate.clone()), &options, &key).unwrap());
        }
        10_u32
    };
    // Contexts are processed once in a program's life.
    sign();
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(seconds);
    let signed: u32 = thread::scope(|scope| {
        let cores = thread::available_parallelism().unwrap().get();
        let threads: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| {
                    let mut signed = 0;
                    while Instant::now() < until {
                        signed += sign();
                    }
                    signed
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    println!("{} {signed}", f64::from(signed) / started.elapsed().as_secs_f64());
}
