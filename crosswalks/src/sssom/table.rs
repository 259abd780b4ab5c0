//! Tables: metadata as comments in front, then tab-separated (or comma-separated) rows.

use std::io::{self, BufRead};

use super::problem::{Problem, Reason};
use super::read::{LONGEST, Limited, Read, Sink, begin, hand_over, is_slot_name, set_of, skip_mark};
use super::{SlotValue, Slots, slots};

/// Reads a table.
pub(super) fn read(source: &mut impl BufRead, external: Option<&str>, sink: &mut dyn Sink) -> io::Result<Read> {
    skip_mark(source)?;
    let mut stop = |problem: Problem| {
        // Whether the sink goes on does not matter: there is no more to come.
        let _ = sink.problem(problem);
        Ok(Read::Stopped)
    };
    let inside = match metadata(source)? {
        Ok(text) => text,
        Err(problem) => return stop(problem),
    };
    let text = match external {
        Some(outside) if inside.trim().is_empty() => outside,
        Some(outside) => &format!("{inside}\n{outside}"),
        None => &inside,
    };
    let (set, before) = match set_of(text) {
        Ok(read) => read,
        Err(problem) => return stop(problem),
    };
    let header = match line(source)? {
        Ok(header) => header,
        Err(problem) => return stop(problem),
    };
    let (delimiter, columns) = match columns(&header) {
        Ok(read) => read,
        Err(problem) => return stop(problem),
    };
    let Some(mut checker) = begin(set, before, sink) else { return Ok(Read::Stopped) };
    let (limited, left) = Limited::new(source);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 16)
        .from_reader(limited);
    let mut record = csv::ByteRecord::new();
    let mut number = 0;
    loop {
        left.set(LONGEST);
        match reader.read_byte_record(&mut record) {
            Ok(false) => return Ok(Read::Whole(number)),
            Ok(true) => number += 1,
            Err(error) => return unreadable(error, number + 1, sink),
        }
        let told = match cells(&columns, &record, number) {
            Ok(row) => hand_over(&mut checker, number, row, sink),
            Err(problem) => sink.problem(problem),
        };
        if told.is_break() {
            return Ok(Read::Stopped);
        }
    }
}

fn unreadable(error: csv::Error, row: u64, sink: &mut dyn Sink) -> io::Result<Read> {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let _ = sink.problem(Problem::new(Some(row), None, Reason::TooLong, ""));
            Ok(Read::Stopped)
        }
        csv::ErrorKind::Io(error) => Err(error),
        other => Err(io::Error::other(format!("{other:?}"))),
    }
}

/// The lines that begin with `#`, without it.
fn metadata(source: &mut impl BufRead) -> io::Result<Result<String, Problem>> {
    let mut text = String::new();
    while source.fill_buf()?.first() == Some(&b'#') {
        let one = match line(source)? {
            Ok(one) => one,
            Err(problem) => return Ok(Err(problem)),
        };
        text.push_str(one.strip_prefix('#').unwrap_or(&one));
        text.push('\n');
        if text.len() > LONGEST {
            return Ok(Err(Problem::new(None, None, Reason::TooLong, "")));
        }
    }
    Ok(Ok(text))
}

/// One line, without its end.
fn line(source: &mut impl BufRead) -> io::Result<Result<String, Problem>> {
    let mut bytes = Vec::new();
    io::Read::take(&mut *source, LONGEST as u64).read_until(b'\n', &mut bytes)?;
    if bytes.len() == LONGEST {
        return Ok(Err(Problem::new(None, None, Reason::TooLong, "")));
    }
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
    Ok(String::from_utf8(bytes).map_err(|_| Problem::new(None, None, Reason::NotUtf8, "")))
}

/// What separates the cells, and the columns' names.
fn columns(header: &str) -> Result<(u8, Vec<String>), Problem> {
    if header.trim().is_empty() {
        return Err(Problem::new(None, None, Reason::NoHeader, ""));
    }
    let delimiter = if header.contains('\t') || !header.contains(',') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(header.as_bytes());
    let mut record = csv::StringRecord::new();
    let read = reader.read_record(&mut record);
    if !matches!(read, Ok(true)) {
        return Err(Problem::new(None, None, Reason::NoHeader, header));
    }
    let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    for (place, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(Problem::new(None, None, Reason::ColumnWithoutName, &(place + 1).to_string()));
        }
        if !is_slot_name(name) {
            return Err(Problem::new(None, Some("columns"), Reason::WrongShape, name));
        }
        if names.iter().take(place).any(|other| other == name) {
            return Err(Problem::new(None, Some(name), Reason::ColumnTwice, ""));
        }
    }
    Ok((delimiter, names))
}

fn cells(columns: &[String], record: &csv::ByteRecord, number: u64) -> Result<Slots, Problem> {
    if record.len() != columns.len() {
        let found = format!("{} of {}", record.len(), columns.len());
        return Err(Problem::new(Some(number), None, Reason::WrongNumberOfCells, &found));
    }
    let mut row = Slots::new();
    for (name, cell) in columns.iter().zip(record) {
        let text = std::str::from_utf8(cell)
            .map_err(|_| Problem::new(Some(number), Some(name), Reason::NotUtf8, &String::from_utf8_lossy(cell)))?;
        if text.is_empty() {
            continue;
        }
        let many = slots::of_mapping(name).is_some_and(|slot| slot.many);
        let value = if many { SlotValue::Many(split(text)) } else { SlotValue::One(text.to_owned()) };
        if value != SlotValue::Many(Vec::new()) {
            row.insert(name.clone(), value);
        }
    }
    Ok(row)
}

/// The values of a cell, separated by `|`. A backslash before a `|` makes it part of the value; of a
/// run of backslashes before a `|`, two stand for one. Other backslashes are what they are.
pub(super) fn split(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut backslashes = 0_usize;
    for c in cell.chars() {
        let last = values.len() - 1;
        let Some(value) = values.get_mut(last) else { break };
        match c {
            '\\' => backslashes += 1,
            '|' => {
                value.extend(std::iter::repeat_n('\\', backslashes / 2));
                if backslashes % 2 == 1 {
                    value.push('|');
                } else {
                    values.push(String::new());
                }
                backslashes = 0;
            }
            c => {
                value.extend(std::iter::repeat_n('\\', std::mem::take(&mut backslashes)));
                value.push(c);
            }
        }
    }
    if let Some(value) = values.last_mut() {
        value.extend(std::iter::repeat_n('\\', backslashes));
    }
    values.retain(|value| !value.is_empty());
    values
}

/// The opposite of [`split`].
pub(super) fn join(values: &[String]) -> String {
    let mut cell = String::new();
    for (place, value) in values.iter().enumerate() {
        if place > 0 {
            cell.push('|');
        }
        let mut backslashes = 0_usize;
        for c in value.chars() {
            if c == '|' {
                // Twice the run that is written already, and one for the bar itself.
                cell.extend(std::iter::repeat_n('\\', backslashes + 1));
            }
            cell.push(c);
            backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        }
        if place + 1 < values.len() {
            cell.extend(std::iter::repeat_n('\\', backslashes));
        }
    }
    cell
}
