//! What surrounds every page: header, demonstration band, footer; and the page's own heading.

use yew::prelude::*;

use crate::api;
use crate::browser::{page, storage};
use crate::components::{Icon, IconName};
use crate::hooks::use_query;
use crate::i18n::{Locale, use_t};

const DEMONSTRATION: &str = "puente.demonstration";

#[derive(Properties, PartialEq)]
pub struct LayoutProps {
    /// Links to the main places, shown in the header.
    #[prop_or_default]
    pub places: Html,
    /// What stands at the end of the header, before the languages.
    #[prop_or_default]
    pub end: Html,
    pub children: Html,
}

/// Header, band, main part, footer.
#[component]
pub fn Layout(props: &LayoutProps) -> Html {
    let t = use_t();
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        page::focus("main");
    });
    html! {
        <>
            <a class="skip" href="#main" onclick={skip}>{ t.text("skip-to-content") }</a>
            <header class="top">
                <div class="wrap">
                    <a class="mark" href="/">
                        <Icon name={IconName::Mark} size=30 />{ "Puente" }
                    </a>
                    { props.places.clone() }
                    <div class="end">
                        { props.end.clone() }
                        <LanguageSwitch />
                    </div>
                </div>
            </header>
            <DemonstrationBand />
            <main id="main" tabindex="-1">
                <div class="wrap">{ props.children.clone() }</div>
            </main>
            <footer class="foot">
                <div class="wrap">
                    <p>{ t.text("footer-what") }</p>
                    <p><a href="/api/v1/openapi.json">{ t.text("footer-interface") }</a></p>
                </div>
            </footer>
        </>
    }
}

#[component]
fn LanguageSwitch() -> Html {
    let t = use_t();
    let button = |locale: Locale| {
        let choose = {
            let t = t.clone();
            Callback::from(move |_: MouseEvent| t.choose(locale))
        };
        html! {
            <li key={locale.tag()}>
                <button type="button" lang={locale.tag()} aria-label={locale.own_name()}
                    aria-pressed={(locale == t.locale()).to_string()} onclick={choose}>
                    { locale.tag().to_ascii_uppercase() }
                </button>
            </li>
        }
    };
    html! {
        <ul class="lang" aria-label={t.text("language")}>{ for Locale::ALL.into_iter().map(button) }</ul>
    }
}

/// Whether the registry holds demonstration data; without a network, what it said last time.
#[hook]
fn use_demonstration() -> bool {
    let registry = use_query((), |()| async {
        let registry = api::registry::registry().await?;
        storage::save(DEMONSTRATION, &registry.demonstration.to_string());
        Ok(registry)
    });
    match registry.ready() {
        Some(registry) => registry.demonstration,
        None => storage::saved(DEMONSTRATION).is_some_and(|said| said == "true"),
    }
}

#[component]
fn DemonstrationBand() -> Html {
    let t = use_t();
    let shown = use_demonstration();
    html! {
        <div>
            if shown {
                <aside class="demo"><p>{ t.text("demonstration-band") }</p></aside>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// The heading, and the title of the page.
    pub title: AttrValue,
    /// One sentence below the heading.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// The content brings its own `h1`, as a certificate does.
    #[prop_or_default]
    pub own_heading: bool,
    /// Link back, above the heading.
    #[prop_or_default]
    pub back: Html,
    pub children: Html,
}

/// One page: sets the title, takes focus on its heading after navigation.
#[component]
pub fn Page(props: &PageProps) -> Html {
    use_effect_with(props.title.clone(), |title| page::set_title(&format!("{title} · Puente")));
    use_effect_with((), |()| page::focus_heading());
    html! {
        <>
            <div class="no-print">{ props.back.clone() }</div>
            <div>
                if !props.own_heading {
                    <h1 tabindex="-1">{ props.title.clone() }</h1>
                }
            </div>
            <div>
                if let Some(lead) = &props.lead {
                    <p class="lead">{ lead.clone() }</p>
                }
            </div>
            { props.children.clone() }
        </>
    }
}
