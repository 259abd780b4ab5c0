//! A framework has a newer version than the crosswalk was made on: what taking it would reopen.

use puente_wire::crosswalks::FrameworkSide;
use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::components::{Band, Button, ButtonKind, Confirm, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct NewVersionsProps {
    pub(super) id: String,
    pub(super) changed: Callback<()>,
}

#[component]
pub(super) fn NewVersions(props: &NewVersionsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let (asking, failure) = (use_state(|| false), use_state(|| None::<Failure>));
    let query = use_query((place.organisation.clone(), props.id.clone()), |(org, id)| async move {
        api::workbench::framework_move(&org, &id).await
    });
    let ask = |yes: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(yes))
    };
    let take = {
        let (org, id, again, changed) =
            (place.organisation.clone(), props.id.clone(), query.again.clone(), props.changed.clone());
        let (asking, failure) = (asking.setter(), failure.setter());
        Callback::from(move |()| {
            let (org, id, again, changed, failure) =
                (org.clone(), id.clone(), again.clone(), changed.clone(), failure.clone());
            asking.set(false);
            spawn_local(async move {
                match api::workbench::take_framework_versions(&org, &id).await {
                    Ok(_) => {
                        again.emit(());
                        changed.emit(());
                    }
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    query.view(|found| {
        let newer: Vec<&FrameworkSide> = found.sides.iter().filter(|side| side.stands_on != side.newest).collect();
        if newer.is_empty() {
            return html! {};
        }
        let counts = [("touched", found.touched.len().into()), ("untouched", found.untouched.into())];
        html! {
            <section class="card" aria-labelledby="new-versions">
                <h2 id="new-versions">{ t.text("new-versions-title") }</h2>
                <ul>{ for newer.iter().map(|side| line(&t, side)) }</ul>
                <p>{ t.with("new-versions-text", &counts) }</p>
                <div>{ for failure.iter().map(|why| html! { <Band tone={Tone::Bad} said={t.failure(why)} live=true /> }) }</div>
                if place.roles.contains(&Role::Curator) {
                    <div class="actions"><Button kind={ButtonKind::Quiet} label={t.text("new-versions-take")} onclick={ask(true)} /></div>
                }
                if *asking {
                    <Confirm title={t.text("new-versions-take")} yes={t.text("new-versions-yes")} kind={ButtonKind::Main}
                        on_yes={take.clone()} on_no={ask(false)}>
                        <p>{ t.with("new-versions-text", &counts) }</p>
                    </Confirm>
                }
            </section>
        }
    })
}

fn line(t: &T, side: &FrameworkSide) -> Html {
    let values = [
        ("framework", side.framework.to_string().into()),
        ("old", side.stands_on.as_str().into()),
        ("new", side.newest.as_str().into()),
        ("items", side.changed_items.into()),
    ];
    html! { <li key={side.framework.to_string()}>{ t.with("new-versions-side", &values) }</li> }
}
