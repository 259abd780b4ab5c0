//! One text and what became of it, word by word.

use yew::prelude::*;

use crate::i18n::T;

/// Longer texts are shown one after the other: comparing them word by word would hold up the page.
const MOST_COMPARISONS: usize = 250_000;

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Gone,
    New,
}

/// Both texts in one line: what is gone struck out, what is new underlined.
pub(super) fn word_diff(t: &T, before: &str, after: &str) -> Html {
    let part = |(place, (fate, text)): (usize, (Fate, String))| match fate {
        Fate::Kept => html! { <span key={place}>{ text }</span> },
        Fate::Gone => {
            html! { <del key={place}><span class="hidden-visually">{ t.text("diff-gone") }</span>{ text }</del> }
        }
        Fate::New => {
            html! { <ins key={place}><span class="hidden-visually">{ t.text("diff-new") }</span>{ text }</ins> }
        }
    };
    html! { <span class="word-diff">{ for fates(before, after).into_iter().enumerate().map(part) }</span> }
}

/// The stretches of both texts in order, neighbours of one fate put together.
fn fates(before: &str, after: &str) -> Vec<(Fate, String)> {
    let (old, new) = (stretches(before), stretches(after));
    let mut found = Vec::new();
    if old.len().saturating_mul(new.len()) > MOST_COMPARISONS {
        push(&mut found, Fate::Gone, before);
        push(&mut found, Fate::New, after);
        return found;
    }
    let common = common(&old, &new);
    let left = |i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default();
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (None, None) => return found,
            (Some(was), Some(is)) if was == is => {
                push(&mut found, Fate::Kept, is);
                (i, j) = (i + 1, j + 1);
            }
            (Some(was), is) if is.is_none() || left(i + 1, j) >= left(i, j + 1) => {
                push(&mut found, Fate::Gone, was);
                i += 1;
            }
            (_, is) => {
                push(&mut found, Fate::New, is.copied().unwrap_or_default());
                j += 1;
            }
        }
    }
}

fn push(found: &mut Vec<(Fate, String)>, fate: Fate, text: &str) {
    match found.last_mut() {
        Some((last, known)) if *last == fate => known.push_str(text),
        _ if text.is_empty() => {}
        _ => found.push((fate, text.to_owned())),
    }
}

/// How many stretches two texts have in common, from every pair of places on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0_u32; new.len() + 1]];
    for was in old.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let at = |row: &[u32], j: usize| row.get(j).copied().unwrap_or_default();
        let mut row = vec![0_u32; new.len() + 1];
        for (j, is) in new.iter().enumerate().rev() {
            let most = if was == is { at(&below, j + 1) + 1 } else { at(&below, j).max(at(&row, j + 1)) };
            if let Some(cell) = row.get_mut(j) {
                *cell = most;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}

/// Words, and what stands between words.
fn stretches(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != word).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        found.push(stretch);
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let mark = |(fate, text): (Fate, String)| match fate {
            Fate::Kept => text,
            Fate::Gone => format!("[-{text}]"),
            Fate::New => format!("[+{text}]"),
        };
        fates(before, after).into_iter().map(mark).collect()
    }

    #[test]
    fn what_is_gone_and_what_is_new_stand_where_they_stood() {
        let (before, after) = ("Instalar redes eléctricas", "Instalar sistemas eléctricos");
        assert_eq!(shown(before, after), "Instalar [-redes][+sistemas] [-eléctricas][+eléctricos]");
        assert_eq!(shown("", "Nuevo"), "[+Nuevo]");
        assert_eq!(shown("Igual", "Igual"), "Igual");
    }

    #[test]
    fn both_texts_can_be_read_out_of_it() {
        let pairs = [("a b c d", "b c x d"), ("uno", ""), ("más de una palabra", "una palabra más")];
        for (before, after) in pairs {
            let fates = fates(before, after);
            let of = |gone: Fate| -> String {
                fates.iter().filter(|(fate, _)| *fate != gone).map(|(_, text)| text.as_str()).collect()
            };
            assert_eq!((of(Fate::New).as_str(), of(Fate::Gone).as_str()), (before, after));
        }
    }
}
