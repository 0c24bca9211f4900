//! Splits one module into two. The second has the code that only its exports need, and uses the memory of the first.

use anyhow::Result;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use walrus::passes::gc;
use walrus::{
    Data, Element, Export, ExportItem, FunctionKind, Global, GlobalKind, ImportedFunction, Module, ModuleConfig,
};

/// The second module's import name for the first one, which the package's JavaScript provides.
const FIRST: &str = "first";

/// The module without the exports that are `late`, and one that adds them to it.
pub(crate) fn split(module: &[u8], is_late: fn(&str) -> bool) -> Result<(Vec<u8>, Vec<u8>)> {
    let whole = Whole { module, is_late };
    let mut second = whole.second()?;
    let mut first = whole.first(&second.imports.iter().map(|import| import.name.clone()).collect())?;
    Ok((first.emit_wasm(), second.emit_wasm()))
}

struct Whole<'a> {
    module: &'a [u8],
    is_late: fn(&str) -> bool,
}

impl Whole<'_> {
    /// The whole module with only the exports of one half.
    fn exporting(&self, late: bool) -> Result<Module> {
        let mut module = ModuleConfig::new().generate_name_section(false).parse(self.module)?;
        let others = module.exports.iter().filter(|export| (self.is_late)(&export.name) != late);
        for id in others.map(Export::id).collect::<Vec<_>>() {
            module.exports.delete(id);
        }
        Ok(module)
    }

    /// The first module, which also exports the items with these names.
    fn first(&self, shared: &BTreeSet<String>) -> Result<Module> {
        let mut module = self.exporting(false)?;
        let functions = module.funcs.iter().map(|function| (named('f', function.id().index()), function.id().into()));
        let globals = module.globals.iter().map(|global| (named('g', global.id().index()), global.id().into()));
        let tables = module.tables.iter().map(|table| (named('t', table.id().index()), table.id().into()));
        let memories = module.memories.iter().map(|memory| (self.memory_name(), memory.id().into()));
        let all: Vec<(String, ExportItem)> = functions.chain(globals).chain(tables).chain(memories).collect();
        for (name, item) in all.into_iter().filter(|(name, _)| shared.contains(name)) {
            module.exports.add(&name, item);
        }
        gc::run(&mut module);
        Ok(module)
    }

    /// The second module, which imports memory, tables, globals, and the functions in the first one.
    fn second(&self) -> Result<Module> {
        let mut first = self.exporting(false)?;
        gc::run(&mut first);
        let stays: BTreeSet<usize> = first.funcs.iter().map(|function| function.id().index()).collect();
        let mut module = self.exporting(true)?;
        module.start = None;
        for memory in module.memories.iter_mut() {
            memory.import = Some(module.imports.add(FIRST, &self.memory_name(), memory.id()));
            memory.data_segments.clear();
        }
        for table in module.tables.iter_mut() {
            table.import = Some(module.imports.add(FIRST, &named('t', table.id().index()), table.id()));
            table.elem_segments.clear();
        }
        // The first module initialises memory and tables.
        for id in module.data.iter().map(Data::id).collect::<Vec<_>>() {
            module.data.delete(id);
        }
        for id in module.elements.iter().map(Element::id).collect::<Vec<_>>() {
            module.elements.delete(id);
        }
        for id in module.globals.iter().map(Global::id).collect::<Vec<_>>() {
            let import = module.imports.add(FIRST, &named('g', id.index()), id);
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        for function in module.funcs.iter_mut() {
            let (id, ty) = (function.id(), function.ty());
            if let FunctionKind::Import(imported) = &function.kind {
                let import = module.imports.get_mut(imported.import);
                (import.module, import.name) = (FIRST.to_owned(), named('f', id.index()));
            } else if stays.contains(&id.index()) {
                let import = module.imports.add(FIRST, &named('f', id.index()), id);
                function.kind = FunctionKind::Import(ImportedFunction { import, ty });
            }
        }
        gc::run(&mut module);
        Ok(module)
    }

    /// A name unique to the two halves of one module, because other modules would corrupt each other's memory.
    fn memory_name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.module.hash(&mut hasher);
        format!("m{:016x}", hasher.finish())
    }
}

/// The name of an item shared between the modules.
fn named(kind: char, place: usize) -> String {
    format!("{kind}{place}")
}
