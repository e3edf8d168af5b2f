//! What the library promises: every item that another crate can name, with its signature, held against `api.txt`. A
//! change of it changes that file, and is seen in review; `SNAPSHOTS=overwrite cargo test --test project` writes it anew.
//!
//! The list is read out of the sources: public items of public modules and what these hand on from private ones; of a
//! type its public fields, variants and methods, what it derives, and the traits it implements. A feature that an item
//! asks for stands behind its module.

use crate::sources::{Module, attributes, modules, used};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Attribute, Fields, ImplItem, Item, TraitItem, Visibility};

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens as a person writes them.
fn plain(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" > ", "> "),
        (" >", ">"),
        (" , ", ", "),
        (" ,", ","),
        ("& ", "&"),
        (" ( ", "("),
        ("( ", "("),
        (" )", ")"),
        (" : ", ": "),
        (" ;", ";"),
        ("[ ", "["),
        (" ]", "]"),
        ("' ", "'"),
        (",)", ")"),
        (" (", "("),
        ("->(", "-> ("),
        ("mut[", "mut ["),
        ("# [", "#["),
        (" ..", ".."),
        ("> (", ">("),
    ] {
        text = text.replace(from, to);
    }
    text
}

/// What a `derive` and a `non_exhaustive` say of a type.
fn told(attributes: &[Attribute]) -> String {
    let mut told = String::new();
    for attribute in attributes {
        if attribute.path().is_ident("non_exhaustive") {
            told.push_str(" #[non_exhaustive]");
        }
        if attribute.path().is_ident("derive") {
            let mut derived: Vec<String> =
                plain(&attribute.meta.require_list().unwrap().tokens).split(", ").map(str::to_owned).collect();
            derived.sort();
            told.extend([" derive(", &derived.join(", "), ")"]);
        }
    }
    told
}

/// The feature that items ask for.
fn feature(attributes: &[Attribute]) -> String {
    let cfgs = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let asked = cfgs.map(|cfg| plain(&cfg.meta.require_list().unwrap().tokens).replace(" = ", "="));
    asked.flat_map(|asked| [" [".to_owned(), asked, "]".to_owned()]).collect()
}

fn fields(fields: &Fields, all: bool) -> Vec<String> {
    let shown = fields.iter().filter(|field| all || public(&field.vis));
    let shown = shown.map(|field| match &field.ident {
        Some(name) => format!("{name}: {}", plain(&field.ty)),
        None => plain(&field.ty),
    });
    shown.collect()
}

/// The lines of an item under the name that leads to it.
fn lines(item: &Item, name: &str) -> Vec<String> {
    match item {
        Item::Const(item) => vec![format!("const {name}: {}", plain(&item.ty))],
        Item::Static(item) => vec![format!("static {name}: {}", plain(&item.ty))],
        Item::Fn(item) => vec![format!("{name}: {}", plain(&item.sig))],
        Item::Type(item) => vec![format!("type {name}{} = {}", plain(&item.generics), plain(&item.ty))],
        Item::Struct(item) => {
            let mut lines = vec![format!("struct {name}{}{}", plain(&item.generics), told(&item.attrs))];
            lines.extend(fields(&item.fields, false).into_iter().map(|field| format!("{name}.{field}")));
            lines
        }
        Item::Enum(item) => {
            let mut lines = vec![format!("enum {name}{}{}", plain(&item.generics), told(&item.attrs))];
            for variant in &item.variants {
                let held = fields(&variant.fields, true).join(", ");
                let held = if held.is_empty() { held } else { format!(" {{ {held} }}") };
                lines.push(format!("{name}::{}{held}{}", variant.ident, told(&variant.attrs)));
            }
            lines
        }
        Item::Trait(item) => {
            let mut lines = vec![format!("trait {name}{}: {}", plain(&item.generics), plain(&item.supertraits))];
            for part in &item.items {
                match part {
                    TraitItem::Fn(part) => lines.push(format!("{name}::{}", plain(&part.sig))),
                    TraitItem::Const(part) => lines.push(format!("{name}::{}: {}", part.ident, plain(&part.ty))),
                    TraitItem::Type(part) => lines.push(format!("{name}::type {}", part.ident)),
                    _ => {}
                }
            }
            lines
        }
        _ => Vec::new(),
    }
}

fn identifier(item: &Item) -> Option<(String, &Visibility)> {
    Some(match item {
        Item::Const(item) => (item.ident.to_string(), &item.vis),
        Item::Static(item) => (item.ident.to_string(), &item.vis),
        Item::Fn(item) => (item.sig.ident.to_string(), &item.vis),
        Item::Type(item) => (item.ident.to_string(), &item.vis),
        Item::Struct(item) => (item.ident.to_string(), &item.vis),
        Item::Enum(item) => (item.ident.to_string(), &item.vis),
        Item::Trait(item) => (item.ident.to_string(), &item.vis),
        _ => return None,
    })
}

/// The crate's modules by path, and which of them another crate can name.
struct Crate {
    modules: BTreeMap<Vec<String>, Module>,
    open: BTreeSet<Vec<String>>,
}

impl Crate {
    fn new() -> Self {
        let mut found = Self { modules: BTreeMap::new(), open: BTreeSet::from([Vec::new()]) };
        for module in modules() {
            if found.open.contains(&module.path) {
                for item in &module.items {
                    if let Item::Mod(below) = item
                        && public(&below.vis)
                    {
                        found.open.insert(module.path.iter().cloned().chain([below.ident.to_string()]).collect());
                    }
                }
            }
            found.modules.insert(module.path.clone(), module);
        }
        found
    }

    /// The item that a path leads to, through what modules hand on.
    fn find(&self, from: &[String], path: &[String]) -> Option<(&Item, &Module)> {
        let path: Vec<String> = match path.first()?.as_str() {
            "crate" => path[1..].to_vec(),
            "super" => from[..from.len() - 1].iter().chain(&path[1..]).cloned().collect(),
            _ => from.iter().chain(path).cloned().collect(),
        };
        let (name, module) = path.split_last()?;
        let module = self.modules.get(module)?;
        let own = module.items.iter().find(|item| identifier(item).is_some_and(|(own, _)| own == *name));
        own.map(|item| (item, module)).or_else(|| {
            module.items.iter().find_map(|item| {
                let Item::Use(item) = item else { return None };
                let handed = used(&item.tree).into_iter().find(|(_, own)| own == name)?;
                self.find(&module.path, &handed.0)
            })
        })
    }

    /// What another crate sees in the module: names, each with its item and the module that makes it.
    fn seen<'a>(&'a self, module: &'a Module) -> Vec<(String, &'a Item, &'a Module)> {
        let mut seen = Vec::new();
        for item in &module.items {
            match item {
                Item::Use(handed) if public(&handed.vis) => {
                    for (path, name) in used(&handed.tree) {
                        seen.extend(self.find(&module.path, &path).map(|(item, from)| (name, item, from)));
                    }
                }
                item => {
                    if let Some((name, visibility)) = identifier(item)
                        && public(visibility)
                    {
                        seen.push((name, item, module));
                    }
                }
            }
        }
        seen
    }
}

/// Methods and traits of the types that `room` makes, by the type's name.
fn implemented(all: &Crate, room: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for module in all.modules.values().filter(|module| module.path.first().is_some_and(|first| first == room)) {
        for item in &module.items {
            let Item::Impl(block) = item else { continue };
            let whole = plain(&block.self_ty);
            let name = whole.split('<').next().unwrap_or_default().to_owned();
            let lines = found.entry(name).or_default();
            if let Some((_, path, _)) = &block.trait_ {
                lines.insert(format!(" impl {}", plain(path)));
                continue;
            }
            for part in &block.items {
                match part {
                    ImplItem::Fn(part) if public(&part.vis) => drop(lines.insert(format!("::{}", plain(&part.sig)))),
                    ImplItem::Const(part) if public(&part.vis) => {
                        lines.insert(format!("::{}: {}", part.ident, plain(&part.ty)));
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

fn promised() -> String {
    let all = Crate::new();
    let mut out = String::new();
    for path in &all.open {
        let Some(module) = all.modules.get(path) else { continue };
        let mut lines_here = Vec::new();
        for (name, item, from) in all.seen(module) {
            lines_here.extend(lines(item, &name));
            if matches!(item, Item::Struct(_) | Item::Enum(_)) {
                let own = identifier(item).map(|(own, _)| own).unwrap_or_default();
                let room = from.path.first().map_or("", String::as_str);
                for line in implemented(&all, room).get(&own).into_iter().flatten() {
                    lines_here.push(format!("{name}{line}"));
                }
            }
        }
        let (name, above) = path.split_last().map_or(("", &path[..]), |(name, above)| (name, above));
        let declared = all.modules.get(above).and_then(|above| {
            above.items.iter().find(|item| matches!(item, Item::Mod(module) if module.ident == name))
        });
        let asked = declared.map(|item| feature(attributes(item))).unwrap_or_default();
        let name: Vec<&str> = std::iter::once("quantifact").chain(path.iter().map(String::as_str)).collect();
        out.extend(["\n# ", &name.join("::"), &asked, "\n"]);
        for line in &lines_here {
            out.extend([line, "\n"]);
        }
    }
    out.trim_start().to_owned()
}

#[test]
fn what_is_promised_is_what_api_txt_says() {
    let promised = promised();
    assert!(promised.contains("\nFigure.exact: String\n") && promised.contains("# quantifact::read\n"));
    snapbox::assert_data_eq!(promised, snapbox::file!["api.txt"].raw());
}
