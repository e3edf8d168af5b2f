//! The HTML: policy, sections, what is readable without a script. Rows are drawn by `assets/` from the JSON.

use super::escape::{Html, csp_hash, script_json};
use super::{GENERATOR, ReportInput, data, summary};
use std::fmt::Write;

const STYLE: &str = include_str!("assets/style.css");

/// The script in the order it runs: one function, so that nothing of it is visible outside.
const SCRIPT: &str = concat!(
    "(function () {\n'use strict';\n",
    include_str!("assets/dom.js"),
    include_str!("assets/data.js"),
    include_str!("assets/search.js"),
    include_str!("assets/filter.js"),
    include_str!("assets/address.js"),
    include_str!("assets/csv.js"),
    include_str!("assets/copy.js"),
    include_str!("assets/table.js"),
    include_str!("assets/text.js"),
    include_str!("assets/reader.js"),
    include_str!("assets/lists.js"),
    include_str!("assets/print.js"),
    include_str!("assets/app.js"),
    "})();\n",
);

/// How many figures the table without a script holds.
const PLAIN_ROWS: usize = 500;

/// The whole page.
pub(super) fn page(input: &ReportInput) -> String {
    let title = title(input);
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        csp_hash(SCRIPT),
        csp_hash(STYLE)
    );
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         {GENERATOR} {}\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n",
        Html(&policy),
        env!("CARGO_PKG_VERSION"),
        Html(&title)
    );
    head(&mut out, &title, input);
    out.push_str("<main id=\"main\">\n");
    summary::summary(&mut out, &title, input);
    figures(&mut out, input);
    section(&mut out, "documents", "Documents");
    if !input.claims.is_empty() {
        section(&mut out, "claims", "Claims that several documents make");
    }
    if !input.verdicts.is_empty() {
        section(&mut out, "checks", "Checks against expected values");
    }
    out.push_str("</main>\n<div id=\"print\"></div>\n<p id=\"said\" role=\"status\"></p>\n");
    let _ = write!(
        out,
        "<script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        script_json(&data::data(input))
    );
    out
}

fn title(input: &ReportInput) -> String {
    match (input.title, input.documents.len()) {
        ("", 1) => "Figures in one document".into(),
        ("", count) => format!("Figures in {count} documents"),
        (title, _) => title.into(),
    }
}

fn head(out: &mut String, title: &str, input: &ReportInput) {
    let _ = write!(
        out,
        "<a class=\"skip\" href=\"#main\">Skip to content</a>\n<header class=\"top\">\n\
         <a class=\"brand\" href=\"#summary\">{}</a>\n<nav aria-label=\"Sections\">\n<a href=\"#summary\">Summary</a>\n",
        Html(title)
    );
    let mut link = |id: &str, name: &str, count: usize| {
        let _ = writeln!(out, "<a href=\"#{id}\">{name}<span class=\"n\">{}</span></a>", summary::grouped(count));
    };
    link("figures", "Figures", input.figures.len());
    link("documents", "Documents", input.documents.len());
    if !input.claims.is_empty() {
        link("claims", "Claims", summary::claim_count(input));
    }
    if !input.verdicts.is_empty() {
        link("checks", "Checks", input.verdicts.len());
    }
    out.push_str(
        "</nav>\n<button type=\"button\" id=\"theme\" class=\"scripted\" aria-label=\"Dark theme\" aria-pressed=\"false\">\
         <svg viewBox=\"0 0 20 20\" width=\"18\" height=\"18\" aria-hidden=\"true\"><circle cx=\"10\" cy=\"10\" r=\"7\" \
         fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/><path d=\"M10 3a7 7 0 0 1 0 14z\" \
         fill=\"currentColor\"/></svg></button>\n</header>\n",
    );
}

fn section(out: &mut String, id: &str, name: &str) {
    let _ = writeln!(
        out,
        "<section class=\"view page scripted\" id=\"view-{id}\" aria-labelledby=\"h-{id}\">\n\
         <h1 id=\"h-{id}\" tabindex=\"-1\">{name}</h1>\n<div id=\"{id}-body\"></div>\n</section>"
    );
}

/// The table of figures beside the reader, and a plain table for those without a script.
fn figures(out: &mut String, input: &ReportInput) {
    out.push_str(include_str!("assets/figures.html"));
    let shown = input.figures.len().min(PLAIN_ROWS);
    let _ = write!(
        out,
        "<noscript>\n<section class=\"page\">\n<h1>Figures</h1>\n<p>{}</p>\n<table class=\"plain\">\n<thead><tr>\
         <th scope=\"col\">Figure</th><th scope=\"col\">What</th><th scope=\"col\">Actor</th><th scope=\"col\">Place</th>\
         <th scope=\"col\">Status</th><th scope=\"col\">Period</th><th scope=\"col\">Document</th></tr></thead>\n<tbody>\n",
        if shown < input.figures.len() {
            format!("The first {shown} of {}. Searching, filtering and reading need JavaScript.", input.figures.len())
        } else {
            "Searching, filtering and reading need JavaScript.".to_owned()
        }
    );
    for figure in &input.figures[..shown] {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            Html(&figure.exact),
            Html(&figure.what),
            Html(&figure.actor),
            Html(&figure.place),
            figure.status.map_or("", crate::figure::Status::as_str),
            Html(&figure.period_edtf),
            Html(&figure.doc_id),
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n</noscript>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_what_the_page_holds() {
        let page = page(&ReportInput::default());
        let between = |open: &str, close: &str| {
            page.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map(|(inside, _)| inside.to_owned())
        };
        let policy = between("Policy\" content=\"", "\">").unwrap().replace("&#39;", "'");
        assert!(policy.starts_with("default-src 'none';"));
        assert!(policy.contains(&csp_hash(&between("<style>", "</style>").unwrap())));
        assert!(policy.contains(&csp_hash(&between("<script>", "</script>").unwrap())));
        assert_eq!(page.matches("<script").count(), 2);
    }

    #[test]
    fn style_and_script_name_no_address() {
        for source in [STYLE, SCRIPT] {
            for bad in ["http", "//cdn", "@import", "url(", "innerHTML", "eval(", "fetch(", "import("] {
                assert!(!source.contains(bad), "{bad}");
            }
        }
    }
}
