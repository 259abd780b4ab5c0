//! The OpenAPI 3.1 document, made from the table of endpoints.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::endpoint::{Content, Endpoint, PROBLEM};
use crate::actor::Permission;

/// The document (OpenAPI Specification 3.1.0).
pub fn document(endpoints: &[Endpoint]) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = SchemaGenerator::new(settings);
    let problem = schemas.subschema_for::<puente_wire::problem::Problem>();
    let mut paths = Map::new();
    for endpoint in endpoints {
        let operation = operation(endpoint, &mut schemas, problem.as_value());
        let path = paths.entry(endpoint.path.replace("{*", "{")).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(endpoint.method.as_str().to_lowercase(), operation);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Puente",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Open registry for skills certification and cross-border recognition of credentials",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "puente_session",
                    "description": "Requests that change something also carry the header x-puente-csrf"},
                "token": {"type": "http", "scheme": "bearer"}
            }
        }
    })
}

fn operation(endpoint: &Endpoint, schemas: &mut SchemaGenerator, problem: &Value) -> Value {
    let mut parameters: Vec<Value> = path_parameters(endpoint.path);
    if let Some(query) = endpoint.query {
        parameters.extend(query_parameters(query(schemas).as_value()));
    }
    let mut good = Map::from_iter([("description".to_owned(), json!(endpoint.summary))]);
    if let Some(content) = endpoint.response {
        let mut content = content_of(content, schemas);
        if let Some(all) = content.as_object_mut() {
            all.extend(endpoint.also.iter().map(|media| ((*media).to_owned(), json!({}))));
        }
        good.insert("content".to_owned(), content);
    }
    let mut errors = json!({PROBLEM: {"schema": problem}});
    if let Some(all) = errors.as_object_mut() {
        all.extend(endpoint.errors.iter().map(|media| ((*media).to_owned(), json!({}))));
    }
    let body = endpoint
        .request
        .map(|content| ("requestBody".to_owned(), json!({"required": true, "content": content_of(content, schemas)})));
    let operation = json!({
        "operationId": operation_id(endpoint),
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": {
            endpoint.status.to_string(): good,
            "default": {"description": "What went wrong (RFC 9457)", "content": errors}
        },
        "x-permission": permission_name(endpoint.permission),
        "security": security(endpoint.permission),
    });
    match operation {
        Value::Object(fields) => fields.into_iter().chain(body).collect::<Map<_, _>>().into(),
        other => other,
    }
}

fn content_of(content: Content, schemas: &mut SchemaGenerator) -> Value {
    match content {
        Content::Json(schema) => json!({"application/json": {"schema": schema(schemas)}}),
        Content::Media(media) => json!({media: {}}),
    }
}

fn path_parameters(template: &str) -> Vec<Value> {
    template
        .split('/')
        .filter_map(|segment| segment.split_once('{')?.1.split_once('}'))
        .map(|(name, _)| {
            json!({"name": name.trim_start_matches('*'), "in": "path", "required": true, "schema": {"type": "string"}})
        })
        .collect()
}

fn query_parameters(schema: &Value) -> Vec<Value> {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, schema)| json!({"name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": schema}))
        .collect()
}

/// `GET /api/v1/orgs/{org}/candidates` → `get_api_v1_orgs_org_candidates`.
fn operation_id(endpoint: &Endpoint) -> String {
    let words = endpoint.path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(endpoint.method.as_str().to_lowercase().as_str()).chain(words).collect::<Vec<_>>().join("_")
}

fn permission_name(permission: Permission) -> String {
    match permission {
        Permission::Token(scope) => format!("token:{scope}"),
        other => format!("{other:?}"),
    }
}

fn security(permission: Permission) -> Value {
    match permission {
        Permission::Public | Permission::Holder => json!([]),
        Permission::Token(_) => json!([{"token": []}]),
        _ => json!([{"session": []}]),
    }
}
