//! The words within reach of every component.

use chrono::{DateTime, NaiveDate, Utc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Catalogue, Locale, LocaleFiles, Value, dates};
use crate::api::Failure;
use crate::browser::{console, page};

/// The words of the chosen language, and the way to choose another.
#[derive(Clone, PartialEq)]
pub struct T {
    catalogue: Catalogue,
    files: LocaleFiles,
    choose: Callback<Locale>,
}

impl T {
    pub fn new(catalogue: Catalogue, files: LocaleFiles, choose: Callback<Locale>) -> Self {
        Self { catalogue, files, choose }
    }

    /// The files these words come from; another language has the same.
    pub fn files(&self) -> LocaleFiles {
        self.files
    }

    pub fn locale(&self) -> Locale {
        self.catalogue.locale()
    }

    /// Changes the language of the whole page, and remembers it.
    pub fn choose(&self, locale: Locale) {
        self.choose.emit(locale);
    }

    /// The message of that id.
    pub fn text(&self, id: &str) -> AttrValue {
        self.with(id, &[])
    }

    /// The message of that id with its values filled in: `t.with("shares-opens", &[("n", 3.into())])`.
    pub fn with(&self, id: &str, args: &[(&str, Value<'_>)]) -> AttrValue {
        let found = self.catalogue.find(id, args).unwrap_or_else(|| {
            console::error(&format!("no message {id}"));
            id.to_owned()
        });
        AttrValue::from(found)
    }

    /// A message of one of the families of [`super::FAMILIES`], where data may hold a value that
    /// this program is too old to know.
    pub fn of_family(&self, family: &str, value: &str) -> Option<AttrValue> {
        self.catalogue.find(&format!("{family}{value}"), &[]).map(AttrValue::from)
    }

    /// Every message of a family: the rest of its id, and its words.
    pub fn family(&self, family: &str) -> Vec<(AttrValue, AttrValue)> {
        let rests = self.catalogue.ids().filter_map(|id| id.strip_prefix(family));
        rests.filter_map(|rest| Some((AttrValue::from(rest.to_owned()), self.of_family(family, rest)?))).collect()
    }

    /// The message of a code that wire lists: every one has words, which a test holds.
    pub fn code(&self, family: &str, code: &str) -> AttrValue {
        self.of_family(family, code).unwrap_or_else(|| AttrValue::from(code.to_owned()))
    }

    /// A country's name, or its code when it has none here.
    pub fn country(&self, code: &str) -> AttrValue {
        self.of_family("country-", code).unwrap_or_else(|| AttrValue::from(code.to_owned()))
    }

    /// “14 mar 2026”.
    pub fn date(&self, date: NaiveDate) -> AttrValue {
        AttrValue::from(dates::short(self.locale(), date))
    }

    /// “14 mar 2026, 10:42” in the person's own time.
    pub fn instant(&self, instant: DateTime<Utc>) -> AttrValue {
        let local = page::local_time(instant);
        AttrValue::from(format!("{}, {}", dates::short(self.locale(), local.date()), local.format("%H:%M")))
    }

    /// What went wrong, in words: the server's code where it gave one.
    pub fn failure(&self, failure: &Failure) -> AttrValue {
        match failure {
            Failure::Network => self.text("failure-network"),
            Failure::Unreadable(_) => self.text("failure-unreadable"),
            Failure::Storage => self.text("failure-storage"),
            Failure::Problem(problem) => {
                self.of_family("error-", &problem.code).unwrap_or_else(|| self.text("failure-unknown"))
            }
        }
    }

    /// What is wrong with one field.
    pub fn field_error(&self, code: &str) -> AttrValue {
        self.of_family("field-", code).unwrap_or_else(|| self.text("failure-field"))
    }
}

#[derive(Properties, PartialEq)]
pub struct WordsProps {
    pub catalogue: Catalogue,
    pub files: LocaleFiles,
    pub children: Html,
}

/// Provides [`T`] to everything inside.
#[component]
pub fn WordsProvider(props: &WordsProps) -> Html {
    let catalogue = use_state(|| props.catalogue.clone());
    let choose = {
        let catalogue = catalogue.setter();
        let files = props.files;
        use_callback((), move |locale: Locale, ()| {
            let catalogue = catalogue.clone();
            spawn_local(async move {
                match Catalogue::load(locale, files).await {
                    Ok(words) => {
                        locale.save();
                        page::set_language(locale.tag());
                        catalogue.set(words);
                    }
                    Err(problem) => console::error(&problem),
                }
            });
        })
    };
    let t = T::new((*catalogue).clone(), props.files, choose);
    html! { <ContextProvider<T> context={t}>{ props.children.clone() }</ContextProvider<T>> }
}

/// The words of the chosen language.
///
/// # Panics
/// Outside of a [`WordsProvider`], which both programs put around everything.
#[hook]
#[expect(clippy::expect_used, reason = "a program without words is a mistake in this crate")]
pub fn use_t() -> T {
    use_context::<T>().expect("use_t inside WordsProvider")
}
