//! Tables as CSV (RFC 4180): a line for each count, so that a spreadsheet can turn it as it likes.

use puente_wire::statistics::Table;

/// The header of every file.
const HEADER: [&str; 5] = ["table", "row", "column", "count", "shown"];

/// `table,row,column,count,shown`; a hidden count is blank, and `shown` says `no`.
pub fn write(tables: &[(&str, &Table)]) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for (name, table) in tables {
        for (row, cells) in table.rows.iter().zip(&table.cells) {
            for (column, count) in table.columns.iter().zip(cells) {
                let shown = if count.is_some() { "yes" } else { "no" };
                let count = count.map(|count| count.to_string()).unwrap_or_default();
                writer.write_record([name, row.as_str(), column, &count, shown])?;
            }
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
