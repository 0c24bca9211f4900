//! Answers as Arrow: numbers, booleans, and texts as dictionaries, null where there is none.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{ArrayRef, BooleanArray, DictionaryArray, Float64Array, PrimitiveArray, RecordBatch, StringArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, NullBuffer};
use arrow_schema::ArrowError;
use diabetes_core::model::{Cells, Wanted};
use diabetes_core::{Error, PredictionTable};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The wanted columns of a table of answers.
pub(crate) fn columns(answers: PredictionTable, wanted: &Wanted) -> Result<Vec<(&'static str, ArrayRef)>, Error> {
    let columns = answers.into_columns(wanted).into_iter();
    columns.map(|(name, cells)| Ok((name, array(cells).map_err(|error| Error::Table(error.to_string()))?))).collect()
}

fn array(cells: Cells<'static>) -> Result<ArrayRef, ArrowError> {
    Ok(match cells {
        Cells::Numbers(numbers) => {
            let nulls = nulls(&numbers, |number| !number.is_nan());
            Arc::new(Float64Array::new(numbers.into_owned().into(), nulls))
        }
        Cells::Truths(codes, truths) => {
            let mut known = [NONE; 256];
            known.iter_mut().zip(truths).for_each(|(slot, truth)| *slot = truth.map_or(NONE, i8::from));
            let cells: Vec<i8> =
                codes.iter().map(|code| known.get(usize::from(*code)).copied().unwrap_or(NONE)).collect();
            let nulls = nulls(&cells, |cell| *cell != NONE);
            Arc::new(BooleanArray::new(bits(&cells, |cell| *cell > 0), nulls))
        }
        Cells::Names(codes, names) => {
            let (mut levels, mut places) = (Vec::<&str>::new(), [NONE; 256]);
            for (slot, name) in places.iter_mut().zip(&names) {
                let Some(name) = name.as_deref() else { continue };
                let place = levels.iter().position(|level| *level == name).unwrap_or(levels.len());
                if place == levels.len() {
                    levels.push(name);
                }
                *slot = i8::try_from(place).map_err(|_| ArrowError::DictionaryKeyOverflowError)?;
            }
            let keys = codes.iter().map(|code| places.get(usize::from(*code)).copied().unwrap_or(NONE));
            let keys = keys_of::<Int8Type>(keys.collect());
            let levels = Arc::new(StringArray::from(levels));
            // SAFETY: each key is the place of one of the levels, or null.
            #[allow(unsafe_code)]
            let names = unsafe { DictionaryArray::new_unchecked(keys, levels) };
            Arc::new(names)
        }
        Cells::Texts(codes, texts) => {
            let keys = codes.iter().map(|code| code.cast_signed() - 1);
            let keys = keys_of::<Int32Type>(keys.collect());
            Arc::new(DictionaryArray::try_new(keys, Arc::new(StringArray::from(texts)))?)
        }
    })
}

/// The key of a row without text; it is null, and what pandas expects there.
const NONE: i8 = -1;

/// Keys of texts, of which the negative ones are null.
fn keys_of<K: ArrowDictionaryKeyType>(keys: Vec<K::Native>) -> PrimitiveArray<K>
where
    K::Native: Default,
{
    let nulls = nulls(&keys, |key| *key >= K::Native::default());
    PrimitiveArray::new(keys.into(), nulls)
}

fn bits<T>(cells: &[T], is_set: impl Fn(&T) -> bool) -> BooleanBuffer {
    BooleanBuffer::collect_bool(cells.len(), |row| cells.get(row).is_some_and(&is_set))
}

/// `None` if every cell is known.
fn nulls<T>(cells: &[T], is_known: impl Fn(&T) -> bool) -> Option<NullBuffer> {
    match cells.iter().filter(|cell| is_known(cell)).count() {
        known if known == cells.len() => None,
        0 => Some(NullBuffer::new_null(cells.len())),
        _ => Some(NullBuffer::new(bits(cells, is_known))),
    }
}

/// Gives all batches the same levels in each column of this table's own texts; columns of names have them already.
pub(crate) fn with_shared_levels(batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, ArrowError> {
    let Some(first) = batches.first() else { return Ok(batches) };
    let schema = first.schema();
    let columns = (0..first.num_columns()).map(|place| {
        let parts = batches.iter().map(|batch| batch.column(place));
        match parts.clone().map(|part| part.as_dictionary_opt::<Int32Type>()).collect::<Option<Vec<_>>>() {
            Some(parts) => shared(&parts),
            None => Ok(parts.cloned().collect()),
        }
    });
    let columns = columns.collect::<Result<Vec<Vec<ArrayRef>>, _>>()?;
    let batch = |place: usize| {
        let parts = columns.iter().filter_map(|column| column.get(place)).cloned();
        RecordBatch::try_new(Arc::clone(&schema), parts.collect())
    };
    (0..batches.len()).map(batch).collect()
}

/// The parts of a column with the levels of all of them, in alphabetical order, whatever the order of the rows.
fn shared(parts: &[&DictionaryArray<Int32Type>]) -> Result<Vec<ArrayRef>, ArrowError> {
    let texts = |part: &DictionaryArray<Int32Type>| part.values().as_string::<i32>().clone();
    let texts: Vec<StringArray> = parts.iter().map(|part| texts(part)).collect();
    let levels: BTreeSet<&str> = texts.iter().flat_map(|texts| texts.iter().flatten()).collect();
    let places: HashMap<&str, i32> = levels.iter().copied().zip(0..).collect();
    let levels: ArrayRef = Arc::new(StringArray::from_iter_values(levels));
    let moved = |(part, texts): (&&DictionaryArray<Int32Type>, &StringArray)| {
        let moved: Vec<i32> = texts.iter().flatten().filter_map(|text| places.get(text).copied()).collect();
        let keys = if moved.iter().zip(0..).all(|(place, own)| *place == own) {
            part.keys().clone()
        } else {
            part.keys().unary(|key| moved.get(key.as_usize()).copied().unwrap_or(key))
        };
        Ok(Arc::new(DictionaryArray::try_new(keys, Arc::clone(&levels))?) as ArrayRef)
    };
    parts.iter().zip(&texts).map(moved).collect()
}
