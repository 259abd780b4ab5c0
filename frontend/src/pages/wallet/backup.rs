//! The encrypted copy: making one, and bringing one back.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Places;
use super::restore::Restore;
use crate::browser::{files, pause};
use crate::components::{Band, Button, ErrorSummary, Field, IconName, Tone};
use crate::hooks::{Form, secret, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::wallet::backup::{self, BackupError, SHORTEST_PASSPHRASE};

#[component]
pub fn Backup() -> Html {
    let t = use_t();
    let form = use_form("backup", vec![secret("passphrase"), secret("again")]);
    let restoring = use_form("restore", vec![secret("file"), secret("opening")]);
    let done = use_state(|| None::<String>);
    let onsubmit = submit(&t, &form, done.setter());
    html! {
        <Page title={t.text("backup-title")} lead={t.text("backup-lead")}>
            <Places />
            <div class="cols">
                <section class="card">
                    <h2>{ t.text("backup-make") }</h2>
                    <div>{ for done.iter().map(|name| made(&t, name)) }</div>
                    <form {onsubmit}>
                        <ErrorSummary form={form.clone()} />
                        <p>{ t.text("backup-text") }</p>
                        <Field form={form.clone()} name="passphrase" kind="password" autocomplete="new-password" required=true
                            label={t.text("backup-passphrase")} hint={t.with("backup-passphrase-hint", &[("n", SHORTEST_PASSPHRASE.into())])} />
                        <Field form={form.clone()} name="again" kind="password" autocomplete="new-password" required=true
                            label={t.text("backup-again")} />
                        <Button submit=true icon={IconName::Save} label={t.text("backup-save")} busy={form.is_sending()} />
                    </form>
                </section>
                <Restore form={restoring} />
            </div>
        </Page>
    }
}

fn made(t: &T, name: &str) -> Html {
    html! {
        <Band tone={Tone::Ok} said={t.text("backup-made")} live=true>
            <p>{ t.with("backup-made-text", &[("name", name.into())]) }</p>
        </Band>
    }
}

fn submit(t: &T, form: &Form, done: UseStateSetter<Option<String>>) -> Callback<SubmitEvent> {
    let (t, form) = (t.clone(), form.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let passphrase = form.value("passphrase");
        let mut wrong = Vec::new();
        if !backup::is_strong(&passphrase) {
            wrong.push(("passphrase", t.with("backup-weak", &[("n", SHORTEST_PASSPHRASE.into())])));
        } else if passphrase != form.value("again") {
            wrong.push(("again", t.text("backup-different")));
        }
        if form.is_sending() {
            return;
        }
        if !wrong.is_empty() {
            form.refuse_fields(wrong);
            return;
        }
        form.sending();
        let (t, form, done) = (t.clone(), form.clone(), done.clone());
        spawn_local(async move {
            // Deriving the key keeps a slow phone busy for a second: let it say so first.
            pause::pause(50).await;
            match make(&passphrase).await {
                Ok(name) => {
                    form.clear();
                    done.set(Some(name));
                }
                Err(_) => form.refuse(t.text("failure-storage")),
            }
        });
    })
}

async fn make(passphrase: &str) -> Result<String, BackupError> {
    let copy = backup::encrypt(&backup::collect().await?, passphrase).await?;
    let name = backup::file_name();
    if files::give(&name, "application/jose", copy.as_bytes()) { Ok(name) } else { Err(BackupError::Storage) }
}
