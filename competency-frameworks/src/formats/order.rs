//! Parents before their children.

use super::Reason;
use crate::Package;

/// An order in which every item comes after its parent, and the items that cannot have one.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Every item once, otherwise in the order they were given in.
    pub(super) places: Vec<usize>,
    /// Items that are a part of themselves, or stand deeper than a tree can be.
    pub(super) problems: Vec<(usize, Reason)>,
}

/// Orders items, each given with the place of its parent.
pub(super) fn parents_first(parents: &[Option<usize>]) -> Order {
    let mut depths: Vec<Option<usize>> = vec![None; parents.len()];
    let mut order = Order { places: Vec::with_capacity(parents.len()), problems: Vec::new() };
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        let mut problem = None;
        while let Some(place) = at.filter(|place| depths.get(*place).is_some_and(Option::is_none)) {
            if path.contains(&place) {
                problem = Some(Reason::ParentCircle);
                break;
            }
            path.push(place);
            if path.len() > Package::DEEPEST {
                problem = Some(Reason::TooDeep);
                break;
            }
            at = parents.get(place).copied().flatten();
        }
        let above = at.and_then(|place| depths.get(place).copied().flatten()).unwrap_or_default();
        for (step, place) in path.iter().rev().enumerate() {
            let depth = above + step + 1;
            if let Some(reason) = problem.or((depth > Package::DEEPEST).then_some(Reason::TooDeep)) {
                order.problems.push((*place, reason));
            }
            if let Some(known) = depths.get_mut(*place) {
                *known = Some(depth);
            }
            order.places.push(*place);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_come_first_and_the_rest_keeps_its_order() {
        let order = parents_first(&[Some(3), None, Some(1), None]);
        assert_eq!((order.places.as_slice(), order.problems.as_slice()), ([3, 0, 1, 2].as_slice(), [].as_slice()));
    }

    #[test]
    fn a_circle_and_what_hangs_on_it_is_named() {
        let order = parents_first(&[Some(1), Some(0), Some(2)]);
        assert_eq!(order.problems.len(), 3);
        assert_eq!(order.places.len(), 3);
    }
}
