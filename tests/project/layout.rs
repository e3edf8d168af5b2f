//! The rooms of `src/`: a floor uses only the floors below it, nothing runs in circles, and no file is long.
//!
//! The floors are those of the picture in `src/lib.rs`. A file's imports are its `use` lines and the paths in it that
//! begin with `crate` or `super`. The door of a room, its `mod.rs`, tells what is in the room and may be used by all of
//! it: circles are looked for among the files behind it, where a name that the door hands on is that file's which
//! makes it.

use crate::sources::{Module, modules, root, used};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use syn::visit::Visit;

/// No file of `src/` has more lines.
const LONGEST: usize = 550;

/// The room whose files may use each other in circles. Parsers of one grammar call each other: a number stands in a date,
/// a date in a range, a range in a list.
const CIRCULAR: &str = "grammar::";

/// The floors from the top, each with its rooms.
fn floors() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let picture = text.split("```text").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let names = |floor: &str| {
        let words = floor.split(|c: char| !c.is_ascii_alphabetic() && c != '_').filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    picture.split('→').map(names).collect()
}

/// The paths that a file takes things from, from the crate's root on.
struct Paths<'a> {
    module: &'a [String],
    found: Vec<Vec<String>>,
}

impl Paths<'_> {
    fn add(&mut self, path: &[String]) {
        let path = match path.first().map(String::as_str) {
            Some("crate") => path[1..].to_vec(),
            Some("super") => {
                let up = path.iter().take_while(|name| *name == "super").count();
                let base = &self.module[..self.module.len().saturating_sub(up)];
                base.iter().chain(&path[up..]).cloned().collect()
            }
            _ => return,
        };
        self.found.push(path);
    }
}

impl<'a> Visit<'a> for Paths<'_> {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        for (path, _) in used(&item.tree) {
            self.add(&path);
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.add(&path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>());
        syn::visit::visit_path(self, path);
    }
}

/// For each module the modules that it takes something from, by name. A name that a door hands on leads to the file it
/// comes from.
fn imports(modules: &[Module]) -> BTreeMap<String, BTreeSet<String>> {
    let known: BTreeSet<Vec<String>> = modules.iter().map(|module| module.path.clone()).collect();
    let mut handed: HashMap<Vec<String>, Vec<String>> = HashMap::new();
    for module in modules.iter().filter(|module| module.door) {
        for item in &module.items {
            let syn::Item::Use(item) = item else { continue };
            for (path, name) in used(&item.tree) {
                let from = module.path.iter().chain(&path).cloned().collect();
                handed.insert(module.path.iter().cloned().chain([name]).collect(), from);
            }
        }
    }
    let owner = |mut path: Vec<String>| {
        for _ in 0..4 {
            let Some(end) =
                (1..=path.len()).find(|end| handed.contains_key(&path[..*end]) && !known.contains(&path[..*end]))
            else {
                break;
            };
            path = handed[&path[..end]].iter().chain(&path[end..]).cloned().collect();
        }
        while !known.contains(&path) {
            path.pop();
        }
        path
    };
    let mut found = BTreeMap::new();
    for module in modules {
        let mut paths = Paths { module: &module.path, found: Vec::new() };
        for item in &module.items {
            paths.visit_item(item);
        }
        let from: BTreeSet<Vec<String>> = paths.found.into_iter().map(owner).collect();
        let from = from.into_iter().filter(|path| !path.is_empty() && *path != module.path);
        found.insert(module.name(), from.map(|path| path.join("::")).collect());
    }
    found
}

/// The groups of names that lead to each other in circles.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached = |start: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start.to_owned()]);
        while let Some(name) = open.pop() {
            for next in edges.get(&name).into_iter().flatten() {
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&String, BTreeSet<String>> = edges.keys().map(|name| (name, reached(name))).collect();
    let mut groups = BTreeSet::new();
    for (name, to) in reach.iter().filter(|(name, to)| to.contains(**name)) {
        let group = to.iter().filter(|other| reach.get(other).is_some_and(|back| back.contains(*name)));
        groups.insert(group.cloned().collect::<Vec<_>>());
    }
    groups.into_iter().collect()
}

#[test]
fn no_room_uses_one_above_it() {
    let floors = floors();
    let floor = |room: &str| floors.iter().position(|rooms| rooms.iter().any(|name| name == room));
    let modules = modules();
    for room in modules.iter().filter(|module| module.path.len() == 1).map(Module::name) {
        assert!(floor(&room).is_some(), "{room} is not in the picture of src/lib.rs");
    }
    let mut wrong = Vec::new();
    for (module, from) in imports(&modules) {
        let room = |name: &str| name.split("::").next().unwrap_or_default().to_owned();
        let Some(own) = floor(&room(&module)) else { continue };
        wrong.extend(
            from.iter().filter(|other| floor(&room(other)) < Some(own)).map(|other| format!("{module} → {other}")),
        );
    }
    assert!(wrong.is_empty(), "a floor uses one above it: {wrong:#?}");
}

#[test]
fn rooms_do_not_use_each_other_in_circles() {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, from) in imports(&modules()).into_iter().filter(|(module, _)| !module.is_empty()) {
        let room = |name: &str| name.split("::").next().unwrap_or_default().to_owned();
        let own = room(&module);
        rooms
            .entry(own.clone())
            .or_default()
            .extend(from.iter().map(|other| room(other)).filter(|other| *other != own));
    }
    assert_eq!(circles(&rooms), Vec::<Vec<String>>::new());
}

#[test]
fn the_files_of_a_room_do_not_use_each_other_in_circles() {
    let modules = modules();
    let doors: BTreeSet<String> = modules.iter().filter(|module| module.door).map(Module::name).collect();
    let behind: BTreeMap<String, BTreeSet<String>> = imports(&modules)
        .into_iter()
        .filter(|(module, _)| !doors.contains(module))
        .map(|(module, from)| (module, from.into_iter().filter(|other| !doors.contains(other)).collect()))
        .collect();
    let known = |circle: &Vec<String>| circle.iter().all(|file| file.starts_with(CIRCULAR));
    let found: Vec<_> = circles(&behind).into_iter().filter(|circle| !known(circle)).collect();
    assert_eq!(found, Vec::<Vec<String>>::new());
}

#[test]
fn no_file_is_long() {
    let (mut folders, mut count) = (vec![root().join("src")], 0);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let lines = std::fs::read_to_string(&path).unwrap().lines().count();
                assert!(lines <= LONGEST, "{}: {lines} lines", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} files");
}

#[test]
fn a_circle_is_seen() {
    let edges = |list: &[(&str, &[&str])]| {
        list.iter().map(|(name, to)| ((*name).to_owned(), to.iter().map(|to| (*to).to_owned()).collect())).collect()
    };
    let found = circles(&edges(&[("a", &["b"]), ("b", &["c"]), ("c", &["a", "d"]), ("d", &["e"]), ("e", &[])]));
    assert_eq!(found, [["a", "b", "c"]]);
}
