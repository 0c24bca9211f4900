//! Files as spreadsheets write them.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop where they stand")]

use diabetes_core::csv::{CsvFile, Separator};
use diabetes_core::table::Required;
use diabetes_core::{Field, Model, PatientTable};

fn read(bytes: &[u8]) -> PatientTable<'static> {
    PatientTable::from_csv(bytes, Required::Six).unwrap()
}

#[test]
fn nothing_is_misread_in_a_western_file_with_semicolons_and_decimal_commas() {
    // Windows-1252: 0xED is í.
    let file = b"edad;sexo;imc;perimetro_abdominal;tas;tad;fuma;embarazo;nota\r\n\
        45;M;28,5;95;135;85;S\xed;No;uno\r\n\
        45;H;28,5;95;135;85;No;No;dos\r\n\
        31;F;24,25;80,5;118;74;;Si;tres\r\n\
        52;F;;88;120;80;No;No;cuatro\r\n\
        52;F;27;88;120;80\r\n";
    let table = read(file);
    assert_eq!(table.valid(), [true, false, true, false, false]);
    assert_eq!(table.unknown_columns(), ["nota"]);
    assert_eq!(table.column(Field::Bmi).unwrap()[2], 24.25);
    let answers = Model::bundled().predict_table(&table);
    let errors: Vec<_> = answers.errors().iter().map(|(row, codes)| (*row, codes.as_str())).collect();
    assert_eq!(errors, [(1, "not_allowed:sexo"), (3, "missing:imc"), (4, "cell_count")]);
    assert_eq!(answers.note_codes(2).as_deref(), Some("pregnant"));
    assert!(answers.figures.glucose_mg_dl[2].is_nan());
}

#[test]
fn the_dialect_does_not_change_the_answer() {
    let plain = read(b"edad,sexo,imc,perimetro_abdominal,tas,tad,fuma\n45,M,28.5,95.5,135,85,Si\n");
    let model = Model::bundled();
    for other in [
        "\u{feff}edad,sexo,imc,perimetro_abdominal,tas,tad,fuma\r\n45,M,\"28,5\",\"95,5\",135,85,S\u{ed}\r\n",
        "edad;sexo;imc;perimetro_abdominal;tas;tad;fuma\n45;m;28,5;95,5;135;85;SI\n",
        "edad; sexo; imc; perimetro_abdominal; tas; tad; fuma\n45; M; 28.5; 95.5; 135; 85; si\n",
    ] {
        assert_eq!(model.predict_table(&read(other.as_bytes())), model.predict_table(&plain), "{other}");
    }
}

#[test]
fn a_decimal_comma_without_quotes_breaks_its_row_and_no_other() {
    let table = read(b"edad,sexo,imc,perimetro_abdominal,tas,tad\n45,M,28,5,95,135,85\n45,M,28.5,95,135,85\n");
    assert_eq!(table.valid(), [false, true]);
}

#[test]
fn a_file_without_a_header_of_fields_is_refused() {
    for file in [&b""[..], b"45,M\n", b"\xff\xfe\x00"] {
        assert_eq!(PatientTable::from_csv(file, Required::Six).unwrap_err().code(), "unreadable_table");
    }
}

/// The rows below the header as lists of cells.
fn cells(file: &str) -> Result<Vec<Vec<String>>, String> {
    let file = CsvFile::decoded(file).map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    let visit = |row: diabetes_core::csv::CsvRow<'_>| {
        rows.push((0..row.cells()).map(|column| row.get(column).to_owned()).collect());
    };
    file.each_row(visit).map_err(|error| error.to_string())?;
    Ok(rows)
}

#[test]
fn quotes_are_read_as_they_were_written() {
    let file = "edad;nota;peso\r\n45;\"dice \"\"no\"\";\r\nvuelve\";80\r\n\n51;5'10\";70\r60;\"\";\n61;\"a\"  ;75";
    let rows = cells(file).unwrap();
    let expected = [["45", "dice \"no\";\r\nvuelve", "80"], ["51", "5'10\"", "70"], ["60", "", ""], ["61", "a", "75"]];
    assert_eq!(rows, expected);
    // Cells of several lines in the first and in the last column.
    let rows =
        cells("nota;edad;sexo;otra\n\"dos\nl\u{ed}neas\";45;M;\"tres\n45;M\nm\u{e1}s\"\n\"una\r\ny\";51;F;\n").unwrap();
    assert_eq!(rows, [["dos\nl\u{ed}neas", "45", "M", "tres\n45;M\nm\u{e1}s"], ["una\r\ny", "51", "F", ""]]);
}

#[test]
fn text_behind_a_closing_quote_is_an_error_of_its_row_alone() {
    let table = read(
        b"edad;sexo;imc;perimetro_abdominal;tas;tad;nota\n\
        45;M;28,5;95;135;85;\"mareo\" leve\n45;M;28,5;95;135;85;\"mareo leve\"\n\"45\"5;M;28,5;95;135;85;\n",
    );
    assert_eq!(table.valid(), [false, true, false]);
    for (row, errors) in table.errors() {
        assert_eq!((errors.codes().as_str(), *row != 1), ("text_after_quote", true));
    }
}

#[test]
fn a_quote_that_is_never_closed_is_an_error_that_names_its_line() {
    let rows = |count: usize| "45;M;28,5;\n".repeat(count);
    let open = "45;M;28,5;\"mareo\n";
    let header = "edad;sexo;imc;nota\n";
    for (file, line, swallowed) in [
        (format!("{header}{}{open}{}", rows(3), rows(500)), 5, None),
        (format!("{header}{open}"), 2, None),
        (format!("{header}\n\r\n{open}{}", rows(2)), 4, None),
        // A quoted cell further on ends it, and then text follows.
        (format!("{header}{open}{}51;F;30;\"tos\"\n", rows(3)), 2, None),
        // Or a quote at the end of a cell: what is swallowed are rows.
        (format!("{header}{}{open}51;F;30;5'10\"\n", rows(1)), 3, Some(4)),
        (format!("{header}{open}{}51;F;30;5'10\"\n{}", rows(3), rows(2)), 2, Some(3)),
        (format!("\"edad;sexo;imc\n{}", rows(2)), 1, None),
    ] {
        let error = PatientTable::from_csv(file.as_bytes(), Required::Six).unwrap_err();
        assert_eq!(error.code(), "unreadable_table");
        let text = error.to_string();
        assert!(text.contains(&format!("the quote opened on line {line} ")), "{text}");
        assert_eq!(swallowed.is_some(), text.contains("a complete row"), "{text}");
        assert!(swallowed.is_none_or(|line| text.contains(&format!("before line {line},"))), "{text}");
    }
}

#[test]
fn the_separator_is_said_or_the_one_under_which_headings_are_fields() {
    for (file, separator, header) in [
        ("edad;sexo;imc\n", Separator::Semicolon, vec!["edad", "sexo", "imc"]),
        ("edad,sexo,\"nota; otra\"\n", Separator::Comma, vec!["edad", "sexo", "nota; otra"]),
        ("edad\n45\n", Separator::Comma, vec!["edad"]),
        ("\"edad\";\"sexo\"\n", Separator::Semicolon, vec!["edad", "sexo"]),
        ("edad\tsexo\n45\tM\n", Separator::Tab, vec!["edad", "sexo"]),
        ("sep=;\r\nid;edad\r\n1;45\r\n", Separator::Semicolon, vec!["id", "edad"]),
        ("\u{feff}SEP=,\nid,edad\n1,45\n", Separator::Comma, vec!["id", "edad"]),
        ("sep=\t\nid\tedad\n", Separator::Tab, vec!["id", "edad"]),
        (
            " Edad (años) ;Perímetro\u{a0}abdominal;PESO (kg)\n",
            Separator::Semicolon,
            vec!["Edad (años)", "Perímetro\u{a0}abdominal", "PESO (kg)"],
        ),
    ] {
        let read = CsvFile::decoded(file).unwrap();
        assert_eq!(
            (read.separator(), read.header()),
            (separator, &header.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..]),
            "{file}"
        );
    }
}

#[test]
fn headings_may_be_written_as_people_write_them() {
    let plain = read(b"edad,sexo,imc,perimetro_abdominal,tas,tad,fuma\n45,M,28.5,95.5,135,85,Si\n");
    let heading = "Edad (a\u{f1}os);SEXO;IMC [kg/m2];Per\u{ed}metro abdominal (cm);Tas (mm Hg);TAD;\u{bf}Fuma?";
    let written = read(format!("{heading}\n45;M;28,5;95,5;135;85;Si\n").as_bytes());
    assert_eq!(written.unknown_columns(), ["\u{bf}Fuma?"]);
    let written = read(format!("{}\n45;M;28,5;95,5;135;85;Si\n", heading.replace(['\u{bf}', '?'], "")).as_bytes());
    let model = Model::bundled();
    assert_eq!(model.predict_table(&written), model.predict_table(&plain));
}

#[test]
fn what_is_no_csv_of_patients_is_refused_with_its_own_reason() {
    for (file, reason) in [
        (&b""[..], "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\n", "only blanks"),
        (b";;;\n1;2;3;4\n", "contains no headings"),
        (b"PK\x03\x04\x14\0\x06\0", ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"\x1f\x8b\x08\0", ".gz"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"e\0d\0a\0d\0\n\0", "UTF-16"),
        (b"\0e\0d\0a\0d\0\n", "UTF-16"),
        (b"edad\x01\x02;sexo\n", "is not text"),
        (b"sep=|\nedad|sexo\n", "a separator other"),
        (b"uno;G\xe9nero\n1;2\n", "G\u{e9}nero (nearest known: sexo)"),
        (b"45;M;28,5\n51;F;30\n", "the headings are missing"),
        (b"edad;Talla (m)\n45;1,58\n", "column \"Talla (m)\" is in another unit: talla is read as cm"),
        (b"edad;Edad\n45;45\n", "columns \"edad\" and \"Edad\" both name the same field"),
        (b"edad;sexo;edad\n45;M;45\n", "column edad occurs twice"),
    ] {
        let error = PatientTable::from_csv(file, Required::Six).unwrap_err();
        assert_eq!(error.code(), "unreadable_table");
        assert!(error.to_string().contains(reason), "{error} / {reason}");
        assert!(!error.to_string().contains("28,5"));
    }
}
