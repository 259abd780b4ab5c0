//! The worker that checks certificates.

fn main() {
    puente_frontend::checking::local::listen();
}
