//! Tables of counts with their totals, in which nothing under ten can be read or worked out.
//!
//! Primary suppression hides every cell under [`SMALLEST_SHOWN`], zero too. Complementary suppression
//! then hides further cells until no hidden one follows from the totals. What follows is found
//! exactly: a table with its margins is a network (a line's cells flow into its total), a hidden cell
//! can be one more or one less exactly when a cycle of hidden cells leads through it, and a cell that
//! can be neither is computable (Gusfield, *A graph theoretic approach to statistical data security*,
//! 1988). Hidden cells are known to be no less than zero, so only those above it can shrink.

use serde::{Deserialize, Serialize};

/// Smaller counts are hidden.
pub const SMALLEST_SHOWN: u64 = 10;

/// What the row and the column of totals are called.
pub const TOTAL: &str = "total";

/// One count; absent: hidden.
pub type Shown = Option<u64>;

/// Counts by two properties, with totals: the last row and the last column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    rows: usize,
    columns: usize,
    values: Vec<u64>,
}

/// The same as it may be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// What the rows are; last `total`, unless some rows were left out.
    pub rows: Vec<String>,
    /// What the columns are; last `total`, unless some columns were left out.
    pub columns: Vec<String>,
    /// The counts, row by row. `null`: hidden.
    pub cells: Vec<Vec<Shown>>,
}

impl Table {
    /// Some rows and columns of what is shown. Nothing is counted anew, so that no choice of rows and
    /// columns, nor any two of them together, tell more than the whole table. Totals belong to whole
    /// lines: they go when a part of their line goes.
    #[must_use]
    pub fn only(&self, row: impl Fn(&str) -> bool, column: impl Fn(&str) -> bool) -> Self {
        let (rows, columns) = (kept(&self.rows, row), kept(&self.columns, column));
        let cells = self.cells.iter().zip(&rows).filter(|(_, kept)| **kept);
        Self {
            cells: cells.map(|(cells, _)| chosen(cells, &columns)).collect(),
            rows: chosen(&self.rows, &rows),
            columns: chosen(&self.columns, &columns),
        }
    }
}

/// Which names stay: those that are wanted, and the total when all are.
fn kept(names: &[String], wanted: impl Fn(&str) -> bool) -> Vec<bool> {
    let all = names.iter().all(|name| name == TOTAL || wanted(name));
    names.iter().map(|name| if name == TOTAL { all } else { wanted(name) }).collect()
}

fn chosen<T: Clone>(all: &[T], kept: &[bool]) -> Vec<T> {
    all.iter().zip(kept).filter(|(_, kept)| **kept).map(|(one, _)| one.clone()).collect()
}

impl Counts {
    /// Totals are added to the cells given, row by row.
    pub fn new(cells: &[Vec<u64>], columns: usize) -> Self {
        let mut values: Vec<u64> = Vec::new();
        let mut totals = vec![0; columns + 1];
        for row in cells {
            let inner = (0..columns).map(|at| row.get(at).copied().unwrap_or_default());
            let line: Vec<u64> = inner.clone().chain([inner.sum()]).collect();
            for (total, value) in totals.iter_mut().zip(&line) {
                *total += value;
            }
            values.extend(line);
        }
        values.extend(totals);
        Self { rows: cells.len() + 1, columns: columns + 1, values }
    }

    fn value(&self, cell: usize) -> u64 {
        self.values.get(cell).copied().unwrap_or_default()
    }

    /// Which cells are hidden, in the order of the table.
    pub fn suppress(&self) -> Vec<bool> {
        let mut hidden: Vec<bool> = self.values.iter().map(|value| *value < SMALLEST_SHOWN).collect();
        let mut ways = Ways::new(self.rows + self.columns);
        for cell in (0..hidden.len()).filter(|cell| is(&hidden, *cell)) {
            ways.open(self.edge(cell), cell, self.value(cell) > 0);
        }
        // A hidden cell that does not follow never follows later: further hidden cells only add ways.
        let mut waiting: Vec<usize> = (0..hidden.len()).rev().filter(|cell| is(&hidden, *cell)).collect();
        while let Some(cell) = waiting.last().copied() {
            if !self.follows(&ways, cell) {
                waiting.pop();
                continue;
            }
            let Some(next) = self.complement(&hidden, cell) else { break };
            if let Some(flag) = hidden.get_mut(next) {
                *flag = true;
            }
            ways.open(self.edge(next), next, self.value(next) > 0);
            waiting.insert(0, next);
        }
        hidden
    }

    /// The smallest shown count in the open cell's lines, else anywhere; counts before totals, and the
    /// grand total last: other tables show it too. So does the total of an only line, which is the same.
    fn complement(&self, hidden: &[bool], open: usize) -> Option<usize> {
        let shown = (0..hidden.len()).filter(|cell| !is(hidden, *cell));
        let (row, column) = self.place(open);
        shown.min_by_key(|cell| {
            let (at_row, at_column) = self.place(*cell);
            let near = at_row == row || at_column == column;
            let (last_row, last_column) = (at_row + 1 == self.rows, at_column + 1 == self.columns);
            let grand = (last_column && (last_row || self.rows == 2)) || (last_row && self.columns == 2);
            (grand, !near, last_row || last_column, self.value(*cell))
        })
    }

    const fn place(&self, cell: usize) -> (usize, usize) {
        (cell / self.columns, cell % self.columns)
    }

    /// The nodes that a cell leads from and to when it grows. Rows come first, then columns; the row
    /// and the column of totals take the flow the other way round.
    const fn edge(&self, cell: usize) -> (usize, usize) {
        let (row, column) = self.place(cell);
        let (last_row, last_column) = (row + 1 == self.rows, column + 1 == self.columns);
        let (row_node, column_node) = (row, self.rows + column);
        if last_row == last_column { (row_node, column_node) } else { (column_node, row_node) }
    }

    /// Whether a hidden cell's count follows from what is shown.
    fn follows(&self, ways: &Ways, cell: usize) -> bool {
        let (from, to) = self.edge(cell);
        let grows = ways.lead(cell, to, from);
        let shrinks = self.value(cell) > 0 && ways.lead(cell, from, to);
        !grows && !shrinks
    }

    /// As it may be published.
    pub fn publish(&self, mut rows: Vec<String>, mut columns: Vec<String>) -> Table {
        rows.push(TOTAL.to_owned());
        columns.push(TOTAL.to_owned());
        let hidden = self.suppress();
        let shown: Vec<Shown> =
            self.values.iter().enumerate().map(|(cell, value)| (!is(&hidden, cell)).then_some(*value)).collect();
        Table { rows, columns, cells: shown.chunks(self.columns).map(<[Shown]>::to_vec).collect() }
    }
}

/// One line of counts and its total, as it may be published. Hidden counts that sum to more than
/// nothing, two of them at least, can each be anything up to that sum.
pub fn publish_line(row: &str, counts: &[u64], mut columns: Vec<String>) -> Table {
    let total: u64 = counts.iter().sum();
    let mut shown: Vec<Shown> =
        counts.iter().map(|count| Some(*count).filter(|count| *count >= SMALLEST_SHOWN)).collect();
    loop {
        let hidden = shown.iter().filter(|count| count.is_none()).count();
        let rest = total - shown.iter().flatten().sum::<u64>();
        if hidden == 0 || (hidden > 1 && rest > 0) {
            break;
        }
        let Some(smallest) = shown.iter_mut().filter(|count| count.is_some()).min() else { break };
        *smallest = None;
    }
    shown.push(Some(total).filter(|total| *total >= SMALLEST_SHOWN));
    columns.push(TOTAL.to_owned());
    Table { rows: vec![row.to_owned()], columns, cells: vec![shown] }
}

/// How flow can be moved between lines over hidden cells: from each node, where to and over which cell.
struct Ways(Vec<Vec<(usize, usize)>>);

impl Ways {
    fn new(nodes: usize) -> Self {
        Self(vec![Vec::new(); nodes])
    }

    /// A cell is hidden: flow can grow along it, and shrink when there is any.
    fn open(&mut self, (from, to): (usize, usize), cell: usize, shrinks: bool) {
        self.add(from, to, cell);
        if shrinks {
            self.add(to, from, cell);
        }
    }

    fn add(&mut self, from: usize, to: usize, cell: usize) {
        if let Some(ways) = self.0.get_mut(from) {
            ways.push((to, cell));
        }
    }

    /// Whether flow can be moved from one node to another without this cell.
    fn lead(&self, without: usize, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.0.len()];
        let mut next = vec![from];
        while let Some(node) = next.pop() {
            if node == to {
                return true;
            }
            if std::mem::replace(seen.get_mut(node).unwrap_or(&mut true), true) {
                continue;
            }
            let ways = self.0.get(node).into_iter().flatten();
            next.extend(ways.filter(|(_, cell)| *cell != without).map(|(node, _)| *node));
        }
        false
    }
}

fn is(hidden: &[bool], cell: usize) -> bool {
    hidden.get(cell).copied().unwrap_or_default()
}
