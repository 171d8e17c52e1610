//! Parquet: tables stored by column, as Spark, DuckDB and pandas write them. A row is a report or an event, as in other tables.
//!
//! The library that decodes them trusts the sizes a file claims; `claims` checks these before it does.

mod claims;

use bytes::Bytes;
use chrono::{DateTime, SecondsFormat};
use parquet::basic::{Compression, LogicalType, TimeUnit, Type as Physical};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Map, Value};

use super::{Found, Settings, table};
use crate::corpus::bounds::MIB;
use claims::Checked;

/// Reads the rows of a table.
#[must_use]
pub fn read(bytes: Vec<u8>, settings: &Settings) -> Found {
    let mut found = Found::default();
    if let Err(reason) = read_rows(bytes, settings, &mut found) {
        let rest = if found.documents.is_empty() { "it was left out" } else { "the rows before were read" };
        found.remarks.push((None, format!("{reason}; {rest}")));
    }
    found
}

/// # Errors
/// Why no further row can be read.
fn read_rows(bytes: Vec<u8>, settings: &Settings, found: &mut Found) -> Result<(), String> {
    let broken = |error: &dyn std::fmt::Display| format!("it is not a whole Parquet file ({error})");
    let bytes = Bytes::from(bytes);
    claims::check_schema(&bytes, settings.bounds.nesting)?;
    let file = Checked { bytes, most: usize::try_from(settings.bounds.unpacked).unwrap_or(usize::MAX) };
    let reader = SerializedFileReader::new(file).map_err(|error| broken(&error))?;
    let schema = reader.metadata().file_metadata().schema();
    let columns: Vec<TypePtr> =
        schema.get_fields().iter().filter(|column| can_be_text(column)).cloned().collect();
    if !table::has_texts(columns.iter().map(|column| column.name().to_owned()), settings) {
        return Err(table::NO_TEXTS.to_owned());
    }
    check_compression(reader.metadata(), &columns)?;
    let moments: Vec<Moment> = columns.iter().map(|column| Moment::of(column)).collect();
    let wanted = Type::group_type_builder(schema.name()).with_fields(columns).build();
    let rows = wanted.and_then(|wanted| reader.get_row_iter(Some(wanted))).map_err(|error| broken(&error))?;
    let mut size = 0_u64;
    for (row, number) in rows.zip(1_usize..) {
        let row = row.map_err(|error| broken(&error))?;
        let cells: Map<String, Value> = row
            .into_columns()
            .into_iter()
            .zip(&moments)
            .map(|((name, field), moment)| (name, moment.value(field)))
            .collect();
        let (before, texts) = (found.remarks.len(), found.documents.len());
        table::add_row(found, cells, Some(number), settings);
        // Rows have numbers, not lines.
        for remark in &mut found.remarks[before..] {
            *remark = (None, format!("row {number}: {}", remark.1));
        }
        // A run of equal values takes a few bytes, however long it is.
        size += found.documents[texts..].iter().map(|document| document.text.len() as u64).sum::<u64>() + 64;
        if size > settings.bounds.unpacked {
            let most = settings.bounds.unpacked / MIB;
            return Err(format!("its texts are longer than {most} MiB (--max-unpacked allows more)"));
        }
    }
    Ok(())
}

/// Whether a column can be a part of a report: lists of fractions are the vectors of some model, and large.
fn can_be_text(column: &Type) -> bool {
    fn is_fraction(field: &Type) -> bool {
        if field.is_group() {
            return field.get_fields().iter().all(|field| is_fraction(field));
        }
        matches!(field.get_physical_type(), Physical::FLOAT | Physical::DOUBLE)
    }
    column.is_primitive() || !is_fraction(column)
}

/// # Errors
/// Names the first of these columns that is compressed in a way that is not read.
fn check_compression(metadata: &ParquetMetaData, columns: &[TypePtr]) -> Result<(), String> {
    let is_wanted = |path: &[String]| {
        columns.iter().any(|column| path.first().is_some_and(|first| first == column.name()))
    };
    for chunk in metadata.row_groups().iter().flat_map(RowGroupMetaData::columns) {
        let by = chunk.compression();
        if is_wanted(chunk.column_path().parts())
            && !matches!(by, Compression::UNCOMPRESSED | Compression::SNAPPY)
        {
            let column = chunk.column_path().string();
            // `ZSTD(ZstdLevel(1))`
            let by = by.to_string();
            let by = by.split('(').next().unwrap_or_default();
            return Err(format!(
                "its column `{column}` is compressed with {by}, which is not read: save it with Snappy, or as CSV or JSON Lines"
            ));
        }
    }
    Ok(())
}

/// How the numbers of a column tell a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    /// Whether they count nanoseconds, which the library leaves as numbers.
    nanoseconds: bool,
    /// Whether they are in UTC; otherwise in a zone that the table does not name.
    utc: bool,
}

impl Moment {
    fn of(column: &Type) -> Self {
        match column.get_basic_info().logical_type_ref() {
            Some(LogicalType::Timestamp(kind)) => {
                Self { nanoseconds: kind.unit == TimeUnit::NANOS, utc: kind.is_adjusted_to_u_t_c }
            }
            _ => Self { nanoseconds: false, utc: true },
        }
    }

    /// A cell as JSON has it: moments in ISO 8601, bytes as text.
    fn value(self, field: Field) -> Value {
        let iso = |moment: Option<DateTime<chrono::Utc>>| {
            let moment = moment?;
            let text = if self.utc {
                moment.to_rfc3339_opts(SecondsFormat::Secs, true)
            } else {
                moment.format("%Y-%m-%dT%H:%M:%S").to_string()
            };
            Some(Value::String(text))
        };
        let moment = match &field {
            Field::TimestampMillis(count) => iso(DateTime::from_timestamp_millis(*count)),
            Field::TimestampMicros(count) => iso(DateTime::from_timestamp_micros(*count)),
            Field::Long(count) if self.nanoseconds => iso(Some(DateTime::from_timestamp_nanos(*count))),
            _ => None,
        };
        moment.unwrap_or_else(|| match field {
            Field::Null => Value::Null,
            Field::Str(text) => Value::String(text),
            Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, Value::from),
            Field::Group(row) => Value::Object(
                row.into_columns().into_iter().map(|(name, field)| (name, self.value(field))).collect(),
            ),
            Field::ListInternal(list) => {
                Value::Array(list.elements().iter().map(|field| self.value(field.clone())).collect())
            }
            // Numbers and days, as they are written; maps have no part of a report.
            other => Value::String(other.to_string()),
        })
    }
}

#[cfg(test)]
mod tests;
