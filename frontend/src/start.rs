//! Start of a program: words first, then the screen.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::{console, page};
use crate::i18n::{Catalogue, Locale, LocaleFiles};

/// What both programs are started with.
#[derive(Properties, Clone, PartialEq)]
pub struct StartProps {
    pub catalogue: Catalogue,
    pub files: LocaleFiles,
}

/// Loads the words of the person's language and only then replaces the shell that the page
/// painted. When they cannot be had the shell stays, and says what is wrong.
pub fn start<App>(files: &'static [&'static str])
where
    App: BaseComponent<Properties = StartProps>,
{
    spawn_local(async move {
        let locale = Locale::chosen();
        match Catalogue::load(locale, LocaleFiles(files)).await {
            Ok(catalogue) => {
                page::set_language(locale.tag());
                let Some(root) = page::app_root() else {
                    console::error("the page has no element #app");
                    return;
                };
                let props = StartProps { catalogue, files: LocaleFiles(files) };
                yew::Renderer::<App>::with_root_and_props(root, props).render();
            }
            Err(problem) => {
                console::error(&format!("words could not be loaded: {problem}"));
                page::show_shell_failure();
            }
        }
    });
}
