//! Files as spreadsheets write them.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop where they stand")]

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
    assert_eq!(errors, [(1, "not_allowed"), (3, "missing"), (4, "cell_count")]);
    assert_eq!(answers.note_codes(2).as_deref(), Some("pregnant"));
    assert!(answers.glucose_mg_dl[2].is_nan());
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
