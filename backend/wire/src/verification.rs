//! The result of checking a certificate: one type for the wallet, the web page, the command line
//! and the interface over HTTP.
