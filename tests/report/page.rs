//! The report as a file: whole, the same each time, and nothing of a document but text.

use crate::sample::{document, figure, sample, verbatim};
use quantifact::figure::{DocumentRow, Figure};
use quantifact::report::{ReportInput, html, write};

#[test]
fn a_report_is_one_file_and_the_same_each_time() {
    let sample = sample();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/report/index.html");
    write(&path, &sample.input()).unwrap();
    let page = std::fs::read_to_string(&path).unwrap();
    assert_eq!(page, html(&sample.input()));
    assert!(page.ends_with("</html>\n"));
    for tag in ["<link", "<img", "<iframe", "<object", " src=", " style=", "@import"] {
        assert!(!page.contains(tag), "{tag}");
    }
}

#[test]
fn three_hundred_documents_stay_small() {
    let mut sample = sample();
    let texts: Vec<_> = sample.texts.iter().map(|document| (document.id.clone(), document.text.clone())).collect();
    for copy in 0..60 {
        for (id, text) in &texts {
            sample.add(&format!("{id}-{copy}"), &format!("{id}-{copy}.txt"), text);
        }
    }
    assert!(sample.documents.len() > 300 && sample.figures.len() > 6_000);
    // The texts are 3.4 MB; a figure takes a few hundred bytes, whatever the length of its sentence.
    let size = html(&sample.input()).len();
    assert!(size < 6_000_000, "{size}");
}

#[test]
fn what_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let error = write(&folder.path().join("file/index.html"), &ReportInput::default()).unwrap_err();
    assert!(error.to_string().contains("index.html"), "{error}");
}

#[test]
fn documents_are_text_everywhere() {
    let hostile = "</script><script>bad()</script>\"><img src=x onerror=bad()>";
    let mut sample = sample();
    sample.documents.push(made!(DocumentRow {
        title: hostile.into(),
        url: "javascript:bad()".into(),
        message: hostile.into(),
        status: quantifact::figure::DocumentStatus::Partial,
        ..document(hostile, hostile)
    }));
    sample.texts.push(verbatim(hostile, hostile));
    sample.figures.insert(
        0,
        made!(Figure {
            figure_id: "fbad".into(),
            doc_id: hostile.into(),
            exact: hostile.into(),
            sentence: hostile.into(),
            char_end: hostile.chars().count(),
            ..figure()
        }),
    );
    sample.pictures[0].title = hostile.into();
    let page = html(&made!(ReportInput { title: hostile, ..sample.input() }));
    assert!(!page.contains("<img"));
    assert!(!page.contains("<script>bad"));
    assert!(!page.contains("href=\"javascript:"));
    assert_eq!(page.matches("</script>").count(), 2);
}
