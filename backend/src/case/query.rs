//! Paging, sorting, filtering and selection of fields, as the REST binding of CASE 1.1 has them
//! (section 3.3, the parameters of `getAllCFDocuments`).

use std::cmp::Ordering;

use competency_frameworks::formats::Members;
use competency_frameworks::text::fold;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

/// How many records a page has unless it says otherwise.
const PAGE: usize = 100;
/// How many records a page has at most.
const LARGEST: usize = 1000;

/// The members a document may have.
const FIELDS: [&str; 22] = [
    "identifier",
    "uri",
    "frameworkType",
    "caseVersion",
    "creator",
    "title",
    "lastChangeDateTime",
    "officialSourceURL",
    "publisher",
    "description",
    "subject",
    "subjectURI",
    "language",
    "version",
    "adoptionStatus",
    "statusStartDate",
    "statusEndDate",
    "licenseURI",
    "notes",
    "extensions",
    "CFPackageURI",
    "CFDocumentURI",
];

/// `?limit=&offset=&sort=&orderBy=&filter=&fields=`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub(super) struct ListQuery {
    /// How many records at most; 100 when it is absent, 1000 at most.
    #[serde(default)]
    pub(super) limit: Option<usize>,
    /// How many records to pass over.
    #[serde(default)]
    pub(super) offset: Option<usize>,
    /// The field to sort by.
    #[serde(default)]
    pub(super) sort: Option<String>,
    /// `asc` or `desc`.
    #[serde(default, rename = "orderBy")]
    pub(super) order_by: Option<String>,
    /// `title~'agua' AND language='es'`; `=`, `!=`, `>`, `>=`, `<`, `<=`, and `~` for "contains".
    #[serde(default)]
    pub(super) filter: Option<String>,
    /// The fields to answer, separated by commas.
    #[serde(default)]
    pub(super) fields: Option<String>,
}

/// Why a query cannot be answered: the minor code of the specification, and what it is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) &'static str, pub(super) String);

/// One page, and how many records there are on all.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) records: Vec<Members>,
    pub(super) total: usize,
    pub(super) limit: usize,
    pub(super) offset: usize,
}

impl ListQuery {
    /// The page of these records that is asked for.
    pub(super) fn page(&self, mut records: Vec<Members>) -> Result<Page, Refusal> {
        if let Some(filter) = self.filter.as_deref().filter(|filter| !filter.trim().is_empty()) {
            let filter = Filter::parse(filter)?;
            records.retain(|record| filter.holds(record));
        }
        let falling = match self.order_by.as_deref() {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(other) => return Err(Refusal("invalid_sort_field", format!("orderBy={other}"))),
        };
        if let Some(field) = &self.sort {
            let field = known(field, "invalid_sort_field")?;
            records.sort_by(|a, b| {
                let order = compare(&shown(a, field), &shown(b, field));
                if falling { order.reverse() } else { order }
            });
        } else if falling {
            records.reverse();
        }
        let total = records.len();
        let limit = self.limit.unwrap_or(PAGE);
        if !(1..=LARGEST).contains(&limit) {
            return Err(Refusal("invaliddata", format!("limit={limit}")));
        }
        let offset = self.offset.unwrap_or(0);
        let mut records: Vec<Members> = records.into_iter().skip(offset).take(limit).collect();
        if let Some(fields) = self.fields.as_deref().filter(|fields| !fields.trim().is_empty()) {
            let wanted: Vec<&str> = fields
                .split(',')
                .map(|field| known(field.trim(), "invalid_selection_field"))
                .collect::<Result<_, _>>()?;
            for record in &mut records {
                record.retain(|name, _| wanted.contains(&name.as_str()));
            }
        }
        Ok(Page { records, total, limit, offset })
    }
}

fn known<'a>(field: &'a str, code: &'static str) -> Result<&'a str, Refusal> {
    if FIELDS.contains(&field) { Ok(field) } else { Err(Refusal(code, field.to_owned())) }
}

/// A value as it is compared: texts as they are, lists by their parts.
fn shown(record: &Members, field: &str) -> String {
    match record.get(field) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts
            .iter()
            .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(","),
        Some(Value::Object(link)) => link.get("identifier").and_then(Value::as_str).unwrap_or_default().to_owned(),
        Some(other) => other.to_string(),
    }
}

fn compare(a: &str, b: &str) -> Ordering {
    fold(a).cmp(&fold(b)).then_with(|| a.cmp(b))
}

/// Alternatives, each of conditions that all hold.
#[derive(Debug)]
struct Filter(Vec<Vec<Condition>>);

#[derive(Debug)]
struct Condition {
    field: String,
    operator: &'static str,
    value: String,
}

/// Longest first, so that `>=` is not read as `>`.
const OPERATORS: [&str; 7] = ["!=", ">=", "<=", "=", ">", "<", "~"];

impl Filter {
    fn parse(text: &str) -> Result<Self, Refusal> {
        let mut rest = text.trim_start();
        let mut all = vec![Vec::new()];
        loop {
            let (condition, after) = Condition::parse(rest)?;
            if let Some(last) = all.last_mut() {
                last.push(condition);
            }
            rest = after.trim_start();
            if rest.is_empty() {
                return Ok(Self(all));
            }
            if let Some(next) = rest.strip_prefix("AND ") {
                rest = next.trim_start();
            } else if let Some(next) = rest.strip_prefix("OR ") {
                all.push(Vec::new());
                rest = next.trim_start();
            } else {
                return Err(Refusal("invalid_filter_field", rest.chars().take(60).collect()));
            }
        }
    }

    fn holds(&self, record: &Members) -> bool {
        self.0.iter().any(|all| all.iter().all(|condition| condition.holds(record)))
    }
}

impl Condition {
    /// A condition at the start of a text, and what comes after it.
    fn parse(text: &str) -> Result<(Self, &str), Refusal> {
        let wrong = || Refusal("invalid_filter_field", text.chars().take(60).collect());
        let name = text.find(|c: char| !c.is_ascii_alphanumeric()).ok_or_else(wrong)?;
        let (field, rest) = text.split_at(name);
        let rest = rest.trim_start();
        let operator = OPERATORS.into_iter().find(|operator| rest.starts_with(operator)).ok_or_else(wrong)?;
        let value = rest.strip_prefix(operator).map(str::trim_start).ok_or_else(wrong)?;
        let quoted = value.strip_prefix('\'').ok_or_else(wrong)?;
        let (value, after) = quoted.split_once('\'').ok_or_else(wrong)?;
        let field = known(field, "invalid_filter_field")?.to_owned();
        Ok((Self { field, operator, value: value.to_owned() }, after))
    }

    fn holds(&self, record: &Members) -> bool {
        let found = shown(record, &self.field);
        let order = compare(&found, &self.value);
        match self.operator {
            "=" => found == self.value,
            "!=" => found != self.value,
            ">" => order == Ordering::Greater,
            ">=" => order != Ordering::Less,
            "<" => order == Ordering::Less,
            "<=" => order != Ordering::Greater,
            _ => fold(&found).contains(&fold(&self.value)),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use serde_json::json;

    use super::*;

    fn records() -> Vec<Members> {
        [("1", "Água", "pt"), ("2", "Soldadura", "es"), ("3", "Agua potable", "es")]
            .into_iter()
            .map(|(id, title, lang)| {
                let record = json!({ "identifier": id, "title": title, "language": lang, "subject": ["a", "b"] });
                serde_json::from_value(record).unwrap()
            })
            .collect()
    }

    fn ids(query: &ListQuery) -> Vec<String> {
        query.page(records()).unwrap().records.iter().map(|record| shown(record, "identifier")).collect()
    }

    fn filter(text: &str) -> Result<Vec<String>, Refusal> {
        let query = ListQuery { filter: Some(text.to_owned()), ..ListQuery::default() };
        query.page(records()).map(|page| page.records.iter().map(|record| shown(record, "identifier")).collect())
    }

    #[test]
    fn filters_hold_as_the_specification_says() {
        assert_eq!(filter("title~'agua'").unwrap(), ["1", "3"]);
        assert_eq!(filter("title~'agua' AND language='es'").unwrap(), ["3"]);
        assert_eq!(filter("language='pt' OR title >= 'Sol'").unwrap(), ["1", "2"]);
        assert_eq!(filter("language!='es'").unwrap(), ["1"]);
        assert_eq!(filter("subject='a,b' AND identifier<'2'").unwrap(), ["1"]);
        for wrong in ["title", "title~agua", "colour='x'", "title='x", "title='x' XOR y='z'", "é='x'"] {
            assert_eq!(filter(wrong).unwrap_err().0, "invalid_filter_field", "{wrong}");
        }
    }

    #[test]
    fn pages_are_sorted_cut_and_reduced_to_fields() {
        let sorted = |order: &str| ListQuery {
            sort: Some("title".to_owned()),
            order_by: Some(order.to_owned()),
            ..ListQuery::default()
        };
        assert_eq!(ids(&sorted("asc")), ["1", "3", "2"], "accents do not matter");
        assert_eq!(ids(&sorted("desc")), ["2", "3", "1"]);
        let cut =
            ListQuery { limit: Some(1), offset: Some(1), fields: Some("title, language".to_owned()), ..sorted("asc") };
        let page = cut.page(records()).unwrap();
        assert_eq!((page.total, page.records.len()), (3, 1));
        let names: Vec<&str> = page.records.iter().flat_map(|record| record.keys()).map(String::as_str).collect();
        assert_eq!(names, ["language", "title"]);
        for wrong in [
            ListQuery { limit: Some(0), ..ListQuery::default() },
            ListQuery { sort: Some("colour".to_owned()), ..ListQuery::default() },
            ListQuery { fields: Some("colour".to_owned()), ..ListQuery::default() },
            sorted("up"),
        ] {
            assert!(wrong.page(records()).is_err(), "{wrong:?}");
        }
    }
}
