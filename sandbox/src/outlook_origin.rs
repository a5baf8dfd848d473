//! The Outlook origin: Outlook on the web, Exchange, Skype for Business and the sign-in under one roof.

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::sandbox::Shared;
use crate::{
    authority, control, cross_domain, cross_origin, faults, gateway, graph, owa, pages, passive_sign_in,
    sign_in, ucwa,
};

/// Everything on the Outlook origin.
pub fn router(sandbox: Shared) -> Router {
    let parts = Router::new()
        .nest("/graph/v1.0", graph::routes(sandbox.clone()))
        .layer(from_fn_with_state(sandbox.clone(), gateway::fail_now_and_then))
        .layer(from_fn_with_state(sandbox.clone(), faults::inject))
        .with_state(sandbox.clone());
    let graph = Router::new()
        .nest("/graph/v1.0", graph::routes(sandbox.clone()))
        .merge(graph::batches(sandbox.clone(), parts))
        .layer(from_fn_with_state(sandbox.clone(), gateway::fail_now_and_then))
        .layer(from_fn_with_state(sandbox.clone(), faults::inject))
        .layer(from_fn_with_state(sandbox.clone(), cross_origin::allow_addin));
    let ucwa = ucwa::routes(sandbox.clone())
        .layer(from_fn_with_state(sandbox.clone(), cross_domain::need_listed_origin))
        .merge(cross_domain::routes())
        .layer(from_fn_with_state(sandbox.clone(), faults::inject));
    Router::new()
        .merge(graph)
        .merge(ucwa)
        .merge(sign_in::routes())
        .merge(authority::routes(sandbox.clone()))
        .merge(passive_sign_in::routes())
        .merge(pages::routes())
        .nest("/owa", owa::routes())
        .nest("/_sandbox", control::routes())
        .with_state(sandbox)
}
