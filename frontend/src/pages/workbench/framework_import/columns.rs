//! What each column of a table holds: found by its header, and to be set right.

use std::collections::BTreeMap;

use puente_wire::frameworks::{Column, ColumnUse};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::components::Table;
use crate::i18n::{T, use_t};

/// Languages of translations that a column can be set to; a header may name others itself.
const TRANSLATIONS: [&str; 3] = ["es", "pt", "en"];

/// What a person said of columns, by header; no column: its cells are kept aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choices(BTreeMap<String, Option<Column>>);

impl Choices {
    /// As the form keeps them.
    pub(super) fn of(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// To be kept by the form.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Those of columns that a file has.
    pub(super) fn among(&self, columns: &[ColumnUse]) -> Self {
        let has = |header: &String| columns.iter().any(|one| one.header == *header);
        Self(self.0.iter().filter(|(header, _)| has(header)).map(|(a, b)| (a.clone(), b.clone())).collect())
    }

    /// As the registry wants them: headers by column, and those to be kept aside.
    pub(super) fn parts(&self) -> (BTreeMap<Column, String>, Vec<String>) {
        let held = self.0.iter().filter_map(|(header, column)| Some((column.clone()?, header.clone())));
        let aside = self.0.iter().filter(|(_, column)| column.is_none()).map(|(header, _)| header.clone());
        (held.collect(), aside.collect())
    }

    /// With one column set; what was said to hold the same before is kept aside.
    fn with(&self, header: &str, column: Option<Column>) -> Self {
        let mut all = self.0.clone();
        if column.is_some() {
            all.values_mut().filter(|held| **held == column).for_each(|held| *held = None);
        }
        all.insert(header.to_owned(), column);
        Self(all)
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ColumnsProps {
    pub(super) columns: Vec<ColumnUse>,
    pub(super) choices: Choices,
    /// Look again with these.
    pub(super) look: Callback<Choices>,
}

#[component]
pub(super) fn Columns(props: &ColumnsProps) -> Html {
    let t = use_t();
    let line = |one: &ColumnUse| {
        let onchange = {
            let (look, choices, header) = (props.look.clone(), props.choices.clone(), one.header.clone());
            Callback::from(move |event: Event| {
                let input: HtmlSelectElement = event.target_unchecked_into();
                look.emit(choices.with(&header, input.value().parse().ok()));
            })
        };
        html! {
            <tr key={one.header.clone()}>
                <th scope="row">{ one.header.clone() }</th>
                <td>
                    <select aria-label={t.with("column-holds-label", &[("header", one.header.as_str().into())])} {onchange}>
                        { for options(&t, one.column.as_ref()) }
                    </select>
                </td>
            </tr>
        }
    };
    let headings = vec![t.text("column-header"), t.text("column-holds")];
    html! {
        <Table caption={t.text("columns-title")} columns={headings}>{ for props.columns.iter().map(line) }</Table>
    }
}

fn options(t: &T, held: Option<&Column>) -> Vec<Html> {
    let translations = TRANSLATIONS.iter().filter_map(|lang| Some(Column::Translation(lang.parse().ok()?)));
    let mut all: Vec<Column> = Column::PLAIN.into_iter().chain(translations).collect();
    all.extend(held.filter(|held| !all.contains(held)).cloned());
    let option = |column: &Column| {
        let value = column.to_string();
        html! { <option key={value.clone()} value={value} selected={Some(column) == held}>{ name(t, column) }</option> }
    };
    let aside = html! { <option key="" value="" selected={held.is_none()}>{ t.text("column-aside") }</option> };
    std::iter::once(aside).chain(all.iter().map(option)).collect()
}

fn name(t: &T, column: &Column) -> AttrValue {
    match column {
        Column::Translation(lang) => t.with("column-translation", &[("lang", lang.to_string().into())]),
        plain => t.code("item-field-", &plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns_never_hold_the_same_and_choices_outlive_a_reload() {
        let choices = Choices::default().with("Clave", Some(Column::Code)).with("Código", Some(Column::Code));
        let (held, aside) = choices.parts();
        assert_eq!((held.get(&Column::Code).map(String::as_str), aside), (Some("Código"), vec!["Clave".to_owned()]));
        assert_eq!(Choices::of(&choices.text()), choices);
        assert_eq!(Choices::of("nothing of the kind"), Choices::default());
    }

    #[test]
    fn columns_of_another_file_are_forgotten() {
        let choices = Choices::default().with("Clave", Some(Column::Code)).with("Nivel", None);
        let left = choices.among(&[ColumnUse { header: "Nivel".to_owned(), column: None }]);
        assert_eq!(left, Choices::default().with("Nivel", None));
    }
}
