//! Elements of a page that are no part of its words, and where they end, as browsers have it for tags never closed.

use html5ever::tokenizer::Tag;

/// An element deeper than this inside one that is left out is only counted.
const DEEPEST: usize = 64;

/// An element being left out, with those open in it, the innermost last.
pub(super) struct LeftOut {
    open: Vec<String>,
    deeper: usize,
}

/// What a tag does to the element being left out.
#[derive(PartialEq, Eq)]
pub(super) enum Ends {
    /// It goes on.
    No,
    /// The tag closes it.
    Here,
    /// It was at its end before the tag.
    Before,
}

impl LeftOut {
    pub(super) fn new(name: &str) -> Self {
        Self { open: vec![name.to_owned()], deeper: 0 }
    }

    /// Takes a start tag inside it.
    pub(super) fn start(&mut self, name: &str, self_closing: bool) -> Ends {
        if self.deeper == 0
            && let Some((closed, within)) = implied(name)
        {
            let last = self.open.iter().rposition(|open| closed.contains(&open.as_str()));
            let inside = self.open.iter().rposition(|open| within.contains(&open.as_str()));
            if let Some(at) = last.filter(|&at| inside.is_none_or(|inside| inside < at)) {
                self.open.truncate(at);
            }
            if self.open.is_empty() {
                return Ends::Before;
            }
        }
        if self_closing || is_void(name) {
        } else if self.open.len() < DEEPEST {
            self.open.push(name.to_owned());
        } else {
            self.deeper += 1;
        }
        Ends::No
    }

    /// Takes an end tag.
    pub(super) fn end(&mut self, name: &str) -> Ends {
        if self.deeper > 0 {
            self.deeper -= 1;
            return Ends::No;
        }
        match self.open.iter().rposition(|open| open == name) {
            Some(at) => {
                self.open.truncate(at);
                if at == 0 { Ends::Here } else { Ends::No }
            }
            // What stands around it ends, and with it all that may stay unclosed.
            None if holds_others(name) && self.open.iter().all(|open| may_stay_open(open)) => Ends::Before,
            None => Ends::No,
        }
    }
}

/// The elements that a start tag closes, unless they stand around one of the second kind.
fn implied(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "tr" => (&["tr"], &["table"]),
        "option" => (&["option"], &["select"]),
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section"
        | "article" | "main" | "footer" | "header" | "nav" | "aside" | "form" | "blockquote" | "pre" | "hr" => {
            (&["p"], &[])
        }
        _ => return None,
    })
}

pub(super) fn may_stay_open(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "option")
}

fn holds_others(name: &str) -> bool {
    let tables = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th");
    let lists = matches!(name, "ul" | "ol" | "dl" | "li" | "dd");
    tables || lists || matches!(name, "div" | "section" | "article" | "main" | "blockquote" | "form" | "body" | "html")
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element is left out, by its name or because the page does not show it.
pub(super) fn is_left_out(tag: &Tag) -> bool {
    let name = &*tag.name;
    by_name(name) || !is_void(name) && !matches!(name, "html" | "body") && (is_hidden(tag) || is_beside(tag))
}

/// Whether the page says that the element is none of its words, by its role (WAI-ARIA landmarks and windows).
fn is_beside(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| {
        &*attribute.name.local == "role"
            && matches!(
                &*attribute.value.to_ascii_lowercase(),
                "navigation"
                    | "complementary"
                    | "contentinfo"
                    | "search"
                    | "dialog"
                    | "alertdialog"
                    | "menu"
                    | "menubar"
            )
    })
}

/// Whether the page says that it does not show the element, in its own attributes.
fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| match &*attribute.name.local {
        "hidden" => true,
        "style" => {
            let mut style: String = attribute.value.chars().filter(|char| !char.is_whitespace()).collect();
            style.make_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}

fn by_name(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "nav"
            | "footer"
            | "aside"
            | "button"
            | "select"
            | "textarea"
            | "iframe"
            | "xmp"
            | "noembed"
            | "noframes"
            | "object"
            | "audio"
            | "video"
            | "math"
            | "legend"
            | "option"
            | "del"
            | "s"
            | "strike"
    )
}

/// An element and those of the same name in it.
pub(super) struct Region {
    name: String,
    open: usize,
}

impl Region {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), open: 0 }
    }

    /// Takes a start tag, its own first.
    pub(super) fn start(&mut self, name: &str) {
        self.open += usize::from(self.name == name);
    }

    /// Takes an end tag; whether it closes the region.
    pub(super) fn end(&mut self, name: &str) -> bool {
        self.open = self.open.saturating_sub(usize::from(self.name == name));
        self.open == 0
    }
}
