//! Where the account is logged in.

use puente_wire::accounts::OpenSession;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, FailedWithRetry, Pill, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::session::use_session;

#[component]
pub(super) fn Sessions() -> Html {
    let t = use_t();
    let who = use_session();
    let query = use_query((), |()| api::accounts::sessions());
    let failed = use_state(|| None::<Failure>);
    let end = {
        let (again, failed, refresh) = (query.again.clone(), failed.clone(), who.refresh.clone());
        Callback::from(move |id: Option<String>| {
            let (again, failed, refresh) = (again.clone(), failed.clone(), refresh.clone());
            spawn_local(async move {
                let ended = match &id {
                    Some(id) => api::accounts::end_session(id).await,
                    None => api::accounts::log_out_everywhere().await,
                };
                match ended {
                    Ok(()) if id.is_none() => refresh.emit(()),
                    Ok(()) => again.emit(()),
                    Err(failure) => failed.set(Some(failure)),
                }
            });
        })
    };
    let everywhere = {
        let end = end.clone();
        Callback::from(move |()| end.emit(None))
    };
    html! {
        <section class="card">
            <h2>{ t.text("sessions-title") }</h2>
            <div>{ for failed.iter().map(|failure| html! {
                <FailedWithRetry failure={failure.clone()} again={query.again.clone()} />
            }) }</div>
            { query.view(|open| html! {
                <Table caption={t.text("sessions-title")}
                    columns={vec![t.text("session-where"), t.text("session-since"), t.text("session-seen"), t.text("what-to-do")]}>
                    { for open.sessions.iter().map(|session| row(&t, session, &end)) }
                </Table>
            }) }
            <div class="actions">
                <Button kind={ButtonKind::Danger} label={t.text("log-out-everywhere")} onclick={everywhere} />
            </div>
        </section>
    }
}

fn row(t: &T, session: &OpenSession, end: &Callback<Option<String>>) -> Html {
    let onclick = {
        let (end, id) = (end.clone(), session.id.clone());
        Callback::from(move |()| end.emit(Some(id.clone())))
    };
    let browser = browser_of(&session.user_agent).unwrap_or_else(|| t.text("session-unknown-browser").to_string());
    let says = t.with("session-end-of", &[("browser", browser.as_str().into())]);
    html! {
        <tr key={session.id.clone()}>
            <td>{ browser.clone() }</td>
            <td>{ t.instant(session.created_at) }</td>
            <td>{ t.instant(session.seen_at) }</td>
            <td>
                if session.current {
                    <Pill tone={Tone::Ok} label={t.text("session-this")} />
                } else {
                    <Button kind={ButtonKind::Quiet} small=true label={t.text("session-end")} {says} {onclick} />
                }
            </td>
        </tr>
    }
}

/// The browser and the system in what the browser called itself.
fn browser_of(user_agent: &str) -> Option<String> {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ])?;
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    Some(system.map_or_else(|| browser.to_owned(), |system| format!("{browser}, {system}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_by_its_own_mark() {
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(browser_of(edge).as_deref(), Some("Edge, Windows"));
        let phone = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36";
        assert_eq!(browser_of(phone).as_deref(), Some("Chrome, Android"));
        assert_eq!(browser_of("curl/8.0"), None);
    }
}
