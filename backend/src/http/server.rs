//! The server: connections, layers, and an orderly end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, Request};
use hyper::body::Incoming as Body;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate, SizeAbove};
use warp::Filter;
use warp::filters::BoxedFilter;
use warp::reply::Response;

use super::dispatch::{Dispatcher, Incoming};
use super::problem::{INTERNAL, into_response, problem};

/// Connections at a time; more wait in the operating system's queue.
const CONNECTIONS: usize = 4096;
/// How long open requests may take to end after the signal to stop.
const FAREWELL: Duration = Duration::from_secs(20);

/// Where a connection comes from.
#[derive(Clone, Copy)]
struct Peer(SocketAddr);

/// The whole interface as one warp filter.
pub fn filter(dispatcher: Arc<Dispatcher>, behind_proxy: bool) -> BoxedFilter<(Response,)> {
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    warp::method()
        .and(warp::path::full())
        .and(query)
        .and(warp::header::headers_cloned())
        .and(warp::ext::optional::<Peer>())
        .and(warp::body::stream())
        .then(move |method: Method, path: warp::path::FullPath, query, headers: HeaderMap, peer: Option<Peer>, body| {
            let dispatcher = dispatcher.clone();
            async move {
                let address = address(peer, &headers, behind_proxy);
                let request =
                    Incoming { method, path: path.as_str().to_owned(), query, headers, address, body: Box::pin(body) };
                dispatcher.answer(request).await
            }
        })
        .boxed()
}

/// Behind a proxy, the last address of `x-forwarded-for` is the one that the proxy itself saw.
fn address(peer: Option<Peer>, headers: &HeaderMap, behind_proxy: bool) -> String {
    let forwarded = headers
        .get("x-forwarded-for")
        .filter(|_| behind_proxy)
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse::<std::net::IpAddr>().ok());
    let ip = forwarded.or(peer.map(|Peer(address)| address.ip()));
    ip.map_or_else(String::new, |ip| ip.to_string())
}

/// Serves until `stop` ends, then takes no new connections and lets open requests finish.
pub async fn serve(listener: TcpListener, filter: BoxedFilter<(Response,)>, stop: impl Future<Output = ()>) {
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(15)).max_buf_size(64 * 1024);
    builder.http2().timer(TokioTimer::new()).max_concurrent_streams(64).max_header_list_size(64 * 1024);
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, peer)) = accepted else {
            // Out of file descriptors, most likely: let connections end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let Ok(permit) = connections.clone().acquire_owned().await else { break };
        let service = layered(filter.clone(), Peer(peer));
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _permit = permit;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection");
            }
        });
    }
    // Who comes now is refused at once, and goes to another node instead of waiting here for nothing.
    drop(listener);
    tracing::info!("stopping: open requests may finish");
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

/// Compression for what is made on the fly, and an answer even when a handler panics.
fn layered(
    filter: BoxedFilter<(Response,)>,
    peer: Peer,
) -> TowerToHyperService<
    impl tower::Service<
        Request<Body>,
        Response = http::Response<
            impl http_body_util::BodyExt<Data: Send, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
        >,
        Error = Infallible,
        Future: Send,
    > + Clone,
> {
    let compressible = DefaultPredicate::new().and(SizeAbove::new(1024));
    let service = ServiceBuilder::new()
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest).compress_when(compressible))
        .layer(CatchPanicLayer::custom(|_panic: Box<dyn std::any::Any + Send>| into_response(&problem(INTERNAL))))
        .map_request(move |mut request: Request<Body>| {
            request.extensions_mut().insert(peer);
            request
        })
        .service(warp::service(filter));
    TowerToHyperService::new(service)
}
