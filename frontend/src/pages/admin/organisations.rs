//! The registry's organisations.

use puente_wire::administration::RegisteredOrganisation;
use yew::prelude::*;
use yew_router::prelude::*;

use super::AdminTabs;
use super::register::Register;
use crate::api;
use crate::components::Table;
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Organisations() -> Html {
    let t = use_t();
    let query = use_query((), |()| api::administration::organisations());
    let columns = vec![
        t.text("organisation-name"),
        t.text("organisation-kind"),
        t.text("country-label"),
        t.text("organisation-members"),
    ];
    html! {
        <Page title={t.text("admin-organisations")}>
            <AdminTabs />
            <div class="stack">
                { query.view(|all| html! {
                    <Table caption={t.text("admin-organisations")} {columns}>
                        { for all.organisations.iter().map(|one| row(&t, one)) }
                    </Table>
                }) }
                <Register registered={query.again.clone()} />
            </div>
        </Page>
    }
}

fn row(t: &T, organisation: &RegisteredOrganisation) -> Html {
    html! {
        <tr key={organisation.slug.clone()}>
            <th scope="row"><Link<StaffRoute> to={StaffRoute::Organisation { slug: organisation.slug.clone() }}>{ organisation.name.clone() }</Link<StaffRoute>><br /><small class="mono">{ organisation.slug.clone() }</small></th>
            <td>{ t.code("organisation-kind-", organisation.kind.as_str()) }</td>
            <td>{ t.country(&organisation.country) }</td>
            <td>{ organisation.members }</td>
        </tr>
    }
}
