//! Checks that no file of a crate imports itself through a chain of imports.
//!
//! A file imports another if it names something defined there. A re-export (`pub use`) counts as an import by the files
//! that use it, not by the re-exporting file.

use anyhow::{Context, Result, ensure};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// Fails with the import cycles of the crates with these roots.
pub(crate) fn check(roots: &[PathBuf]) -> Result<()> {
    let mut found = Vec::new();
    for root in roots {
        let house = Crate::read(root)?;
        let imports = house.imports();
        found.extend(cycles(&imports).iter().map(|cycle| told(cycle, &imports)));
    }
    ensure!(found.is_empty(), "files import each other:\n{}", found.join("\n"));
    Ok(())
}

type Names = Vec<String>;
/// For each file, the files that it imports.
type Imports<'c> = BTreeMap<&'c Path, BTreeSet<&'c Path>>;

/// A module: its file and contents.
#[derive(Default)]
struct Module {
    file: PathBuf,
    children: BTreeSet<String>,
    /// The path of each `use` item by its local name, and whether it is re-exported.
    uses: HashMap<String, (Names, bool)>,
    globs: Vec<Names>,
    /// Paths in its code.
    paths: Vec<Names>,
}

struct Crate {
    modules: BTreeMap<Names, Module>,
}

impl Crate {
    fn read(root: &Path) -> Result<Self> {
        let mut whole = Self { modules: BTreeMap::new() };
        whole.file(root, root.parent().context("no folder")?, Vec::new())?;
        Ok(whole)
    }

    /// Reads a file; the files of its modules are in `folder`.
    fn file(&mut self, file: &Path, folder: &Path, path: Names) -> Result<()> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let items = syn::parse_file(&text).with_context(|| format!("{} cannot be parsed", file.display()))?.items;
        self.module(items, file, folder, path)
    }

    fn module(&mut self, items: Vec<Item>, file: &Path, folder: &Path, path: Names) -> Result<()> {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items {
            match item {
                Item::Mod(inner) if !is_for_tests(&inner.attrs) => {
                    let name = inner.ident.to_string();
                    let (child, folder) = ([&*path, std::slice::from_ref(&name)].concat(), folder.join(&name));
                    if let Some((_, items)) = inner.content {
                        self.module(items, file, &folder, child)?;
                    } else {
                        let beside = folder.with_extension("rs");
                        let own = if beside.exists() { beside } else { folder.join("mod.rs") };
                        self.file(&own, &folder, child)?;
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

    fn imports(&self) -> Imports<'_> {
        let mut imports = Imports::new();
        for (path, module) in &self.modules {
            let own = imports.entry(&*module.file).or_default();
            let named = module.uses.values().filter(|(_, is_face)| !is_face).map(|(names, _)| names);
            let files = named.chain(&module.paths).filter_map(|names| self.definition(path, names, 0));
            own.extend(files.filter(|file| *file != module.file));
        }
        imports
    }

    /// The file that defines what a path names, seen from a module; `None` for other crates, and for a module itself,
    /// of which only the items count.
    fn definition(&self, from: &Names, names: &[String], depth: usize) -> Option<&Path> {
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

    /// Like `definition`, for a path that starts in a module.
    fn inside(&self, path: &Names, names: &[String], depth: usize) -> Option<&Path> {
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
        Some(handed_on.unwrap_or(&module.file))
    }
}

/// The imports within a cycle, one per line.
fn told(cycle: &BTreeSet<&Path>, imports: &Imports<'_>) -> String {
    let pairs = imports.iter().filter(|(file, _)| cycle.contains(*file)).flat_map(|(file, imported)| {
        imported.intersection(cycle).map(|other| format!("  {} -> {}\n", file.display(), other.display()))
    });
    pairs.collect()
}

impl Module {
    /// Records what a `use` item names.
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
            self.uses.insert(name, (target, is_face));
        }
    }

    /// Collects paths within a macro's tokens.
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
                    colons = 0;
                    path.push(name.to_string());
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
fn cycles<'c>(imports: &Imports<'c>) -> BTreeSet<BTreeSet<&'c Path>> {
    let reached: Imports<'c> = imports.keys().map(|file| (*file, reach(imports, file))).collect();
    let reaches = |from: &Path, to: &Path| reached.get(from).is_some_and(|far| far.contains(to));
    let within = reached.iter().filter(|(file, _)| reaches(file, file));
    within.map(|(file, far)| far.iter().copied().filter(|other| reaches(other, file)).collect()).collect()
}

/// The files that a file imports, directly or indirectly.
fn reach<'c>(imports: &Imports<'c>, file: &'c Path) -> BTreeSet<&'c Path> {
    let (mut far, mut open) = (BTreeSet::new(), vec![file]);
    while let Some(file) = open.pop() {
        let next = imports.get(file).into_iter().flatten().copied();
        open.extend(next.filter(|next| far.insert(*next)));
    }
    far
}
