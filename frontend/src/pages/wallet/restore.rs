//! Bringing a copy back: adds what is missing, removes nothing.

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use crate::browser::{files, pause};
use crate::components::{Band, Button, ButtonKind, ErrorSummary, Field, FileField, RouteLink, Tone};
use crate::hooks::Form;
use crate::i18n::{T, use_t};
use crate::routes::public::PublicRoute;
use crate::wallet::backup::{self, BackupError, Restored};
use crate::wallet::record;

/// The most bytes of a copy: hundreds of certificates.
const MOST_BYTES: f64 = 20_000_000.0;

#[derive(Properties, PartialEq)]
pub(super) struct RestoreProps {
    /// Fields `file` (the chosen name) and `opening` (the passphrase).
    pub form: Form,
}

#[component]
pub(super) fn Restore(props: &RestoreProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let chosen = use_state(|| None::<File>);
    let done = use_state(|| None::<Restored>);
    let onchoose = {
        let (chosen, form) = (chosen.setter(), form.clone());
        Callback::from(move |file: File| {
            form.set("file", file.name());
            chosen.set(Some(file));
        })
    };
    let onsubmit = submit(&t, form, (*chosen).clone(), done.setter());
    html! {
        <section class="card">
            <h2>{ t.text("restore-title") }</h2>
            <div>{ for done.iter().map(|restored| outcome(&t, *restored)) }</div>
            <form {onsubmit}>
                <ErrorSummary form={form.clone()} />
                <p>{ t.text("restore-text") }</p>
                <FileField form={form.clone()} name="file" label={t.text("restore-file")} accept=".jwe" {onchoose} />
                <Field form={form.clone()} name="opening" kind="password" required=true label={t.text("restore-passphrase")} />
                <Button submit=true kind={ButtonKind::Quiet} label={t.text("restore-do")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

fn outcome(t: &T, restored: Restored) -> Html {
    let text = t.with("restore-done-text", &[("all", restored.in_copy.into()), ("added", restored.added.into())]);
    html! {
        <Band tone={Tone::Ok} said={t.text("restore-done")} live=true>
            <p>{ text }{ " " }<RouteLink<PublicRoute> to={PublicRoute::Wallet}>{ t.text("place-wallet") }</RouteLink<PublicRoute>></p>
        </Band>
    }
}

fn submit(t: &T, form: &Form, file: Option<File>, done: UseStateSetter<Option<Restored>>) -> Callback<SubmitEvent> {
    let (t, form) = (t.clone(), form.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if form.is_sending() {
            return;
        }
        let Some(file) = file.clone() else {
            form.refuse_fields(vec![("file", t.text("restore-no-file"))]);
            return;
        };
        form.sending();
        let (t, form, done) = (t.clone(), form.clone(), done.clone());
        spawn_local(async move {
            pause::pause(50).await;
            match bring_back(&file, &form.value("opening")).await {
                Ok(restored) => {
                    form.clear();
                    done.set(Some(restored));
                }
                Err(error) => refuse(&t, &form, error),
            }
        });
    })
}

async fn bring_back(file: &File, passphrase: &str) -> Result<Restored, BackupError> {
    let bytes = files::read(file, MOST_BYTES).await.ok_or(BackupError::NotABackup)?;
    let text = String::from_utf8(bytes).map_err(|_| BackupError::NotABackup)?;
    let mut restored = backup::restore(&backup::decrypt(&text, passphrase).await?).await?;
    // Without a network the copy alone is what there is; restoring again asks once more.
    restored.added += record::bring_missing().await.unwrap_or(0);
    Ok(restored)
}

fn refuse(t: &T, form: &Form, error: BackupError) {
    match error {
        BackupError::WrongPassphrase => form.refuse_fields(vec![("opening", t.text("restore-wrong-passphrase"))]),
        BackupError::NotABackup => form.refuse_fields(vec![("file", t.text("restore-not-a-copy"))]),
        BackupError::TooNew => form.refuse_fields(vec![("file", t.text("restore-too-new"))]),
        BackupError::Storage => form.refuse(t.text("failure-storage")),
    }
}
