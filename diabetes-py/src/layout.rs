//! Checks Arrow data from other libraries before importing it, because the import already reads offsets and counts.
//!
//! The Arrow C data interface does not state the length of a buffer; here the producer is trusted.

use arrow_array::ffi::FFI_ArrowArray;
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, UnionMode};
use std::ffi::{CStr, c_char, c_void};

/// `ArrowSchema` of the C data interface.
#[repr(C)]
struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *const *const Schema,
    dictionary: *const Schema,
    release: *const c_void,
    private_data: *const c_void,
}

/// `ArrowArray` of the C data interface.
#[repr(C)]
struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *const *const c_void,
    children: *const *const Array,
    dictionary: *const Array,
    release: *const c_void,
    private_data: *const c_void,
}

type Checked = Result<(), &'static str>;

/// A length beyond this many rows is invalid.
const MOST_ROWS: i64 = 1 << 40;

/// Whether a schema can be read: its strings exist and are UTF-8.
pub(crate) fn check_schema(schema: &FFI_ArrowSchema) -> Checked {
    // SAFETY: both are the struct of the C data interface, which fixes its layout.
    #[allow(unsafe_code)]
    let schema = unsafe { &*std::ptr::from_ref(schema).cast::<Schema>() };
    schema.check()
}

/// Whether an array of this type can be imported: it has the buffers and children of its type, no length or offset is
/// negative, and no string ends before its buffer begins.
pub(crate) fn check_array(array: &FFI_ArrowArray, data_type: &DataType) -> Checked {
    // SAFETY: both are the struct of the C data interface, which fixes its layout.
    #[allow(unsafe_code)]
    let array = unsafe { &*std::ptr::from_ref(array).cast::<Array>() };
    array.check(data_type)
}

/// What a pointer refers to, unless it is null.
fn pointed<'a, T>(pointer: *const T) -> Option<&'a T> {
    // SAFETY: a pointer that is not null refers to a struct that lives as long as the one holding it.
    #[allow(unsafe_code)]
    unsafe {
        pointer.as_ref()
    }
}

/// An item of a list with more than `place` items.
fn item<T: Copy>(list: *const T, place: usize) -> Option<T> {
    // SAFETY: the list has the item, which may be unaligned.
    #[allow(unsafe_code)]
    let item = || unsafe { list.add(place).read_unaligned() };
    (!list.is_null()).then(item)
}

impl Schema {
    fn check(&self) -> Checked {
        let is_text = |text: *const c_char| {
            // SAFETY: texts end with a null byte.
            #[allow(unsafe_code)]
            let text = unsafe { CStr::from_ptr(text) };
            text.to_str().is_ok()
        };
        if self.format.is_null() || !is_text(self.format) {
            return Err("a type without a name");
        }
        if !self.name.is_null() && !is_text(self.name) {
            return Err("a column's name is not UTF-8");
        }
        let children = usize::try_from(self.n_children).map_err(|_| "a negative number of children")?;
        for place in 0..children {
            item(self.children, place).and_then(pointed).ok_or("a child is missing")?.check()?;
        }
        pointed(self.dictionary).map_or(Ok(()), Self::check)
    }
}

impl Array {
    fn check(&self, data_type: &DataType) -> Checked {
        let sound = 0..=MOST_ROWS;
        if !sound.contains(&self.length) || !sound.contains(&self.offset) {
            return Err("a length or an offset is negative or too large");
        }
        if !(-1..=self.length).contains(&self.null_count) {
            return Err("an impossible null count");
        }
        let children = children_of(data_type);
        if usize::try_from(self.n_children) != Ok(children.len()) {
            return Err("the number of children does not match the type");
        }
        for (place, child_type) in children.into_iter().enumerate() {
            item(self.children, place).and_then(pointed).ok_or("a child is missing")?.check(child_type)?;
        }
        let stored = match (data_type, pointed(self.dictionary)) {
            (DataType::Dictionary(keys, values), Some(dictionary)) => {
                dictionary.check(values)?;
                keys
            }
            (DataType::Dictionary(..), None) => return Err("a dictionary is missing"),
            (other, _) => other,
        };
        self.check_buffers(stored)
    }

    fn check_buffers(&self, data_type: &DataType) -> Checked {
        let is_view = matches!(data_type, DataType::Utf8View | DataType::BinaryView);
        let expected = buffers_of(data_type);
        if self.n_buffers != expected && !(is_view && self.n_buffers > expected) {
            return Err("the number of buffers does not match the type");
        }
        // `n_buffers` and `rows` are known not to be negative.
        let rows = (self.length + self.offset) as usize;
        let buffer = |place: usize| item(self.buffers, place).filter(|buffer| !buffer.is_null());
        let is_sound =
            |last: Option<i64>| if last.is_some_and(|last| last < 0) { Err("an offset is negative") } else { Ok(()) };
        let has_bitmap = !matches!(data_type, DataType::Null | DataType::RunEndEncoded(..) | DataType::Union(..));
        if has_bitmap && self.null_count > 0 && buffer(0).is_none() {
            return Err("the array has a null count but no validity bitmap");
        }
        match data_type {
            DataType::FixedSizeBinary(size) | DataType::FixedSizeList(_, size) if *size < 0 => {
                Err("a size is negative")
            }
            DataType::Utf8 | DataType::Binary | DataType::List(_) | DataType::Map(..) if rows > 0 => {
                let offsets = buffer(1).ok_or("offsets are missing")?;
                is_sound(item(offsets.cast::<i32>(), rows).map(i64::from))
            }
            DataType::LargeUtf8 | DataType::LargeBinary | DataType::LargeList(_) if rows > 0 => {
                let offsets = buffer(1).ok_or("offsets are missing")?;
                is_sound(item(offsets.cast::<i64>(), rows))
            }
            _ if is_view && self.n_buffers > expected => {
                let data = (self.n_buffers - expected) as usize;
                let sizes = buffer(self.n_buffers as usize - 1).ok_or("the sizes of buffers are missing")?;
                (0..data).try_for_each(|place| is_sound(item(sizes.cast::<i64>(), place)))
            }
            _ => Ok(()),
        }
    }
}

/// The types of an array's children.
fn children_of(data_type: &DataType) -> Vec<&DataType> {
    match data_type {
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::LargeListView(field)
        | DataType::FixedSizeList(field, _)
        | DataType::Map(field, _) => vec![field.data_type()],
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
        DataType::RunEndEncoded(ends, values) => vec![ends.data_type(), values.data_type()],
        _ => Vec::new(),
    }
}

/// The number of buffers of an array, including the validity buffer; view arrays may have more.
fn buffers_of(data_type: &DataType) -> i64 {
    match data_type {
        DataType::Null | DataType::RunEndEncoded(..) => 0,
        DataType::Struct(_) | DataType::FixedSizeList(..) | DataType::Union(_, UnionMode::Sparse) => 1,
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::ListView(_)
        | DataType::LargeListView(_)
        | DataType::Utf8View
        | DataType::BinaryView => 3,
        _ => 2,
    }
}
