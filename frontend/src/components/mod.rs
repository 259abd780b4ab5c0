//! Parts of screens: what they show comes in as properties.
//!
//! Conditional siblings stand in an element of their own, because Yew 0.23 can lose its place
//! among changing siblings (yew #4092).

mod assessed;
mod band;
mod button;
mod certificate;
mod combobox;
mod copy;
mod destination;
mod dialog;
mod facts;
mod field;
mod file_field;
mod icon;
mod pill;
mod printed_also;
mod qr;
mod recognition;
mod route_link;
mod state_band;
mod states;
mod summary;
mod table;
mod tabs;
mod units;

pub use assessed::AssessedUnits;
pub use band::{Band, OutcomeBand, Tone};
pub use button::{Button, ButtonKind, LinkButton};
pub use certificate::{CertificateCard, Standing};
pub use combobox::{Combobox, Proposal};
pub use copy::CopyButton;
pub use destination::{Other, Worth, destinations, holding_of};
pub use dialog::Confirm;
pub use facts::{Fact, Facts};
pub use field::{Checkbox, Field, Radios, Select, TextArea};
pub use file_field::FileField;
pub use icon::{Icon, IconName};
pub use pill::Pill;
pub use qr::Qr;
pub use recognition::RecognitionResult;
pub use route_link::{BackLink, Place, RouteLink};
pub use state_band::StateBand;
pub use states::{Empty, FailedWithRetry, Loading};
pub use summary::ErrorSummary;
pub use table::{Pager, SearchBox, Table};
pub use tabs::{Tab, Tabs};
pub use units::{UnitLine, UnitList};
