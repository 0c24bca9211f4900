//! No file of a crate imports one that imports it, by whatever way round.
//!
//! A file imports another where it names something that is defined there. What a face hands on (`pub use`) counts for those
//! who name it, not for the face.

use anyhow::{Context, Result, ensure};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// Fails with the cycles of the crates whose roots these are.
pub(crate) fn check(roots: &[PathBuf]) -> Result<()> {
    let mut found = Vec::new();
    for root in roots {
        let house = Crate::read(root)?;
        let imports = house.imports();
        found.extend(cycles(&imports).iter().map(|cycle| house.told(cycle, &imports)));
    }
    ensure!(found.is_empty(), "files import each other:\n{}", found.join("\n"));
    Ok(())
}

type Names = Vec<String>;

/// A module: where it is, what it holds.
#[derive(Default)]
struct Module {
    file: usize,
    children: BTreeSet<String>,
    /// What its `use` items name, by the name they have here, and whether it is handed on.
    uses: HashMap<String, (Names, bool)>,
    globs: Vec<Names>,
    /// Paths in its code.
    paths: Vec<Names>,
}

struct Crate {
    files: Vec<PathBuf>,
    modules: BTreeMap<Names, Module>,
}

impl Crate {
    fn read(root: &Path) -> Result<Self> {
        let mut whole = Self { files: Vec::new(), modules: BTreeMap::new() };
        whole.file(root, root.parent().context("no folder")?, Vec::new())?;
        Ok(whole)
    }

    /// Reads a file; the files of its modules lie in `folder`.
    fn file(&mut self, file: &Path, folder: &Path, path: Names) -> Result<()> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let items = syn::parse_file(&text).with_context(|| format!("{} cannot be parsed", file.display()))?.items;
        self.files.push(file.to_owned());
        self.module(items, self.files.len() - 1, folder, path)
    }

    fn module(&mut self, items: Vec<Item>, file: usize, folder: &Path, path: Names) -> Result<()> {
        let mut module = Module { file, ..Module::default() };
        for item in items {
            match item {
                Item::Mod(inner) if !is_for_tests(&inner.attrs) => {
                    let name = inner.ident.to_string();
                    let (child, folder) = ([&*path, std::slice::from_ref(&name)].concat(), folder.join(&name));
                    match inner.content {
                        Some((_, items)) => self.module(items, file, &folder, child)?,
                        None => {
                            let beside = folder.with_extension("rs");
                            let own = if beside.exists() { beside } else { folder.join("mod.rs") };
                            self.file(&own, &folder, child)?;
                        }
                    }
                    module.children.insert(name);
                }
                Item::Use(item) if !is_for_tests(&item.attrs) => {
                    let is_face = !matches!(item.vis, Visibility::Inherited);
                    module.take(&item.tree, &mut Vec::new(), is_face);
                }
                item => module.visit_item(&item),
            }
        }
        self.modules.insert(path, module);
        Ok(())
    }

    /// By file, the files that it imports.
    fn imports(&self) -> Vec<BTreeSet<usize>> {
        let mut imports = vec![BTreeSet::new(); self.files.len()];
        for (path, module) in &self.modules {
            let named = module.uses.values().filter(|(_, is_face)| !is_face).map(|(names, _)| names);
            for names in named.chain(&module.paths) {
                if let Some(file) = self.definition(path, names, 0).filter(|file| *file != module.file) {
                    imports[module.file].insert(file);
                }
            }
        }
        imports
    }

    /// The file that defines what a path names, seen from a module; `None` for other crates, and for a module itself,
    /// of which only the parts count.
    fn definition(&self, from: &Names, names: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = names.split_first()?;
        let module = self.modules.get(from)?;
        match &**first {
            _ if depth > 16 => None,
            "crate" => self.inside(&Vec::new(), rest, depth),
            "self" => self.inside(from, rest, depth),
            "super" => {
                let parent = from.get(..from.len().checked_sub(1)?)?.to_vec();
                if rest.first().is_some_and(|next| next == "super") {
                    return self.definition(&parent, rest, depth + 1);
                }
                self.inside(&parent, rest, depth)
            }
            name if module.children.contains(name) || module.uses.contains_key(name) => self.inside(from, names, depth),
            _ => None,
        }
    }

    /// The same of a path that begins in a module.
    fn inside(&self, path: &Names, names: &[String], depth: usize) -> Option<usize> {
        let module = self.modules.get(path)?;
        let (first, rest) = names.split_first()?;
        if module.children.contains(first) {
            return self.inside(&[&**path, std::slice::from_ref(first)].concat(), rest, depth);
        }
        if let Some((target, _)) = module.uses.get(first) {
            return self.definition(path, &[target, rest].concat(), depth + 1);
        }
        let handed_on = module.globs.iter().find_map(|glob| {
            let target = [glob, names].concat();
            self.definition(path, &target, depth + 1)
        });
        Some(handed_on.unwrap_or(module.file))
    }

    /// The imports within a cycle, a line each.
    fn told(&self, cycle: &[usize], imports: &[BTreeSet<usize>]) -> String {
        let within = |file: &usize| imports[*file].iter().copied().filter(|other| cycle.contains(other));
        let pairs = cycle.iter().flat_map(|file| within(file).map(|other| (*file, other)));
        let lines =
            pairs.map(|(file, other)| format!("  {} -> {}\n", self.files[file].display(), self.files[other].display()));
        lines.collect()
    }
}

impl Module {
    /// Notes what a `use` item names.
    fn take(&mut self, tree: &UseTree, path: &mut Names, is_face: bool) {
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.take(&part.tree, path, is_face);
                path.pop();
            }
            UseTree::Name(name) if name.ident == "self" => self.put(path.last().cloned(), path.clone(), is_face),
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                self.put(Some(name.clone()), [&**path, &[name]].concat(), is_face);
            }
            UseTree::Rename(renamed) => {
                let target = [&**path, &[renamed.ident.to_string()]].concat();
                self.put(Some(renamed.rename.to_string()), target, is_face);
            }
            UseTree::Glob(_) => self.globs.push(path.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.take(item, path, is_face)),
        }
    }

    fn put(&mut self, name: Option<String>, target: Names, is_face: bool) {
        if let Some(name) = name {
            // `use crate::a::a` is not by way of itself.
            self.uses.insert(name, (target, is_face));
        }
    }

    /// Paths within a macro's tokens.
    fn take_tokens(&mut self, tokens: TokenStream) {
        let mut path = Names::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Ident(name) => {
                    if colons != 2 && !path.is_empty() {
                        self.paths.push(std::mem::take(&mut path));
                    }
                    (colons, _) = (0, path.push(name.to_string()));
                }
                other => {
                    self.paths.push(std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.take_tokens(group.stream());
                    }
                }
            }
        }
        self.paths.push(path);
    }
}

impl Visit<'_> for Module {
    fn visit_attribute(&mut self, attribute: &Attribute) {
        if !attribute.path().is_ident("doc") {
            visit::visit_attribute(self, attribute);
        }
    }

    fn visit_item(&mut self, item: &Item) {
        if !matches!(item, Item::Mod(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        self.take_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    };
    attributes.iter().any(is_test)
}

/// The groups of files that reach each other.
fn cycles(imports: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..imports.len()).map(|file| reach(imports, file)).collect();
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for (file, far) in reached.iter().enumerate().filter(|(file, far)| far.contains(file)) {
        let group: Vec<usize> = far.iter().copied().filter(|other| reached[*other].contains(&file)).collect();
        if seen.insert(group.clone()) {
            groups.push(group);
        }
    }
    groups
}

/// What a file imports, and what that imports.
fn reach(imports: &[BTreeSet<usize>], file: usize) -> BTreeSet<usize> {
    let (mut far, mut open) = (BTreeSet::new(), vec![file]);
    while let Some(file) = open.pop() {
        open.extend(imports[file].iter().copied().filter(|next| far.insert(*next)));
    }
    far
}
