//! The worker that reads QR codes from pictures.

fn main() {
    puente_frontend::browser::reader::listen();
}
