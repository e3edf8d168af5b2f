//! The files of `src/`, parsed, as the crate's modules; what only tests see is left out.

use std::path::Path;
use syn::{Attribute, Item, ItemMod};

/// A module with a file of its own.
pub(crate) struct Module {
    /// Its names from the crate's root on.
    pub(crate) path: Vec<String>,
    pub(crate) items: Vec<Item>,
    /// Whether it is the door of a room: it has modules below it.
    pub(crate) door: bool,
}

impl Module {
    /// `check::format`
    pub(crate) fn name(&self) -> String {
        self.path.join("::")
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every module of the library, the root first, each before those below it.
pub(crate) fn modules() -> Vec<Module> {
    let mut found = Vec::new();
    add(&root().join("src/lib.rs"), &[], &mut found);
    found
}

fn add(file: &Path, path: &[String], found: &mut Vec<Module>) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut items = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).items;
    items.retain(|item| !attributes(item).iter().any(of_tests));
    let below: Vec<&ItemMod> = items
        .iter()
        .filter_map(|item| match item {
            Item::Mod(module) if module.content.is_none() => Some(module),
            _ => None,
        })
        .collect();
    let names: Vec<String> = below.iter().map(|module| module.ident.to_string()).collect();
    found.push(Module { path: path.to_owned(), door: !names.is_empty(), items });
    let own = ["lib.rs", "mod.rs"].iter().any(|name| file.ends_with(name));
    let folder = if own { file.parent().unwrap().to_owned() } else { file.with_extension("") };
    for name in names {
        let (plain, room) = (folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs"));
        let path: Vec<String> = path.iter().cloned().chain([name]).collect();
        add(if plain.exists() { &plain } else { &room }, &path, found);
    }
}

/// Whether an attribute leaves the item to tests (or to those of the documentation) alone.
fn of_tests(attribute: &Attribute) -> bool {
    if !attribute.path().is_ident("cfg") {
        return false;
    }
    let condition = attribute.meta.require_list().unwrap().tokens.to_string();
    let words: Vec<&str> = condition.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().any(|word| ["test", "doctest", "doc"].contains(word)) && !words.contains(&"not")
}

pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The paths that a `use` names, each with the name it has from then on.
pub(crate) fn used(tree: &syn::UseTree) -> Vec<(Vec<String>, String)> {
    fn walk(tree: &syn::UseTree, before: &[String], found: &mut Vec<(Vec<String>, String)>) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(path) => walk(&path.tree, &with(&path.ident), found),
            syn::UseTree::Name(name) if name.ident == "self" => {
                found.push((before.to_vec(), before.last().cloned().unwrap_or_default()));
            }
            syn::UseTree::Name(name) => found.push((with(&name.ident), name.ident.to_string())),
            syn::UseTree::Rename(name) => found.push((with(&name.ident), name.rename.to_string())),
            syn::UseTree::Glob(_) => found.push((before.to_vec(), "*".to_owned())),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    walk(tree, before, found);
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(tree, &[], &mut found);
    found
}
