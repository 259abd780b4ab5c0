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
    /// What the rows are, without the total.
    pub rows: Vec<String>,
    /// What the columns are, without the total.
    pub columns: Vec<String>,
    /// Row by row; in each the cells and then the row's total; at the end a row of totals. `null`: hidden.
    pub cells: Vec<Vec<Shown>>,
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
        while let Some(open) = (0..hidden.len()).find(|cell| is(&hidden, *cell) && self.follows(&hidden, *cell)) {
            let Some(next) = self.complement(&hidden, open) else { break };
            if let Some(flag) = hidden.get_mut(next) {
                *flag = true;
            }
        }
        hidden
    }

    /// The smallest shown count in the open cell's lines, else anywhere; counts before totals.
    fn complement(&self, hidden: &[bool], open: usize) -> Option<usize> {
        let shown = (0..hidden.len()).filter(|cell| !is(hidden, *cell));
        let (row, column) = self.place(open);
        shown.min_by_key(|cell| {
            let (at_row, at_column) = self.place(*cell);
            let near = at_row == row || at_column == column;
            let total = at_row + 1 == self.rows || at_column + 1 == self.columns;
            (!near, total, self.value(*cell))
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
    fn follows(&self, hidden: &[bool], cell: usize) -> bool {
        let (from, to) = self.edge(cell);
        let grows = self.reaches(hidden, cell, to, from);
        let shrinks = self.value(cell) > 0 && self.reaches(hidden, cell, from, to);
        !grows && !shrinks
    }

    /// Whether flow can be moved from one node to another over the other hidden cells.
    fn reaches(&self, hidden: &[bool], without: usize, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.rows + self.columns];
        let mut next = vec![from];
        while let Some(node) = next.pop() {
            if node == to {
                return true;
            }
            if std::mem::replace(seen.get_mut(node).unwrap_or(&mut true), true) {
                continue;
            }
            for cell in (0..hidden.len()).filter(|cell| *cell != without && is(hidden, *cell)) {
                let (tail, head) = self.edge(cell);
                if tail == node {
                    next.push(head);
                }
                if head == node && self.value(cell) > 0 {
                    next.push(tail);
                }
            }
        }
        false
    }

    /// As it may be published.
    pub fn publish(&self, rows: Vec<String>, columns: Vec<String>) -> Table {
        let hidden = self.suppress();
        let shown: Vec<Shown> =
            self.values.iter().enumerate().map(|(cell, value)| (!is(&hidden, cell)).then_some(*value)).collect();
        Table { rows, columns, cells: shown.chunks(self.columns).map(<[Shown]>::to_vec).collect() }
    }
}

fn is(hidden: &[bool], cell: usize) -> bool {
    hidden.get(cell).copied().unwrap_or_default()
}
