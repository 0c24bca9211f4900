//! A model as one SQL SELECT: the columns of a table of people, then the answers.

mod advised;
mod asked;
mod case;
mod checked;
mod dates;
mod dialect;
mod estimated;
mod exact;
mod form;
mod logistic;
mod names;
mod noted;
mod read;
mod scored;
mod settled;
mod steps;

pub use dialect::Dialect;

use crate::error::Error;
use crate::model::{Model, PredictionTable, version_of};
use names::{comment, table_name, text};
use read::People;
use steps::{Steps, kept};

impl Model {
    /// The model as one SELECT of a dialect, one row for each row of the table: its columns, then those of
    /// [`PredictionTable::columns`], the points of every term, the scores before calibration and the model's version.
    ///
    /// Every field of the schema except the target is a column of the table, NULL if missing. A refused row has only
    /// `errors`, each as `code:field`. Every number has the bits of [`Model::predict_table`] and [`Model::explain`]; a
    /// probability whose log-odds are below -43 is 0.
    ///
    /// Fails with `bad_table_name` for a name that is not one of one to three parts separated by points.
    ///
    /// ```
    /// use diabetes_core::{Dialect, Model};
    /// let select = Model::bundled().to_sql(Dialect::PostgreSql, "clinic.patients")?;
    /// assert!(select.contains(r#"FROM "clinic"."patients""#));
    /// assert_eq!(Dialect::by_name("oracle").unwrap_err().code(), "unknown_dialect");
    /// # Ok::<(), diabetes_core::Error>(())
    /// ```
    pub fn to_sql(&self, dialect: Dialect, table: &str) -> Result<String, Error> {
        let table = table_name(table)?;
        let hash = self.hash()?;
        let mut people = People::new(dialect);
        let mut steps = Steps::new(dialect);
        people.read(&mut steps);
        checked::add(&mut people, &mut steps);
        settled::add(&mut people, &mut steps);
        form::add(&mut people, &mut steps);
        let mut answer = scored::add(self, &people, &mut steps);
        answer.extend(estimated::add(self, dialect, &mut steps));
        answer.extend(advised::add(self, &mut people, &mut steps));
        answer.extend(noted::add(self, &people));
        answer.push(kept(checked::ERRORS));
        answer.push(("model_version".to_owned(), text(version_of(&hash))));
        let order: Vec<&str> = PredictionTable::column_kinds().into_iter().map(|(name, _)| name).collect();
        // The points, scores and the version follow in the order in which they were added.
        answer.sort_by_key(|(name, _)| order.iter().position(|known| known == name).unwrap_or(order.len()));
        Ok(self.heading(dialect, &hash) + &steps.select(&table, &answer))
    }

    fn heading(&self, dialect: Dialect, hash: &str) -> String {
        let version = version_of(hash);
        let lines = [
            format!("Model {}, version {version}, made on {}", self.name, self.created),
            format!("SHA-256 {hash}"),
            format!("Written for {} by diabetes-core {}", dialect.title(), env!("CARGO_PKG_VERSION")),
            "It estimates; it is not a diagnosis. When the model changes, write this SELECT anew.".to_owned(),
            "Estima; no es un diagnóstico. Cuando cambie el modelo, genere de nuevo este SELECT.".to_owned(),
        ];
        lines.iter().map(|line| comment(line)).collect()
    }
}
