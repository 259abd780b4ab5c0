//! What components remember and wait for.

mod use_form;
mod use_marked_title;
mod use_query;

pub use use_form::{Form, FormField, field, secret, use_form};
pub use use_marked_title::use_marked_title;
pub use use_query::{Load, Query, use_query};
