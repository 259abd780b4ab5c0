//! Positions in a list, by a key that is not kept a second time.

use std::hash::{BuildHasher, Hash, RandomState};

/// Eight bytes a position: half of the key's hash, and the position. What is found are candidates; who
/// looks something up compares the key itself.
#[derive(Debug, Default)]
pub(crate) struct Places {
    hasher: RandomState,
    sorted: Box<[(u32, u32)]>,
}

impl Places {
    /// From keys and the positions that go by them.
    pub(crate) fn of<K: Hash>(keys: impl Iterator<Item = (K, usize)>) -> Self {
        let hasher = RandomState::new();
        let place = |(key, place)| Some((half(&hasher, &key), u32::try_from(place).ok()?));
        let mut sorted: Vec<(u32, u32)> = keys.filter_map(place).collect();
        sorted.sort_unstable();
        sorted.dedup();
        Self { hasher, sorted: sorted.into_boxed_slice() }
    }

    /// Positions that may go by the key, in their order, each once.
    pub(crate) fn find<K: Hash>(&self, key: K) -> impl Iterator<Item = usize> + use<'_, K> {
        let hash = half(&self.hasher, &key);
        let first = self.sorted.partition_point(|(known, _)| *known < hash);
        let after = self.sorted.get(first..).unwrap_or_default();
        after.iter().take_while(move |(known, _)| *known == hash).filter_map(|(_, place)| usize::try_from(*place).ok())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "half of the hash is meant")]
fn half(hasher: &RandomState, key: &impl Hash) -> u32 {
    hasher.hash_one(key) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_of_a_key_is_found_once_and_in_order() {
        let words = ["a", "b", "a", "c", "a"];
        let places = Places::of(words.iter().copied().zip(0..).chain([("a", 2)]));
        let of = |word: &str| places.find(word).filter(|place| words.get(*place) == Some(&word)).collect::<Vec<_>>();
        assert_eq!((of("a"), of("c"), of("d")), (vec![0, 2, 4], vec![3], Vec::new()));
    }
}
