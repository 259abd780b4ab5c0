//! What somebody else saved while a form was open.

use puente_wire::workbench::ActHead;
use yew::prelude::*;

use super::acts::state_pill;
use crate::components::{Band, Fact, Facts, Tone};
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub(super) struct MeanwhileProps {
    /// Where the act stands now.
    pub(super) head: ActHead,
    /// What it said when the form was opened.
    pub(super) before: Vec<Fact>,
    /// What it says now.
    pub(super) now: Vec<Fact>,
}

/// The facts that another person changed, above the form that still holds what was typed.
#[component]
pub(super) fn Meanwhile(props: &MeanwhileProps) -> Html {
    let t = use_t();
    let mut facts = vec![
        Fact { name: t.text("act-state"), value: state_pill(&t, props.head.state) },
        Fact::new(t.text("act-by"), props.head.author.clone()),
    ];
    facts.extend(changed(&props.before, &props.now));
    html! {
        <Band tone={Tone::Note} said={t.text("stale-act")}>
            <Facts {facts} />
            <p>{ t.text("stale-again") }</p>
        </Band>
    }
}

/// The facts of `now` that `before` does not have, and a dash for those that are gone.
fn changed(before: &[Fact], now: &[Fact]) -> Vec<Fact> {
    let gone = before.iter().filter(|fact| now.iter().all(|one| one.name != fact.name));
    let gone = gone.map(|fact| Fact::new(fact.name.clone(), "—"));
    now.iter().filter(|fact| !before.contains(fact)).cloned().chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_said() {
        let fact = |name: &'static str, value: &'static str| Fact::new(name.into(), value);
        let before = [fact("parties", "SENA"), fact("until", "2027"), fact("rule", "majority")];
        let now = [fact("parties", "SENA"), fact("until", "2028"), fact("votes", "3")];
        let names: Vec<_> = changed(&before, &now).into_iter().map(|fact| fact.name.to_string()).collect();
        assert_eq!(names, ["until", "votes", "rule"]);
    }
}
