//! CSV cells read straight into columns are what they are when each is read as text by the rule of the dialect, in
//! blocks of any size.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop where they stand")]

use diabetes_core::csv::{CsvBlocks, CsvEncoding, CsvFile, Separator};
use diabetes_core::table::{CsvColumns, Required, Target};
use diabetes_core::{Error, Field, PatientTable, Raw};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What can be seen of a table: values bit by bit, errors, warnings, columns that are no field.
fn seen(table: &PatientTable<'_>) -> String {
    let columns: Vec<Option<Vec<u64>>> = Field::all()
        .map(|field| table.column(field).map(|column| column.iter().map(|value| value.to_bits()).collect()))
        .collect();
    let warnings: Vec<_> = table.warnings().iter().collect();
    format!("{:?} {columns:?} {:?} {warnings:?} {:?}", table.valid(), table.errors(), table.unknown_columns())
}

/// Every cell kept as text, column by column, and read by the dialect's rule.
fn by_text(file: &CsvFile<'_>) -> Result<String, Error> {
    let (mut cells, mut counts) = (vec![Vec::new(); file.header().len()], Vec::new());
    file.each_row(|row| {
        for (place, column) in cells.iter_mut().enumerate() {
            column.push(row.get(place).to_owned());
        }
        counts.push(row.cells());
    })?;
    let mut builder = PatientTable::builder(counts.len());
    for ((heading, field), column) in file.header().iter().zip(file.fields()).zip(&cells) {
        match field {
            Some(field) => {
                builder.cells(field.name(), column.iter().map(|cell| Raw::from(cell.as_str())), file.separator())?;
            }
            None => builder.ignore(heading),
        }
    }
    for (row, count) in counts.into_iter().enumerate().filter(|(_, count)| *count != file.header().len()) {
        builder.miscounted(row, file.header().len(), count);
    }
    Ok(seen(&builder.finish(Required::AgeAndSex)))
}

fn by_columns(bytes: &[u8]) -> Result<String, Error> {
    let file = CsvFile::new(bytes)?;
    let mut columns = CsvColumns::of(&file, Target::default(), None)?;
    columns.read(&file)?;
    Ok(seen(&columns.builder().finish(Required::AgeAndSex)))
}

fn by_blocks(bytes: &[u8], size: usize) -> Result<String, Error> {
    let mut blocks = CsvBlocks::open(bytes, CsvEncoding::of(bytes)?, size)?;
    let mut columns = CsvColumns::of(blocks.head(), Target::default(), None)?;
    while let Some(block) = blocks.next_block()? {
        columns.read(&block)?;
    }
    Ok(seen(&columns.into_builder().finish(Required::AgeAndSex)))
}

fn text(result: Result<String, Error>) -> String {
    result.unwrap_or_else(|error| error.to_string())
}

const HEADINGS: [&str; 9] =
    ["edad", "sexo", "imc", "nota", "historia_familiar_dm", "fecha_glucosa", "Resultado", "tas", "fuma"];

/// Cells that are fields, that nearly are, and that break rows.
const CELLS: [&str; 64] = [
    "",
    "45",
    "45.5",
    "45,5",
    "17",
    "0",
    "007",
    "28.50",
    "28,125",
    "1.234",
    "1,234",
    "0,400",
    "1234567890123456789",
    "0.1234567890123456",
    "123456789012345",
    "1e2",
    "-3",
    "+45",
    ".5",
    "5.",
    "5,",
    "1.2.3",
    "1,2,3",
    "1.234,5",
    " 45 ",
    "\t45",
    "nan",
    "NaN",
    "inf",
    "<4",
    "4 %",
    "n/a",
    "M",
    "F",
    "m",
    " f ",
    "H",
    "Masculino",
    "Si",
    "S\u{ed}",
    "SI",
    "no",
    "No",
    "true",
    "Primer grado",
    "primer GRADO",
    "2024-05-01",
    "2024-13-01",
    "2031-01-01",
    "01/05/2024",
    "\"45\"",
    "\"4\"\"5\"",
    "\"\"",
    "\"a\nb\"",
    "\"a\r\n45;M\"",
    "\"M\"x",
    "5'10\"",
    "\"Si\" ",
    "\"28,5\"",
    "\u{a0}45",
    "\u{1f600}",
    "nunca",
    "ocasional",
    "\u{661}",
];

/// A file as bytes, mostly sound.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let sound = vec!["45", "30,5", "28.5", "M", "F", "Si", "No", "120", ""];
    let own = |words: Vec<&'static str>| select(words).prop_map(str::to_owned);
    let cell = prop_oneof![6 => own(sound), 4 => own(CELLS.to_vec()), 1 => "[ -~]{0,6}"];
    let row = (vec(cell, 9), prop_oneof![8 => Just(9_usize), 1 => 0..12_usize]);
    let end = select(vec!["\n", "\r\n", "\r", "\n\n"]);
    (vec((row, end), 0..12), select(vec![";", ",", "\t"]), 0..4_u8, any::<bool>()).prop_map(
        |(rows, separator, encoding, is_ended)| {
            let mut text = HEADINGS.join(separator) + "\n";
            for ((cells, count), end) in rows {
                let cells: Vec<String> = cells.iter().cycle().take(count).map(ToString::to_string).collect();
                text.push_str(&cells.join(separator));
                text.push_str(end);
            }
            if !is_ended {
                text.truncate(text.trim_end().len());
            }
            match encoding {
                0 => text.into_bytes(),
                1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
                2 => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
                _ => text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn columns_are_those_of_the_cells_read_as_text(bytes in files(), sizes in vec(1..200_usize, 3)) {
        let expected = text(CsvFile::new(&bytes).and_then(|file| by_text(&file)));
        prop_assert_eq!(&text(by_columns(&bytes)), &expected);
        for size in sizes {
            prop_assert_eq!(&text(by_blocks(&bytes, size)), &expected, "blocks of {}", size);
        }
    }

    #[test]
    fn reading_goes_on_where_it_stood(bytes in files(), size in 1..200_usize, at in 0..12_usize) {
        let encoding = CsvEncoding::of(&bytes[..]).unwrap();
        let open = || CsvBlocks::open(std::io::Cursor::new(&bytes), encoding, size).unwrap();
        let rest = |blocks: &mut CsvBlocks<_>| {
            let mut rows = Vec::new();
            while let Ok(Some(block)) = blocks.next_block() {
                let _ = block.each_row(|row| rows.push((0..row.cells()).map(|place| row.get(place).to_owned()).collect::<Vec<_>>()));
            }
            (rows, blocks.position(), blocks.line())
        };
        let mut blocks = open();
        for _ in 0..at {
            let _ = blocks.next_block();
        }
        let (position, line) = (blocks.position(), blocks.line());
        let mut later = open();
        later.go_on(position, line).unwrap();
        prop_assert_eq!(rest(&mut later), rest(&mut blocks));
    }
}

#[test]
fn a_quote_that_is_never_closed_is_told_with_its_line_in_blocks_too() {
    let file = format!("edad,sexo\r\n{}40,\"M\r\n{}", "40,M\r\n".repeat(500), "40,M\r\n".repeat(500));
    assert!(text(by_columns(file.as_bytes())).contains("502"));
    for size in [10, 1_000, 100_000] {
        assert_eq!(text(by_blocks(file.as_bytes(), size)), text(by_columns(file.as_bytes())));
    }
}

#[test]
fn numbers_of_few_digits_are_the_nearest_to_their_decimal() {
    let mut state = 7_u64;
    let mut text = "imc\n".to_owned();
    let mut written = Vec::new();
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let digits = (state >> 33) % 15 + 1;
        let number = format!("{:015}", state % 10_u64.pow(15));
        let number = format!("{}.{}", &number[..1], &number[1..digits as usize]);
        text.push_str(&number);
        text.push('\n');
        written.push(number.parse::<f64>().unwrap());
    }
    let file = CsvFile::new(text.as_bytes()).unwrap();
    assert_eq!(file.separator(), Separator::Comma);
    let mut columns = CsvColumns::of(&file, Target::default(), None).unwrap();
    columns.read(&file).unwrap();
    let table = columns.builder().finish(Required::Nothing);
    assert!(table.column(Field::Bmi).unwrap().iter().eq(&written));
}
