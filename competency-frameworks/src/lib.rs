//! Competency frameworks: what a certification body has published, and how to find something in it.
//!
//! A [`Framework`] (CONOCER's register, SENA's norms, …) is published in dated versions; a
//! [`Package`] is one such version with all its [`Item`]s: standards, their units, elements and
//! performance criteria, in a tree of any depth. The crate knows no database and no network; the
//! bundled facts are read by [`bundled`], looked up by [`search`].

pub mod bundled;
pub mod diff;
pub mod formats;
pub mod occupations;
pub mod search;
pub mod text;

mod code;
mod country;
mod framework;
mod item;
mod lang;
mod texts;
mod written;

pub use code::{Code, CodeError};
pub use country::{Country, CountryError};
pub use framework::{Framework, FrameworkId, FrameworkVersion, IdError, Package, PackageError, Resolved};
pub use item::{Item, ItemKey, ItemKind, Sector, Status};
pub use lang::{Lang, LangError, LangMap};
pub use texts::Texts;
