//! A registry of its own for every test.

pub mod desk;
mod documented;
pub mod process;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use http::{HeaderMap, Method, StatusCode};
use puente::accounts::organisations;
use puente::app::App;
use puente::clock::Clock;
use puente::config::{Config, Settings};
use puente::db::{self, Db, DbConn, DbError, schema};
use puente::demo;
use puente::http::dispatch::Dispatcher;
use puente::http::server;
use puente::recognition::Library;
use puente::secrets::{self, Secrets};
use puente::table;
use puente::turns::Turns;
use puente::vc_api::Orders;
use puente::verifications::documents::Documents;
use puente_wire::session::Role;
use serde_json::Value;
use warp::filters::BoxedFilter;
use warp::reply::Response;

/// A registry with a clock that the test moves.
pub struct TestApp {
    pub app: App,
    filter: BoxedFilter<(Response,)>,
    seconds: Arc<AtomicI64>,
    _dir: tempfile::TempDir,
    _schema: Option<Schema>,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// The code of a problem; empty when it is none.
    pub fn code(&self) -> String {
        serde_json::from_slice::<Value>(&self.body)
            .ok()
            .and_then(|v| Some(v["code"].as_str()?.to_owned()))
            .unwrap_or_default()
    }
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

/// Who sends a request.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    pub cookie: Option<String>,
    pub csrf: Option<String>,
    pub bearer: Option<String>,
    pub extra: Vec<(String, String)>,
}

impl Sender {
    pub fn nobody() -> Self {
        Self::default()
    }
    pub fn bearer(token: &str) -> Self {
        Self { bearer: Some(token.to_owned()), ..Self::default() }
    }
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.extra.push((name.to_owned(), value.to_owned()));
        self
    }
}

impl TestApp {
    /// An empty registry.
    pub fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let schema = Schema::if_asked();
        let database_url = schema.as_ref().map(|schema| schema.url.clone());
        let settings = Settings {
            data: Some(dir.path().to_owned()),
            database_url,
            origin: Some("https://registro.example".to_owned()),
            pool_size: Some(4),
            ..Settings::default()
        };
        let config = Config::load(settings).unwrap();
        let seconds = Arc::new(AtomicI64::new(0));
        let db = Db::open(config.database.clone(), config.pool_size);
        db.read_now(|conn| db::migrate(conn).map(drop)).unwrap();
        let app = App {
            db,
            clock: moving(seconds.clone()),
            secrets: Secrets::new([42; 32]),
            hardware: None,
            orders: Orders::default(),
            library: Library::default(),
            documents: Documents::default(),
            turns: Turns::of(1),
            config: Arc::new(config),
        };
        Self { filter: filter_of(&app), app, seconds, _dir: dir, _schema: schema }
    }

    /// The same registry in a new process: the same database, nothing in memory.
    pub fn restarted(self) -> Self {
        let db = Db::open(self.app.config.database.clone(), self.app.config.pool_size);
        let app = App { db, library: Library::default(), documents: Documents::default(), ..self.app.clone() };
        Self { filter: filter_of(&app), app, ..self }
    }

    /// The same registry, which may ask this machine's own addresses.
    pub fn asking_this_machine(self) -> Self {
        let config = Config { fetch_loopback: true, ..(*self.app.config).clone() };
        let app = App { config: Arc::new(config), ..self.app.clone() };
        Self { filter: filter_of(&app), app, ..self }
    }

    /// A registry with the demonstration data.
    pub fn demo() -> Self {
        let test = Self::empty();
        demo::load(&test.app).unwrap();
        test
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        self.seconds.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Runs a query on the test's database.
    pub fn db<T>(&self, work: impl FnOnce(&mut DbConn) -> Result<T, DbError>) -> T {
        self.app.db.write_now(work).unwrap()
    }

    pub async fn send(&self, sender: &Sender, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(|body| body.to_string().into_bytes());
        self.send_bytes(sender, method, path, body).await
    }

    pub async fn send_bytes(&self, sender: &Sender, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut request = warp::test::request().method(method.as_str()).path(path);
        if let Some(cookie) = &sender.cookie {
            request = request.header("cookie", format!("puente_session={cookie}"));
        }
        if let Some(csrf) = &sender.csrf {
            request = request.header("x-puente-csrf", csrf);
        }
        if let Some(token) = &sender.bearer {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &sender.extra {
            request = request.header(name.as_str(), value.as_str());
        }
        if let Some(body) = body {
            if !sender.extra.iter().any(|(name, _)| name == "content-type") {
                request = request.header("content-type", "application/json");
            }
            request = request.body(body);
        }
        let response = request.reply(&self.filter).await;
        let (parts, body) = response.into_parts();
        documented::check(&method, path, parts.status, &parts.headers);
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    pub async fn get(&self, sender: &Sender, path: &str) -> Answer {
        self.send(sender, Method::GET, path, None).await
    }

    pub async fn post(&self, sender: &Sender, path: &str, body: &Value) -> Answer {
        self.send(sender, Method::POST, path, Some(body)).await
    }

    /// A new member of an organisation of the demonstration, logged in with a second factor.
    pub fn member(&self, slug: &str, roles: &[Role]) -> Sender {
        self.member_of(&[(slug, roles)])
    }

    /// A logged-in person who works in several organisations.
    pub fn member_of(&self, places: &[(&str, &[Role])]) -> Sender {
        use diesel::prelude::*;
        let token = secrets::new_token().unwrap();
        let csrf = secrets::new_token().unwrap();
        let user_id = uuid::Uuid::now_v7().to_string();
        let now = self.now().naive_utc();
        self.db(|conn| {
            diesel::insert_into(schema::users::table)
                .values((
                    schema::users::id.eq(&user_id),
                    schema::users::login.eq(format!("{user_id}@test.example")),
                    schema::users::name.eq(format!("Prueba {}", &user_id[30..])),
                    schema::users::password_hash.eq("none"),
                    schema::users::created_at.eq(now),
                ))
                .execute(conn)?;
            for (slug, roles) in places {
                let organisation = organisations::by_slug(conn, slug)?;
                for role in *roles {
                    organisations::add_member(conn, &organisation.id, &user_id, *role, now)?;
                }
            }
            diesel::insert_into(schema::sessions::table)
                .values((
                    schema::sessions::token_hash.eq(secrets::token_hash(&token)),
                    schema::sessions::user_id.eq(&user_id),
                    schema::sessions::csrf.eq(&csrf),
                    schema::sessions::second_factor.eq(true),
                    schema::sessions::user_agent.eq("test"),
                    schema::sessions::created_at.eq(now),
                    schema::sessions::seen_at.eq(now),
                    schema::sessions::expires_at.eq(now + Duration::days(3650)),
                ))
                .execute(conn)?;
            Ok(())
        });
        Sender { cookie: Some(token), csrf: Some(csrf), ..Sender::default() }
    }
}

/// Behind a proxy, so that a test chooses where a request comes from.
fn filter_of(app: &App) -> BoxedFilter<(Response,)> {
    let dispatcher = Dispatcher::new(app.clone(), table::endpoints()).unwrap();
    server::filter(Arc::new(dispatcher), true)
}

fn moving(seconds: Arc<AtomicI64>) -> Clock {
    let start = DateTime::parse_from_rfc3339("2026-06-01T12:00:00Z").unwrap().with_timezone(&Utc);
    Clock::from_fn(move || start + Duration::seconds(seconds.load(Ordering::SeqCst)))
}

/// A PostgreSQL schema that goes with the test.
pub struct Schema {
    admin: String,
    name: String,
    pub url: String,
}

impl Schema {
    /// The server to test on, when there is one.
    pub fn if_asked() -> Option<Self> {
        std::env::var("PUENTE_TEST_DATABASE_URL").ok().map(|url| Self::create(&url))
    }

    fn create(admin: &str) -> Self {
        let name = format!("t{}", uuid::Uuid::new_v4().simple());
        PgConnection::establish(admin).unwrap().batch_execute(&format!("CREATE SCHEMA {name}")).unwrap();
        let joint = if admin.contains('?') { '&' } else { '?' };
        let url = format!("{admin}{joint}options=-csearch_path%3D{name}");
        Self { admin: admin.to_owned(), name, url }
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        if let Ok(mut conn) = PgConnection::establish(&self.admin) {
            let _ = conn.batch_execute(&format!("DROP SCHEMA {} CASCADE", self.name));
        }
    }
}
