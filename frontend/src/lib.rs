//! The screens of Puente.
