//! Two nodes on one database, which know nothing of each other, give out places in the same status list.

use std::collections::HashMap;

use diesel::prelude::*;
use puente::accounts::organisations;
use puente::app::App;
use puente::db::schema::status_entries;
use puente::db::{Db, DbError};
use puente::recognition::Library;
use puente::status::{self, Slot, StatusError};
use puente::verifications::documents::Documents;

use crate::support::TestApp;

/// Uses every other position of the first list, so that chance often meets one that is taken.
const HALF: &str = "INSERT INTO status_entries (organisation_id, list, position, subject_id, created_at) \
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 2 FROM n WHERE i < 131068) \
    SELECT o.id, 1, n.i, 'filler-' || n.i, CURRENT_TIMESTAMP FROM n, organisations o WHERE o.slug = 'sena' \
    AND NOT EXISTS (SELECT 1 FROM status_entries e WHERE e.organisation_id = o.id AND e.list = 1 AND e.position = n.i)";

/// The same registry in another process.
fn other_node(test: &TestApp) -> App {
    let db = Db::open(test.app.db.url().clone(), test.app.config.pool_size);
    App { db, library: Library::default(), documents: Documents::default(), ..test.app.clone() }
}

/// Gives each of these a place. Whoever waited too long for the other node's transactions asks again.
async fn places(app: App, organisation: String, subjects: Vec<String>) -> Vec<(String, Slot)> {
    let now = app.clock.now();
    loop {
        let (organisation, wanted) = (organisation.clone(), subjects.clone());
        let allocate = move |conn: &mut _| {
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            status::allocate_many(conn, &organisation, &wanted, now)
        };
        match app.db.write(allocate).await {
            Ok(slots) => return subjects.into_iter().zip(slots).collect(),
            Err(StatusError::Db(DbError::Unavailable(_))) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_give_out_each_place_once_and_a_certificate_the_same_place_on_both() {
    const TASKS: usize = 4;
    const ROUNDS: usize = 6;
    let test = TestApp::demo();
    test.db(|conn| diesel::sql_query(HALF).execute(conn).map_err(DbError::from));
    let organisation = test.db(|conn| Ok(organisations::by_slug(conn, "sena")?.id));
    let nodes = [test.app.clone(), other_node(&test)];
    let working = (0..TASKS).flat_map(|task| nodes.iter().cloned().enumerate().map(move |node| (task, node)));
    let working: Vec<_> = working
        .map(|(task, (node, app))| {
            let organisation = organisation.clone();
            tokio::spawn(async move {
                let mut found = Vec::new();
                for round in 0..ROUNDS {
                    // Some of its own, and some that the other node gives a place at the same time.
                    let own = (0..20).map(|number| format!("own-{node}-{task}-{round}-{number}"));
                    let common = (0..5).map(|number| format!("common-{task}-{round}-{number}"));
                    found.extend(places(app.clone(), organisation.clone(), own.chain(common).collect()).await);
                }
                found
            })
        })
        .collect();
    let mut places: HashMap<String, Slot> = HashMap::new();
    let mut taken: HashMap<Slot, String> = HashMap::new();
    for work in working {
        for (subject, slot) in work.await.unwrap() {
            let before = places.insert(subject.clone(), slot);
            assert!(before.is_none_or(|before| before == slot), "{subject} has two places");
            let other = taken.insert(slot, subject.clone());
            assert!(other.is_none_or(|other| other == subject), "{slot:?} was given twice");
            assert!(slot.list > 1 || slot.position % 2 == 1, "{slot:?} was taken before");
        }
    }
    assert_eq!(places.len(), TASKS * ROUNDS * (2 * 20 + 5));
    let kept: Vec<(String, i32, i32)> = test.db(|conn| {
        let all = status_entries::table.filter(status_entries::subject_id.not_like("filler-%"));
        let columns = (status_entries::subject_id, status_entries::list, status_entries::position);
        Ok(all.select(columns).load(conn)?)
    });
    let kept: HashMap<String, Slot> =
        kept.into_iter().map(|(id, list, position)| (id, Slot { list, position })).collect();
    for (subject, slot) in places {
        assert_eq!(kept.get(&subject), Some(&slot));
    }
}
