//! What is hidden in a table of counts cannot be worked out from what is shown.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use crosswalks::statistics::{Counts, SMALLEST_SHOWN, publish_line};
use proptest::prelude::*;

/// Every line of a table (its cells and then its total), as places in it.
fn lines(rows: usize, columns: usize) -> Vec<Vec<usize>> {
    let across = (0..rows).map(|row| (0..columns).map(|column| row * columns + column).collect());
    let down = (0..columns).map(|column| (0..rows).map(|row| row * columns + column).collect());
    across.chain(down).collect()
}

/// The bounds that an attacker gets from the totals: each line says that its cells sum to its total,
/// and no count is less than zero. Repeated until nothing gets narrower.
fn bounds(shown: &[Option<i64>], lines: &[Vec<usize>]) -> Vec<(i64, i64)> {
    let most = 1_000_000;
    let mut bounds: Vec<(i64, i64)> = shown.iter().map(|cell| cell.map_or((0, most), |value| (value, value))).collect();
    for _ in 0..400 {
        let before = bounds.clone();
        for line in lines {
            let (total, cells) = line.split_last().unwrap();
            let sum = |bounds: &[(i64, i64)], without: usize| {
                let others = cells.iter().filter(|cell| **cell != without).map(|cell| bounds[*cell]);
                others.fold((0, 0), |(low, high), cell| (low + cell.0, high + cell.1))
            };
            let (low, high) = sum(&bounds, *total);
            bounds[*total] = (bounds[*total].0.max(low), bounds[*total].1.min(high));
            for cell in cells {
                let (low, high) = sum(&bounds, *cell);
                let (least, largest) = bounds[*cell];
                bounds[*cell] = (least.max(bounds[*total].0 - high), largest.min(bounds[*total].1 - low));
            }
        }
        if bounds == before {
            break;
        }
    }
    bounds
}

/// Tries to show another table that looks the same and differs in this cell: moves ones around
/// cycles of hidden cells by brute force (depth first over lines), independent of the library.
fn another_exists(values: &[i64], hidden: &[bool], lines: &[Vec<usize>], cell: usize) -> bool {
    [1, -1].into_iter().any(|change| {
        let mut table = values.to_vec();
        table[cell] += change;
        table[cell] >= 0 && repair(&mut table, hidden, lines, cell, &mut vec![cell])
    })
}

fn imbalance(table: &[i64], line: &[usize]) -> i64 {
    let (total, cells) = line.split_last().unwrap();
    cells.iter().map(|cell| table[*cell]).sum::<i64>() - table[*total]
}

fn repair(table: &mut Vec<i64>, hidden: &[bool], lines: &[Vec<usize>], first: usize, used: &mut Vec<usize>) -> bool {
    let Some(broken) = lines.iter().find(|line| imbalance(table, line) != 0) else { return table[first] >= 0 };
    let off = imbalance(table, broken);
    for place in broken.clone() {
        if !hidden[place] || used.contains(&place) {
            continue;
        }
        let change = if place == *broken.last().unwrap() { off } else { -off };
        table[place] += change;
        used.push(place);
        if table[place] >= 0 && repair(table, hidden, lines, first, used) {
            return true;
        }
        used.pop();
        table[place] -= change;
    }
    false
}

fn tables() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![2 => Just(0u64), 3 => 1..10u64, 4 => 10..60u64];
    (1..5usize, 1..5usize).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(prop::collection::vec(count.clone(), columns), rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_hidden_cell_follows_from_the_totals(cells in tables()) {
        let columns = cells[0].len();
        let counts = Counts::new(&cells, columns);
        let table = counts.publish(vec![String::new(); cells.len()], vec![String::new(); columns]);
        let shown: Vec<Option<i64>> =
            table.cells.iter().flatten().map(|cell| cell.map(|value| i64::try_from(value).unwrap())).collect();
        let hidden: Vec<bool> = shown.iter().map(Option::is_none).collect();
        let mut values: Vec<i64> = Vec::new();
        for row in &cells {
            let line: Vec<i64> = row.iter().map(|value| i64::try_from(*value).unwrap()).collect();
            values.extend(line.iter().copied().chain([line.iter().sum()]));
        }
        let totals: Vec<i64> =
            (0..=columns).map(|column| (0..cells.len()).map(|row| values[row * (columns + 1) + column]).sum()).collect();
        values.extend(totals);
        let lines = lines(cells.len() + 1, columns + 1);
        let bounds = bounds(&shown, &lines);
        for cell in 0..values.len() {
            if let Some(value) = shown[cell] {
                prop_assert!(value >= i64::try_from(SMALLEST_SHOWN).unwrap(), "nothing under ten is shown");
                prop_assert_eq!(value, values[cell], "what is shown is true");
            } else {
                prop_assert!(bounds[cell].0 < bounds[cell].1, "cell {} is {}", cell, values[cell]);
                prop_assert!(another_exists(&values, &hidden, &lines, cell), "cell {} can only be {}", cell, values[cell]);
            }
        }
    }

    #[test]
    fn no_hidden_count_of_a_line_follows_from_its_total(
        counts in prop::collection::vec(prop_oneof![2 => Just(0u64), 3 => 1..10u64, 4 => 10..60u64], 2..7)
    ) {
        let table = publish_line("", &counts, vec![String::new(); counts.len()]);
        let hidden: Vec<bool> = table.cells[0].iter().map(Option::is_none).collect();
        let total: u64 = counts.iter().sum();
        let values: Vec<i64> = counts.iter().chain([&total]).map(|value| i64::try_from(*value).unwrap()).collect();
        let lines = vec![(0..values.len()).collect()];
        prop_assert_eq!(hidden[counts.len()], total < SMALLEST_SHOWN, "a total of ten or more is shown");
        for cell in 0..counts.len() {
            prop_assert!(hidden[cell] || counts[cell] >= SMALLEST_SHOWN);
            prop_assert!(!hidden[cell] || another_exists(&values, &hidden, &lines, cell), "{cell} of {counts:?}");
        }
    }

    #[test]
    fn the_grand_total_is_shown_from_ten_on(cells in tables()) {
        let columns = cells[0].len();
        let total: u64 = cells.iter().flatten().sum();
        let hidden = Counts::new(&cells, columns).suppress();
        if columns > 1 {
            prop_assert_eq!(hidden[hidden.len() - 1], total < SMALLEST_SHOWN);
        }
    }

    #[test]
    fn large_counts_alone_hide_nothing(cells in prop::collection::vec(prop::collection::vec(10..99u64, 3), 1..5)) {
        prop_assert!(!Counts::new(&cells, 3).suppress().contains(&true));
    }
}

#[test]
fn a_small_cell_takes_others_with_it() {
    // One small cell alone in its row and column would follow from both totals.
    let counts = Counts::new(&[vec![3, 40, 50], vec![20, 30, 60], vec![25, 35, 45]], 3);
    let hidden = counts.suppress();
    assert!(hidden[0], "under ten");
    assert!(hidden.iter().filter(|one| **one).count() >= 4, "a cycle of hidden cells: {hidden:?}");
    assert!(!hidden[15], "the grand total stays");
}

#[test]
fn choosing_rows_and_columns_shows_what_the_whole_shows_and_totals_of_whole_lines_only() {
    let names = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let whole = Counts::new(&[vec![30, 40], vec![50, 60]], 2).publish(names(&["a", "b"]), names(&["x", "y"]));
    assert_eq!(whole.only(|_| true, |_| true), whole);
    let part = whole.only(|row| row == "b", |_| true);
    assert_eq!((part.rows, part.columns), (names(&["b"]), names(&["x", "y", "total"])));
    assert_eq!(part.cells, [[Some(50), Some(60), Some(110)]]);
    let part = whole.only(|_| true, |column| column == "y");
    assert_eq!((part.rows, part.columns), (names(&["a", "b", "total"]), names(&["y"])));
    assert_eq!(part.cells, [[Some(40)], [Some(60)], [Some(100)]]);
}

#[test]
fn a_table_of_many_lines_is_hidden_in_reasonable_work() {
    // 400 pairs by 16 sectors, nearly all small: what takes minutes here would stop a server.
    let cells: Vec<Vec<u64>> =
        (0..400).map(|row| (0..16).map(|column| (row * 7 + column * 3) % 13).collect()).collect();
    let hidden = Counts::new(&cells, 16).suppress();
    assert_eq!(hidden.len(), 401 * 17);
    assert!(!hidden[hidden.len() - 1]);
}
